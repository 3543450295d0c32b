import type { MoRef } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { withoutUndefined } from '@/lib/without-undefined'
import { serviceInstance } from '../vsphere/service-content'
import type { Session } from '../vsphere/session'
import {
  asList,
  asNumber,
  asObject,
  asObjects,
  asText,
  refValue,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'

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

/**
 * Asks the host's events when a question was raised that was already there when we came: a VmMessageEvent with the same
 * text or message id. The host's clock may be wrong; only the difference between its times is used.
 * @returns milliseconds since then, or undefined when no event tells.
 */
export async function readQuestionAge(session: Session, vm: MoRef, question: VmQuestion): Promise<number | undefined> {
  const { eventManager } = session.content
  if (!eventManager) return undefined
  const filter = { entity: { entity: refValue(vm), recursion: 'self' }, type: ['VmMessageEvent'] }
  const events = asObjects(await session.call('QueryEvents', eventManager, { filter }))
  const times = events.filter((event) => tellsOf(event, question)).flatMap((event) => asTime(asText(event.createdTime)))
  if (times.length === 0) return undefined
  const [hostNow] = asTime(asText(await session.call('CurrentTime', serviceInstance)))
  return hostNow === undefined ? undefined : Math.max(0, hostNow - Math.max(...times))
}

function tellsOf(event: WireObject, { text, messages }: VmQuestion): boolean {
  const ids = new Set(messages.map(({ id }) => id))
  if (asObjects(event.messageInfo).some(({ id }) => typeof id === 'string' && ids.has(id))) return true
  const message = asText(event.message)
  return message !== undefined && message !== '' && (text.includes(message) || message.includes(text))
}

function asTime(text: string | undefined): number[] {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? [] : [time]
}
