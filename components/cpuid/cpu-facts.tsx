import { cpuIdentity } from '@/lib/cpuid/identity'
import { parseLeaves, type CpuIdInfo } from '@/lib/cpuid/leaves'
import { longMode } from '@/lib/cpuid/long-mode'
import { Fact } from '../ui/facts'

/** Which processor a host has and whether it runs 64-bit guests; facts of a list. */
export function CpuFacts({ infos }: { infos: readonly CpuIdInfo[] }) {
  const { vendor, brand, family, model, stepping } = cpuIdentity(parseLeaves(infos))
  const long = longMode(infos)
  return (
    <>
      <Fact name="Processor">{brand ?? vendor}</Fact>
      <Fact name="Family">
        {family !== undefined &&
          `${family}, model ${model}, stepping ${stepping}${brand && vendor ? `, ${vendor}` : ''}`}
      </Fact>
      <Fact name="64-bit guests">
        {long.known
          ? long.on
            ? 'yes, the host has long mode'
            : 'no, the host has no long mode'
          : `not known: ${long.because}`}
      </Fact>
    </>
  )
}
