import type { MoRef } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import type { Parameters } from '../vsphere/encode'
import { isFault } from '../vsphere/fault'
import { retrieveOne } from '../vsphere/retrieve'
import { serviceInstance } from '../vsphere/service-content'
import type { Session } from '../vsphere/session'
import { asObject, asObjects, asRef, asText, refValue, type WireObject } from '../vsphere/wire-value'

export type AskedAt = { vm: MoRef; question: VmQuestion }

/** A host keeps about a thousand events, and gives at most so many at once. */
const pageOfEvents = 1_000

/** Sessions whose server has no `QueryEvents`, which is every host that no vCenter stands for. */
const withoutQuery = new WeakSet<Session>()

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
  /** One page holds what the host knows of all of them. */
  let page: WireObject[] | undefined
  for (const one of asked) {
    page ??= withoutQuery.has(session) ? await readLatestPage(session, eventManager) : undefined
    const own = page ? undefined : await queryEvents(session, eventManager, one.vm)
    page = own ? undefined : (page ?? (await readLatestPage(session, eventManager)))
    const events = own ?? page ?? []
    const raised = events.filter((event) => tellsOf(event, one)).flatMap((event) => asTime(asText(event.createdTime)))
    if (raised.length === 0) continue
    const [hostNow] = asTime(asText(await session.call('CurrentTime', serviceInstance)))
    if (hostNow !== undefined) found(one, Math.max(0, hostNow - Math.max(...raised)))
  }
}

/** @returns undefined where the server does not have the call. */
async function queryEvents(session: Session, manager: MoRef, vm: MoRef): Promise<WireObject[] | undefined> {
  try {
    return asObjects(await session.call('QueryEvents', manager, { filter: messagesOf(vm) }))
  } catch (error) {
    if (!isFault(error, 'NotImplemented', 'NotSupported', 'MethodNotFound')) throw error
    withoutQuery.add(session)
    return undefined
  }
}

/** The newest events of all VMs, through a collector. Hosts may ignore what its filter says, so it says little. */
async function readLatestPage(session: Session, manager: MoRef): Promise<WireObject[]> {
  const filter = { type: ['VmMessageEvent'] }
  const collector = asRef(await session.call('CreateCollectorForEvents', manager, { filter }))
  if (!collector) return []
  try {
    await session.call('SetCollectorPageSize', collector, { maxCount: pageOfEvents })
    const { properties } = await retrieveOne(session, collector, ['latestPage'])
    return asObjects(properties.get('latestPage')).filter(({ vm }) => asRef(asObject(vm)?.vm) !== undefined)
  } finally {
    // A session may have 32 of them. One that cannot be given back dies with its session.
    await session.call('DestroyCollector', collector).catch(() => {})
  }
}

const messagesOf = (vm: MoRef): Parameters => ({
  entity: { entity: refValue(vm), recursion: 'self' },
  type: ['VmMessageEvent'],
})

function tellsOf(event: WireObject, { vm, question: { text, messages } }: AskedAt): boolean {
  if (event.$type !== undefined && event.$type !== 'VmMessageEvent') return false
  const about = asRef(asObject(event.vm)?.vm)
  if (about && about.value !== vm.value) return false
  const ids = new Set(messages.map(({ id }) => id))
  if (asObjects(event.messageInfo).some(({ id }) => typeof id === 'string' && ids.has(id))) return true
  const message = asText(event.message)
  return message !== undefined && message !== '' && (text.includes(message) || message.includes(text))
}

function asTime(text: string | undefined): number[] {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? [] : [time]
}
