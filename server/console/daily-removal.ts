import type { Journal } from '../journal/journal'
import type { Leases } from '../journal/leases'

const dayMs = 24 * 3_600_000
/** A start has other things to do. */
const firstMs = 5 * 60_000

/**
 * Removes once a day what is older than the record is kept: one process of those that share a database.
 * @returns how to have it done now, and how to stop.
 */
export function removeDaily(options: {
  journal: Pick<Journal, 'removeOld'>
  leases: Pick<Leases, 'take'>
  warn: (text: string, error: unknown) => void
}): { now: () => void; stop: () => Promise<void> } {
  const { journal, leases, warn } = options
  const over = new AbortController()
  let working: Promise<void> = Promise.resolve()
  const wanted = { name: 'duty:retention', label: 'Remove what is older than it is kept', subjects: [], lasting: false }

  async function work(): Promise<void> {
    const taken = await leases.take(wanted)
    if (taken.is !== 'taken') return
    try {
      await journal.removeOld(over.signal)
    } finally {
      taken.lease.release()
    }
  }

  function now(): void {
    working = working
      .then(() => (over.signal.aborted ? undefined : work()))
      .catch((error: unknown) => warn('what is older than the record is kept was not removed', error))
  }

  const first = setTimeout(now, firstMs)
  const daily = setInterval(now, dayMs)
  return {
    now,
    async stop() {
      clearTimeout(first)
      clearInterval(daily)
      over.abort()
      await working
    },
  }
}
