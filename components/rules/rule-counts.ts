import { fits } from '@/lib/rules/fits'
import type { Rule } from '@/lib/rules/rule'
import type { ConnectionId, RuleId } from '@/lib/vsphere/ids'
import { choiceLabel } from '@/lib/vsphere/question'
import type { Counting } from './use-past'
import type { Past } from './what-if'

/** The days that are drawn; the last one is today. */
export const shownDays = 28
const dayMs = 24 * 60 * 60_000

/** How often a rule had a say in what is recorded, and how often it would have its turn as the rules are now. */
export type RuleCount = {
  /** Of those that it decided, and of those that it would have in dry run: how many, and on which of the last days. */
  decided: Daily
  inDryRun: Daily
  /** Questions that it fits, of which so many are decided by the rule at that place before it. */
  fits: number
  before: ReadonlyMap<number, number>
  /** Where a host did not offer what it gives, the last time for each set of answers, ISO 8601. */
  notOffered: readonly { connection: ConnectionId; offered: readonly string[]; at: string }[]
}
export type Daily = { count: number; days: readonly number[] }

export type RuleCounts = { of: ReadonlyMap<RuleId, RuleCount>; byTheSwitch: number }

type Growing = {
  decided: { count: number; days: number[] }
  inDryRun: { count: number; days: number[] }
  fits: number
  before: Map<number, number>
  notOffered: Map<string, { connection: ConnectionId; offered: readonly string[]; at: string }>
}

/** @param until the end of the last of the days, ms. */
export function countByRule(rules: readonly Rule[], until: number): Counting<Past, RuleCounts> {
  const daily = () => ({ count: 0, days: Array.from({ length: shownDays }, () => 0) })
  const of = new Map<RuleId, Growing>(
    rules.map(({ id }) => [
      id,
      { decided: daily(), inDryRun: daily(), fits: 0, before: new Map(), notOffered: new Map() },
    ]),
  )
  let byTheSwitch = 0
  const count = (on: { count: number; days: number[] }, at: string) => {
    on.count += 1
    const day = shownDays - 1 - Math.floor((until - Date.parse(at)) / dayMs)
    const before = on.days[day]
    if (before !== undefined) on.days[day] = before + 1
  }
  return {
    add(question) {
      const { decided, raisedAt } = question
      const by = decided?.rule && of.get(decided.rule.id)
      if (by) count(by.decided, raisedAt)
      if (!decided?.rule) byTheSwitch += 1
      const would = decided?.dryRun?.rule && of.get(decided.dryRun.rule.id)
      if (would) count(would.inDryRun, raisedAt)
      if (by && decided.because === 'rule-not-offered') noteOffered(by.notOffered, question)
      countTurns(rules, question, of)
    },
    sum: () => ({
      of: new Map([...of].map(([id, one]) => [id, { ...one, notOffered: [...one.notOffered.values()] }])),
      byTheSwitch,
    }),
  }
}

/** Newest first: the first of a kind is the last time that it was so. */
function noteOffered(seen: Growing['notOffered'], { connection, asked, raisedAt }: Past): void {
  const offered = asked.choices.map(choiceLabel)
  const key = JSON.stringify([connection, offered])
  if (!seen.has(key)) seen.set(key, { connection, offered, at: raisedAt })
}

/** Who has its turn with a question, and who fits it too and comes after that. */
function countTurns(rules: readonly Rule[], question: Past, of: ReadonlyMap<RuleId, Growing>): void {
  const { asked, text } = question
  const about = { ...question, question: { ...asked, text } }
  let first: number | undefined
  for (const [place, rule] of rules.entries()) {
    if (!fits(rule, about)) continue
    const one = of.get(rule.id)
    if (one) one.fits += 1
    if (one && first !== undefined) one.before.set(first, (one.before.get(first) ?? 0) + 1)
    if (first === undefined && rule.dryRun !== true) first = place
  }
}
