/** How far a server still had what was asked of its history. */
export type KeptOf =
  | { kind: 'whole' }
  /** What is older it no longer has. */
  | { kind: 'since'; since: string }
  | { kind: 'nothing' }
  /** It has no such list, or does not show it to this account. `reason` is for people. */
  | { kind: 'not-readable'; reason: string }
  /** There was more than is read, or reading ended in the middle: what is known goes up to then. */
  | { kind: 'until'; until: string; reason: string }

/** What was read back of one list: how many went into the record that it did not have. */
export type ReadBack = { noted: number; kept: KeptOf }
