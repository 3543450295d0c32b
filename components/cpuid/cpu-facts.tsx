'use client'

import { useQuery } from '@tanstack/react-query'
import { featurePlace, type CpuFeature } from '@/lib/cpuid/features'
import { cpuIdentity, longMode } from '@/lib/cpuid/identity'
import { parseLeaves, type CpuIdInfo } from '@/lib/cpuid/leaves'
import type { HostDetail } from '@/lib/hardware/host-detail'
import { failed, type Result } from '@/lib/result'
import type { HostKey } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../console/console-context'
import { unreachable } from '../ui/confirm'
import { Fact } from '../ui/facts'
import { Notice } from '../ui/notice'

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

/** Features by name, each with what it is and where it stands. */
export function FeatureList({ features, label }: { features: readonly CpuFeature[]; label: string }) {
  return (
    <ul aria-label={label} className="grid gap-x-4 gap-y-1 text-sm mid:grid-cols-2 wide:grid-cols-3">
      {features.map((feature) => {
        const place = featurePlace(feature)
        return (
          <li key={place} className="min-w-0">
            <span className="font-medium">{feature.name}</span>
            {feature.about && <span className="text-ink-2"> {feature.about}</span>}
            {feature.name !== place && <span className="block text-xs text-ink-3">{place}</span>}
          </li>
        )
      })}
    </ul>
  )
}

/** What of the registers could not be read. */
export function CpuProblems({ problems }: { problems: readonly string[] }) {
  if (problems.length === 0) return null
  return (
    <Notice tone="wait">
      <strong className="font-semibold">Some registers cannot be read; the rest is shown.</strong>
      <ul>
        {problems.map((sentence) => (
          <li key={sentence} className="wrap-anywhere">
            {sentence}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** A host's own page in data; undefined until it has been read, or while no host is chosen. */
export function useHostDetail(host: HostKey | undefined): {
  detail: Result<HostDetail> | undefined
  refetch: () => void
} {
  const actions = useConsoleActions()
  const query = useQuery({
    queryKey: ['host-cpu', host],
    queryFn: () =>
      host === undefined ? null : actions.readHostDetail(host).catch((cause: unknown) => failed(unreachable(cause))),
    enabled: host !== undefined,
    // The features of a processor do not change while somebody looks at them.
    staleTime: 5 * 60_000,
    gcTime: 5 * 60_000,
  })
  return { detail: query.data ?? undefined, refetch: () => void query.refetch() }
}
