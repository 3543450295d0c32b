import { sumCounts } from '@/lib/live/derived'
import { contactWith, knownCount, type ContactWith } from '@/lib/live/known-count'
import type { BoardTables } from '@/lib/live/live-state'
import { runName } from '@/lib/runs/run-label'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { PowerState } from '@/lib/vsphere/vm'
import { lampWord, type Lamp } from '../connections/lamp'
import { finishedRows } from '../run/finished-rows'
import { finishedWords } from '../run/finished-words'
import { formatShortSpan } from '../words/age'

export type Failure = { id: string; at: string; name: string; label: string; text: string }

/** What failed within the last minutes, newest first. @param now the server's clock, ms. */
export function failuresOf(tables: BoardTables, now: number): Failure[] {
  return finishedRows(tables, now).flatMap((row) => {
    const words = finishedWords(row, false)
    if (words.glyph !== 'failed') return []
    const name = row.kind === 'run' ? runName(row.run) : row.task.entityName
    return { id: row.id, at: row.endedAt, name, label: words.label, text: words.detail }
  })
}

/** How many VMs are in which state; undefined: nobody has counted. */
export function countPower(tables: BoardTables): Record<PowerState, number> | undefined {
  const { vms, powers } = sumCounts(tables.counts)
  return knownCount(vms, tables.connections) === undefined ? undefined : powers
}

/** With whom there is contact; `nobody`: a wall that shows no connection knows of no task that waits, or runs, nor of none. */
export type WallContact = ContactWith | { with: 'nobody' }

export const wallContact = (connections: BoardTables['connections']): WallContact =>
  Object.keys(connections).length === 0 ? { with: 'nobody' } : contactWith(connections)

/** The connections whose tasks nobody knows now. */
export const lostConnections = (tables: BoardTables): ReadonlySet<string> =>
  new Set(
    Object.values(tables.connections)
      .filter((connection) => connection.state.at !== 'live')
      .map((connection) => connection.id),
  )

/** Runs that ask a person whether to start, by the names of what they are about, oldest first. */
export const heldNames = (tables: BoardTables): string[] =>
  Object.values(tables.runs)
    .filter(({ state }) => state.at === 'held')
    .toSorted((a, b) => a.number - b.number)
    .map(runName)

/** Each connection with how it stands. */
export type WallLamps = readonly { connection: ConnectionView; lamp: Lamp }[]

/** How soon a person has to look; what answers comes last. */
const urgency: Record<Lamp['at'], number> = {
  certificate: 0,
  another: 1,
  refused: 2,
  lost: 3,
  'kept-off': 4,
  connecting: 5,
  overdue: 6,
  waiting: 6,
  live: 6,
}

/** The connections that do not answer, the worst first. What waits stands above: here one that answers is a live one. */
export const oddOnes = (lamps: WallLamps): WallLamps =>
  lamps.filter(({ lamp }) => urgency[lamp.at] < 6).toSorted((a, b) => urgency[a.lamp.at] - urgency[b.lamp.at])

/** What a wall says of one that does not answer. */
export const oddWord = (lamp: Lamp, now: number): string =>
  lamp.at === 'lost' ? `No contact ${formatShortSpan(now - Date.parse(lamp.since))}` : lampWord(lamp, now)
