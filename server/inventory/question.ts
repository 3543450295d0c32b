import type { VmQuestion } from '@/lib/vsphere/question'
import { withoutUndefined } from '@/lib/without-undefined'
import { asList, asNumber, asObject, asObjects, asText, type WireValue } from '../vsphere/wire-value'

/**
 * Reads `runtime.question`; undefined when none is there.
 * The default is left out when it names a choice that is not offered: nothing may be answered with it.
 */
export function readQuestion(value: WireValue | undefined): VmQuestion | undefined {
  const question = asObject(value)
  if (!question) return undefined
  const choice = asObject(question.choice)
  const choices = asObjects(choice?.choiceInfo).map((info) => ({
    key: asText(info.key) ?? '',
    label: asText(info.label) ?? '',
    summary: asText(info.summary) ?? '',
  }))
  const defaultIndex = asNumber(choice?.defaultIndex)
  const messages = asObjects(question.message).map((message) => {
    const text = asText(message.text)
    const args = asList(message.argument).map((argument) => (typeof argument === 'object' ? '' : String(argument)))
    return { id: asText(message.id) ?? '', args, ...withoutUndefined({ text }) }
  })
  const isOffered = defaultIndex !== undefined && choices[defaultIndex] !== undefined
  return {
    id: asText(question.id) ?? '',
    text: asText(question.text) ?? '',
    choices,
    messages,
    ...(isOffered ? { defaultIndex } : {}),
  }
}
