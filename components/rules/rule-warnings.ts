import type { QuestionView } from '@/lib/live/live-state'
import { formatList } from '@/lib/format/list'
import { formatDate } from '@/lib/format/clock'
import { formatNumber } from '@/lib/format/quantity'
import { decidedBefore, hasEnded } from '@/lib/rules/order'
import type { Rule } from '@/lib/rules/rule'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { choiceLabel } from '@/lib/vsphere/question'
import type { RuleCount } from './rule-counts'

type WarnedBy = {
  nameOf: (connection: ConnectionId) => string
  /** ms. */
  now: number
  /** What is recorded of the rule; undefined while that is not known. */
  count?: Pick<RuleCount, 'fits' | 'before' | 'notOffered'> | undefined
}

/** What a person should know of the rule at this place: from the rules alone, from what waits now, and from the record. */
export function ruleWarnings(
  rules: readonly Rule[],
  place: number,
  waiting: readonly QuestionView[],
  { nameOf, now, count }: WarnedBy,
): string[] {
  const rule = rules[place]
  if (!rule) return []
  const offeredNow = notOffered(rule, waiting, nameOf)
  return [
    ...neverDecides(rules, place, now, count),
    ...(offeredNow.length > 0 ? offeredNow : notOfferedBefore(rule, count?.notOffered ?? [], nameOf)),
  ]
}

/** It is certain from the rules, or it was so with each question of the record that it fits. */
function neverDecides(rules: readonly Rule[], place: number, now: number, count: WarnedBy['count']): string[] {
  const certain = decidedBefore(rules, place, now)
  const firsts = count && count.fits > 0 ? [...count.before] : []
  const wasNever = firsts.reduce((sum, [, times]) => sum + times, 0) === count?.fits && firsts.length > 0
  const before = certain === undefined ? firsts.map(([first]) => first).toSorted((a, b) => a - b) : [certain]
  const rule = rules[place]
  if ((certain === undefined && !wasNever) || !rule || hasEnded(rule, now)) return []
  const which = `rule${before.length === 1 ? '' : 's'} ${formatList(before.map((first) => `${first + 1}`))}`
  const comes = before.length === 1 ? 'comes' : 'come'
  const fitting = wasNever && count ? `all ${formatNumber(count.fits)} questions that fit` : 'every question that fits'
  const never = certain === undefined ? 'Decided nothing in 30 days' : 'Never decides'
  const said = count?.fits === 1 && wasNever ? 'the one question that fits' : fitting
  return [`${never}: ${which} ${comes} first for ${said}. Move it above ${which}, or narrow ${which}.`]
}

function notOfferedBefore(
  { gives }: Rule,
  seen: RuleCount['notOffered'],
  nameOf: (connection: ConnectionId) => string,
): string[] {
  if (gives.do !== 'answer' && gives.do !== 'default') return []
  const lacks = gives.do === 'answer' ? `no '${gives.label}'` : 'no default'
  return seen
    .slice(0, 3)
    .map(
      ({ connection, offered, at }) =>
        `${nameOf(connection)} offered ${andList(offered.map((label) => `'${label}'`))} on ${formatDate(at)}, but ${lacks}: that question waited for a person.`,
    )
}

/** Of each connection and set of answers one sentence, however many questions wait there. */
function notOffered(
  { name, gives }: Rule,
  waiting: readonly QuestionView[],
  nameOf: (connection: ConnectionId) => string,
): string[] {
  if (gives.do !== 'answer' && gives.do !== 'default') return []
  const lacks = gives.do === 'answer' ? `no '${gives.label}'` : 'no default'
  const vms = new Map<string, string[]>()
  for (const { connection, vmName, state, question } of waiting) {
    if (state.at !== 'waiting' || state.why.why !== 'rule-not-offered' || state.why.rule !== name) continue
    const offered = andList(question.choices.map((choice) => `'${choiceLabel(choice)}'`))
    const what = `${nameOf(connection)} offers ${offered}, but ${lacks}`
    vms.set(what, [...(vms.get(what) ?? []), vmName])
  }
  return [...vms].map(([what, [first = '', ...more]]) =>
    more.length === 0
      ? `${what}: the question of ${first} waits for a person.`
      : `${what}: the questions of ${first} and ${more.length} more wait for a person.`,
  )
}

export const andList = (parts: readonly string[]) => (parts.length === 0 ? 'no answer' : formatList(parts))
