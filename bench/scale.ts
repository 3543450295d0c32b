import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild, type Child } from './child'
import type { EstateOrder, EstateReply } from './estate-process'
import { inMs } from './percentiles'
import type { ReplicaOrder, ReplicaReply } from './replica-process'

const restMs = 30_000

/**
 * What replicas, connections and VMs cost: until all is live, memory, and, when nothing happens, processor and calls. Each
 * vCenter and each console is a process of its own. Several replicas need PostgreSQL: `DATABASE_URL` names an empty one.
 */
export async function scale(vms = 10_000): Promise<string[]> {
  const url = process.env['DATABASE_URL']
  const sizes = [
    { replicas: 1, connections: 1 },
    { replicas: 1, connections: 3 },
    { replicas: 1, connections: 10 },
    ...(url
      ? [
          { replicas: 3, connections: 3 },
          { replicas: 3, connections: 10 },
        ]
      : []),
  ]
  const lines = []
  for (const size of sizes) lines.push(await measure({ ...size, vms, url: size.replicas > 1 ? url : undefined }))
  return lines
}

async function measure(size: { replicas: number; connections: number; vms: number; url: string | undefined }) {
  const { replicas, connections, vms, url } = size
  const folder = await mkdtemp(join(tmpdir(), 'andon-scale-'))
  const estates = Array.from({ length: connections }, () => startChild<EstateOrder, EstateReply>('estate-process.ts'))
  const consoles: Child<ReplicaOrder, ReplicaReply>[] = []
  try {
    const at = await Promise.all(estates.map((estate) => estate.order({ do: 'start', vms })))
    const seed = at.map(({ url: address, user, password }, n) => ({
      name: `vc-${n + 1}`,
      address: address.replace(/\/sdk$/, ''),
      user,
      password,
      trust: { kind: 'none' },
      autoAnswer: true,
    }))
    const live = []
    for (let n = 0; n < replicas; n++) {
      const replica = startChild<ReplicaOrder, ReplicaReply>('replica-process.ts', {
        ANDON_DATA: join(folder, url ? 'shared' : String(n)),
        ANDON_ADMIN_PASSWORD: 'bench-bench-bench',
        ANDON_SEED_CONNECTIONS: JSON.stringify(seed),
        ...(url && { DATABASE_URL: url, ANDON_SECRET_KEY: 'ab'.repeat(32) }),
      })
      consoles.push(replica)
      live.push(await replica.order({ do: 'start', vms: vms * connections }))
    }
    await count(estates)
    const rested = await Promise.all(consoles.map((replica) => replica.order({ do: 'rest', ms: restMs })))
    const { calls, logins } = await count(estates)
    const most = Math.max(...rested.map(({ rssMiB }) => rssMiB))
    const cpu = Math.max(...rested.map(({ cpuShare }) => cpuShare))
    return [
      `${replicas} replica(s), ${connections} vCenter(s) of ${vms} VMs:`,
      `live after ${inMs(Math.max(...live.map(({ ms }) => ms)))},`,
      `${most} MiB each, at rest ${(100 * cpu).toFixed(1)} % of a core each,`,
      `${((calls * 60_000) / restMs / connections).toFixed(0)} calls a minute to each vCenter, ${logins / connections} logins there`,
    ].join(' ')
  } finally {
    await Promise.all(consoles.map((replica) => replica.stop()))
    await Promise.all(estates.map((estate) => estate.stop()))
    await rm(folder, { recursive: true, force: true })
  }
}

async function count(estates: readonly Child<EstateOrder, EstateReply>[]) {
  const counts = await Promise.all(estates.map((estate) => estate.order({ do: 'count' })))
  return {
    calls: counts.reduce((sum, { calls }) => sum + calls, 0),
    logins: counts.reduce((sum, { logins }) => sum + logins, 0),
  }
}
