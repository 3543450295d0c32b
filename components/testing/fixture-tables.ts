import { emptyTables, type LiveTables } from '@/lib/live/live-state'
import { datastoreKey, hostKey, moid } from '@/lib/vsphere/ids'
import { questions } from './fixture-questions'
import { fixtureNow, ago, fixtureConnections, connection, named, others } from './fixture-vms'
import { runs, tasks } from './fixture-work'

const byKey = <K extends string, T extends Record<K, string>>(list: T[], key: K): Record<string, T> =>
  Object.fromEntries(list.map((item) => [item[key], item]))

/** The whole data set. */
export function fixtureTables(): LiveTables {
  const hosts = Array.from({ length: 13 }, (_, i) => ({
    key: hostKey(fixtureConnections.fra, moid(`host-${i}`)),
    connection: fixtureConnections.fra,
    moid: moid(`host-${i}`),
    name: `esx-fra-${String(i + 1).padStart(2, '0')}`,
    connectionState: 'connected',
    inMaintenanceMode: false,
  }))
  const datastores = Array.from({ length: 21 }, (_, i) => ({
    key: datastoreKey(fixtureConnections.fra, moid(`datastore-${i}`)),
    connection: fixtureConnections.fra,
    moid: moid(`datastore-${i}`),
    name: `nfs-fra-${i + 1}`,
    storedName: `nfs-fra-${i + 1}`,
    type: 'NFS',
    accessible: true,
  }))
  return {
    ...emptyTables(),
    connections: byKey(
      [
        connection('fra', {}),
        connection('muc', {}),
        connection('edge', { autoAnswer: { on: false, changedBy: 'm.okafor', changedAt: '2026-11-22T05:55:00.000Z' } }),
        connection('lab', {}),
        connection('dr', {
          state: {
            at: 'lost',
            since: ago(252),
            lastAnswerAt: ago(252),
            reason: 'connection timed out',
            retryAt: new Date(fixtureNow + 8000).toISOString(),
          },
        }),
      ],
      'id',
    ),
    vms: byKey([...named, ...others()], 'key'),
    hosts: byKey(hosts, 'key'),
    datastores: byKey(datastores, 'key'),
    questions: byKey(questions, 'key'),
    tasks: byKey(tasks, 'key'),
    runs: byKey(runs, 'id'),
  }
}
