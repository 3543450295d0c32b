/** Who is to blame: us, the wire (a peer that broke the protocol or cannot be reached), or vSphere, which said no. */
export type Blame = 'ours' | 'wire' | 'vsphere'

/**
 * An error as a value, made for people. `sentence` is what the screen says first, `wayOut` is what a person can do,
 * `raw` is the unchanged technical text, one click away.
 */
export type ConsoleError = {
  blame: Blame
  code: string
  sentence: string
  wayOut?: string
  raw?: string
  /** When that was which `sentence` tells of, ISO 8601. The screen adds it in the clock of who reads. */
  at?: string
  /** How long it takes from this answer until it can be tried again, ms. The screen counts that down. */
  waitMs?: number
  /** SHA-256 of the certificate that a server showed and that was refused: a person may pin it. */
  thumbprint?: string
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: ConsoleError }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const failed = (error: ConsoleError): Result<never> => ({ ok: false, error })

/** May this be done, and if not, the sentence that a button shows and a refusal says. */
export type Verdict = { ok: true } | { ok: false; because: string }
