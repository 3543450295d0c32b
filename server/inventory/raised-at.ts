import type { MoRef } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { serviceInstance } from '../vsphere/service-content'
import type { Session } from '../vsphere/session'
import { asObjects, asText, refValue, type WireObject } from '../vsphere/wire-value'

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
