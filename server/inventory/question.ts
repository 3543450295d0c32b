import type { QuestionChoice, VmQuestion } from '@/lib/vsphere/question'
import { withoutUndefined } from '@/lib/without-undefined'
import { cutText, mostOf } from '../vsphere/cut-text'
import { asList, asName, asNumber, asObject, asObjects, asShown, asText, type WireValue } from '../vsphere/wire-value'

/** Choices of a question, its messages, and what they name: no host has that many. */
const mostParts = 100

/**
 * Reads `runtime.question`; undefined when none is there. What cannot be read is a question all the same: one that says
 * nothing, and offers nothing.
 * The default is left out when it names a choice that is not offered: nothing may be answered with it.
 */
export function readQuestion(value: WireValue | undefined): VmQuestion | undefined {
  if (value === undefined) return undefined
  const question = asObject(value) ?? {}
  const choice = asObject(question.choice)
  const offered = asList(choice?.choiceInfo).slice(0, mostParts).map(readChoice)
  const choices = offered.filter((one) => one !== undefined)
  const wanted = offered[asNumber(choice?.defaultIndex) ?? -1]
  const defaultIndex = wanted && choices.indexOf(wanted)
  const messages = asObjects(question.message)
    .slice(0, mostParts)
    .map((message) => {
      const text = asShown(message.text)
      const args = asList(message.argument)
        .slice(0, mostParts)
        .map((argument) => (typeof argument === 'object' ? '' : cutText(String(argument), mostOf.name)))
      return { id: asName(message.id) ?? '', args, ...withoutUndefined({ text }) }
    })
  return {
    id: asName(question.id) ?? '',
    text: asShown(question.text) ?? '',
    choices,
    messages,
    ...withoutUndefined({ defaultIndex }),
  }
}

/** A choice without a key cannot be given as an answer, nor one whose key is no key. */
function readChoice(value: WireValue): QuestionChoice | undefined {
  const info = asObject(value)
  const key = asText(info?.key)
  return info && key !== undefined && key.length <= mostOf.name
    ? { key, label: asName(info.label) ?? '', summary: asName(info.summary) ?? '' }
    : undefined
}
