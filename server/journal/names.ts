import { createHash, randomBytes } from 'node:crypto'
import type { Database, DialectName, Statement } from './database'
import { textsOfJson } from './sql-dialect'
import type { JournalDb, JournalRow } from './tables'

/** What stands where somebody's name was. */
export const forgottenName = 'a forgotten person'

/**
 * What a row holds in the place of a person's name: a hash of it and of a salt. A name that is changed later no longer
 * fits; one that is erased together with its salt leaves nothing to be guessed from, and the chain of the rows whole.
 */
export const nameId = (name: string, salt: string): string =>
  createHash('sha256').update(`${salt}:${name}`).digest('base64url')

/** A name that is not in the table yet. */
export const newName = (name: string) => {
  const salt = randomBytes(16).toString('base64url')
  return { id: nameId(name, salt), name, salt }
}

/** A name's place: of whoever did it, or set it; of an account at a host. */
const namedBy = ['setBy', 'startedBy', 'cancelRequestedBy', 'userName']
const mayHoldName = new RegExp(`"(?:name|${namedBy.join('|')})":`)

/** The JSON of a row with references for names. @param idOf gives the reference of a name. */
export function withoutNames(json: string, idOf: (name: string) => string): string {
  if (!mayHoldName.test(json)) return json
  const take = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(take)
    const isSomebody = 'kind' in value && (value.kind === 'person' || value.kind === 'elsewhere')
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        const isName = typeof part === 'string' && (namedBy.includes(key) || (isSomebody && key === 'name'))
        return [key, isName ? { nameOf: idOf(part) } : take(part)]
      }),
    )
  }
  return JSON.stringify(take(JSON.parse(json)))
}

/** No text that somebody wrote looks so in JSON: its quotes have a backslash before them. */
const reference = /\{"nameOf":"([\w-]{43})"\}/g

type Named = Pick<JournalRow, 'payload'> & Partial<Pick<JournalRow, 'actor'>>

/** The ids of the names that a row refers to, as often as it does. */
export const namesIn = ({ actor = '', payload }: Named): string[] =>
  [...actor.matchAll(reference), ...payload.matchAll(reference)].map(([, id]) => id!) // the pattern has one group

/**
 * Rows as they are read: with the names of the persons.
 * @param hidden references whose names are not given, as if they had been forgotten.
 */
export async function withNames<Row extends Named>(
  db: JournalDb,
  rows: readonly Row[],
  hidden: readonly string[] = [],
): Promise<Row[]> {
  const ids = [...new Set(rows.flatMap(namesIn))]
  if (ids.length === 0) return [...rows]
  const names = new Map<string, string | null>()
  for (let from = 0; from < ids.length; from += 500) {
    const some = await db
      .selectFrom('names')
      .select(['id', 'name'])
      .where('id', 'in', ids.slice(from, from + 500))
      .execute()
    for (const { id, name } of some) if (!hidden.includes(id)) names.set(id, name)
  }
  const put = (json: string) =>
    json.replaceAll(reference, (_, id: string) => JSON.stringify(names.get(id) ?? forgottenName))
  return rows.map((row) => ({
    ...row,
    payload: put(row.payload),
    ...(row.actor === undefined ? {} : { actor: put(row.actor) }),
  }))
}

/** What a batch of rows needs for its names. */
export type Taken<Row> = {
  /** The rows as they are stored. */
  stored: Row[]
  /** Written before them, in the same batch. */
  before: Statement[]
  /** To be called when the batch is on the disk. */
  kept: () => void
}

/** The references of names for rows that are about to be written. */
export type NameKeeper = {
  take<Row extends Required<Named>>(rows: readonly Row[]): Promise<Taken<Row>>
  /** The name is forgotten: whoever is called so from now on is another one. */
  drop(name: string): void
  /** Some process has forgotten somebody: what is known is read again. */
  readAgain(): void
}

export function createNameKeeper(database: Pick<Database, 'dialect' | 'query'>): NameKeeper {
  let known: Map<string, string> | undefined

  async function load(): Promise<Map<string, string>> {
    const { rows } = await database.query({ sql: 'select id, name from names where name is not null', parameters: [] })
    return new Map(rows.map(({ id, name }) => [String(name), String(id)]))
  }

  return {
    async take(rows) {
      const ids = (known ??= await load())
      const made = new Map<string, ReturnType<typeof newName>>()
      const used = new Set<string>()
      const idOf = (name: string): string => {
        const known = ids.get(name)
        if (known !== undefined) used.add(known)
        const id = known ?? made.get(name)?.id
        if (id !== undefined) return id
        const one = newName(name)
        made.set(name, one)
        return one.id
      }
      const stored = rows.map((row) => ({
        ...row,
        actor: withoutNames(row.actor, idOf),
        payload: withoutNames(row.payload, idOf),
      }))
      return {
        stored,
        before: [
          ...stillKnown(database.dialect, used),
          ...[...made.values()].map(({ id, name, salt }) => ({ sql: insertsName, parameters: [id, name, salt] })),
        ],
        kept: () => {
          for (const [name, { id }] of made) ids.set(name, id)
        },
      }
    },
    drop: (name) => void known?.delete(name),
    readAgain: () => (known = undefined),
  }
}

const insertsName = 'insert into names (id, name, salt) values (?, ?, ?)'

/**
 * Fails the batch when another process has forgotten one of these: what is written then is another person's. With SQLite
 * there is no other.
 */
const stillKnown = (dialect: DialectName, ids: ReadonlySet<string>): Statement[] =>
  dialect === 'sqlite' || ids.size === 0
    ? []
    : [
        {
          sql: `select 1 / (case when exists (select 1 from names where name is null
            and id in (select value from ${textsOfJson[dialect]})) then 0 else 1 end) as known`,
          parameters: [JSON.stringify([...ids])],
        },
      ]

/** Whether a batch failed because of that: nothing else that is written with a row divides. */
export const isForgotten = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '22012'
