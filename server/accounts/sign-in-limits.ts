/** Who tries: at which account (empty: none of that name), from where, perhaps in a browser that was proven for it. */
export type Trying = { account: string; source: string; browser?: string | undefined }

/**
 * Slows guessing down without keeping anybody out. Failures are counted for an account *and* a source, and for a source
 * alone, so that whoever guesses is slowed, and whoever comes from elsewhere is not; a browser in which somebody has
 * signed in to the account before has a count of its own, whatever comes from its address. In memory: a restart forgives.
 */
export type SignInLimits = {
  /** Milliseconds until the next attempt is looked at; 0 when it is now. */
  waitMs(trying: Trying): number
  /** Charged before the password is checked, so that parallel attempts are not free. */
  charge(trying: Trying): void
  succeeded(trying: Trying): void
  /** It was not looked at after all. */
  refund(trying: Trying): void
}

/** So many failures are forgiven, then one more attempt each `refillMs`. */
type Bucket = { key: string; free: number; refillMs: number }

type Pace = Omit<Bucket, 'key'>
/** How failures are counted: for an account and a source, for a source, for a browser that was proven. */
type Paces = { perPair: Pace; perSource: Pace; perBrowser: Pace }

const passwordPaces: Paces = {
  perPair: { free: 5, refillMs: 10_000 },
  perSource: { free: 30, refillMs: 2_000 },
  perBrowser: { free: 10, refillMs: 10_000 },
}

/** Beyond this many counts those that are paid are dropped; if all are owed, further sources share one. Proven browsers never do. */
const mostCounts = 20_000

/** @param now milliseconds of a clock that is never set back, such as `performance.now`. */
export function createSignInLimits(now: () => number, paces = passwordPaces): SignInLimits {
  const { perPair, perSource, perBrowser } = paces
  /** The moment until which failures are "paid": each adds its `refillMs`. */
  const debts = new Map<string, number>()
  let lookAgainAt = 0
  const debtMs = (key: string) => Math.max(0, (debts.get(key) ?? 0) - now())

  function room(key: string): string {
    if (debts.has(key) || debts.size < mostCounts) return key
    if (now() < lookAgainAt) return 'others'
    lookAgainAt = now() + 1_000
    for (const [one, until] of debts) if (until <= now()) debts.delete(one)
    return debts.size < mostCounts ? key : 'others'
  }

  function bucketsOf({ account, source, browser }: Trying): Bucket[] {
    if (browser !== undefined) return [{ key: `browser ${browser} ${account}`, ...perBrowser }]
    return [
      { key: room(`pair ${source} ${account}`), ...perPair },
      { key: room(`source ${source}`), ...perSource },
    ]
  }

  function pay({ key, refillMs }: Bucket): void {
    const rest = debtMs(key) - refillMs
    if (rest <= 0) debts.delete(key)
    else debts.set(key, now() + rest)
  }

  return {
    waitMs: (trying) =>
      Math.max(...bucketsOf(trying).map(({ key, free, refillMs }) => Math.max(0, debtMs(key) - (free - 1) * refillMs))),
    charge(trying) {
      for (const { key, refillMs } of bucketsOf(trying)) debts.set(key, now() + debtMs(key) + refillMs)
    },
    succeeded(trying) {
      const [own, ...shared] = bucketsOf(trying)
      if (own) debts.delete(own.key)
      shared.forEach(pay)
    },
    refund: (trying) => bucketsOf(trying).forEach(pay),
  }
}
