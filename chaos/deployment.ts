import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../e2e/fixtures/console-server'
import { accountsMigrations } from '../server/accounts/tables'
import { connectionsMigrations } from '../server/connections/stored'
import { openStore, type Store } from '../server/journal/store'
import { andonProcess, untilHealthy, type AndonProcess } from './andon-process'
import type { HostAddress } from './host-process'
import type { Config } from './options'

/** The console as it is installed for a campaign: its processes and its database. */
export type Deployment = {
  readonly processes: readonly [AndonProcess, ...AndonProcess[]]
  readonly dataDir: string
  /** The database from beside the console: before its first start, and after its last end. */
  openStore(): Promise<Store>
  /** Ends everything, and removes what it made. */
  end(): Promise<void>
}

export const adminPassword = 'correct horse battery staple'

export async function deploy(_config: Config, hosts: readonly HostAddress[]): Promise<Deployment> {
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
    ANDON_SEED_CONNECTIONS: JSON.stringify(connections),
  }
  const processes = [andonProcess(await freePort(), env)] as const
  return {
    processes,
    dataDir,
    openStore: () => openStore({ dataDir, migrations: [accountsMigrations, connectionsMigrations] }),
    async end() {
      await Promise.all(processes.map((process) => process.kill()))
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Starts the processes and waits until all of them are well. The first one fills the empty database. */
export async function startAll([first, ...others]: Deployment['processes'], folder?: string): Promise<void> {
  first.start(folder)
  await untilHealthy(first)
  for (const process of others) process.start(folder)
  await Promise.all(others.map(untilHealthy))
}
