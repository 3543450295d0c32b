import type { RunView } from '../lib/runs/run'
import type { Blow } from './mischief'
import type { StoredRecord } from './store'

/** A life of a process, by what it wrote of runs. */
type Life = { writer: string; first: number; last: number }

/** Work that went on: after how many milliseconds, and where one run is meant, between which kinds of its steps. */
export type Takeover = { ms: number; between?: string }

/**
 * How long runs were left alone after their process had been killed, or frozen until somebody else took them: from the
 * blow to the first step that another process wrote. What waits for a person or its host has no step before these give
 * it one, so that the longest are not the takeover's.
 * @param since when the processes were there first.
 */
export function takeoverTimes(
  { written }: Pick<StoredRecord, 'written'>,
  blows: readonly Blow[],
  since: number,
): Takeover[] {
  const lives = livesIn(written)
  const last = new Map<string, StoredRecord['written'][number]>()
  return written.flatMap((step) => {
    const before = last.get(step.run)
    last.set(step.run, step)
    const life = before && before.writer !== step.writer ? lives.get(before.writer) : undefined
    // What went on writing had given the run away by itself.
    if (!life || life.last > step.at) return []
    const blow = blowThatEnded(life, blows, since)
    return blow && blow.at < step.at ? [{ ms: step.at - blow.at, between: `${before?.kind} and ${step.kind}` }] : []
  })
}

function livesIn(written: StoredRecord['written']): Map<string, Life> {
  const lives = new Map<string, Life>()
  for (const { writer, at } of written) {
    const life = lives.get(writer) ?? { writer, first: at, last: at }
    lives.set(writer, { ...life, last: Math.max(life.last, at) })
  }
  return lives
}

/** The first blow after its last word, at a process that had been there since before its first. */
function blowThatEnded({ first, last }: Life, blows: readonly Blow[], since: number): Blow | undefined {
  const upSince = new Map<number, number>()
  for (const blow of blows) {
    if (blow.kind === 'database') continue
    const up = upSince.get(blow.process) ?? since
    if (blow.at >= last && up <= first) return blow
    // Who was frozen goes on in the same life, unless somebody took its runs.
    if (blow.kind === 'kill') upSince.set(blow.process, blow.backAt)
  }
  return undefined
}

/**
 * With one process nobody takes over before it is there again: from its start to the first step of a run that the kill
 * had left. One figure for each kill that hit something.
 */
export function restartTimes(runs: readonly RunView[], blows: readonly Blow[]): Takeover[] {
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
    // Killed again before it had come so far: the later kill has the figure.
    const again = kills.some((other) => other.at > backAt && other.at < first)
    return again ? [] : [{ ms: first - backAt }]
  })
}
