import type { QuestionChoice, VmQuestion } from '@/lib/vsphere/question'
import { withoutUndefined } from '@/lib/without-undefined'
import { asList, asNumber, asObject, asObjects, asText, type WireValue } from '../vsphere/wire-value'

/**
 * Reads `runtime.question`; undefined when none is there. What cannot be read is a question all the same: one that says
 * nothing, and offers nothing.
 * The default is left out when it names a choice that is not offered: nothing may be answered with it.
 */
export function readQuestion(value: WireValue | undefined): VmQuestion | undefined {
  if (value === undefined) return undefined
  const question = asObject(value) ?? {}
  const choice = asObject(question.choice)
  const offered = asList(choice?.choiceInfo).map(readChoice)
  const choices = offered.filter((one) => one !== undefined)
  const wanted = offered[asNumber(choice?.defaultIndex) ?? -1]
  const defaultIndex = wanted && choices.indexOf(wanted)
  const messages = asObjects(question.message).map((message) => {
    const text = asText(message.text)
    const args = asList(message.argument).map((argument) => (typeof argument === 'object' ? '' : String(argument)))
    return { id: asText(message.id) ?? '', args, ...withoutUndefined({ text }) }
  })
  return {
    id: asText(question.id) ?? '',
    text: asText(question.text) ?? '',
    choices,
    messages,
    ...withoutUndefined({ defaultIndex }),
  }
}

/** A choice without a key cannot be given as an answer. */
function readChoice(value: WireValue): QuestionChoice | undefined {
  const info = asObject(value)
  const key = asText(info?.key)
  return info && key !== undefined
    ? { key, label: asText(info.label) ?? '', summary: asText(info.summary) ?? '' }
    : undefined
}
