import { createHash } from 'node:crypto'
import { failed, type Result } from '@/lib/result'
import type { KeyedWish, Programs } from './contract'
import { createRates } from './rates'
import type { ProgramsDb } from './stored'

/** For so long a key is known. */
const keptMs = 24 * 3_600_000
/** For so long one waits for what comes of the first, */
const patienceMs = 5_000
const lookEveryMs = 100
/** and from then on whoever began it has gone: nothing that is asked for takes so long. */
const goneMs = 60_000

/** With these nothing was done, and it may be done a moment later. */
const passing: ReadonlySet<string> = new Set(['no-contact', 'not-recorded', 'nobody-took-it', 'stopping'])

export function createPrograms(options: {
  db: ProgramsDb
  perMinute: number
  now: () => number
  /** A clock that nobody sets, ms. */
  monotonic: () => number
  /** Waits; tests turn the clock. */
  pause?: (ms: number) => Promise<void>
  warn: (text: string, error: unknown) => void
}): Programs {
  const { db, now, monotonic, warn } = options
  const pause = options.pause ?? ((ms) => new Promise<void>((resolve) => setTimeout(resolve, ms)))
  const rates = createRates({ perMinute: options.perMinute, now: monotonic })

  const one = ({ token, key }: KeyedWish) => ({ token, key })
  const stored = (wish: KeyedWish) =>
    db
      .selectFrom('program_wishes')
      .selectAll()
      .where('token', '=', wish.token)
      .where('key', '=', wish.key)
      .executeTakeFirst()

  /** False: somebody has asked for something under this key before. */
  async function begin(wish: KeyedWish): Promise<boolean> {
    await db
      .deleteFrom('program_wishes')
      .where('at', '<', now() - keptMs)
      .execute()
    const begun = await db
      .insertInto('program_wishes')
      .values({ ...one(wish), asked: hashOf(wish.asked), answer: null, at: now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .execute()
    return begun.length > 0
  }

  async function keep(wish: KeyedWish, result: Result<unknown>): Promise<void> {
    const isPassing = !result.ok && passing.has(result.error.code)
    const change = isPassing
      ? db.deleteFrom('program_wishes').where('token', '=', wish.token).where('key', '=', wish.key)
      : db
          .updateTable('program_wishes')
          .set({ answer: JSON.stringify(result) })
          .where('token', '=', wish.token)
          .where('key', '=', wish.key)
    await change
      .execute()
      .catch((error: unknown) => warn('what came of a keyed request of a program was not stored', error))
  }

  /** What came of the first; undefined: its row has gone, so that nothing was done. */
  async function outcomeOf(wish: KeyedWish): Promise<Result<unknown> | undefined> {
    for (let waited = 0; ; waited += lookEveryMs) {
      const row = await stored(wish)
      if (!row) return undefined
      if (row.asked !== hashOf(wish.asked)) return anotherWish
      if (row.answer !== null) return JSON.parse(row.answer) as Result<unknown> // written by `keep`
      if (now() - row.at >= goneMs) return outcomeUnknown
      if (waited >= patienceMs) return inUse
      await pause(lookEveryMs)
    }
  }

  return {
    async once<T>(wish: KeyedWish, work: () => Promise<Result<T>>) {
      while (!(await begin(wish))) {
        const outcome = await outcomeOf(wish)
        // Results of this wish hold what its work gives.
        if (outcome) return { result: outcome as Result<T>, isRepeated: true }
      }
      const result = await work()
      await keep(wish, result)
      return { result, isRepeated: false }
    },
    take: (token) => rates.take(token),
  }
}

const hashOf = (asked: string) => createHash('sha256').update(asked).digest('hex')

const ours = { blame: 'ours' } as const

const anotherWish = failed({
  ...ours,
  code: 'key-of-another-wish',
  sentence: 'Something else was asked for under this Idempotency-Key within the last day, so nothing was done.',
  wayOut: 'Take a new key for each thing that you want done.',
})
const inUse = failed({
  ...ours,
  code: 'key-in-use',
  sentence: 'What was asked for under this Idempotency-Key is being done at this moment.',
  wayOut: 'Ask again with the same key in a few seconds.',
})
const outcomeUnknown = failed({
  ...ours,
  code: 'key-outcome-unknown',
  sentence:
    'Andon stopped while it did what was asked for under this Idempotency-Key. Whether it was done is not known, and it is not done again.',
  wayOut: 'Look among the runs, or at the question, and then ask with a new key.',
})
