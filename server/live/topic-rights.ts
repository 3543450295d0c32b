import { assertNever } from '@/lib/assert-never'
import type { LiveMessage } from '@/lib/live/live-state'
import type { Only } from '@/lib/accounts/limited'
import { partsOf, type Wanted } from '@/lib/live/topics'
import type { ViewName } from './reader-view'

/**
 * Who follows the stream: a signed-in person, who may look whatever the role; a program with an API token that may read;
 * or a wall display with its link.
 */
export type Principal = 'person' | 'token' | 'display'

export type Refused = Extract<LiveMessage, { kind: 'refused' }>

/** What of the stream one gets of what one asked for, and as which reader; why not the rest. */
export type Grant = { view: ViewName; only: Only; isMasked: boolean; wanted: Wanted[]; refused: Refused[] }

/**
 * Each way to the stream asks here, and nowhere else. `only`: the connections that one is limited to. `isMasked`: a display
 * that gets no names.
 */
export function grant(principal: Principal, asked: readonly string[], only?: Only, isMasked = false): Grant {
  const view = principal === 'display' ? 'wall' : 'console'
  const granted: Grant = { view, only, isMasked, wanted: [], refused: [] }
  for (const one of asked) {
    const because = whyNot(principal, one, only)
    if (because === undefined) granted.wanted.push(one as Wanted) // whatever is not one is refused
    else granted.refused.push({ kind: 'refused', wanted: one, sentence: because })
  }
  return granted
}

/**
 * The rule. Who is limited to some connections is refused a topic of another one; `*` is theirs only, and the board a
 * view without the rows of others, which the hub sees to.
 */
function whyNot(principal: Principal, asked: string, only: Only): string | undefined {
  const parts = partsOf(asked)
  if (!parts) return `There is no topic "${asked.slice(0, 80)}" in the live stream.`
  if (only && parts.kind !== 'board' && parts.connection !== '*' && !only.includes(parts.connection))
    return `This is limited to other connections: not "${asked}".`
  switch (principal) {
    case 'person':
    case 'token':
      return undefined
    case 'display':
      return parts.kind === 'board' ? undefined : `A wall display has the board and nothing else: not "${asked}".`
    default:
      return assertNever(principal, 'principal')
  }
}
