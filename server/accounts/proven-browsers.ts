import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * A browser in which somebody has signed in keeps a token that says so: `id.proof.proof`, a proof for each of the last
 * accounts. It opens nothing; it only keeps the way to the password check free when somebody else guesses.
 */
export type ProvenBrowsers = {
  /** The browser's id, when it was proven for the account. */
  idFor(token: string | undefined, account: string): string | undefined
  /** The token as it is after a sign-in to the account. */
  prove(token: string | undefined, account: string): string
}

const mostAccounts = 5

/** @param key 32 bytes that only this console knows. */
export function createProvenBrowsers(key: Buffer): ProvenBrowsers {
  const proofOf = (id: string, account: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([id, account]))
      .digest()
      .subarray(0, 16)

  const read = (token: string | undefined) => {
    const [id = '', ...proofs] = (token ?? '').split('.')
    return /^[\w-]{22}$/.test(id) ? { id, proofs: proofs.slice(0, mostAccounts) } : undefined
  }

  return {
    idFor(token, account) {
      const browser = read(token)
      if (!browser) return undefined
      const expected = proofOf(browser.id, account)
      const isProven = browser.proofs.some((proof) => {
        const given = Buffer.from(proof, 'base64url')
        return given.length === expected.length && timingSafeEqual(given, expected)
      })
      return isProven ? browser.id : undefined
    },
    prove(token, account) {
      const { id, proofs } = read(token) ?? { id: randomBytes(16).toString('base64url'), proofs: [] }
      const proof = proofOf(id, account).toString('base64url')
      return [id, proof, ...proofs.filter((other) => other !== proof)].slice(0, mostAccounts + 1).join('.')
    },
  }
}
