import { routesFor } from './fits'
import { enter, takeDue, type Groups, type Message } from './groups'
import type { Chain, Route } from './route'
import { foldTime } from './timed'
import { foldFact, type Fact, type Watched } from './watched'

/** Everything that signals remember. Its entries are never changed, only replaced, so that each can be kept by itself. */
export type SignalState = Watched & { groups: Groups }

export const emptyState = (): SignalState => ({ questions: new Map(), contacts: new Map(), groups: new Map() })

/** What holds now: how signals are set. */
export type Plan = { readonly routes: readonly Route[]; readonly chain: Chain; readonly overdueMinutes: number }

/**
 * Takes facts in, in their order, and time (ms), and gives the messages that are due. The whole of it is said by what it
 * was given: the same from the same, so that a process that was killed on the way comes to the same end.
 * @returns next: when it has to be called again though nothing happens, ms.
 */
export function advance(
  state: SignalState,
  facts: readonly Fact[],
  now: number,
  { routes, chain, overdueMinutes }: Plan,
): { messages: Message[]; next: number } {
  const on = routes.filter((route) => route.on)
  const happenings = facts.flatMap((fact) => foldFact(state, fact))
  const stillMinutes = [
    ...new Set(on.filter(({ topics }) => topics.includes('waiting')).map((route) => route.stillMinutes)),
  ]
  const timed = foldTime(state, now, { stillMinutes, overdueMinutes, chain })
  for (const happening of [...happenings, ...timed.happenings])
    for (const route of routesFor(happening, on, chain)) enter(state.groups, route, happening, now)
  const due = takeDue(state.groups, new Map(on.map(({ id, folding }) => [id, folding])), state, now)
  return { messages: due.messages, next: Math.min(timed.next, due.next) }
}
