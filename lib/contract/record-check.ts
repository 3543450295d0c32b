import { assertNever } from '../assert-never'

/** What is wrong with the record; a row by its number (`seq`). `count` rows in all where several are alike. */
export type RecordProblem =
  /** What it says, or its place in the chain, is not what was written. */
  | { kind: 'changed'; row: number }
  /** Rows of its chain that were before it are gone. */
  | { kind: 'missing'; before: number; count: number }
  /** It stands where it was not written. */
  | { kind: 'misplaced'; row: number }
  /** Something other than Andon put it there. */
  | { kind: 'unchained'; row: number }
  /** A later chain holds that more was written. */
  | { kind: 'cut'; after: number | undefined; count: number; heldBy: number }
  /** A later chain holds another hash of it: everything up to it was written anew. */
  | { kind: 'rewritten'; heldBy: number }
  /** A person's name is not the one that was written; first referred to by a row. */
  | { kind: 'name-changed'; row: number }
  | { kind: 'name-missing'; row: number }
  /** It was erased, and no row says so. */
  | { kind: 'name-erased'; row: number }
  /** History does not show it. */
  | { kind: 'not-in-history'; row: number; count: number }

/** Where the chain ends that holds all the others: kept elsewhere, it proves later that nothing was cut off or rewritten. */
export type RecordHead = { writer: string; place: number; hash: string; row: number; at: string }

/** What came of going through the record once. */
export type RecordCheck = {
  rows: number
  /** The first few of `problemCount`. */
  problems: RecordProblem[]
  problemCount: number
  head?: RecordHead
  /** Lives of processes that wrote. */
  writers: number
  /** Rows that were removed because of their age, and are vouched for. */
  removed: number
  forgotten: number
}

/** How the last check of the record went, and whether one goes on. */
export type RecordChecked = {
  /** `rows` looked at so far, `of` so many. */
  going?: { rows: number; of: number }
  /** ISO 8601. `unread`: it could not be read to its end; a sentence. */
  last?: { at: string } & ({ check: RecordCheck } | { unread: string })
}

export function problemSentence(problem: RecordProblem): string {
  switch (problem.kind) {
    case 'changed':
      return `Row ${problem.row} was changed after it was written.`
    case 'missing':
      return `${rowsAre(problem.count)} missing before row ${problem.before}.`
    case 'misplaced':
      return `Row ${problem.row} does not stand where it was written.`
    case 'unchained':
      return `Row ${problem.row} is in no chain: something other than Andon put it there.`
    case 'cut':
      return problem.after === undefined
        ? `All ${problem.count} rows of a chain are missing, of which row ${problem.heldBy} knows.`
        : `${rowsAre(problem.count)} missing after row ${problem.after}: row ${problem.heldBy} knows of them.`
    case 'rewritten':
      return `Rows of which row ${problem.heldBy} holds the end were written anew.`
    case 'name-changed':
      return `The name of a person in row ${problem.row} was changed.`
    case 'name-missing':
      return `The name of a person in row ${problem.row} is missing.`
    case 'name-erased':
      return `The name of a person in row ${problem.row} was erased, and nobody is recorded to have forgotten it.`
    case 'not-in-history':
      return problem.count === 1
        ? `History does not show row ${problem.row}.`
        : `History does not show row ${problem.row}, and ${problem.count - 1} more near it.`
    default:
      return assertNever(problem, 'problem')
  }
}

const rowsAre = (count: number) => (count === 1 ? 'A row is' : `${count} rows are`)

/** How a head is written down elsewhere. */
export const headText = ({ writer, place, hash }: Pick<RecordHead, 'writer' | 'place' | 'hash'>): string =>
  `${writer}:${place}:${hash}`

/** What to do about a record that does not hold. */
export const afterBroken =
  'Keep a copy of the database as it is now. Compare it with a backup of before, and find out who can write the database: Andon itself changes no row.'
