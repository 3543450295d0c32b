import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startChild, type Child } from './child'
import type { EstateOrder, EstateReply } from './estate-process'
import { inMs } from './percentiles'
import type { ReplicaOrder, ReplicaReply } from './replica-process'

const restMs = 30_000

/**
 * What replicas, connections and VMs cost: until all is live, memory, and, when nothing happens, processor and calls. Each
 * vCenter and each console is a process of its own. Several replicas need PostgreSQL: `DATABASE_URL` names one
 * whose user may make databases; each size has one of its own, which is dropped.
 */
export async function scale(vms = 10_000): Promise<string[]> {
  const server = process.env['DATABASE_URL']
  const sizes = [
    { replicas: 1, connections: 1 },
    { replicas: 1, connections: 3 },
    { replicas: 1, connections: 10 },
    ...(server
      ? [
          { replicas: 3, connections: 3 },
          { replicas: 3, connections: 10 },
        ]
      : []),
  ]
  const lines = []
  for (const size of sizes) {
    const database = size.replicas > 1 && server ? await freshDatabase(server) : undefined
    try {
      lines.push(await measure({ ...size, vms, url: database?.url }))
    } finally {
      await database?.drop()
    }
  }
  return lines
}

async function freshDatabase(server: string) {
  const name = `andon_scale_${process.pid}`
  const says = async (sql: string) => {
    const client = new Client(server)
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await says(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => says(`drop database ${name} with (force)`) }
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
        ANDON_SECRET_KEY: 'ab'.repeat(32),
        DATABASE_URL: url ?? '',
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
