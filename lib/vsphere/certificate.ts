/** A certificate that a server showed; its texts are the server's, capped. Times ISO 8601; absent: it names none that can be read. */
export type Certificate = {
  /** Colon-separated pairs in upper case. */
  sha256: string
  subject: string
  issuer: string
  /** DNS names and addresses that it is for. */
  names: string[]
  /** How many more it is for. */
  moreNames?: number
  validFrom?: string
  validTo?: string
}

/** The one certificate that a connection takes, and what people said of it and of another. Times ISO 8601. */
export type Pin = {
  /** Who agreed to it, and when; absent: before that was written down. */
  agreed?: { by: string; at: string }
  /** As it was seen; absent: the server has not shown it yet. */
  certificate?: Certificate
  /** Somebody was shown another one, and kept this. */
  kept?: { by: string; at: string; other: string }
}

const dayMs = 86_400_000
/** From then on it is said that a certificate expires. */
const saidBeforeMs = 30 * dayMs

export type Expiry = { at: 'soon'; days: number; validTo: string } | { at: 'over'; validTo: string }

/** Undefined: not within 30 days, or nobody knows. @param now ms */
export function expiryOf(certificate: Certificate | undefined, now: number): Expiry | undefined {
  const validTo = certificate?.validTo
  if (validTo === undefined) return undefined
  const left = Date.parse(validTo) - now
  if (!(left <= saidBeforeMs)) return undefined
  return left <= 0 ? { at: 'over', validTo } : { at: 'soon', days: Math.floor(left / dayMs), validTo }
}
