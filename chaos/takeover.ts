import type { RunView } from '../lib/runs/run'
import type { Blow } from './mischief'

/**
 * How long it took after each kill until somebody went on with what was under way: until the first step of a run that
 * had not ended. Milliseconds from the kill; with one process from its last start before that step, since nobody could be
 * faster. Nothing for a kill that hit nothing.
 */
export function takeoverTimes(runs: readonly RunView[], blows: readonly Blow[], processes: number): number[] {
  const kills = blows.filter(({ kind }) => kind === 'kill')
  return kills.flatMap(({ at, backAt }) => {
    const steps = runs.flatMap((run) => {
      const ended = run.state.at === 'ended' ? Date.parse(run.state.endedAt) : Number.POSITIVE_INFINITY
      if (Date.parse(run.startedAt) > at || ended < at) return []
      const next = run.steps.find((step) => Date.parse(step.at) > at)
      return next ? [Date.parse(next.at)] : []
    })
    if (steps.length === 0) return []
    const first = Math.min(...steps)
    if (processes > 1) return [first - at]
    // Killed again before it had come so far: the later kill has the figure.
    const again = kills.some((other) => other.at > backAt && other.at < first)
    return again ? [] : [first - backAt]
  })
}
