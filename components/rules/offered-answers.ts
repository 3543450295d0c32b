import type { QuestionView } from '@/lib/live/live-state'
import { fits } from '@/lib/rules/fits'
import type { Rule } from '@/lib/rules/rule'
import { asQuestion, describeQuestion, type DescribedQuestion } from '@/lib/vsphere/question-dictionary'
import { choiceNamed, knownOf } from '@/lib/vsphere/known-by-id'
import { describedQuestion } from '../question/question-file'
import type { Past } from './what-if'
import { originOf } from './would-decide'

/** An answer that a rule could give. */
export type OfferedAnswer = { label: string; consequence: string; destructive: boolean; isDefault: boolean }

/**
 * What hosts offer for the questions that wait now and that a rule fits, as they call it, and what they offered for those of
 * the record; where there are none, what is known of questions of its message id.
 * @param past one of each kind, all of which it fits.
 */
export function offeredAnswers(
  rule: Rule,
  questions: readonly QuestionView[],
  past: readonly Past[],
  now: string,
): OfferedAnswer[] {
  const found: OfferedAnswer[] = []
  const messageId = rule.asks.by === 'messageId' ? rule.asks.id : undefined
  const isFound = (label: string) =>
    found.some((one) => {
      const choices = [{ key: '', label: one.label, summary: one.label }]
      return choiceNamed({ ...(messageId === undefined ? {} : { messageId }), choices }, label) !== undefined
    })
  const take = ({ choices }: Pick<DescribedQuestion, 'choices'>) => {
    for (const { label, consequence = '', destructive, isDefault } of choices)
      if (!isFound(label)) found.push({ label, consequence, destructive, isDefault })
  }
  for (const question of questions) {
    const { connection, vmName } = question
    const about = { connection, vmName, origin: originOf(question), question, raisedAt: now }
    if (fits(rule, about)) take(describedQuestion(question))
  }
  for (const { asked, text } of past) take(describeQuestion(asQuestion({ ...asked, text })))
  if (found.length === 0 && messageId !== undefined)
    for (const choice of knownOf(messageId)?.choices ?? [])
      if (!isFound(choice.label)) found.push({ ...choice, isDefault: false })
  return found
}
