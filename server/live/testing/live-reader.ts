/** For tests: a reader that applies what it gets as a browser does. */
import { applyMessage, isHeld } from '@/lib/live/apply'
import type { LiveMessage, LiveState, LiveTables } from '@/lib/live/live-state'
import { longTables, partsOf, type Wanted } from '@/lib/live/topics'
import type { Hub, ResumeFrom } from '../hub'
import type { Reader } from '../live-topic'

export const everything: readonly Wanted[] = ['board', 'vms:*', 'hosts:*', 'datastores:*']

/** What an event carries; undefined for a comment. */
function messageIn(event: string): LiveMessage | undefined {
  const data = /^data: (.*)$/m.exec(event)?.[1]
  return data === undefined ? undefined : (JSON.parse(data) as LiveMessage) // a hub wrote it
}

export type LiveReader = ReturnType<typeof follow>

/**
 * Follows a hub; throws where what it gets does not fit.
 * @param known what it had before, where it was, and after how many messages it is broken off.
 */
export function follow(
  hub: Hub,
  wanted: readonly Wanted[] = everything,
  known: { state?: LiveState | undefined; from?: ResumeFrom | undefined; owner?: string; breakAfter?: number } = {},
) {
  const seen: LiveMessage[] = []
  const chunks: Uint8Array[] = []
  let { state } = known
  let place = known.from
  let isSettled = false
  let hasEnded = false
  const reader: Reader = {
    view: 'console',
    wanted,
    owner: known.owner ?? 'session',
    send(bytes) {
      chunks.push(bytes)
      const message = messageIn(new TextDecoder().decode(bytes))
      if (!message || seen.length >= (known.breakAfter ?? Infinity)) return
      seen.push(message)
      const applied = applyMessage(state, message)
      if (applied.kind === 'gap') throw new Error(`gap at ${JSON.stringify(message)}`)
      if (applied.kind === 'state') state = applied.state
      isSettled ||= message.kind === 'heartbeat'
      if (isSettled && 'version' in message) place = { epoch: message.epoch, version: message.version }
    },
    end: () => (hasEnded = true),
  }
  const detach = hub.attach(reader, known.from)
  return {
    seen,
    chunks,
    detach,
    state: () => state,
    /** As they were told. */
    tables: () => state && { ...state.tables, vms: Object.fromEntries(state.tables.vms) },
    place: () => place,
    /** Where it goes on with what it has of this, as a browser says it. */
    resumeFrom(wants: readonly Wanted[]): ResumeFrom | undefined {
      const has = state
      if (!has || !place || Object.values(has.topics).some((topic) => topic?.epoch !== place?.epoch)) return undefined
      const { epoch, version } = place
      return { epoch, version, held: wants.filter((one) => isHeld(has, one)) }
    },
    hasEnded: () => hasEnded,
    kinds: () => seen.map((message) => ('topic' in message ? `${message.kind} ${message.topic}` : message.kind)),
  }
}

/** What of these tables who wants this has. */
export function shareOfTables(tables: LiveTables, wanted: readonly Wanted[]): LiveTables {
  const share = { ...tables }
  for (const table of longTables) {
    const isOwn = ([key, row]: [string, { connection: string }]) =>
      wanted.map(partsOf).some((parts) => {
        if (parts?.kind === 'vm') return table === 'vms' && parts.vm === key
        if (parts?.kind !== 'table' || parts.table !== table) return false
        return parts.connection === row.connection || (parts.connection === '*' && row.connection in tables.connections)
      })
    Object.assign(share, { [table]: Object.fromEntries(Object.entries(tables[table]).filter(isOwn)) })
  }
  return share
}
