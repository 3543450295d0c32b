import type { RecordCheck, RecordChecked } from '@/lib/contract/record-check'

/** Long enough after a start that nobody waits for it, */
const firstMs = 60_000
/** and then once a day. */
const everyMs = 24 * 3_600_000
/** Where it could not be read. */
const againMs = 10 * 60_000
/** Between two portions of rows, so that everybody else comes in between. */
const pauseMs = 5

export type RecordChecks = {
  /** How it went, and whether one goes on. */
  state(): RecordChecked
  /** Begins one, unless one goes on. */
  begin(): void
  close(): void
}

/**
 * Goes through the record now and then, in portions, and remembers how it went.
 * @param check calls `pause` between its portions, and rejects when that does.
 */
export function createRecordChecks(options: {
  check: (pause: (rows: number, of: number) => Promise<void>) => Promise<RecordCheck>
  now: () => number
  warn: (text: string, error: unknown) => void
}): RecordChecks {
  const { check, now, warn } = options
  let state: RecordChecked = {}
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let wake: (() => void) | undefined

  function later(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(begin, ms)
    timer.unref()
  }

  async function pause(rows: number, of: number): Promise<void> {
    state = { ...state, going: { rows, of } }
    await new Promise<void>((resolve) => {
      wake = resolve
      setTimeout(resolve, pauseMs).unref()
    })
    if (closed) throw new Error('Andon is stopping')
  }

  async function goThrough(): Promise<void> {
    try {
      const found = await check(pause)
      state = { last: { at: new Date(now()).toISOString(), check: found } }
      if (found.problemCount > 0) warn('the record is not what was written', new Error(JSON.stringify(found.problems)))
      later(everyMs)
    } catch (error) {
      if (closed) return
      const unread = error instanceof Error ? error.message : String(error)
      state = { last: { at: new Date(now()).toISOString(), unread } }
      later(againMs)
    }
  }

  function begin(): void {
    if (state.going || closed) return
    state = { ...state, going: { rows: 0, of: 0 } }
    void goThrough()
  }

  later(firstMs)
  return {
    state: () => state,
    begin,
    close() {
      closed = true
      clearTimeout(timer)
      wake?.()
    },
  }
}
