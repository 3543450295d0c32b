import type { QuestionView } from '@/lib/live/live-state'
import { decidedBefore } from '@/lib/rules/order'
import type { Rule } from '@/lib/rules/rule'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { choiceLabel } from '@/lib/vsphere/question'

/** What a person should know of the rule at this place: from the rules alone, and from what waits now. @param now ms. */
export function ruleWarnings(
  rules: readonly Rule[],
  place: number,
  waiting: readonly QuestionView[],
  { nameOf, now }: { nameOf: (connection: ConnectionId) => string; now: number },
): string[] {
  const rule = rules[place]
  if (!rule) return []
  const first = decidedBefore(rules, place, now)
  const never =
    first === undefined
      ? []
      : [
          `Never decides: rule ${first + 1} comes first for every question that fits. Move it above rule ${first + 1}, or narrow rule ${first + 1}.`,
        ]
  return [...never, ...notOffered(rule, waiting, nameOf)]
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

const andList = (parts: readonly string[]) =>
  parts.length === 0
    ? 'no answer'
    : parts.length === 1
      ? parts[0]
      : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
