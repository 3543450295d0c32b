import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild, type Child } from './child'
import type { EstateOrder, EstateReply } from './estate-process'
import { inMs } from './percentiles'
import type { Found } from './ratios'
import type { ReplicaOrder, ReplicaReply } from './replica-process'

/**
 * A whole console beside a simulated vCenter of one size after another: from the first call until everything is live, what each
 * of the two processes spent on it, and all VMs renamed at once.
 */
export async function untilLive(sizes = [5_000, 20_000, 40_000]): Promise<Found> {
  const lines = ['From the first call until a simulated vCenter is live:']
  const ratios: Record<string, number> = {}
  const perVm: number[] = []
  const cpuPerVm: number[] = []
  const heaps: { vms: number; heapMiB: number }[] = []
  for (const vms of sizes) {
    const found = await withLiveEstate(vms, measure)
    perVm.push(found.perVm)
    cpuPerVm.push(found.cpuPerVm)
    heaps.push({ vms, heapMiB: found.heapMiB })
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

/** A console in a process of its own, whose one vCenter in another is live; and what it took until it was. */
export type LiveEstate = {
  vms: number
  estate: Child<EstateOrder, EstateReply>
  replica: Child<ReplicaOrder, ReplicaReply>
  live: Extract<ReplicaReply, { did: 'start' }>
  /** Of the vCenter, meanwhile. */
  estateCpuMs: number
}

/** @param odd how the vCenter differs from others. */
export async function withLiveEstate<T>(
  vms: number,
  use: (live: LiveEstate) => Promise<T>,
  odd: { mostObjects?: number } = {},
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'andon-until-live-'))
  const estate = startChild<EstateOrder, EstateReply>('estate-process.ts')
  try {
    const at = await estate.order({ do: 'start', vms, ...odd })
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
      const { cpuMs: estateCpuMs } = await estate.order({ do: 'count' })
      return await use({ vms, estate, replica, live, estateCpuMs })
    } finally {
      await replica.stop()
    }
  } finally {
    await estate.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure({ vms, estate, replica, live, estateCpuMs }: LiveEstate) {
  const share = estateCpuMs / (estateCpuMs + live.cpuMs)
  const each = (value: number) => `${(value / vms).toFixed(3)} ms`
  const lines = [
    `  ${vms} VMs: ${inMs(live.liveMs)}, ${each(live.liveMs)} a VM; CPU a VM: Andon ${each(live.cpuMs)}, the simulator ${each(estateCpuMs)} (${(100 * share).toFixed(0)} %)`,
    `    the console's event loop was held up for ${inMs(live.longestMs)} at most; memory ${live.rssMiB} MiB resident, ${live.heapMiB} MiB of heap`,
  ]
  const expected = replica.order({ do: 'expect', renamed: vms })
  await estate.order({ do: 'rename' })
  const news = await expected
  lines.push(
    `    all renamed at once: the last is known ${inMs(news.ms)} after the first, ${each(news.cpuMs)} of CPU a VM; the event loop was held up for ${inMs(news.longestMs)} at most`,
  )
  return { lines, share, perVm: live.liveMs / vms, cpuPerVm: live.cpuMs / vms, heapMiB: live.heapMiB }
}
