import { createHash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Compilable } from 'kysely'
import { isCode, plainCode, recoveryCodeCount } from '@/lib/accounts/second-factor'
import type { AuthenticatorKey } from '@/lib/contract/factors-input'
import { generatePassword } from '../secrets'
import type { AccountsDb } from '../tables'

/** What seals secrets with the data's secret key, bound to the place where they stand. */
export type Box = {
  seal(secret: string, place: { table: string; row: string; column: string }): string
  /** Throws when another key has sealed it. */
  open(sealed: string, place: { table: string; row: string; column: string }): string
}

/**
 * Authenticators: apps that make a code of six figures from a secret and the time (TOTP, RFC 6238: SHA-1, 30 s), and the
 * recovery codes for somebody who has lost theirs.
 */
export type Authenticators = {
  /** A new secret that holds nothing yet; undefined when the account has an authenticator. */
  begin(username: string): Promise<AuthenticatorKey | undefined>
  /**
   * It holds from now on, if the code is right and it was begun a moment ago. The value: the recovery codes.
   * @param tell is called before it holds.
   */
  confirm(username: string, typed: string, tell: () => Promise<void>): Promise<string[] | undefined>
  /** Since when the account has one, and how many recovery codes are left. */
  find(username: string): Promise<{ since: number; recoveryCodesLeft: number } | undefined>
  /** Takes a code, once; `shut`: the present secret key does not open the secret. */
  useCode(username: string, typed: string): Promise<'right' | 'wrong' | 'shut'>
  /** Takes a recovery code, once. */
  useRecoveryCode(username: string, typed: string): Promise<boolean>
  /** New recovery codes in the place of those before. */
  renewRecoveryCodes(username: string): Promise<string[]>
  remove(username: string): Promise<void>
  /** The accounts that have one. */
  all(): Promise<string[]>
}

/** How long somebody has to confirm what they began, ms. */
const setUpMs = 15 * 60_000
const periodMs = 30_000

export function createAuthenticators({
  db,
  box,
  now,
}: {
  db: AccountsDb
  box: Box
  now: () => number
}): Authenticators {
  const read = (username: string) =>
    db.selectFrom('authenticators').selectAll().where('username', '=', username).executeTakeFirst()

  const open = (row: { username: string; sealed: string }): string | undefined => {
    try {
      return box.open(row.sealed, placeOf(row.username))
    } catch {
      return undefined
    }
  }

  async function renewRecoveryCodes(username: string): Promise<string[]> {
    const codes = Array.from({ length: recoveryCodeCount }, () => generatePassword(5))
    await db.deleteFrom('recovery_codes').where('username', '=', username).execute()
    await db
      .insertInto('recovery_codes')
      .values(codes.map((code) => ({ username, code_hash: recoveryHash(username, code) })))
      .execute()
    return codes
  }

  return {
    renewRecoveryCodes,
    async begin(username) {
      const secret = new Secret({ size: 20 })
      const values = { sealed: box.seal(secret.base32, placeOf(username)), begun_at: now() }
      const begun = await db
        .insertInto('authenticators')
        .values({ username, ...values })
        .onConflict((conflict) =>
          conflict.column('username').doUpdateSet(values).where('authenticators.confirmed_at', 'is', null),
        )
        .returning('username')
        .execute()
      return begun.length === 0 ? undefined : { key: inGroups(secret.base32), uri: totpOf(username, secret).toString() }
    },
    async confirm(username, typed, tell) {
      const row = await read(username)
      const secret = row && open(row)
      if (!row || secret === undefined || row.confirmed_at !== null || row.begun_at < now() - setUpMs) return undefined
      const step = stepOf(secret, typed, now())
      if (step === undefined) return undefined
      await tell()
      // Before it holds: a set-up that is cut here leaves codes that nobody asks for.
      const codes = await renewRecoveryCodes(username)
      const confirmed = await db
        .updateTable('authenticators')
        .set({ confirmed_at: now(), last_step: step })
        .where('username', '=', username)
        .where('sealed', '=', row.sealed)
        .where('confirmed_at', 'is', null)
        .returning('username')
        .execute()
      return confirmed.length === 0 ? undefined : codes
    },
    async find(username) {
      const row = await read(username)
      if (!row || row.confirmed_at === null) return undefined
      const { count } = await db
        .selectFrom('recovery_codes')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('username', '=', username)
        .executeTakeFirstOrThrow()
      return { since: row.confirmed_at, recoveryCodesLeft: count }
    },
    async useCode(username, typed) {
      const row = await read(username)
      if (!row || row.confirmed_at === null) return 'wrong'
      const secret = open(row)
      if (secret === undefined) return 'shut'
      const step = stepOf(secret, typed, now())
      if (step === undefined) return 'wrong'
      // In one statement: of two that send the same code at once, in whichever processes, one is the first.
      const taken = await db
        .updateTable('authenticators')
        .set({ last_step: step })
        .where('username', '=', username)
        .where('sealed', '=', row.sealed)
        .where('last_step', '<', step)
        .returning('username')
        .execute()
      return taken.length === 0 ? 'wrong' : 'right'
    },
    async useRecoveryCode(username, typed) {
      const used = await db
        .deleteFrom('recovery_codes')
        .where('username', '=', username)
        .where('code_hash', '=', recoveryHash(username, typed))
        .returning('username')
        .execute()
      return used.length > 0
    },
    async remove(username) {
      await db.deleteFrom('authenticators').where('username', '=', username).execute()
      await db.deleteFrom('recovery_codes').where('username', '=', username).execute()
    },
    async all() {
      const rows = await db
        .selectFrom('authenticators')
        .select('username')
        .where('confirmed_at', 'is not', null)
        .execute()
      return rows.map(({ username }) => username)
    },
  }
}

/** All secrets of authenticators, for a change of the key: those that `box` opens, and whose it does not. */
export async function openSealedSecrets(
  db: AccountsDb,
  box: Box,
): Promise<{ secrets: ReadonlyMap<string, string>; shut: string[] }> {
  const rows = await db.selectFrom('authenticators').select(['username', 'sealed']).orderBy('username').execute()
  const secrets = new Map<string, string>()
  const shut: string[] = []
  for (const { username, sealed } of rows) {
    try {
      secrets.set(username, box.open(sealed, placeOf(username)))
    } catch {
      shut.push(username)
    }
  }
  return { secrets, shut }
}

/** What seals these secrets with the present key. */
export const sealingSecrets = (db: AccountsDb, box: Box, secrets: ReadonlyMap<string, string>): Compilable[] =>
  [...secrets].map(([username, secret]) =>
    db
      .updateTable('authenticators')
      .set({ sealed: box.seal(secret, placeOf(username)) })
      .where('username', '=', username),
  )

const placeOf = (username: string) => ({ table: 'authenticators', row: username, column: 'sealed' })

const totpOf = (username: string, secret: Secret) =>
  new TOTP({ issuer: 'Andon', label: username, secret, algorithm: 'SHA1', digits: 6, period: periodMs / 1000 })

/** The number of the 30 seconds that a code belongs to: the present ones, those before, or those after; else undefined. */
export function stepOf(base32: string, typed: string, now: number): number | undefined {
  const token = plainCode(typed)
  if (!isCode(token)) return undefined
  const delta = totpOf('', Secret.fromBase32(base32)).validate({ token, timestamp: now, window: 1 })
  return delta === null ? undefined : Math.floor(now / periodMs) + delta
}

/** Codes have 123 bits, and those of before 74, so that a hash that is quickly made gives nothing away. */
const recoveryHash = (username: string, typed: string) =>
  createHash('sha256')
    .update(JSON.stringify([username, plainCode(typed).toLowerCase()]))
    .digest('base64url')

/** As it is read and typed: `JBSW Y3DP …`. */
const inGroups = (base32: string) => base32.match(/.{1,4}/g)?.join(' ') ?? base32
