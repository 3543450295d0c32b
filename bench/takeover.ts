import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { LiveTables } from '../lib/live/live-state'
import type { Result } from '../lib/result'
import type { RunId } from '../lib/vsphere/ids'
import { startPostgres } from '../scripts/steps/postgres.mjs'
import { startReplica, type Replica } from '../server/console/testing/replica-process'
import { startSimulator } from '../simulator/start/start-simulator'

type Blow = 'SIGKILL' | 'SIGSTOP'

const slow = 'slow-to-start'
/** Its power-on takes 12 seconds at the speed of the host here, longer than any takeover. */
const speed = 45 / 12

/**
 * How long it takes until another of three processes goes on with a run whose process was killed, or frozen: from the
 * signal to the first step that the other one shows.
 */
export async function takeover(times: number): Promise<string[]> {
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
  const replicas = await Promise.all([startReplica(env), startReplica(env), startReplica(env)])
  try {
    const lines: string[] = []
    for (const blow of ['SIGSTOP', 'SIGKILL'] as const) {
      const took: number[] = []
      for (let n = 0; n < times; n += 1) took.push(await strike(blow, replicas, () => startReplica(env)))
      const sorted = took.toSorted((a, b) => a - b)
      const at = (part: number) => Math.round(sorted[Math.ceil(part * sorted.length) - 1] ?? 0)
      lines.push(`takeover after ${blow}: p50 ${at(0.5)} ms, max ${at(1)} ms (${times} times, three processes)`)
    }
    return lines
  } finally {
    for (const replica of replicas) replica.signal('SIGKILL')
    await Promise.all(replicas.map(({ gone }) => gone))
    await host.close()
    await postgres.stop()
    await rm(dataDir, { recursive: true })
  }
}

/** The first is struck in the middle of its run, and stands last afterwards, thawed or begun anew. Returns milliseconds. */
async function strike(blow: Blow, replicas: Replica[], another: () => Promise<Replica>): Promise<number> {
  await Promise.all(replicas.map((replica) => until(replica, isReady)))
  const [one, other] = replicas.splice(0, 1).concat(replicas) as [Replica, Replica]
  const run = await begin(one, 'powerOn')
  await until(other, (tables) => tables.runs[run]?.state.at === 'running')
  const stepsBefore = (await other.tables()).runs[run]?.steps.length ?? 0
  // It may come at any moment between two signs of life.
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_000))
  const struck = performance.now()
  one.signal(blow)
  await until(other, (tables) => (tables.runs[run]?.steps.length ?? 0) > stepsBefore)
  const took = performance.now() - struck
  if (blow === 'SIGSTOP') one.signal('SIGCONT')
  replicas.push(blow === 'SIGSTOP' ? one : await another())
  await until(other, (tables) => tables.runs[run]?.state.at === 'ended')
  const off = await begin(other, 'powerOff')
  await Promise.all(replicas.map((replica) => until(replica, (tables) => tables.runs[off]?.state.at === 'ended')))
  return took
}

const isReady = ({ vms, connections }: LiveTables) =>
  Object.values(connections).some(({ state }) => state.at === 'live') &&
  Object.values(vms).some(({ name, powerState }) => name === slow && powerState === 'poweredOff')

async function begin(replica: Replica, verb: 'powerOn' | 'powerOff'): Promise<RunId> {
  const vm = Object.values((await replica.tables()).vms).find(({ name }) => name === slow)
  const started = (await replica.ask('startRun', vm?.key, { verb })) as Result<{ run: RunId }>
  if (!started.ok) throw new Error(started.error.sentence)
  return started.value.run
}

async function until(replica: Replica, holds: (tables: LiveTables) => boolean): Promise<void> {
  while (!holds(await replica.tables())) await new Promise((resolve) => setTimeout(resolve, 20))
}
