import { randomUUID } from 'node:crypto'
import type { DisplayLink } from '@/lib/contract/settings-input'
import type { AccountsDb } from './tables'
import { newToken, tokenHash } from './secrets'

/** Links that open the wall's read model and nothing else. Only a hash is stored: a lost link is made anew. */
export type DisplayLinks = {
  create(name: string, by: string): Promise<{ id: string; token: string }>
  list(): Promise<DisplayLink[]>
  /** False when there was no such link. */
  revoke(id: string): Promise<boolean>
  /** The link that a token belongs to. */
  find(token: string): Promise<DisplayLink | undefined>
  /** Whether a link that was found here is still good. */
  isOpen(id: string): boolean
  /** Takes over what other processes have changed: links that were revoked there are revoked here. */
  readAgain(): Promise<void>
}

export function createDisplayLinks(options: {
  db: AccountsDb
  now: () => number
  onRevoked: (id: string) => void
  /** What other processes should know was stored. */
  onChanged: () => void
}): DisplayLinks {
  const { db, now, onRevoked, onChanged } = options
  const found = new Set<string>()
  return {
    isOpen: (id) => found.has(id),
    async create(name, by) {
      const id = randomUUID()
      const token = newToken()
      await db
        .insertInto('display_tokens')
        .values({ id, name, token_hash: tokenHash(token), created_at: now(), created_by: by })
        .execute()
      return { id, token }
    },
    async list() {
      const rows = await db.selectFrom('display_tokens').selectAll().orderBy('created_at').execute()
      return rows.map(toLink)
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
      if (!row) return undefined
      found.add(row.id)
      return toLink(row)
    },
    async readAgain() {
      if (found.size === 0) return
      const rows = await db.selectFrom('display_tokens').select('id').execute()
      const stored = new Set(rows.map(({ id }) => id))
      for (const id of found) {
        if (stored.has(id)) continue
        found.delete(id)
        onRevoked(id)
      }
    },
  }
}

const toLink = (row: { id: string; name: string; created_at: number; created_by: string }): DisplayLink => ({
  id: row.id,
  name: row.name,
  createdAt: new Date(row.created_at).toISOString(),
  createdBy: row.created_by,
})
