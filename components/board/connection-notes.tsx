'use client'

import type { BoardTables } from '@/lib/live/live-state'
import { clockSentence, expirySentence, OldTls, oldTlsWord } from '../connections/connection-oddities'
import { connectionsByName } from '../connections/lamp'
import { useScope } from '../connections/scope'
import { useLive, useServerNow } from '../live/live-provider'

const readConnections = (tables: BoardTables) => tables.connections

/** What is odd about a connection though it works: a clock that is off, protection that can be broken. A line each, where there is any. */
export function ConnectionNotes() {
  const connections = useLive(readConnections)
  const { connection: scope } = useScope()
  const now = useServerNow()
  const odd = connectionsByName(connections ?? {}).filter(
    (one) =>
      (scope === undefined || scope === one.id) &&
      (oldTlsWord(one) ?? clockSentence(one) ?? expirySentence(one, now)) !== undefined,
  )
  if (odd.length === 0) return null
  return (
    <ul aria-label="About connections" className="grid gap-0.5 text-xs text-ink-2">
      {odd.map((connection) => (
        <li key={connection.id} className="flex flex-wrap gap-x-2">
          <span className="font-medium">{connection.name}</span>
          <OldTls connection={connection} />
          <span>{clockSentence(connection)}</span>
          <span>{expirySentence(connection, now)}</span>
        </li>
      ))}
    </ul>
  )
}
