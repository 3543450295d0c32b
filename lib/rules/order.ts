import { isWider } from './pattern'
import type { Rule } from './rule'

/** Whether a rule fits nothing any more. A time that cannot be read is taken for one that is over, as `fits` takes it. */
export const hasEnded = ({ until }: Pick<Rule, 'until'>, now: number): boolean =>
  until !== undefined && !(now < Date.parse(until))

/**
 * The rule that comes first for every question that the one at this place fits, so that the one there never decides. Told
 * from the rules alone: undefined where it is not certain.
 * @returns its place.
 */
export function decidedBefore(rules: readonly Rule[], place: number, now: number): number | undefined {
  const rule = rules[place]
  if (!rule || hasEnded(rule, now)) return undefined
  const first = rules.slice(0, place).findIndex((before) => before.dryRun !== true && takesIn(before, rule))
  return first < 0 ? undefined : first
}

/** Whether every question that `inner` fits is one that `outer` fits. */
function takesIn(outer: Rule, inner: Rule): boolean {
  return (
    asksTakeIn(outer, inner) &&
    (outer.connections === undefined || (inner.connections?.every((id) => outer.connections?.includes(id)) ?? false)) &&
    vmsTakeIn(outer.vms, inner.vms) &&
    inner.origins.every((origin) => outer.origins.includes(origin)) &&
    lastsAsLong(outer.until, inner.until)
  )
}

function asksTakeIn({ asks: outer }: Rule, { asks: inner }: Rule): boolean {
  if (outer.by === 'text')
    return inner.by === 'text' ? isWider(outer.pattern, inner.pattern, 'part') : isAny(outer.pattern)
  return inner.by === 'messageId' && inner.id.toLowerCase() === outer.id.toLowerCase()
}

function vmsTakeIn(outer: Rule['vms'], inner: Rule['vms']): boolean {
  if (outer === undefined) return true
  if (inner === undefined) return outer.some(isAny)
  return inner.every((narrow) => outer.some((wide) => isWider(wide, narrow, 'whole')))
}

const isAny = (pattern: string) => isWider(pattern, '*', 'whole')

const lastsAsLong = (outer: string | undefined, inner: string | undefined) =>
  outer === undefined || (inner !== undefined && Date.parse(outer) >= Date.parse(inner))
