import type { MoRef } from '@/lib/vsphere/ids'
import type { Parameters } from '../vsphere/encode'
import { isFault } from '../vsphere/fault'
import { retrieveOne } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import { asObjects, asRef, type WireObject } from '../vsphere/wire-value'

/** A host keeps about a thousand events, and gives at most so many at once. */
const pageOfEvents = 1_000

/** Sessions whose server has no `QueryEvents`, which is every host that no vCenter stands for. */
const withoutQuery = new WeakSet<Session>()

/**
 * Events of one type, asked for one object after the other where the server can be asked that, and else all from one page
 * of the newest. Rejects with VimFault or WireError.
 */
export function eventReader(session: Session, manager: MoRef, type: string) {
  /** One page holds what the host knows of all objects. */
  let page: WireObject[] | undefined
  return async (filter: Parameters): Promise<WireObject[]> => {
    if (page) return page
    const own = withoutQuery.has(session) ? undefined : await queryEvents(session, manager, { ...filter, type: [type] })
    if (own) return own
    page = await readLatestPage(session, manager, type)
    return page
  }
}

/** @returns undefined where the server does not have the call. */
async function queryEvents(session: Session, manager: MoRef, filter: Parameters): Promise<WireObject[] | undefined> {
  try {
    return asObjects(await session.call('QueryEvents', manager, { filter }))
  } catch (error) {
    if (!isFault(error, 'NotImplemented', 'NotSupported', 'MethodNotFound')) throw error
    withoutQuery.add(session)
    return undefined
  }
}

/** The newest events, through a collector. Hosts may ignore what its filter says, so it says little. */
async function readLatestPage(session: Session, manager: MoRef, type: string): Promise<WireObject[]> {
  const collector = asRef(await session.call('CreateCollectorForEvents', manager, { filter: { type: [type] } }))
  if (!collector) return []
  try {
    await session.call('SetCollectorPageSize', collector, { maxCount: pageOfEvents })
    const { properties } = await retrieveOne(session, collector, ['latestPage'])
    return asObjects(properties.get('latestPage'))
  } finally {
    // A session may have 32 of them. One that cannot be given back dies with its session.
    await session.call('DestroyCollector', collector).catch(() => {})
  }
}
