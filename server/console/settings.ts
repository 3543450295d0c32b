import type { BlockList } from 'node:net'
import { hostname } from 'node:os'
import path from 'node:path'
import type { DemoAccount } from '@/lib/contract/accounts-input'
import type { ConnectionInput } from '@/lib/contract/settings-input'
import { withoutUndefined } from '@/lib/without-undefined'
import { proxiesFrom } from '../accounts/source'
import { ownNamesFrom, type OwnNames } from '../front/own-names'
import type { IdentitySettings } from '../identity/settings'
import { readSettings, type Environment } from './read-settings'
import type { LogLevel } from './setting-list'

/** What one runtime is opened with. */
export type Settings = {
  /** Holds the database and the key; with `databaseUrl` only the key. */
  dataDir: string
  /** The PostgreSQL that several processes share; holds a password. */
  databaseUrl?: string
  /** Sets the admin's password; without it the first start prints a link to set up an administrator. */
  adminPassword?: string
  /** What stored passwords are sealed with; without it a key file in the data directory. */
  secretKey?: string
  /** Bears `/api/metrics`; without it only somebody who is signed in reads them. */
  metricsToken?: string
  /** Requests of one API token that are answered in a minute. */
  apiPerMinute?: number
  /** Who is handed a ticket for a console; absent: administrators. */
  consoleTickets?: 'admin' | 'operator' | 'nobody'
  /** Accounts that the sign-in page shows to everybody, with their passwords. */
  demoAccounts?: readonly DemoAccount[]
  /** The provider through which people may sign in; without it, nobody does. */
  identity?: IdentitySettings
  /** Connections for an empty store. */
  seed?: readonly ConnectionInput[]
  /** Hosts that signals may be sent to though they are addresses of this machine, lower case. */
  signalsTo?: ReadonlySet<string>
  /** Where calls and replies are recorded; nothing is without it. */
  wireFolder?: string
  /** Where people reach the console, as an origin. */
  address?: string
}

/** The same with what the process around it goes by. */
export type ProcessSettings = Settings & {
  listen: Listen
  names: OwnNames
  proxies: BlockList
  logLevel: LogLevel
  /** For `npm run check-host`. */
  hostPassword?: string
  /** For `npm run rotate-key`. */
  newSecretKey?: string
}

/** Where the process listens: an address of this machine, or a name for one. */
export type Listen = { host: string; port: number }

const absolute = (folder: string) => path.resolve(/* turbopackIgnore: true */ folder)

/** Reads the settings from the environment. @throws MistakenSettings with all mistakes at once. */
export function settingsFrom(env: Environment): ProcessSettings {
  const given = readSettings(env)
  const listen = { host: given.ANDON_LISTEN ?? '127.0.0.1', port: given.PORT ?? 3000 }
  const names = given.ANDON_ORIGIN ?? ownNamesFrom(undefined, hostname())
  return {
    dataDir: absolute(given.ANDON_DATA ?? '.data'),
    ...withoutUndefined({
      databaseUrl: given.DATABASE_URL,
      adminPassword: given.ANDON_ADMIN_PASSWORD,
      secretKey: given.ANDON_SECRET_KEY,
      metricsToken: given.ANDON_METRICS_TOKEN,
      apiPerMinute: given.ANDON_API_PER_MINUTE,
      consoleTickets: given.ANDON_CONSOLE_TICKETS,
      demoAccounts: given.ANDON_DEMO_ACCOUNTS,
      identity: given.identity,
      seed: given.ANDON_SEED_CONNECTIONS,
      hostPassword: given.ANDON_PASSWORD,
      newSecretKey: given.ANDON_NEW_SECRET_KEY,
      signalsTo: given.ANDON_SIGNALS_TO,
      wireFolder: given.ANDON_WIRE === undefined ? undefined : absolute(given.ANDON_WIRE),
    }),
    address: names.first ?? `http://127.0.0.1:${listen.port}`,
    listen,
    names,
    proxies: given.ANDON_PROXIES ?? proxiesFrom(undefined),
    logLevel: given.ANDON_LOG ?? 'info',
  }
}

/** The texts in them that nobody may read afterwards. */
export function secretsOf(settings: Settings): string[] {
  const { databaseUrl, adminPassword, secretKey, metricsToken, identity, seed = [] } = settings
  const own = [adminPassword, secretKey, metricsToken, identity?.clientSecret, ...seed.map(({ password }) => password)]
  return [...passwordsIn(databaseUrl), ...own.filter((secret) => secret !== undefined)]
}

/** As it stands in the address, and as it is. */
function passwordsIn(databaseUrl = ''): string[] {
  if (!URL.canParse(databaseUrl)) return []
  const { password } = new URL(databaseUrl)
  try {
    return [password, decodeURIComponent(password)]
  } catch {
    return [password]
  }
}
