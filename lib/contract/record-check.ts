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
