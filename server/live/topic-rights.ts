import { assertNever } from '@/lib/assert-never'
import type { LiveMessage } from '@/lib/live/live-state'
import { partsOf, type Wanted } from '@/lib/live/topics'
import type { ViewName } from './reader-view'

/** Who follows the stream: a signed-in person, who may look whatever the role, or a wall display with its token. */
export type Principal = 'person' | 'display'

export type Refused = Extract<LiveMessage, { kind: 'refused' }>

/** What of the stream one gets of what one asked for, and as which reader; why not the rest. */
export type Grant = { view: ViewName; wanted: Wanted[]; refused: Refused[] }

/** Each way to the stream asks here, and nowhere else. */
export function grant(principal: Principal, asked: readonly string[]): Grant {
  const granted: Grant = { view: principal === 'display' ? 'wall' : 'console', wanted: [], refused: [] }
  for (const one of asked) {
    const because = whyNot(principal, one)
    if (because === undefined) granted.wanted.push(one as Wanted) // whatever is not one is refused
    else granted.refused.push({ kind: 'refused', wanted: one, sentence: because })
  }
  return granted
}

/**
 * The rule. Accounts and tokens that are limited to some connections become principals here: a topic of another
 * connection is refused, `*` is theirs only, and the board a view without the rows of others.
 */
function whyNot(principal: Principal, asked: string): string | undefined {
  const parts = partsOf(asked)
  if (!parts) return `There is no topic "${asked.slice(0, 80)}" in the live stream.`
  switch (principal) {
    case 'person':
      return undefined
    case 'display':
      return parts.kind === 'board' ? undefined : `A wall display has the board and nothing else: not "${asked}".`
    default:
      return assertNever(principal, 'principal')
  }
}
