import type { PastAsked } from '@/lib/contract/past-questions'
import { fits } from '@/lib/rules/fits'
import type { Rule } from '@/lib/rules/rule'
import type { Counting } from './use-past'
import { judge, type Judged, type Past } from './what-if'

/** What a rule would have had a say in, of the record. */
export type WouldHave = {
  /** What it would have decided; first what would have been another answer than a person gave, then what differs at all. */
  decided: readonly Judged[]
  differs: number
  /** What it fits and a rule before it decides. */
  behind: number
  /** A question of each set of answers that hosts offered for those that it fits. */
  offered: readonly Past[]
}

/**
 * Counts what a rule would have decided if it had been in use at its place, every switch on.
 * @param rules all of them, the rule among them at its place.
 */
export function countWouldHave(rule: Rule, rules: readonly Rule[]): Counting<Past, WouldHave> {
  const decided: Judged[] = []
  const offered = new Map<PastAsked, Past>()
  let [differs, behind] = [0, 0]
  return {
    add(question) {
      const { asked, text } = question
      if (!fits(rule, { ...question, question: { ...asked, text } })) return
      if (!offered.has(asked)) offered.set(asked, question)
      const judged = judge(question, { rules, switches: 'on', isOnNow: () => true })
      // Without a rule: who started it wanted to be asked, or the defaults.
      if (judged.rule === undefined) return
      if (judged.rule.id !== rule.id) {
        behind += 1
        return
      }
      decided.push(judged)
      if (judged.effect !== undefined) differs += 1
    },
    sum: () => ({
      decided: decided.toSorted((a, b) => rank(a) - rank(b)),
      differs,
      behind,
      offered: [...offered.values()],
    }),
  }
}

const rank = ({ effect }: Judged) => (effect === 'person-otherwise' ? 0 : effect === undefined ? 2 : 1)
