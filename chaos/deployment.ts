import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../scripts/steps/ports.mjs'
import { startPostgres } from '../scripts/steps/postgres.mjs'
import { root } from '../scripts/steps/programs.mjs'
import { startSpread } from '../scripts/steps/spread.mjs'
import { openData } from '../server/console/open-data'
import type { Store } from '../server/journal/store'
import { andonProcess, untilHealthy, type AndonProcess } from './andon-process'
import type { HostAddress } from './host-process'
import type { Config } from './options'
import { roundRobin, type Door } from './person'

/** The console as it is installed for a campaign: its processes and its database. */
export type Deployment = {
  readonly processes: readonly [AndonProcess, ...AndonProcess[]]
  readonly dataDir: string
  /** Where somebody turns to: of several processes every second one to what stands before them, the others to each in turn. */
  door(index: number): Door
  /** What real browsers open. */
  readonly url: string
  /** Of a database that is a process of its own: it can be killed, and started again with its data. */
  readonly database?: { kill(): Promise<void>; start(): Promise<void> }
  /** The database from beside the console: before its first start, after its last end, and to read what it has so far. */
  openStore(): Promise<Store>
  /** Ends everything, and removes what it made. */
  end(): Promise<void>
}

export const adminPassword = 'correct horse battery staple'
/** All replicas open the stored passwords with one key. */
const secretKey = 'the secret key of a campaign'

/** There is no PostgreSQL to be had here; the message says why. */
export class NoPostgres extends Error {}

/** @throws NoPostgres where the configuration needs one. */
export async function deploy(config: Config, hosts: readonly HostAddress[]): Promise<Deployment> {
  const server = config === 'sqlite' ? undefined : await startPostgres().catch(none)
  const dataDir = await mkdtemp(path.join(tmpdir(), 'andon-chaos-'))
  const connections = hosts.map(({ name, url, user, password }) => ({
    name,
    address: url,
    user,
    password,
    trust: { kind: 'system' },
    autoAnswer: name === 'auto',
  }))
  const env = {
    ANDON_DATA: dataDir,
    ANDON_ADMIN_PASSWORD: adminPassword,
    ANDON_SECRET_KEY: secretKey,
    ANDON_SEED_CONNECTIONS: JSON.stringify(connections),
    ...(server && { DATABASE_URL: server.url }),
  }
  const start = async () => andonProcess(await freePort(), env)
  const processes = [await start(), ...(config === 'postgres-3' ? [await start(), await start()] : [])] as const
  const spread = processes.length > 1 ? await startSpread({ urls: processes.map(({ url }) => url) }) : undefined
  return {
    processes,
    dataDir,
    url: spread?.url ?? processes[0].url,
    door: (index) =>
      spread && index % 2 === 0 ? roundRobin([{ url: spread.url, folder: root }]) : roundRobin(processes, index),
    ...(server && { database: server }),
    openStore: () => openData({ dataDir, ...(server && { databaseUrl: server.url }) }),
    async end() {
      await spread?.close()
      await Promise.all(processes.map((process) => process.kill()))
      await server?.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const none = (error: unknown): never => {
  throw new NoPostgres(error instanceof Error ? error.message : String(error))
}

/** Starts the processes and waits until all of them are well. The first one fills the empty database. */
export async function startAll([first, ...others]: Deployment['processes'], folder?: string): Promise<void> {
  first.start(folder)
  await untilHealthy(first)
  for (const process of others) process.start(folder)
  await Promise.all(others.map(untilHealthy))
}
