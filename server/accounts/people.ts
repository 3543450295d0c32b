import type { Selectable } from 'kysely'
import { mayStopAdministering } from '@/lib/accounts/last-admin'
import type { Identified } from '@/lib/accounts/through'
import { checkPassword } from '@/lib/accounts/password'
import { checkUsername, plainUsername } from '@/lib/accounts/username'
import type { AccountChange, AccountRow, AccountState, NewAccount, PasswordLink } from '@/lib/contract/accounts-input'
import { failed, ok, type Result } from '@/lib/result'
import type { InTurn } from '@/lib/turns'
import { withoutUndefined } from '@/lib/without-undefined'
import type { AccountNote, Identities } from './identities'
import { notLastAdmin } from './last-admin-guard'
import type { PasswordLinks } from './password-links'
import {
  adminsEverywhere,
  followsClaims,
  hasNoPassword,
  lastAdmin,
  nameTaken,
  noSuchAccount,
  samePassword,
  unfit,
} from './people-refusals'
import type { PresentPassword } from './present-password'
import { hashPassword, type PasswordCost } from './secrets'
import type { Sessions } from './sessions'
import { limitOf, standingWords, storedConnections, type AccountsDb, type AccountsTables, type Alone } from './tables'

/**
 * What administrators do with accounts, and everybody with the own password. `by` is the name of who does it; each change
 * is in the journal before it is made. There is always somebody who can sign in as an administrator: what would end that
 * is refused.
 */
export type People = {
  list(): Promise<AccountRow[]>
  /** With a first password, which has to be changed; else the value holds a link to choose one. */
  add(account: NewAccount, by: string): Promise<Result<{ link?: PasswordLink }>>
  /** What it may see holds at once, in its sessions and API tokens too: streams that are open begin anew. */
  edit(username: string, change: AccountChange, by: string): Promise<Result<null>>
  /** Ends the account's sessions, and stops its API tokens. */
  disable(username: string, by: string): Promise<Result<null>>
  enable(username: string, by: string): Promise<Result<null>>
  /** The password of before opens nothing any more and the sessions end; as for `add`, without or with a new one. */
  reset(username: string, password: string | undefined, by: string): Promise<Result<{ link?: PasswordLink }>>
  /** Ends the account's sessions and API tokens. What it did stays in the record under its name. */
  remove(username: string, by: string): Promise<Result<null>>
  /** One's own; the other sessions of the account end. */
  changePassword(username: string, old: string, password: string, session: string): Promise<Result<null>>
  /** Whether somebody who is signed in has the password of the account too. Refused as `wrong-password`. */
  showPassword(username: string, password: string, session: string): Promise<Result<null>>
}

type Row = Selectable<AccountsTables['accounts']>

export function createPeople(options: {
  db: AccountsDb
  now: () => number
  sessions: Sessions
  /** What is done in the name of an account is, from when this resolves, what it may now; other processes are told. */
  changed: () => Promise<void>
  links: PasswordLinks
  identities: Pick<Identities, 'each' | 'drop'>
  note: (note: AccountNote) => Promise<void>
  passwordCost: PasswordCost | undefined
  presentPassword: PresentPassword
  /** Changes of accounts are made one after the other. */
  inTurn: InTurn
  alone: Alone
}): People {
  const { db, now, sessions, changed, links, identities, note, passwordCost, presentPassword, inTurn, alone } = options
  const find = (username: string) =>
    db.selectFrom('accounts').selectAll().where('username', '=', username).executeTakeFirst()

  async function mayStop(username: string): Promise<Result<null>> {
    const rows = await db.selectFrom('accounts').selectAll().execute()
    // Whoever comes through a provider does not count: it may be away, or say something else tomorrow.
    const accounts = rows.map((row) => ({ ...row, canSignIn: stateOf(row, undefined).at === 'active' }))
    const verdict = mayStopAdministering(accounts, username)
    return verdict.ok ? ok(null) : failed(lastAdmin(verdict.because))
  }

  /** One change after the other, to an account that is there, and that may have it. */
  function change<Value>(
    typed: string,
    make: (row: Row) => Promise<Result<Value>>,
    endsAdmin = false,
  ): Promise<Result<Value>> {
    return inTurn(async () => {
      const row = await find(plainUsername(typed))
      if (!row) return failed(noSuchAccount)
      const may = endsAdmin ? await mayStop(row.username) : ok(null)
      return may.ok ? make(row) : may
    })
  }

  const update = (username: string, values: Partial<Row>) =>
    db
      .updateTable('accounts')
      .set({ ...values, changed_at: now() })
      .where('username', '=', username)

  /** Gives nothing when it would have left no administrator. */
  const updateUnlessLast = (username: string, values: Partial<Row>) =>
    alone(update(username, values).where(notLastAdmin(username)).returning('username').compile())

  async function link(username: string): Promise<PasswordLink> {
    const { token, until } = await links.make(username)
    // After a #, which no browser sends and no log keeps.
    return { path: `/sign-in/link#${token}`, until: new Date(until).toISOString() }
  }

  async function givePassword(username: string, password: string): Promise<void> {
    await links.dropAllOf(username)
    await update(username, { password_hash: await hashPassword(password, passwordCost), must_change: 1 }).execute()
  }

  return {
    async list() {
      const rows = await db.selectFrom('accounts').selectAll().orderBy('username').execute()
      const [open, counts, identified] = await Promise.all([links.open(), sessions.countEach(), identities.each()])
      return rows.map((row) => ({
        username: row.username,
        role: row.role,
        ...limitOf(row),
        state: stateOf(row, open.get(row.username), identified.get(row.username)),
        mustChange: row.must_change === 1,
        sessions: counts.get(row.username) ?? 0,
        ...withoutUndefined({
          lastSeenAt: row.last_seen_at === null ? undefined : timeText(row.last_seen_at),
          identity: identified.get(row.username),
        }),
      }))
    },
    add: ({ role, password, connections, ...account }, by) =>
      inTurn(async () => {
        const username = plainUsername(account.username)
        const named = checkUsername(username)
        if (!named.ok) return failed(unfit(named.because))
        if (role === 'admin' && connections) return failed(adminsEverywhere)
        const fit = password === undefined ? named : checkPassword(password, username)
        if (!fit.ok) return failed(unfit(fit.because))
        if (await find(username)) return failed(nameTaken(username))
        const how = password === undefined ? 'with a link to choose a password' : 'with a first password'
        await note({
          by,
          text: `Account ${username} added as ${standingWords(role, connections)}, ${how}`,
          people: [username],
        })
        const at = now()
        await db
          .insertInto('accounts')
          .values({
            username,
            role,
            password_hash: '',
            created_at: at,
            changed_at: at,
            connections: storedConnections(connections),
          })
          .execute()
        if (password === undefined) return ok({ link: await link(username) })
        await givePassword(username, password)
        return ok({})
      }),
    edit: (name, { role, connections }, by) =>
      change(
        name,
        async ({ username, ...before }) => {
          if ((await identities.each()).get(username) === 'follows') return failed(followsClaims)
          if (role === 'admin' && connections) return failed(adminsEverywhere)
          const stored = storedConnections(connections)
          const isMoved = stored !== before.connections
          if (role === before.role && !isMoved) return ok(null)
          const was = `was ${standingWords(before.role, limitOf(before).connections)}`
          await note({
            by,
            text: `Account ${username} is ${standingWords(role, connections)} now, ${was}`,
            people: [username],
          })
          const values = { role, connections: stored }
          if (role === 'admin') await update(username, values).execute()
          else if ((await updateUnlessLast(username, values)).length === 0) return refused(note, by)
          // What a page of it shows may not be theirs any more.
          await changed()
          return ok(null)
        },
        role !== 'admin',
      ),
    disable: (name, by) =>
      change(
        name,
        async ({ username, disabled_at }) => {
          if (disabled_at !== null) return ok(null)
          await note({ by, text: `Account ${username} disabled`, people: [username] })
          const disabled = await updateUnlessLast(username, { disabled_at: now() })
          if (disabled.length === 0) return refused(note, by)
          await sessions.closeAllOf(username)
          await changed()
          return ok(null)
        },
        true,
      ),
    enable: (name, by) =>
      change(name, async ({ username, disabled_at }) => {
        if (disabled_at === null) return ok(null)
        await note({ by, text: `Account ${username} enabled`, people: [username] })
        await update(username, { disabled_at: null }).execute()
        return ok(null)
      }),
    reset: (name, password, by) =>
      change(
        name,
        async ({ username }) => {
          if ((await identities.each()).get(username) === 'follows') return failed(hasNoPassword)
          const fit = password === undefined ? undefined : checkPassword(password, username)
          if (fit?.ok === false) return failed(unfit(fit.because))
          await note({ by, text: `Password of account ${username} reset`, people: [username] })
          const taken = await updateUnlessLast(username, { password_hash: '', must_change: 0 })
          if (taken.length === 0) return refused(note, by)
          await sessions.closeAllOf(username)
          if (password === undefined) return ok({ link: await link(username) })
          await givePassword(username, password)
          return ok({})
        },
        true,
      ),
    remove: (name, by) =>
      change(
        name,
        async ({ username }) => {
          await note({ by, text: `Account ${username} removed`, people: [username] })
          const removing = db.deleteFrom('accounts').where('username', '=', username).where(notLastAdmin(username))
          const removed = await alone(removing.returning('username').compile())
          if (removed.length === 0) return refused(note, by)
          await links.dropAllOf(username)
          await identities.drop(username)
          await sessions.closeAllOf(username)
          await changed()
          return ok(null)
        },
        true,
      ),
    async showPassword(username, password, session) {
      const row = await find(username)
      return await presentPassword(password, row?.password_hash ?? '', { username, session })
    },
    changePassword: (name, old, password, session) =>
      change(name, async ({ username, password_hash }) => {
        const shown = await presentPassword(old, password_hash, { username, session })
        if (!shown.ok) return shown
        const fit = checkPassword(password, username)
        if (!fit.ok) return failed(unfit(fit.because))
        if (password.normalize('NFKC') === old.normalize('NFKC')) return failed(samePassword)
        await note({ by: username, text: 'Own password changed' })
        await links.dropAllOf(username)
        await update(username, { password_hash: await hashPassword(password, passwordCost), must_change: 0 }).execute()
        await sessions.closeAllOf(username, session)
        return ok(null)
      }),
  }
}

/** What was written down has not been done after all, and that is written down too. */
async function refused(note: (note: AccountNote) => Promise<void>, by: string): Promise<Result<never>> {
  await note({ by, text: 'Not done: it would have left no administrator' })
  return failed(lastAdmin('Somebody else has just changed the other administrators: this one is the last.'))
}

function stateOf(
  { password_hash, disabled_at }: Row,
  linkUntil: number | undefined,
  identity?: Identified,
): AccountState {
  if (disabled_at !== null) return { at: 'disabled', since: timeText(disabled_at) }
  if (password_hash !== '' || identity === 'follows') return { at: 'active' }
  return { at: 'without-password', ...(linkUntil === undefined ? {} : { linkUntil: timeText(linkUntil) }) }
}

const timeText = (ms: number) => new Date(ms).toISOString()
