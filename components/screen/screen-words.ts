import { formatClock } from '@/lib/format/clock'
import type { ScreenPicture } from '@/lib/screen/screen'
import { formatShortSpan, speakAge } from '../words/age'
import type { ScreenLook } from './use-screen'

/** A picture this many turns old was missed by some tries. */
const turnsUntilOld = 4

export type ScreenAge = {
  /** `6 s ago`; `From 14:03:18, old`. */
  words: string
  /** As a screen reader says it. */
  spoken: string
  isOld: boolean
}

/**
 * How old a picture is. It is old as soon as there is no newer one to be had; one that somebody had taken by way of a file
 * just has its time.
 */
export function screenAge(
  picture: ScreenPicture,
  look: Pick<ScreenLook, 'none' | 'error'>,
  now: number,
  everyMs: number,
): ScreenAge {
  const ageMs = Math.max(0, now - Date.parse(picture.takenAt))
  const isLate = picture.way === 'screen' && ageMs > turnsUntilOld * everyMs
  const isOld = look.none !== undefined || look.error !== undefined || isLate
  const at = formatClock(picture.takenAt)
  if (isOld) return { words: `From ${at}, old`, spoken: `from ${at}, old`, isOld }
  if (picture.way === 'file') return { words: `From ${at}`, spoken: `from ${at}`, isOld }
  return { words: `${formatShortSpan(ageMs)} ago`, spoken: `${speakAge(ageMs)} old`, isOld }
}

/** Why there is no picture, or none any more, in a sentence. */
export function whyNoPicture({ none, error }: Pick<ScreenLook, 'none' | 'error'>): string | undefined {
  if (none) return none.because
  return error && [error.sentence, error.wayOut].filter(Boolean).join(' ')
}
