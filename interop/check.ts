/** One thing that one client does with one server; it throws an assertion error when it does not hold. */
export type Check = { capability: string; run: () => Promise<void> }

/** A client and a server of which at least one was written by somebody else, with everything they need running. */
export type Pair = { checks: Check[]; close: () => Promise<void> }

export type Suite = {
  client: string
  server: string
  /** Starts both. Throws `Unavailable` when a peer cannot be had on this machine. */
  open: () => Promise<Pair>
}

/** A peer that cannot be had here; the sentence says which and why. Not a failure. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}

export type Outcome = { kind: 'passed' } | { kind: 'failed'; why: string } | { kind: 'skipped'; why: string }

export type Row = { client: string; server: string; capability: string; outcome: Outcome; seconds: number }

const checkLimitMs = 60_000

/** Runs one suite; a check that hangs fails after a minute, and the others still run. */
export async function runSuite(suite: Suite, report: (row: Row) => void): Promise<void> {
  const { client, server } = suite
  const startedAt = performance.now()
  let pair: Pair
  try {
    pair = await suite.open()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const kind = error instanceof Unavailable ? 'skipped' : 'failed'
    report({ client, server, capability: 'start', outcome: { kind, why }, seconds: secondsSince(startedAt) })
    return
  }
  try {
    for (const check of pair.checks) {
      const since = performance.now()
      const outcome = await outcomeOf(check)
      report({ client, server, capability: check.capability, outcome, seconds: secondsSince(since) })
    }
  } finally {
    await pair.close()
  }
}

const secondsSince = (startedAt: number): number => (performance.now() - startedAt) / 1000

async function outcomeOf(check: Check): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${checkLimitMs / 1000} s`)), checkLimitMs)
  })
  try {
    await Promise.race([check.run(), limit])
    return { kind: 'passed' }
  } catch (error) {
    if (error instanceof Unavailable) return { kind: 'skipped', why: error.message }
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) }
  } finally {
    clearTimeout(timer)
  }
}
