import type { QuestionView } from '@/lib/live/live-state'
import { fits } from '@/lib/rules/fits'
import type { Rule } from '@/lib/rules/rule'
import { choiceNamed, knownOf } from '@/lib/vsphere/question-dictionary'
import { describedQuestion } from '../question/question-file'
import { originOf } from './would-decide'

/** An answer that a rule could give. */
export type OfferedAnswer = { label: string; consequence: string; destructive: boolean; isDefault: boolean }

/**
 * What hosts offer for the questions that wait now and that a rule fits, as they call it; then what is known besides of
 * questions of its message id.
 */
export function offeredAnswers(rule: Rule, questions: readonly QuestionView[], now: string): OfferedAnswer[] {
  const found: OfferedAnswer[] = []
  const messageId = rule.asks.by === 'messageId' ? rule.asks.id : undefined
  const isFound = (label: string) =>
    found.some((one) => {
      const choices = [{ key: '', label: one.label, summary: one.label }]
      return choiceNamed({ ...(messageId === undefined ? {} : { messageId }), choices }, label) !== undefined
    })
  for (const question of questions) {
    const { connection, vmName } = question
    const about = { connection, vmName, origin: originOf(question), question, raisedAt: now }
    if (!fits(rule, about)) continue
    for (const { label, consequence = '', destructive, isDefault } of describedQuestion(question).choices)
      if (!isFound(label)) found.push({ label, consequence, destructive, isDefault })
  }
  if (found.length === 0 && messageId !== undefined)
    for (const choice of knownOf(messageId)?.choices ?? [])
      if (!isFound(choice.label)) found.push({ ...choice, isDefault: false })
  return found
}
