import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { LiveTables } from '../lib/live/live-state'
import type { Result } from '../lib/result'
import type { RunId } from '../lib/vsphere/ids'
import { startPostgres } from '../scripts/steps/postgres.mjs'
import { startReplica, type Replica } from '../server/console/testing/replica-process'
import { startSimulator } from '../simulator/start/start-simulator'

const slow = 'slow-to-start'
/** Its power-on takes this long at the speed of the host here, longer than any takeover. */
const speed = 45 / 12

/**
 * How long it takes until another process goes on with a run whose process was killed, or frozen: from the signal to the
 * first step that the other one shows. `npm run bench -- takeover`.
 */
export async function takeover(times: number): Promise<string[]> {
  const lines: string[] = []
  for (const signal of ['SIGKILL', 'SIGSTOP'] as const) {
    const took: number[] = []
    while (took.length < times) took.push(...(await oneHost(signal, Math.min(5, times - took.length))))
    const sorted = took.toSorted((a, b) => a - b)
    const at = (part: number) => Math.round(sorted[Math.ceil(part * sorted.length) - 1] ?? 0)
    lines.push(`takeover after ${signal}: p50 ${at(0.5)} ms, max ${at(1)} ms (${times} times, three processes)`)
  }
  return lines
}

async function oneHost(signal: 'SIGKILL' | 'SIGSTOP', times: number): Promise<number[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'andon-takeover-'))
  const postgres = await startPostgres({ isDurable: false })
  const host = await startSimulator({ speed })
  const { url, user, password } = host
  const seed = [{ name: 'bench', address: url, user, password, trust: { kind: 'system' }, autoAnswer: true }]
  const env = {
    ANDON_DATA: dataDir,
    DATABASE_URL: postgres.url,
    ANDON_SECRET_KEY: 'the key of this bench',
    ANDON_SEED_CONNECTIONS: JSON.stringify(seed),
    ANDON_ADMIN_PASSWORD: 'a password of this bench',
  }
  let replicas: Replica[] = []
  const took: number[] = []
  try {
    for (let n = 0; n < times; n += 1) {
      while (replicas.length < 3) replicas.push(await startReplica(env))
      const [one, other] = replicas as [Replica, Replica]
      await Promise.all(replicas.map((replica) => until(replica, ({ vms }) => Object.keys(vms).length > 0)))
      const run = await begin(one, 'powerOn')
      await until(other, (tables) => tables.runs[run]?.state.at === 'running')
      const stepsBefore = (await other.tables()).runs[run]?.steps.length ?? 0
      // Neighbours of a beat are as likely as any other moment.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_000))
      one.signal(signal)
      const begun = performance.now()
      await until(other, (tables) => (tables.runs[run]?.steps.length ?? 0) > stepsBefore)
      took.push(performance.now() - begun)
      one.signal('SIGKILL')
      await one.gone
      replicas = replicas.slice(1)
      await until(other, (tables) => tables.runs[run]?.state.at === 'ended')
      const off = await begin(other, 'powerOff')
      await until(other, (tables) => tables.runs[off]?.state.at === 'ended')
    }
    return took
  } finally {
    for (const replica of replicas) replica.signal('SIGKILL')
    await Promise.all(replicas.map(({ gone }) => gone))
    await host.close()
    await postgres.stop()
    await rm(dataDir, { recursive: true })
  }
}

async function begin(replica: Replica, verb: 'powerOn' | 'powerOff'): Promise<RunId> {
  const vm = Object.values((await replica.tables()).vms).find(({ name }) => name === slow)
  const started = (await replica.ask('startRun', vm?.key, { verb })) as Result<{ run: RunId }>
  if (!started.ok) throw new Error(started.error.sentence)
  return started.value.run
}

async function until(replica: Replica, holds: (tables: LiveTables) => boolean): Promise<void> {
  while (!holds(await replica.tables())) await new Promise((resolve) => setTimeout(resolve, 10))
}
