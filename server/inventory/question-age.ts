import type { MoRef } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { serviceInstance } from '../vsphere/service-content'
import type { Session } from '../vsphere/session'
import { asObject, asObjects, asRef, asText, refValue, type WireObject } from '../vsphere/wire-value'
import { eventReader } from './events'

export type AskedAt = { vm: MoRef; question: VmQuestion }

/**
 * Asks the server's events when questions were raised that were already there when we came: a VmMessageEvent of the VM with the
 * same text or message id. The server's clock may be wrong; only the difference between its times is used.
 * `found` is told the milliseconds since then, of each for which an event tells. Rejects with VimFault or WireError.
 */
export async function readQuestionAges(
  session: Session,
  asked: readonly AskedAt[],
  found: (one: AskedAt, ageMs: number) => void,
): Promise<void> {
  const { eventManager } = session.content
  if (!eventManager || asked.length === 0) return
  const read = eventReader(session, eventManager, 'VmMessageEvent')
  for (const one of asked) {
    const events = await read({ entity: { entity: refValue(one.vm), recursion: 'self' } })
    const raised = events.filter((event) => tellsOf(event, one)).flatMap((event) => asTime(asText(event.createdTime)))
    if (raised.length === 0) continue
    const [hostNow] = asTime(asText(await session.call('CurrentTime', serviceInstance)))
    if (hostNow !== undefined) found(one, Math.max(0, hostNow - Math.max(...raised)))
  }
}

function tellsOf(event: WireObject, { vm, question: { text, messages } }: AskedAt): boolean {
  if (event.$type !== undefined && event.$type !== 'VmMessageEvent') return false
  const about = asRef(asObject(event.vm)?.vm)
  // One that does not say of which VM it is comes from the page of all.
  if (about?.value !== vm.value) return false
  const ids = new Set(messages.map(({ id }) => id))
  if (asObjects(event.messageInfo).some(({ id }) => typeof id === 'string' && ids.has(id))) return true
  const message = asText(event.message)
  return message !== undefined && message !== '' && (text.includes(message) || message.includes(text))
}

function asTime(text: string | undefined): number[] {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? [] : [time]
}
