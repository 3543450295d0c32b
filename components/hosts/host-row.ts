import type { HostView, LiveTables } from '@/lib/live/live-state'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { PlaceState } from '../places/place-states'

/** A host with what is known about it now. `known`: its figures are current. */
export type HostRow = { host: HostView; connection: ConnectionView | undefined; vms: number; known: boolean }

/** The hosts with what is known of each now. @param scope the one connection that is looked at. */
export function hostRows(
  { hosts, connections }: Pick<LiveTables, 'hosts' | 'connections'>,
  scope: string | undefined,
): HostRow[] {
  return Object.values(hosts)
    .filter((host) => scope === undefined || host.connection === scope)
    .map((host) => hostRow(host, connections[host.connection]))
}

export function hostRow(host: HostView, connection: ConnectionView | undefined): HostRow {
  const known = connection?.state.at === 'live' && host.connectionState === 'connected'
  return { host, connection, vms: host.vmCount ?? 0, known }
}

/** What can be said of the host now. Without contact nothing is claimed. */
export function hostState({ host, connection }: Pick<HostRow, 'host' | 'connection'>): PlaceState {
  if (connection?.state.at !== 'live') return { word: 'Unknown', glyph: 'unknown', tone: 'plain' }
  if (host.connectionState === 'notResponding') return { word: 'Not responding', glyph: 'noContact', tone: 'fail' }
  if (host.connectionState === 'disconnected') return { word: 'Disconnected', glyph: 'noContact', tone: 'fail' }
  if (host.inMaintenanceMode) return { word: 'In maintenance', glyph: 'suspended', tone: 'plain' }
  const word = host.connectionState === 'connected' ? 'Connected' : host.connectionState
  return { word, glyph: 'live', tone: 'plain' }
}

/**
 * A processor's name without what only its maker needs: `Intel(R) Xeon(R) CPU E5-2680 v3 @ 2.50GHz` is `Intel Xeon E5-2680
 * v3, 2.50 GHz`. For lists; where there is room the name stands as the host gives it.
 */
export function shortCpuModel(model: string): string {
  const short = model
    .replaceAll(/\((?:r|tm|c)\)/gi, '')
    .replaceAll(/\b(?:CPU|\d+-Core Processor|Processor)\b/gi, ' ')
    .replace(/ *@ *(\d+(?:\.\d+)?) *GHz/i, ', $1 GHz')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(' ,', ',')
    .trim()
  return short === '' ? model : short
}
