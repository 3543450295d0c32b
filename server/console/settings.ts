import path from 'node:path'
import { z } from 'zod'
import { demoAccountsInput, type DemoAccount } from '@/lib/contract/accounts-input'
import type { ConnectionInput } from '@/lib/contract/settings-input'
import { connectionInput } from '@/lib/contract/settings-input'
import { identityFrom, type IdentitySettings } from '../identity/settings'

export type Settings = {
  /** Holds the database and the key; with `databaseUrl` only the key. */
  dataDir: string
  /** The PostgreSQL that several processes share; holds a password. */
  databaseUrl?: string
  /** Sets the admin's password; without it the first start makes one and prints it. */
  adminPassword?: string
  /** What stored passwords are sealed with; without it a key file in the data directory. */
  secretKey?: string
  /** Accounts that the sign-in page shows to everybody, with their passwords. */
  demoAccounts?: readonly DemoAccount[]
  /** The provider through which people may sign in; without it, nobody does. */
  identity?: IdentitySettings
  /** Connections for an empty store. */
  seed?: readonly ConnectionInput[]
  /** Where calls and replies are recorded; nothing is without it. */
  wireFolder?: string
}

/** Reads the settings from the environment. Throws one sentence about what cannot be read. */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  const {
    ANDON_DATA,
    ANDON_ADMIN_PASSWORD,
    ANDON_SECRET_KEY,
    ANDON_SEED_CONNECTIONS,
    ANDON_WIRE,
    ANDON_DEMO_ACCOUNTS,
    DATABASE_URL,
  } = env
  const identity = identityFrom(env)
  return {
    dataDir: path.resolve(/* turbopackIgnore: true */ ANDON_DATA || '.data'),
    ...(DATABASE_URL && { databaseUrl: DATABASE_URL }),
    ...(ANDON_ADMIN_PASSWORD && { adminPassword: ANDON_ADMIN_PASSWORD }),
    ...(ANDON_SECRET_KEY && { secretKey: ANDON_SECRET_KEY }),
    ...(ANDON_DEMO_ACCOUNTS && { demoAccounts: parseDemoAccounts(ANDON_DEMO_ACCOUNTS) }),
    ...(identity && { identity }),
    ...(ANDON_SEED_CONNECTIONS && { seed: parseSeed(ANDON_SEED_CONNECTIONS) }),
    ...(ANDON_WIRE && { wireFolder: path.resolve(/* turbopackIgnore: true */ ANDON_WIRE) }),
  }
}

function parseDemoAccounts(text: string): DemoAccount[] {
  const parsed = demoAccountsInput.safeParse(jsonOf(text))
  if (!parsed.success) throw new Error('ANDON_DEMO_ACCOUNTS is no list of accounts with username, role and password.')
  return parsed.data
}

function parseSeed(text: string): ConnectionInput[] {
  const parsed = z.array(connectionInput).safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  // The values hold passwords: only where it went wrong is said.
  const [issue] = parsed.error.issues
  throw new Error(
    `ANDON_SEED_CONNECTIONS is not a list of connections: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
