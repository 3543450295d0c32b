import { nameInTurn } from '@/lib/accounts/provided-name'
import type { Account } from '@/lib/accounts/role'
import { refusedThrough, type Identified } from '@/lib/accounts/through'
import { failed, ok, type Result } from '@/lib/result'
import type { InTurn } from '@/lib/turns'
import type { Sessions } from './sessions'
import { limitOf, standingWords, storedConnections, type AccountsDb } from './tables'

/** What is written down; `people`: whose names are in the text. */
export type AccountNote = { by: string; text: string; people?: readonly string[] }

/** Somebody at a provider: its issuer, and what the issuer calls them for ever. Never an address or a name. */
export type Identity = { issuer: string; subject: string }

/** What a provider's claims make of somebody. */
export type Provided = Pick<Account, 'role' | 'connections'>

/**
 * Which identities belong to which accounts. An account that was made for an identity follows its claims and has no
 * password. Another one is joined to an identity by its own person, in a session of it; it stays what administrators made it.
 * Each change is in the journal before it is made. `through` is what the provider is called.
 */
export type Identities = {
  find(identity: Identity): Promise<{ username: string; identity: Identified } | undefined>
  /** Makes an account for an identity that has none, under `name` or one like it that is free. */
  add(identity: Identity, name: string, provided: Provided, through: string): Promise<{ username: string }>
  /** Takes over what the claims say now. What is open elsewhere ends if it may be more than that. */
  follow(username: string, provided: Provided, through: string): Promise<void>
  join(identity: Identity, username: string, through: string): Promise<Result<null>>
  /** An account that follows its identity cannot be parted from it. */
  part(username: string, by: string): Promise<Result<null>>
  drop(username: string): Promise<void>
  /** Which accounts belong to an identity, and how. */
  each(): Promise<ReadonlyMap<string, Identified>>
  /** Ends sessions of accounts that follow identities of other issuers than this one. */
  endOthers(issuer: string | undefined): Promise<void>
}

export function createIdentities(options: {
  db: AccountsDb
  now: () => number
  sessions: Sessions
  /** As for people. */
  changed: () => Promise<void>
  note: (note: AccountNote) => Promise<void>
  inTurn: InTurn
}): Identities {
  const { db, now, sessions, changed, note, inTurn } = options

  const find: Identities['find'] = async ({ issuer, subject }) => {
    const row = await db
      .selectFrom('identities')
      .select(['username', 'follows'])
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst()
    return row && { username: row.username, identity: identified(row) }
  }

  /** False: the identity or the account belongs to another one already. */
  async function put({ issuer, subject }: Identity, username: string, follows: 0 | 1): Promise<boolean> {
    const put = await db
      .insertInto('identities')
      .values({ issuer, subject, username, follows, joined_at: now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning('username')
      .execute()
    return put.length > 0
  }

  /** The first name that is free; in the statement itself, against other processes. */
  async function addAccount(name: string, { role, connections }: Provided, through: string): Promise<string> {
    for (let turn = 1; ; turn++) {
      const username = nameInTurn(name, turn)
      const isTaken = await db.selectFrom('accounts').select('username').where('username', '=', username).execute()
      if (isTaken.length > 0) continue
      await note({
        by: username,
        text: `Account ${username} added as ${standingWords(role, connections)}, for an identity of ${through}`,
        people: [username],
      })
      const at = now()
      const added = await db
        .insertInto('accounts')
        .values({
          username,
          role,
          password_hash: '',
          created_at: at,
          changed_at: at,
          connections: storedConnections(connections),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('username')
        .execute()
      if (added.length > 0) return username
    }
  }

  return {
    find,
    add: (identity, name, provided, through) =>
      inTurn(async () => {
        const username = await addAccount(name, provided, through)
        if (await put(identity, username, 1)) return { username }
        // Another process was first: of two accounts for one person this one goes again.
        await db.deleteFrom('accounts').where('username', '=', username).execute()
        return (await find(identity)) ?? { username }
      }),
    follow: (username, { role, connections }, through) =>
      inTurn(async () => {
        const before = await db
          .selectFrom('accounts')
          .select(['role', 'connections', 'disabled_at'])
          .where('username', '=', username)
          .executeTakeFirst()
        const stored = storedConnections(connections)
        if (!before || before.disabled_at !== null || (before.role === role && before.connections === stored)) return
        const was = standingWords(before.role, limitOf(before).connections)
        const says = `Account ${username} is ${standingWords(role, connections)} now, was ${was}, by what ${through} says`
        await note({ by: username, text: says, people: [username] })
        await db
          .updateTable('accounts')
          .set({ role, connections: stored, changed_at: now() })
          .where('username', '=', username)
          .execute()
        await sessions.closeAllOf(username)
        await changed()
      }),
    join: (identity, username, through) =>
      inTurn(async () => {
        const known = await find(identity)
        if (known?.username === username) return ok(null)
        const taken = refusedThrough('joined-elsewhere', { name: through, claims: [] })
        if (known) return failed(taken)
        await note({ by: username, text: `Own account linked to an identity of ${through}` })
        return (await put(identity, username, 0)) ? ok(null) : failed(taken)
      }),
    part: (username, by) =>
      inTurn(async () => {
        const row = await db
          .selectFrom('identities')
          .select('follows')
          .where('username', '=', username)
          .executeTakeFirst()
        if (!row) return ok(null)
        if (identified(row) === 'follows') return failed(cannotPart)
        await note({ by, text: `Account ${username} unlinked from its identity`, people: [username] })
        await db.deleteFrom('identities').where('username', '=', username).execute()
        return ok(null)
      }),
    async drop(username) {
      await db.deleteFrom('identities').where('username', '=', username).execute()
    },
    async each() {
      const rows = await db.selectFrom('identities').select(['username', 'follows']).execute()
      return new Map(rows.map((row) => [row.username, identified(row)]))
    },
    async endOthers(issuer) {
      const rows = await db.selectFrom('identities').select(['username', 'issuer']).where('follows', '=', 1).execute()
      const open = await sessions.countEach()
      for (const { username } of rows.filter((row) => row.issuer !== issuer && open.has(row.username))) {
        await note({
          by: 'Andon',
          text: `Sessions of account ${username} ended: its provider is not among the settings any more`,
          people: [username],
        })
        await sessions.closeAllOf(username)
      }
    },
  }
}

const identified = ({ follows }: { follows: number }): Identified => (follows === 1 ? 'follows' : 'joined')

const cannotPart = {
  blame: 'ours',
  code: 'follows-claims',
  sentence: 'This account was made for its identity, and has no other way in. Disable it instead.',
} as const
