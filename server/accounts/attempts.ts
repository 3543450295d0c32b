export type Attempts = {
  /** Milliseconds until this account may try again; 0 when it may now. */
  waitMs(username: string): number
  failed(username: string): void
  succeeded(username: string): void
}

/**
 * Slows guessing down: `free` failures are forgiven, then one more attempt each `refillMs`. Counted per account and not
 * per address, since an address can be forged where no proxy is trusted. In memory: a restart forgives.
 */
export function createAttempts(options: { now: () => number; free?: number; refillMs?: number }): Attempts {
  const { now, free = 5, refillMs = 10_000 } = options
  /** The moment until which failures are "paid": each adds `refillMs`. */
  const debts = new Map<string, number>()
  const debtMs = (username: string) => Math.max(0, (debts.get(username) ?? 0) - now())
  return {
    waitMs: (username) => Math.max(0, debtMs(username) - (free - 1) * refillMs),
    failed(username) {
      debts.set(username, now() + debtMs(username) + refillMs)
    },
    succeeded: (username) => void debts.delete(username),
  }
}
