import { randomBytes } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Selectable } from 'kysely'
import { passkeysWorkAt } from '@/lib/accounts/passkey-place'
import type { NewPasskey, NewPasskeyBegun, PasskeyBegun, PasskeyRow, UsedPasskey } from '@/lib/contract/factors-input'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import { withoutUndefined } from '@/lib/without-undefined'
import { tokenHash } from '../secrets'
import type { AccountsDb, AccountsTables } from '../tables'
import { stepMs, type Steps } from './steps'

export type StoredPasskey = Selectable<AccountsTables['passkeys']>

/** Why a passkey was not taken; `copied`: its counter went back, as that of a copy would. */
export type PasskeyRefused = { why: 'refused' | 'copied'; error: ConsoleError }

/**
 * Passkeys: discoverable credentials (WebAuthn 3), each for one host name. The authenticator verifies the person, by
 * a PIN or a finger, so that one is a password and a second factor at once. `origin` is that of the page that asks, as
 * it was checked.
 */
export type Passkeys = {
  beginNew(of: { username: string; session: string }, origin: string): Promise<Result<NewPasskeyBegun>>
  /** The value: what has been made, and is not stored yet. */
  checkNew(
    of: { username: string; session: string },
    given: { step: string; passkey: NewPasskey },
    origin: string,
  ): Promise<Result<Omit<StoredPasskey, 'name'>>>
  /** False: it is stored already, for whomever. */
  store(passkey: StoredPasskey): Promise<boolean>
  begin(origin: string): Promise<Result<PasskeyBegun>>
  find(id: string): Promise<StoredPasskey | undefined>
  /** Takes the answer to a challenge, once. Undefined: it is good. */
  use(
    stored: StoredPasskey,
    given: { step: string | undefined; passkey: UsedPasskey },
    origin: string,
  ): Promise<PasskeyRefused | undefined>
  list(username: string): Promise<PasskeyRow[]>
  rename(username: string, id: string, name: string): Promise<boolean>
  /** False: the account has none of this id. */
  remove(username: string, id: string): Promise<boolean>
  removeAll(username: string): Promise<void>
  /** How many each account has that has any. */
  countEach(): Promise<Map<string, number>>
}

export function createPasskeys({ db, now, steps }: { db: AccountsDb; now: () => number; steps: Steps }): Passkeys {
  const rowsOf = (username: string) =>
    db.selectFrom('passkeys').selectAll().where('username', '=', username).orderBy('created_at').execute()

  /** Whether a challenge is answered for the first time, in whichever process. */
  async function isFirstAnswer(challenge: string): Promise<boolean> {
    await db.deleteFrom('used_challenges').where('expires_at', '<=', now()).execute()
    const first = await db
      .insertInto('used_challenges')
      .values({ challenge_hash: tokenHash(challenge), expires_at: now() + stepMs })
      .onConflict((conflict) => conflict.doNothing())
      .returning('challenge_hash')
      .execute()
    return first.length > 0
  }

  return {
    async beginNew(of, origin) {
      const place = placeOf(origin)
      if (!place.ok) return place
      const rows = await rowsOf(of.username)
      const challenge = newChallenge()
      const options = await generateRegistrationOptions({
        rpName: 'Andon',
        rpID: place.value,
        userName: of.username,
        userDisplayName: of.username,
        userID: Uint8Array.from(Buffer.from(rows[0]?.user_handle ?? newHandle(), 'base64url')),
        challenge: bytesOf(challenge),
        timeout: stepMs,
        attestationType: 'none',
        excludeCredentials: rows.filter((row) => row.rp_id === place.value).map(descriptor),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      return ok({ options, step: steps.make({ is: 'new-passkey', challenge, ...of, handle: options.user.id }) })
    },
    async checkNew({ username, session }, { step: token, passkey }, origin) {
      const place = placeOf(origin)
      if (!place.ok) return place
      const step = steps.open('new-passkey', token)
      if (!step || step.username !== username || step.session !== session) return failed(stepOver)
      try {
        const { registrationInfo } = await verifyRegistrationResponse({
          response: { ...passkey, clientExtensionResults: {} } as RegistrationResponseJSON, // its schema is that
          expectedChallenge: step.challenge,
          expectedOrigin: origin,
          expectedRPID: place.value,
          requireUserVerification: true,
        })
        if (!registrationInfo) return failed(notTaken('its signature is not right'))
        if (!(await isFirstAnswer(step.challenge))) return failed(stepOver)
        const { credential, credentialBackedUp } = registrationInfo
        return ok({
          id: credential.id,
          username,
          user_handle: step.handle,
          rp_id: place.value,
          public_key: Buffer.from(credential.publicKey).toString('base64url'),
          counter: credential.counter,
          transports: JSON.stringify(credential.transports ?? []),
          is_synced: credentialBackedUp ? 1 : 0,
          created_at: now(),
          last_used_at: null,
        })
      } catch (error) {
        return failed(notTaken(error))
      }
    },
    async store(passkey) {
      const stored = await db
        .insertInto('passkeys')
        .values(passkey)
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .execute()
      return stored.length > 0
    },
    async begin(origin) {
      const place = placeOf(origin)
      if (!place.ok) return place
      const challenge = newChallenge()
      const options = await generateAuthenticationOptions({
        rpID: place.value,
        challenge: bytesOf(challenge),
        timeout: stepMs,
        userVerification: 'required',
      })
      return ok({ options, step: steps.make({ is: 'passkey', challenge }) })
    },
    find: (id) => db.selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst(),
    async use(stored, { step: token, passkey }, origin) {
      const refused = (error: ConsoleError, why: PasskeyRefused['why'] = 'refused') => ({ why, error })
      const place = placeOf(origin)
      if (!place.ok) return refused(place.error)
      const step = steps.open('passkey', token)
      if (!step) return refused(stepOver)
      if (stored.rp_id !== place.value) return refused(notTaken('it was made for another address'))
      // A credential that is found without a name says whose it is.
      if (passkey.response.userHandle !== stored.user_handle) return refused(notTaken('it is that of somebody else'))
      let counter: number
      let isSynced: boolean
      try {
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          response: { ...passkey, clientExtensionResults: {} } as AuthenticationResponseJSON, // its schema is that
          expectedChallenge: step.challenge,
          expectedOrigin: origin,
          expectedRPID: place.value,
          // The counter is compared below, when the signature is known to be right, and in one statement.
          credential: { id: stored.id, publicKey: bytesOf(stored.public_key), counter: 0 },
          requireUserVerification: true,
        })
        if (!verified) return refused(notTaken('its signature is not right'))
        counter = authenticationInfo.newCounter
        isSynced = authenticationInfo.credentialBackedUp
      } catch (error) {
        return refused(notTaken(error))
      }
      if (!(await isFirstAnswer(step.challenge))) return refused(stepOver)
      // Those that are synced do not count: theirs is always 0.
      const counted = await db
        .updateTable('passkeys')
        .set({ counter, last_used_at: now(), is_synced: isSynced ? 1 : 0 })
        .where('id', '=', stored.id)
        .where((eb) => (counter === 0 ? eb('counter', '=', 0) : eb('counter', '<', counter)))
        .returning('id')
        .execute()
      return counted.length === 0 ? refused(copied, 'copied') : undefined
    },
    async list(username) {
      const rows = await rowsOf(username)
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        address: row.rp_id,
        createdAt: new Date(row.created_at).toISOString(),
        isSynced: row.is_synced === 1,
        ...withoutUndefined({
          lastUsedAt: row.last_used_at === null ? undefined : new Date(row.last_used_at).toISOString(),
        }),
      }))
    },
    async rename(username, id, name) {
      const renamed = await db
        .updateTable('passkeys')
        .set({ name })
        .where('username', '=', username)
        .where('id', '=', id)
        .returning('id')
        .execute()
      return renamed.length > 0
    },
    async remove(username, id) {
      const removed = await db
        .deleteFrom('passkeys')
        .where('username', '=', username)
        .where('id', '=', id)
        .returning('id')
        .execute()
      return removed.length > 0
    },
    async removeAll(username) {
      await db.deleteFrom('passkeys').where('username', '=', username).execute()
    },
    async countEach() {
      const rows = await db
        .selectFrom('passkeys')
        .select((eb) => ['username', eb.fn.countAll<number>().as('count')])
        .groupBy('username')
        .execute()
      return new Map(rows.map(({ username, count }) => [username, count]))
    },
  }
}

/** The relying party's id for pages of this origin. */
function placeOf(origin: string): Result<string> {
  const verdict = passkeysWorkAt(origin)
  return verdict.ok
    ? ok(new URL(origin).hostname)
    : failed({ ...ours, code: 'no-passkeys-here', sentence: verdict.because })
}

const newChallenge = () => randomBytes(32).toString('base64url')
const newHandle = () => randomBytes(32).toString('base64url')
const bytesOf = (base64url: string) => Uint8Array.from(Buffer.from(base64url, 'base64url'))

const descriptor = ({ id, transports }: StoredPasskey) => ({
  id,
  transports: JSON.parse(transports) as string[], // written by `checkNew`
})

const ours = { blame: 'ours' } as const

export const stepOver: ConsoleError = {
  ...ours,
  code: 'step-over',
  sentence: 'This took longer than five minutes, or was begun in another browser, or has been done already.',
  wayOut: 'Begin again.',
}

/** @param cause what the library found, for whoever looks closer. */
const notTaken = (cause: unknown): ConsoleError => ({
  ...ours,
  code: 'passkey-refused',
  sentence: 'This passkey was not accepted.',
  raw: (cause instanceof Error ? cause.message : String(cause)).slice(0, 500),
})

const copied: ConsoleError = {
  ...ours,
  code: 'passkey-copied',
  sentence: 'This passkey was not accepted: it counts back, as a copy of it would.',
  wayOut: 'Sign in with your password, remove the passkey in Settings, Accounts, and add it anew.',
}
