import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { isSameLimit, type Only } from '@/lib/accounts/limited'
import { usualIdleDays } from '@/lib/contract/idle-days'
import type { DisplayLink, DisplayTerms } from '@/lib/contract/tokens-input'
import { newToken, tokenHash } from './secrets'
import { limitOf, storedConnections, type AccountsDb, type AccountsTables } from './tables'

/**
 * Links that open the wall's read model and nothing else, of all connections or of some. Only a hash is stored: a lost
 * link is made anew. One ends when it is revoked, or when no display has been connected with it for its days.
 */
export type DisplayLinks = {
  create(name: string, by: string, terms?: DisplayTerms): Promise<{ id: string; token: string }>
  list(): Promise<DisplayLink[]>
  /** Walls that hang begin anew where they show something else. False when there was no such link. */
  edit(id: string, terms: DisplayTerms): Promise<boolean>
  /** False when there was no such link. */
  revoke(id: string): Promise<boolean>
  /** The link that a token belongs to; this is a use of it. */
  find(token: string): Promise<DisplayLink | undefined>
  /** Whether a link that was found here is still good. Asked for a stream that is open: the display is seen by it. */
  isOpen(id: string): boolean
  /** Takes over what other processes have changed: links that were revoked there are revoked here. */
  readAgain(): Promise<void>
}

const day = 24 * 3_600_000
/** That a display is there is stored at most this often. */
const writeEveryMs = 60_000

type Row = Selectable<AccountsTables['display_tokens']>
/** Times are milliseconds; `seenAt` as it is stored. */
type Found = { only: Only; terms: string; until: number; idleMs: number; seenAt: number }

export function createDisplayLinks(options: {
  db: AccountsDb
  now: () => number
  onRevoked: (id: string) => void
  /** What a wall may show, or how, is different. */
  onOtherTerms: (id: string) => void
  /** What other processes should know was stored. */
  onChanged: () => void
}): DisplayLinks {
  const { db, now, onRevoked, onOtherTerms, onChanged } = options
  const found = new Map<string, Found>()

  /** That it was not written down takes nothing from a display: it is tried again. */
  async function seen(id: string, link: Found): Promise<void> {
    const at = now()
    found.set(id, { ...link, seenAt: at, until: at + link.idleMs })
    await db
      .updateTable('display_tokens')
      .set({ seen_at: at })
      .where('id', '=', id)
      .execute()
      .catch(() => undefined)
  }

  function remember(row: Row): Found {
    const before = found.get(row.id)
    const only = limitOf(row).connections
    const terms = JSON.stringify([row.inches, row.metres, row.masked])
    const link = { only, terms, until: endOf(row), idleMs: idleMsOf(row), seenAt: row.seen_at ?? 0 }
    found.set(row.id, link)
    if (before && (!isSameLimit(before.only, only) || before.terms !== terms)) onOtherTerms(row.id)
    return link
  }

  async function readAgain(): Promise<void> {
    if (found.size === 0) return
    const rows = await db.selectFrom('display_tokens').selectAll().execute()
    const stored = new Map(rows.map((row) => [row.id, row]))
    for (const id of found.keys()) {
      const row = stored.get(id)
      if (row) {
        remember(row)
        continue
      }
      found.delete(id)
      onRevoked(id)
    }
  }

  return {
    isOpen(id) {
      const link = found.get(id)
      const at = now()
      if (!link || link.until <= at) return false
      if (at - link.seenAt >= writeEveryMs) void seen(id, link)
      return true
    },
    async create(name, by, terms = { idleDays: usualIdleDays }) {
      const id = randomUUID()
      const token = newToken()
      await db
        .insertInto('display_tokens')
        .values({
          id,
          name,
          token_hash: tokenHash(token),
          created_at: now(),
          created_by: by,
          ...stored(terms),
        })
        .execute()
      return { id, token }
    },
    async list() {
      const rows = await db.selectFrom('display_tokens').selectAll().orderBy('created_at').execute()
      return rows.map(toLink)
    },
    async edit(id, terms) {
      const changed = await db
        .updateTable('display_tokens')
        .set(stored(terms))
        .where('id', '=', id)
        .returning('id')
        .execute()
      await readAgain()
      onChanged()
      return changed.length > 0
    },
    async revoke(id) {
      const removed = await db.deleteFrom('display_tokens').where('id', '=', id).returning('id').execute()
      found.delete(id)
      if (removed.length > 0) onRevoked(id)
      onChanged()
      return removed.length > 0
    },
    async find(token) {
      const row = await db
        .selectFrom('display_tokens')
        .selectAll()
        .where('token_hash', '=', tokenHash(token))
        .executeTakeFirst()
      if (!row || endOf(row) <= now()) return undefined
      const link = remember(row)
      if (now() - link.seenAt >= writeEveryMs) await seen(row.id, link)
      return toLink(row)
    },
    readAgain,
  }
}

const stored = ({ connections, idleDays, seat, isMasked = false }: DisplayTerms) => ({
  connections: storedConnections(connections),
  idle_days: idleDays,
  inches: seat?.inches ?? null,
  metres: seat?.metres ?? null,
  masked: isMasked ? 1 : 0,
})

const idleMsOf = ({ idle_days }: Row): number => (idle_days ?? usualIdleDays) * day

/** Infinity: one of before there was an end, that has not been seen since. */
function endOf(row: Row): number {
  const { seen_at, idle_days, created_at } = row
  return seen_at === null && idle_days === null ? Infinity : (seen_at ?? created_at) + idleMsOf(row)
}

const timeText = (ms: number) => new Date(ms).toISOString()

function toLink(row: Row): DisplayLink {
  const until = endOf(row)
  return {
    id: row.id,
    name: row.name,
    createdAt: timeText(row.created_at),
    createdBy: row.created_by,
    ...limitOf(row),
    idleDays: row.idle_days ?? usualIdleDays,
    ...(row.inches !== null && row.metres !== null && { seat: { inches: row.inches, metres: row.metres } }),
    isMasked: row.masked === 1,
    ...(row.seen_at === null ? {} : { lastSeenAt: timeText(row.seen_at) }),
    ...(until === Infinity ? {} : { until: timeText(until) }),
  }
}
