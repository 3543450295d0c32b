import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { parseClaimRules } from '@/lib/accounts/claim-rules'
import { connectionId } from '@/lib/vsphere/ids'
import { createAccounts } from '../../accounts/accounts'
import type { Accounts } from '../../accounts/contract'
import type { SignInFrom } from '../../accounts/signing-in'
import { testBox } from '../../accounts/testing/signed-in'
import { accountsMigrations, type AccountsTables } from '../../accounts/tables'
import { openStore, type Store } from '../../journal/store'
import { createIdentity, type IdentityDoor } from '../identity'
import { createUsed, identityMigrations, type IdentityTables } from '../used'
import { clientId, clientSecret, lyingProvider, type LyingProvider } from './lying-provider'

export const origin = 'https://andon.example'
export const from: SignInFrom = { source: '10.0.0.9' }
export const anna = { sub: 'a-1', preferred_username: 'Anna', groups: ['staff', 'vm-admins'] }

const { rules } = parseClaimRules(`
  admin: groups=vm-admins
  operator at lab, north: groups=vm-operators
  viewer: department=IT`)

const connections: Record<string, string[]> = { lab: ['c1'], north: ['c2', 'c3'] }
const tables = ['finished_sign_ins', 'identities', 'sessions', 'accounts', 'account_settings'] as const

/** What a console with a provider consists of, anew for each test of a file. */
export type IdentityRig = {
  readonly provider: LyingProvider
  readonly accounts: Accounts
  /** A restart of the console opens another one. */
  door: IdentityDoor
  open(longestMs?: number): IdentityDoor
  /** ms since the epoch */
  now: number
  /** What the record says, `who: what`. */
  readonly noted: string[]
  begin(given?: Parameters<IdentityDoor['begin']>[0]): Promise<{ url: string; begun: string }>
  signIn(claims: Record<string, unknown>, as?: SignInFrom): ReturnType<IdentityDoor['finish']>
}

/** Accounts in a store of their own, with `admin`, beside a provider that tells the truth until it is told to lie. */
export function identityRig(): IdentityRig {
  let folder = ''
  let store: Store
  let provider: LyingProvider
  let accounts: Accounts
  const noted: string[] = []

  const rig: IdentityRig = {
    get provider() {
      return provider
    },
    get accounts() {
      return accounts
    },
    noted,
    now: 0,
    // There is one before each test.
    door: undefined as unknown as IdentityDoor,
    open: (longestMs = 5_000) =>
      createIdentity({
        settings: {
          issuer: provider.issuer,
          clientId,
          clientSecret,
          scopes: 'openid profile',
          name: 'Company ID',
          rules,
        },
        accounts,
        used: createUsed(store.tables<IdentityTables>(), () => rig.now),
        seal: {
          seal: (text) => Buffer.from(text).toString('base64url'),
          open: (text) => Buffer.from(text, 'base64url').toString(),
        },
        connectionsCalled: (name) => (connections[name] ?? []).map(connectionId),
        now: () => rig.now,
        monotonic: () => 0,
        longestMs,
        warn: (text, error) => {
          throw new Error(text, { cause: error })
        },
      }),
    async begin(given = { next: '/vms' }) {
      const begun = await rig.door.begin(given, origin, from)
      if (!begun.ok) throw new Error(begun.error.sentence)
      return begun.value
    },
    async signIn(claims, as = from) {
      const { url, begun } = await rig.begin()
      return await rig.door.finish({ search: provider.signInAs(url, claims), begun }, as)
    },
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'andon-identity-'))
    store = await openStore({ dataDir: folder, migrations: [accountsMigrations, identityMigrations] })
    provider = await lyingProvider()
  })
  afterAll(async () => {
    await provider.close()
    await store.close()
    await rm(folder, { recursive: true })
  })
  beforeEach(async () => {
    for (const table of tables) await store.tables<AccountsTables & IdentityTables>().deleteFrom(table).execute()
    provider.honest()
    rig.now = Date.now()
    accounts = createAccounts({
      db: store.tables<AccountsTables>(),
      now: () => rig.now,
      monotonic: () => 0,
      note: async ({ by, text }) => void noted.push(`${by}: ${text}`),
      passwordCost: { ln: 4, r: 8, p: 1 },
      box: testBox,
    })
    await accounts.prepare('a password of admin')
    noted.length = 0
    rig.door = rig.open()
  })
  return rig
}

/** How a browser that came back fared, in a word. */
export const endOf = (finished: Awaited<ReturnType<IdentityDoor['finish']>>) =>
  finished.at === 'refused' ? finished.code : finished.at
