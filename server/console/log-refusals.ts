import type { Log } from './log'

/** A request that was refused before anything was done: which, what it asked for, who, whence and why. */
export type Refused = {
  request?: string | undefined
  call?: string | undefined
  by?: string | undefined
  source?: string | undefined
  because: string
}

/** Lines a minute: of one account, or of one address where no account is known; and of all together. */
const mostOfOne = 30
const mostOfAll = 300
const minuteMs = 60_000

/**
 * What the log says of what was refused. Whoever has a thousand requests refused fills no disk: beyond so many lines a
 * minute they are counted, and one line says how many there were.
 * @param count is told of each, whatever is written down.
 * @param later calls back after so many ms, and keeps no process open for it.
 */
export function logRefusals(
  log: Pick<Log, 'warn' | 'debug'>,
  count: (because: string) => void,
  later: (call: () => void, ms: number) => void = (call, ms) => void setTimeout(call, ms).unref(),
): (refused: Refused) => void {
  let written: Map<string, number> | undefined
  let all = 0
  let more = 0

  function endMinute(): void {
    if (more > 0) log.warn({ more }, 'more requests were refused')
    written = undefined
    all = 0
    more = 0
  }

  return (refused) => {
    count(refused.because)
    // A page that hangs open after the end of its session asks on and on, and is nobody who tries something.
    if (refused.because === 'signed-out') return log.debug(refused, 'refused')
    if (!written) {
      written = new Map()
      later(endMinute, minuteMs)
    }
    const whose = refused.by ?? refused.source ?? ''
    const ofOne = written.get(whose) ?? 0
    if (ofOne >= mostOfOne || all >= mostOfAll) return void (more += 1)
    written.set(whose, ofOne + 1)
    all += 1
    log.warn(refused, 'refused')
  }
}
