import type { Asker } from '@/lib/accounts/role'
import { mustHaveFactor, recoveryCodeCount, takesSecondFactor, type FactorRule } from '@/lib/accounts/second-factor'
import type {
  AuthenticatorKey,
  NewPasskey,
  NewPasskeyBegun,
  OwnFactors as OwnFactorsRead,
  RecoveryCodes,
} from '@/lib/contract/factors-input'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import { inSession, type PresentPassword } from '../present-password'
import type { AccountNote } from '../identities'
import { shutAuthenticator, slowDown, wrongCode } from '../refusals'
import type { SignInLimits } from '../sign-in-limits'
import type { AccountsDb } from '../tables'
import type { Authenticators } from './authenticators'
import type { Passkeys } from './passkeys'

/**
 * What people do with their own factors. To set one up or to remove one takes a proof of the last ten minutes: the
 * sign-in, or what it takes again. Each change is in the journal before it is made.
 */
export type OwnFactors = {
  read(by: Asker): Promise<Result<OwnFactorsRead>>
  /**
   * Refused as `password-again` or `code-again` when the last proof is too old; with the password, and a code of the
   * authenticator where there is one (or a recovery code), it is given anew. As `sign-in-again` where that cannot be asked for here.
   */
  prove(given: Proof | undefined, by: Asker): Promise<Result<null>>
  /** It holds nothing yet. */
  beginAuthenticator(by: Asker): Promise<Result<AuthenticatorKey>>
  confirmAuthenticator(code: string, by: Asker): Promise<Result<RecoveryCodes>>
  /** In the place of those before, for who has an authenticator. */
  renewRecoveryCodes(by: Asker): Promise<Result<RecoveryCodes>>
  /** @param code one of the authenticator, or a recovery code. */
  removeAuthenticator(password: string, code: string, by: Asker): Promise<Result<null>>
  beginPasskey(by: Asker): Promise<Result<NewPasskeyBegun>>
  addPasskey(given: { step: string; name: string; passkey: NewPasskey }, by: Asker): Promise<Result<null>>
  renamePasskey(id: string, name: string, by: Asker): Promise<Result<null>>
  removePasskey(id: string, by: Asker): Promise<Result<null>>
}

/** What proves again that it is the person who signed in. */
export type Proof = { password: string; code?: string | undefined }

/** How long a proof holds, ms. */
const proofMs = 10 * 60_000
const mostPasskeys = 20

export function createOwnFactors(options: {
  db: AccountsDb
  now: () => number
  note: (note: AccountNote) => Promise<void>
  presentPassword: PresentPassword
  codeLimits: SignInLimits
  authenticators: Authenticators
  passkeys: Passkeys
  rule: () => Promise<FactorRule>
}): OwnFactors {
  const { db, now, note, presentPassword, codeLimits, authenticators, passkeys, rule } = options

  const hashOf = async (username: string) => {
    const row = await db
      .selectFrom('accounts')
      .select('password_hash')
      .where('username', '=', username)
      .executeTakeFirst()
    return row?.password_hash ?? ''
  }

  async function isProven({ session = '' }: Asker): Promise<boolean> {
    const row = await db
      .selectFrom('sessions')
      .select((eb) => eb.fn.coalesce('proved_at', 'created_at').as('at'))
      .where('token_hash', '=', session)
      .executeTakeFirst()
    return row !== undefined && row.at > now() - proofMs
  }

  /** What a proof takes now: as much as signing in would. */
  async function proofOf({ username, role }: Asker): Promise<ConsoleError> {
    if ((await hashOf(username)) === '') return signInAgain
    const authenticator = (await authenticators.find(username)) !== undefined
    const passkey = (await passkeys.list(username)).length > 0
    if (!takesSecondFactor({ authenticator, passkey }, mustHaveFactor(await rule(), role))) return passwordAgain
    return authenticator ? codeAgain : passkeyAgain
  }

  /** Does something that takes a proof, for an account that has a password. */
  async function proven<Value>(by: Asker, work: () => Promise<Result<Value>>): Promise<Result<Value>> {
    if ((await hashOf(by.username)) === '') return failed(withoutPassword)
    return (await isProven(by)) ? await work() : failed(await proofOf(by))
  }

  async function right(password: string, by: Asker): Promise<Result<null>> {
    return await presentPassword(password, await hashOf(by.username), by)
  }

  /** Takes a code of the authenticator, or a recovery code, once. */
  async function takeCode(code: string, by: Asker): Promise<Result<null>> {
    const waitMs = codeLimits.waitMs(inSession(by))
    if (waitMs > 0) return failed(slowDown(waitMs))
    codeLimits.charge(inSession(by))
    const used = await authenticators.useCode(by.username, code)
    const isRight = used === 'right' || (await authenticators.useRecoveryCode(by.username, code))
    if (!isRight) return failed(used === 'shut' ? shutAuthenticator : wrongCode)
    codeLimits.succeeded(inSession(by))
    return ok(null)
  }

  /** One has been set up: whoever was held back for the want of it goes on. */
  const letThrough = (username: string) =>
    db.updateTable('sessions').set({ must_set_up: 0 }).where('username', '=', username).execute()

  /** Of somebody who must have one and has none left, each session sets one up before anything else. */
  async function holdBack({ username, role }: Asker): Promise<void> {
    if (!mustHaveFactor(await rule(), role)) return
    if ((await authenticators.find(username)) || (await passkeys.list(username)).length > 0) return
    await db.updateTable('sessions').set({ must_set_up: 1 }).where('username', '=', username).execute()
  }

  return {
    async read({ username }) {
      const [found, rows, hash] = await Promise.all([
        authenticators.find(username),
        passkeys.list(username),
        hashOf(username),
      ])
      const authenticator = found && {
        since: new Date(found.since).toISOString(),
        recoveryCodesLeft: found.recoveryCodesLeft,
      }
      return ok({ passkeys: rows, hasPassword: hash !== '', ...(authenticator && { authenticator }) })
    },
    async prove(given, by) {
      if (!given && (await isProven(by))) return ok(null)
      const asked = await proofOf(by)
      if (!given || asked.code === signInAgain.code) return failed(asked)
      const checked = await right(given.password, by)
      if (!checked.ok) return checked
      if (asked === codeAgain) {
        if (given.code === undefined) return failed(codeAgain)
        const taken = await takeCode(given.code, by)
        if (!taken.ok) return taken
      }
      await db
        .updateTable('sessions')
        .set({ proved_at: now() })
        .where('token_hash', '=', by.session ?? '')
        .execute()
      return ok(null)
    },
    beginAuthenticator: (by) =>
      proven(by, async () => {
        const begun = await authenticators.begin(by.username)
        return begun ? ok(begun) : failed(hasOne)
      }),
    async confirmAuthenticator(code, by) {
      const waitMs = codeLimits.waitMs(inSession(by))
      if (waitMs > 0) return failed(slowDown(waitMs))
      codeLimits.charge(inSession(by))
      const recoveryCodes = await authenticators.confirm(by.username, code, () =>
        note({ by: by.username, text: `Authenticator set up, with ${recoveryCodeCount} recovery codes` }),
      )
      if (!recoveryCodes) return failed(notConfirmed)
      codeLimits.succeeded(inSession(by))
      await letThrough(by.username)
      return ok({ recoveryCodes })
    },
    renewRecoveryCodes: (by) =>
      proven(by, async () => {
        if (!(await authenticators.find(by.username))) return failed(hasNone)
        await note({ by: by.username, text: 'Recovery codes made anew: those of before are good for nothing' })
        return ok({ recoveryCodes: await authenticators.renewRecoveryCodes(by.username) })
      }),
    async removeAuthenticator(password, code, by) {
      const checked = await right(password, by)
      if (!checked.ok) return checked
      const taken = await takeCode(code, by)
      if (!taken.ok) return taken
      await note({ by: by.username, text: 'Authenticator removed, and its recovery codes' })
      await authenticators.remove(by.username)
      await holdBack(by)
      return ok(null)
    },
    beginPasskey: (by) =>
      proven(by, async () => {
        if ((await passkeys.list(by.username)).length >= mostPasskeys) return failed(tooMany)
        return await passkeys.beginNew({ username: by.username, session: by.session ?? '' }, by.origin ?? '')
      }),
    async addPasskey({ step, name, passkey }, by) {
      const of = { username: by.username, session: by.session ?? '' }
      const made = await passkeys.checkNew(of, { step, passkey }, by.origin ?? '')
      if (!made.ok) return made
      await note({ by: by.username, text: `Passkey ${name} added, for ${made.value.rp_id}` })
      if (!(await passkeys.store({ ...made.value, name }))) return failed(storedAlready)
      await letThrough(by.username)
      return ok(null)
    },
    async renamePasskey(id, name, by) {
      const row = (await passkeys.list(by.username)).find((one) => one.id === id)
      if (!row) return failed(noSuchPasskey)
      await note({ by: by.username, text: `Passkey ${row.name} is called ${name} now` })
      return (await passkeys.rename(by.username, id, name)) ? ok(null) : failed(noSuchPasskey)
    },
    removePasskey: (id, by) =>
      proven(by, async () => {
        const row = (await passkeys.list(by.username)).find((one) => one.id === id)
        if (!row) return failed(noSuchPasskey)
        await note({ by: by.username, text: `Passkey ${row.name} removed` })
        await passkeys.remove(by.username, id)
        await holdBack(by)
        return ok(null)
      }),
  }
}

const ours = { blame: 'ours' } as const

const passwordAgain: ConsoleError = {
  ...ours,
  code: 'password-again',
  sentence: 'You signed in more than ten minutes ago. Enter your password again first.',
  wayOut: 'Close this and begin again: it is asked for then.',
}

const codeAgain: ConsoleError = {
  ...ours,
  code: 'code-again',
  sentence:
    'You signed in more than ten minutes ago. Enter your password and a code of your authenticator app again first.',
  wayOut: 'Close this and begin again: it is asked for then.',
}

const signInAgain: ConsoleError = {
  ...ours,
  code: 'sign-in-again',
  sentence: 'You signed in more than ten minutes ago, and your account has no password to be asked for again.',
  wayOut: 'Sign out, sign in again, and do it then.',
}

const passkeyAgain: ConsoleError = {
  ...signInAgain,
  sentence:
    'You signed in more than ten minutes ago, and your second factor is a passkey, which is asked for at the sign-in alone.',
}

const withoutPassword: ConsoleError = {
  ...ours,
  code: 'no-password',
  sentence: 'Your account has no password: whoever signs you in asks for second factors too.',
}

const hasOne: ConsoleError = {
  ...ours,
  code: 'has-authenticator',
  sentence: 'An authenticator is set up already.',
  wayOut: 'Turn it off first, to use another one.',
}

const hasNone: ConsoleError = {
  ...ours,
  code: 'no-authenticator',
  sentence: 'You have no authenticator app any more, and recovery codes belong to one.',
  wayOut: 'It may have been turned off in another window. Reload the page.',
}

const notConfirmed: ConsoleError = {
  ...ours,
  code: 'code-refused',
  sentence: 'This code is wrong, so the authenticator is not set up yet.',
  wayOut: 'Enter the code that it shows now. Its clock has to be right. After a quarter of an hour, begin again.',
}

const tooMany: ConsoleError = {
  ...ours,
  code: 'too-many-passkeys',
  sentence: `An account has at most ${mostPasskeys} passkeys. Remove one first.`,
}

const storedAlready: ConsoleError = {
  ...ours,
  code: 'passkey-known',
  sentence: 'This passkey is in use already, for this account or another one.',
}

const noSuchPasskey: ConsoleError = {
  ...ours,
  code: 'no-passkey',
  sentence: 'You have no such passkey any more. It may have been removed in another window.',
}
