import { sumCounts } from '@/lib/live/derived'
import { knownCount } from '@/lib/live/known-count'
import type { BoardTables } from '@/lib/live/live-state'
import { runName } from '@/lib/runs/run-label'
import type { PowerState } from '@/lib/vsphere/vm'
import { finishedRows } from '../run/board-rows'
import { finishedWords } from '../run/finished-words'

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
