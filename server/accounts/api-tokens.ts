import { randomUUID } from 'node:crypto'
import { checkTokenName, roleOfToken, tokenActor, tokenPrefix, type Scope } from '@/lib/accounts/api-token'
import { bothLimits, isSameLimit, type Only } from '@/lib/accounts/limited'
import type { Account } from '@/lib/accounts/role'
import type { ApiTokenRow, Limit, MadeApiToken, NewApiToken } from '@/lib/contract/tokens-input'
import { failed, ok, type Result } from '@/lib/result'
import { createTurns } from '@/lib/turns'
import type { AccountNote } from './identities'
import { newToken, tokenHash } from './secrets'
import { limitOf, storedConnections, type AccountsDb } from './tables'

/** A program that calls with an API token: as whom, and for which calls. */
export type TokenCaller = { id: string; account: Account; scopes: readonly Scope[] }

/**
 * API tokens: each of an account, for programs. What one may is what its scopes, its connections and its owner's account
 * allow, at every use; it stops with the account. Only hashes are stored, and each change is in the journal before it is
 * made.
 */
export type ApiTokens = {
  /** The token is in the value, this once. Refused as `unfit`, or `name-taken` where its owner has one of the name. */
  make(token: NewApiToken, owner: string): Promise<Result<MadeApiToken>>
  list(): Promise<ApiTokenRow[]>
  /** Holds from the next use on; streams that are open begin anew. */
  limit(id: string, limit: Limit, by: string): Promise<Result<null>>
  /** Its streams end. */
  revoke(id: string, by: string): Promise<Result<null>>
  /** Who calls with a token, from this address; undefined when it opens nothing. */
  use(token: string, source: string): Promise<TokenCaller | undefined>
  /** Whether a token that was in use here still opens something. No look into the store: for open streams. */
  isOpen(id: string): boolean
  /** Takes over what was changed elsewhere, of a token or of its owner. */
  readAgain(): Promise<void>
}

const hour = 3_600_000
/** Use is stored at most this often, */
const writeEveryMs = 60_000
/** and written down as often for each address that it comes from. */
const noteEveryMs = 24 * hour
const mostNoted = 5_000

type InUse = { until: number; only: Only }

export function createApiTokens(options: {
  db: AccountsDb
  now: () => number
  note: (note: AccountNote) => Promise<void>
  /** A token that opens nothing was sent from this address. */
  onRefused: (source: string) => void
  onEnded: (id: string) => void
  /** What one that is in use may see is different. */
  onOtherConnections: (id: string) => void
  /** What other processes should know was stored. */
  onChanged: () => void
  warn: (text: string, error: unknown) => void
}): ApiTokens {
  const { db, now, note, onRefused, onEnded, onOtherConnections, onChanged, warn } = options
  const inTurn = createTurns()
  const inUse = new Map<string, InUse>()
  /** When the use of a token from an address was last written down. */
  const noted = new Map<string, number>()

  const rows = () =>
    db
      .selectFrom('api_tokens')
      .innerJoin('accounts', 'accounts.username', 'api_tokens.owner')
      .selectAll('api_tokens')
      .select(['accounts.role', 'accounts.disabled_at', 'accounts.connections as owners_connections'])

  type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

  /** What may be done with it now; undefined: nothing. */
  function inUseOf({ disabled_at, expires_at, connections, owners_connections }: Row): InUse | undefined {
    const until = expires_at ?? Infinity
    if (disabled_at !== null || until <= now()) return undefined
    return {
      until,
      only: bothLimits(limitOf({ connections }).connections, limitOf({ connections: owners_connections }).connections),
    }
  }

  function remember(id: string, next: InUse): void {
    const before = inUse.get(id)
    inUse.set(id, next)
    if (before && !isSameLimit(before.only, next.only)) onOtherConnections(id)
  }

  function forget(id: string): void {
    if (inUse.delete(id)) onEnded(id)
  }

  async function readAgain(): Promise<void> {
    if (inUse.size === 0) return
    const stored = new Map((await rows().execute()).map((row) => [row.id, row]))
    for (const id of inUse.keys()) {
      const row = stored.get(id)
      const next = row && inUseOf(row)
      if (next) remember(id, next)
      else forget(id)
    }
  }

  /** Nobody waits for it: what a program does is written down by itself. */
  function noteUse(id: string, actor: string, source: string): void {
    const key = `${id} ${source}`
    const at = now()
    if (at - (noted.get(key) ?? -Infinity) < noteEveryMs) return
    if (noted.size >= mostNoted) noted.clear()
    noted.set(key, at)
    note({ by: actor, text: `API token used from ${source}, for the first time in a day` }).catch((error: unknown) =>
      warn('the use of an API token was not recorded', error),
    )
  }

  /** One change after the other, to a token that is there. */
  const change = (id: string, make: (row: Row) => Promise<void>): Promise<Result<null>> =>
    inTurn(async () => {
      const row = await rows().where('api_tokens.id', '=', id).executeTakeFirst()
      if (row) await make(row)
      return ok(null)
    })

  return {
    make: ({ name: typed, scopes, connections, hours }, owner) =>
      inTurn(async () => {
        const name = typed.trim().normalize('NFKC')
        const named = checkTokenName(name)
        if (!named.ok) return failed({ blame: 'ours', code: 'unfit', sentence: named.because })
        const of = db.selectFrom('api_tokens').select('id').where('owner', '=', owner).where('name', '=', name)
        if (await of.executeTakeFirst()) return failed(nameTaken(name))
        const at = now()
        const until = hours === null ? null : at + hours * hour
        const may = [...new Set(scopes)]
        const ends = until === null ? 'without an end' : `until ${timeText(until)}`
        await note({ by: owner, text: `API token ${name} made: ${may.join(', ')}${where(connections)}, ${ends}` })
        const token = `${tokenPrefix}${newToken()}`
        const id = randomUUID()
        await db
          .insertInto('api_tokens')
          .values({
            id,
            name,
            token_hash: tokenHash(token),
            owner,
            scopes: may.join(' '),
            connections: storedConnections(connections),
            created_at: at,
            expires_at: until,
          })
          .execute()
        const row = await rows().where('api_tokens.id', '=', id).executeTakeFirstOrThrow()
        return ok({ token, row: toRow(row) })
      }),
    async list() {
      return (await rows().orderBy('api_tokens.created_at').execute()).map(toRow)
    },
    limit: (id, { connections }, by) =>
      change(id, async ({ name, owner, ...before }) => {
        const stored = storedConnections(connections)
        if (stored === before.connections) return
        const text = `API token ${tokenActor(name, owner)} holds${where(connections) || ' at all connections'} now`
        await note({ by, text, people: [owner] })
        await db.updateTable('api_tokens').set({ connections: stored }).where('id', '=', id).execute()
        await readAgain()
        onChanged()
      }),
    revoke: (id, by) =>
      change(id, async ({ name, owner }) => {
        await note({ by, text: `API token ${tokenActor(name, owner)} revoked`, people: [owner] })
        await db.deleteFrom('api_tokens').where('id', '=', id).execute()
        forget(id)
        onChanged()
      }),
    async use(token, source) {
      const row = await rows().where('token_hash', '=', tokenHash(token)).executeTakeFirst()
      const open = row && inUseOf(row)
      if (!open) {
        if (row) forget(row.id)
        onRefused(source)
        return undefined
      }
      const { id, name, owner, role, scopes, used_at } = row
      remember(id, open)
      const at = now()
      const username = tokenActor(name, owner)
      if (at - (used_at ?? 0) >= writeEveryMs) {
        const used = db.updateTable('api_tokens').set({ used_at: at, used_from: source }).where('id', '=', id)
        // A full disk stops no program that only looks.
        await used.execute().catch(() => undefined)
      }
      noteUse(id, username, source)
      const account = { username, role: roleOfToken(role), ...(open.only && { connections: open.only }) }
      return { id, account, scopes: scopesIn(scopes) }
    },
    isOpen: (id) => (inUse.get(id)?.until ?? 0) > now(),
    readAgain,
  }

  function toRow(row: Row): ApiTokenRow {
    const { id, name, owner, expires_at, used_at, used_from } = row
    return {
      id,
      name,
      owner,
      scopes: scopesIn(row.scopes),
      ...limitOf(row),
      createdAt: timeText(row.created_at),
      ...(expires_at === null ? {} : { until: timeText(expires_at) }),
      ...(row.disabled_at === null ? {} : { isStopped: true }),
      ...(used_at === null ? {} : { lastUsed: { at: timeText(used_at), from: used_from ?? 'unknown' } }),
    }
  }
}

const scopesIn = (stored: string): Scope[] => stored.split(' ') as Scope[] // written by this file alone

const timeText = (ms: number) => new Date(ms).toISOString()

const where = (only: Only) => (only === undefined ? '' : ` at ${only.length} of the connections`)

const nameTaken = (name: string) =>
  ({ blame: 'ours', code: 'name-taken', sentence: `You have an API token ${name} already.` }) as const
