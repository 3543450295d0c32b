import type { DatastoreView, LiveTables } from '@/lib/live/live-state'
import { withoutUndefined } from '@/lib/without-undefined'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { twinFinder } from '../picker/datastore-choice'
import type { PlaceState } from '../places/place-states'

/** A datastore with what is known about it now. `usage` is missing while nobody can tell how full it is. */
export type DatastoreRow = {
  datastore: DatastoreView
  connection: ConnectionView | undefined
  usage: DatastoreUsage | undefined
  /** What tells it from another of the same name at its connection, in another datacenter: its volume. */
  twin?: string
}

export function datastoreRow(datastore: DatastoreView, connection: ConnectionView | undefined): DatastoreRow {
  const known = connection?.state.at === 'live' && datastore.accessible === true
  return { datastore, connection, usage: known ? datastoreUsage(datastore) : undefined }
}

/** @param scope the one connection that is looked at; undefined is all. */
export const datastoreRows = (
  { datastores, connections }: Pick<LiveTables, 'datastores' | 'connections'>,
  scope: string | undefined,
): DatastoreRow[] => {
  const twinOf = twinFinder(Object.values(datastores))
  return Object.values(datastores)
    .filter((datastore) => scope === undefined || datastore.connection === scope)
    .map((datastore) => ({
      ...datastoreRow(datastore, connections[datastore.connection]),
      ...withoutUndefined({ twin: twinOf(datastore) }),
    }))
}

/** What can be said of it now. Without contact nothing is claimed. */
export function datastoreState({ datastore, connection }: Omit<DatastoreRow, 'usage'>): PlaceState {
  if (connection?.state.at !== 'live') return { word: 'Unknown', glyph: 'unknown', tone: 'plain' }
  if (datastore.accessible === undefined) return { word: 'Unknown', glyph: 'unknown', tone: 'plain' }
  if (!datastore.accessible) return { word: 'Not accessible', glyph: 'noContact', tone: 'fail' }
  const maintenance = maintenanceWord(datastore.maintenance)
  if (maintenance) return { word: maintenance, glyph: 'suspended', tone: 'plain' }
  return { word: 'Accessible', glyph: 'live', tone: 'plain' }
}

/** How full a datastore is. Sizes in bytes. */
export type DatastoreUsage = {
  capacity: number
  used: number
  free: number
  /** 0..1 of the capacity. */
  usedPart: number
  /** Used, and what thin disks may still grow by; of the capacity. Above 1 the datastore is overcommitted. */
  promisedPart: number
  level: 'fine' | 'nearlyFull' | 'full'
}

/** Below these parts of the capacity a datastore is in danger: VMs that have to grow stop with a question. */
const nearlyFullBelow = 0.05
const fullBelow = 0.01

/** @returns undefined when the host does not say, or says something that cannot be. */
export function datastoreUsage(
  view: Pick<DatastoreView, 'capacityBytes' | 'freeBytes' | 'uncommittedBytes'>,
): DatastoreUsage | undefined {
  const { capacityBytes: capacity, freeBytes, uncommittedBytes } = view
  if (capacity === undefined || freeBytes === undefined || capacity <= 0 || freeBytes < 0) return undefined
  const free = Math.min(freeBytes, capacity)
  const used = capacity - free
  const freePart = free / capacity
  return {
    capacity,
    used,
    free,
    usedPart: used / capacity,
    promisedPart: (used + Math.max(0, uncommittedBytes ?? 0)) / capacity,
    level: freePart < fullBelow ? 'full' : freePart < nearlyFullBelow ? 'nearlyFull' : 'fine',
  }
}

const maintenanceWords: Readonly<Record<string, string>> = {
  enteringMaintenance: 'Entering maintenance',
  inMaintenance: 'In maintenance',
}

/** Datastore.summary.maintenanceMode in words; undefined when there is none. A newer value is shown as it is. */
export const maintenanceWord = (mode: string | undefined): string | undefined =>
  mode === undefined || mode === 'normal' || mode === '' ? undefined : (maintenanceWords[mode] ?? mode)
