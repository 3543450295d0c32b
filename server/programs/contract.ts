import type { Result } from '@/lib/result'

/** A wish of a program, by the key that it gave to it. `asked`: all that it asked for, as one text. */
export type KeyedWish = { token: string; key: string; asked: string }

/** How many requests somebody has left. `fullInS`: seconds until there are as many as `most` again; `nextInS`: until there is one. */
export type Left = { most: number; left: number; fullInS: number; nextInS: number }

/** What programs that call with a token are held to, beside what they may. */
export type Programs = {
  /**
   * Does what a program wishes once, however often it asks for it under the same key: later ones get what came of the
   * first, from any process and after a restart, for a day. Refuses as `key-of-another-wish`, `key-in-use` or
   * `key-outcome-unknown`. What was refused for the moment, with nothing done, is done by the next one.
   */
  once<T>(wish: KeyedWish, work: () => Promise<Result<T>>): Promise<{ result: Result<T>; isRepeated: boolean }>
  /** Counts a request of who calls with this token. */
  take(token: string): Left & { isTooMany: boolean }
}
