import type { DatastoreView } from '@/lib/live/host-view'
import type { LiveTables } from '@/lib/live/live-state'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { PlaceState } from '../places/place-states'
import { datastoreUsage, maintenanceWord, type DatastoreUsage } from './datastore-usage'

/** A datastore with what is known about it now. `usage` is missing while nobody can tell how full it is. */
export type DatastoreRow = {
  datastore: DatastoreView
  connection: ConnectionView | undefined
  usage: DatastoreUsage | undefined
}

export function datastoreRow(datastore: DatastoreView, connection: ConnectionView | undefined): DatastoreRow {
  const known = connection?.state.at === 'live' && datastore.accessible
  return { datastore, connection, usage: known ? datastoreUsage(datastore) : undefined }
}

/** @param scope the one connection that is looked at; undefined is all. */
export const datastoreRows = (
  { datastores, connections }: Pick<LiveTables, 'datastores' | 'connections'>,
  scope: string | undefined,
): DatastoreRow[] =>
  Object.values(datastores)
    .filter((datastore) => scope === undefined || datastore.connection === scope)
    .map((datastore) => datastoreRow(datastore, connections[datastore.connection]))

/** What can be said of it now. Without contact nothing is claimed. */
export function datastoreState({ datastore, connection }: Omit<DatastoreRow, 'usage'>): PlaceState {
  if (connection?.state.at !== 'live') return { word: 'Unknown', glyph: 'unknown', tone: 'plain' }
  if (!datastore.accessible) return { word: 'Not accessible', glyph: 'noContact', tone: 'fail' }
  const maintenance = maintenanceWord(datastore.maintenance)
  return { word: maintenance ?? 'Accessible', glyph: maintenance ? 'suspended' : 'live', tone: 'plain' }
}
