import { inMs } from './percentiles'
import type { Found } from './ratios'
import { withLiveEstate, type LiveEstate } from './until-live'

const changes = 100

/**
 * What the server needs for a vCenter of many VMs: until a browser could be sent everything, memory, when nothing happens, and
 * for each change that a browser is told of.
 */
export async function serverFigures(vms = 20_000, restMs = 45_000): Promise<Found> {
  const few = await withLiveEstate(100, ({ live }) => Promise.resolve(live))
  const { lines, atRest } = await withLiveEstate(vms, async (at) => {
    const { live } = at
    const kib = (all: number, ofFew: number) => `${(((all - ofFew) * 1024) / (vms - 100)).toFixed(1)} KiB`
    const found = [
      `${vms} VMs of a simulated vCenter: from the start of the process until everything is live ${inMs(live.ms)}, the first state for a browser after ${inMs(live.snapshot.ms)} more (${(live.snapshot.bytes / 2 ** 20).toFixed(1)} MiB)`,
      `  memory for each VM: ${kib(live.heapMiB, few.heapMiB)} of heap, ${kib(live.rssMiB, few.rssMiB)} resident; for all ${live.rssMiB} MiB, with a hundred VMs ${few.rssMiB}`,
    ]
    const rested = await rest(at, restMs)
    found.push(...rested.lines)
    const quiet = await told(at, 0)
    const busy = await told(at, changes)
    const figures = (busy.ms / quiet.ms) * quiet.bytes
    found.push(
      `  told to a browser with all VMs while nothing changes, of figures that are read again: ${((quiet.bytes / quiet.ms) * (60_000 / 1_024)).toFixed(0)} KiB a minute`,
      `  ${changes} changes of a VM, one after the other: ${((busy.bytes - figures) / changes).toFixed(0)} bytes each besides, and ${inMs((busy.cpuMs - (busy.ms / quiet.ms) * quiet.cpuMs) / changes)} of CPU`,
    )
    return { lines: found, atRest: rested.share }
  })
  return { lines, ratios: { 'server: CPU at rest, of a core': atRest } }
}

/** What a browser with the list of VMs is sent while so many of them change, and what Andon spends meanwhile. */
async function told({ estate, replica }: LiveEstate, count: number) {
  await replica.order({ do: 'follow' })
  const start = performance.now()
  if (count > 0) await estate.order({ do: 'change', count, apartMs: 60 })
  else await new Promise((resolve) => setTimeout(resolve, 10_000))
  await new Promise((resolve) => setTimeout(resolve, 500))
  const { bytes, cpuMs } = await replica.order({ do: 'followed' })
  return { bytes, cpuMs, ms: performance.now() - start }
}

const whoLooks = {
  nobody: 'with nobody at a list',
  'in sight': 'with the list of VMs on a screen',
  whole: 'with a program that follows the list',
}

/** What it costs while nothing happens, with nobody at a list, with somebody, and with who does not say what they see. */
async function rest({ estate, replica }: LiveEstate, restMs: number): Promise<{ lines: string[]; share: number }> {
  const lines = []
  const shares = []
  await estate.order({ do: 'count' })
  for (const watched of [undefined, 'in sight', 'whole'] as const) {
    const rested = await replica.order({ do: 'rest', ms: restMs, ...(watched && { watched }) })
    const { calls, cpuMs, ms } = await estate.order({ do: 'count' })
    shares.push(rested.cpuShare)
    lines.push(
      `  at rest ${whoLooks[watched ?? 'nobody']} ${(100 * rested.cpuShare).toFixed(1)} % of a core, ${((calls * 60_000) / ms).toFixed(0)} calls a minute, for which the simulator needs ${((100 * cpuMs) / ms).toFixed(1)} %`,
    )
  }
  return { lines, share: shares[0] ?? Number.NaN }
}
