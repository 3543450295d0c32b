import process from 'node:process'
import { formatDateTime } from '../lib/format/clock'
import { withUnseenShown } from '../lib/names/unseen'
import { formatBytes } from '../lib/format/quantity'
import type { ApiConnection, ApiDatastore, ApiHistoryEntry, ApiQuestion } from '../lib/api/resources'
import type { ApiDevices, ApiGuestDisks, ApiGuestNics, ApiPlaces, ApiSnapshots, ApiVm } from '../lib/api/vm-resources'

/** Lines for people: one thing each, whatever stands in the names and texts of hosts. */

export const print = (line: string): void => void process.stdout.write(`${line}\n`)
export const complain = (line: string): void => void process.stderr.write(`${shown(line)}\n`)
export const printJson = (value: unknown): void => print(JSON.stringify(value))

/** Nothing that a host says moves the cursor, colours the terminal or turns a text round. */
export const shown = (text: string): string => withUnseenShown(text)
/** In one line. */
const flat = (text: string): string => shown(text.replaceAll(/\s+/gu, ' ').trim())

/** Columns as wide as what stands in them; the last one as it is. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => flat(row[column] ?? '').length)))
  for (const row of rows)
    print(
      row
        .map((cell, column) => (column === row.length - 1 ? flat(cell) : flat(cell).padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
}

export const deviceRow = (device: ApiDevices['devices'][number]): string[] => [
  String(device.key),
  device.label,
  device.place ?? '',
  [
    device.capacityBytes === undefined ? undefined : formatBytes(device.capacityBytes, { whole: true }),
    device.format,
    device.mac,
    device.backing,
    device.connected === undefined ? undefined : device.connected ? 'connected' : 'not connected',
  ]
    .filter((part) => part !== undefined)
    .join(', '),
]

export const guestDiskRow = (disk: ApiGuestDisks['disks'][number]): string[] => [
  disk.path,
  disk.fileSystem ?? '',
  disk.capacityBytes === undefined ? 'size not told' : formatBytes(disk.capacityBytes),
  disk.freeBytes === undefined ? '' : `${formatBytes(disk.freeBytes)} free`,
]

export const guestNicRow = ({ network, mac, connected, addresses }: ApiGuestNics['nics'][number]): string[] => [
  network ?? '',
  mac ?? '',
  connected === false ? 'not connected' : '',
  addresses.join(', '),
]

/** Below their parents, each a step to the right; last what was written since, where there is any snapshot. */
export function snapshotRows({ snapshots, bytesSince }: ApiSnapshots): string[][] {
  const depths = new Map<string, number>()
  const rows = snapshots.map(({ id, parent, name, takenAt, bytes, memoryBytes, isCurrent }) => {
    const depth = parent === undefined ? 0 : (depths.get(parent) ?? 0) + 1
    depths.set(id, depth)
    const size = bytes === undefined ? 'size not told' : formatBytes(bytes)
    const memory = memoryBytes ? `memory ${formatBytes(memoryBytes)}` : ''
    const taken = takenAt === undefined ? '' : formatDateTime(takenAt)
    return [id, taken, size, memory, `${'> '.repeat(depth)}${name}${isCurrent ? ' (the VM goes on from here)' : ''}`]
  })
  if (rows.length === 0 || bytesSince === undefined) return rows
  return [...rows, ['', '', formatBytes(bytesSince), '', 'written since']]
}

export const answersOf = ({ answers }: ApiQuestion): string =>
  answers.length === 0
    ? 'the host offers no answer'
    : answers.map(({ label, isDefault }) => `'${label}'${isDefault ? ' (default)' : ''}`).join(', ')

export const questionRow = (question: ApiQuestion, nameOf: (connection: string) => string): string[] => [
  question.id,
  question.state,
  formatDateTime(question.raisedAt),
  question.vm.name,
  nameOf(question.connection),
  `${question.text} ${answersOf(question)}${question.taken ? `; taken by ${question.taken.by}` : ''}`,
]

export const connectionRow = ({ id, name, state, autoAnswer, host, reason }: ApiConnection): string[] => [
  id,
  name,
  state,
  `auto-answer ${autoAnswer.on ? 'on' : 'off'}`,
  host,
  reason ?? '',
]

export const datastoreRow = ({ id, name, type, freeBytes }: ApiDatastore): string[] => [
  id,
  name,
  type,
  freeBytes === undefined ? '' : `${formatBytes(freeBytes)} free`,
]

export const vmRow = ({ id, name, power, host }: ApiVm): string[] => [id, name, power, host?.name ?? '']

export const placeRow = ({ kind, id, name, because, freeBytes }: ApiPlaces['places'][number]): string[] => [
  kind,
  id,
  name,
  because ?? (freeBytes === undefined ? '' : `${formatBytes(freeBytes)} free`),
]

export const historyRow = ({ at, by, text, outcome, kind }: ApiHistoryEntry): string[] => [
  formatDateTime(at),
  kind,
  outcome ?? '',
  by,
  text,
]
