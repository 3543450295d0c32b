import type { Compilable } from 'kysely'
import type { SignalsDb } from './stored'

/** What of a route is secret: the address of a chat, a token, a password, or the key that signs (base64). */
export type RouteSecret =
  | { is: 'key'; key: string }
  | { is: 'address'; url: string }
  | { is: 'token'; token: string }
  | { is: 'password'; password: string }

type Place = { table: string; row: string; column: string }
/** What seals and opens; that of connections. */
export type Box = { seal(secret: string, place: Place): string; open(sealed: string, place: Place): string }

const placeOf = (route: string): Place => ({ table: 'signal_secrets', row: route, column: 'sealed' })

/** The secrets of routes, sealed at rest with the data's key. */
export function createRouteSecrets(db: SignalsDb, box: Box) {
  return {
    /** @throws when the key that sealed it is not the present one. */
    async read(route: string): Promise<RouteSecret | undefined> {
      const row = await db.selectFrom('signal_secrets').select('sealed').where('route', '=', route).executeTakeFirst()
      return row && (JSON.parse(box.open(row.sealed, placeOf(route))) as RouteSecret) // sealed by write
    },
    async write(route: string, secret: RouteSecret, at: string): Promise<void> {
      const values = { sealed: box.seal(JSON.stringify(secret), placeOf(route)), set_at: at }
      await db
        .insertInto('signal_secrets')
        .values({ route, ...values })
        .onConflict((conflict) => conflict.column('route').doUpdateSet(values))
        .execute()
    },
    async remove(route: string): Promise<void> {
      await db.deleteFrom('signal_secrets').where('route', '=', route).execute()
    },
    /** When each was set, ISO 8601. */
    async setAt(): Promise<ReadonlyMap<string, string>> {
      const rows = await db.selectFrom('signal_secrets').select(['route', 'set_at']).execute()
      return new Map(rows.map(({ route, set_at }) => [route, set_at]))
    },
  }
}

export type RouteSecrets = ReturnType<typeof createRouteSecrets>

/** All secrets of routes as texts, and how many the present keys do not open. */
export async function openRouteSecrets(
  db: SignalsDb,
  box: Box,
): Promise<{ secrets: ReadonlyMap<string, string>; shut: number }> {
  const rows = await db.selectFrom('signal_secrets').select(['route', 'sealed']).execute()
  const secrets = new Map<string, string>()
  for (const { route, sealed } of rows) {
    try {
      secrets.set(route, box.open(sealed, placeOf(route)))
    } catch {
      // It is counted.
    }
  }
  return { secrets, shut: rows.length - secrets.size }
}

/** What seals these secrets with the present key. */
export const sealingRoutes = (db: SignalsDb, box: Box, secrets: ReadonlyMap<string, string>): Compilable[] =>
  [...secrets].map(([route, secret]) =>
    db
      .updateTable('signal_secrets')
      .set({ sealed: box.seal(secret, placeOf(route)) })
      .where('route', '=', route),
  )
