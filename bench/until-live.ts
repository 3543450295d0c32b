import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from './child'
import type { EstateOrder, EstateReply } from './estate-process'
import { inMs } from './percentiles'
import type { Found } from './ratios'
import type { ReplicaOrder, ReplicaReply } from './replica-process'

/**
 * A whole console beside a simulated vCenter of one size after another: from the first call until everything is live, what each
 * of the two processes spent on it, and what the console costs when nothing happens.
 * @param restMs for how long it is watched then.
 */
export async function untilLive(sizes = [5_000, 20_000, 40_000], restMs = 30_000): Promise<Found> {
  const lines = ['From the first call until a simulated vCenter is live:']
  const ratios: Record<string, number> = {}
  const perVm: number[] = []
  const cpuPerVm: number[] = []
  const heaps: { vms: number; heapMiB: number }[] = []
  for (const vms of sizes) {
    const found = await measure(vms, restMs)
    perVm.push(found.perVm)
    cpuPerVm.push(found.cpuPerVm)
    heaps.push(found)
    ratios[`until live: CPU of Andon / of the simulator, ${vms} VMs`] = (1 - found.share) / found.share
    lines.push(...found.lines)
  }
  const [small, large] = [heaps[0], heaps.at(-1)]
  if (small && large && small !== large) {
    const kib = ((large.heapMiB - small.heapMiB) * 1024) / (large.vms - small.vms)
    lines.push(`  memory: ${kib.toFixed(1)} KiB of heap for each VM more`)
  }
  const growth = (each: readonly number[]) => (each.at(-1) ?? Number.NaN) / (each[0] ?? Number.NaN)
  ratios['until live: time for each VM, largest / smallest estate'] = growth(perVm)
  ratios['until live: CPU for each VM, largest / smallest estate'] = growth(cpuPerVm)
  return { lines, ratios }
}

async function measure(vms: number, restMs: number) {
  const folder = await mkdtemp(join(tmpdir(), 'andon-until-live-'))
  const estate = startChild<EstateOrder, EstateReply>('estate-process.ts')
  try {
    const at = await estate.order({ do: 'start', vms })
    const { url: address, user, password } = at
    const seed = [{ name: 'vc', address, user, password, trust: { kind: 'none' }, autoAnswer: true }]
    const replica = startChild<ReplicaOrder, ReplicaReply>('replica-process.ts', {
      ANDON_DATA: folder,
      ANDON_ADMIN_PASSWORD: 'bench-bench-bench',
      ANDON_SEED_CONNECTIONS: JSON.stringify(seed),
      ANDON_SECRET_KEY: 'ab'.repeat(32),
      DATABASE_URL: '',
    })
    try {
      await estate.order({ do: 'count' })
      const live = await replica.order({ do: 'start', vms })
      const spent = await estate.order({ do: 'count' })
      const share = spent.cpuMs / (spent.cpuMs + live.cpuMs)
      const each = (value: number) => `${(value / vms).toFixed(3)} ms`
      const lines = [
        `  ${vms} VMs: ${inMs(live.liveMs)}, ${each(live.liveMs)} a VM; CPU a VM: Andon ${each(live.cpuMs)}, the simulator ${each(spent.cpuMs)} (${(100 * share).toFixed(0)} %)`,
        `    the console starts and is live after ${inMs(live.ms)}; its event loop was held up for ${inMs(live.longestMs)} at most`,
        `    memory ${live.rssMiB} MiB resident, ${live.heapMiB} MiB of heap; everything for a browser: ${(live.snapshot.bytes / 2 ** 20).toFixed(1)} MiB in ${inMs(live.snapshot.ms)}`,
      ]
      for (const watched of [false, true]) {
        const rested = await replica.order({ do: 'rest', ms: restMs, watched })
        const { calls, cpuMs, ms } = await estate.order({ do: 'count' })
        lines.push(
          `    at rest ${watched ? 'with the list of VMs on a screen' : 'with nobody at a list'} ${(100 * rested.cpuShare).toFixed(1)} % of a core, ${((calls * 60_000) / ms).toFixed(0)} calls a minute, for which the simulator needs ${((100 * cpuMs) / ms).toFixed(1)} %`,
        )
      }
      const expected = replica.order({ do: 'expect', renamed: vms })
      await estate.order({ do: 'rename' })
      const news = await expected
      lines.push(
        `    all renamed at once: the last is known ${inMs(news.ms)} after the first, ${each(news.cpuMs)} of CPU a VM; the event loop was held up for ${inMs(news.longestMs)} at most`,
      )
      return { vms, lines, share, perVm: live.liveMs / vms, cpuPerVm: live.cpuMs / vms, heapMiB: live.heapMiB }
    } finally {
      await replica.stop()
    }
  } finally {
    await estate.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
