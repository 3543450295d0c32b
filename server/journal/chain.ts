import { createHash, randomBytes } from 'node:crypto'
import type { JournalRow } from './tables'

/**
 * A place in a chain of rows. Each life of a process writes a chain of its own; `writer` is made for that life. `place`
 * counts its rows from 1 without a gap; `hash` covers a row and the hash of the row before it.
 */
export type Link = { writer: string; place: number; hash: string }

/** What a hash covers: everything that a row says. `seq` is given by the database, which keeps the order of a chain. */
const covered = [
  'at',
  'kind',
  'run',
  'number',
  'connection',
  'vm',
  'question',
  'outcome',
  'actor',
  'payload',
] as const satisfies readonly (keyof JournalRow)[]

export type ChainRow = Pick<JournalRow, (typeof covered)[number]>

/** Before the first row of a writer. */
export const beginningOf = (writer: string): Link => ({ writer, place: 0, hash: '' })

/** No hyphen stands first in it: a head is given to a program as an argument. */
export const newWriter = (): string => randomBytes(12).toString('hex')

/** The place of a row that follows another one of the same writer. */
export function linkAfter({ writer, place, hash }: Link, row: ChainRow): Link {
  const texts = [hash, writer, String(place + 1), ...covered.map((column) => row[column])]
  const hashed = createHash('sha256')
  // Each with its length, so that what is moved from one column to the next is another text.
  for (const text of texts) hashed.update(text === null ? '-;' : lengthened(String(text)))
  return { writer, place: place + 1, hash: hashed.digest('base64url') }
}

const lengthened = (text: string) => `${Buffer.byteLength(text)}:${text};`
