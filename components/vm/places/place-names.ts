import { pathWords, type VmPlaces } from '@/lib/runs/vm-places'
import type { Place } from '@/lib/runs/place-request'
import { withoutUndefined } from '@/lib/without-undefined'
import { rootFolderName } from './place-fields'

/** The places of a request with what they are called, for the record. */
export function named(places: VmPlaces, { host, pool, folder, datastore }: Place): Place {
  const ofPool = places.pools.find(({ moid }) => moid === pool)
  const ofFolder = places.folders.find(({ moid }) => moid === folder)
  return withoutUndefined({
    host,
    hostName: places.hosts.find(({ moid }) => moid === host)?.name,
    pool,
    poolName: ofPool && [ofPool.computeName, ...ofPool.path].join(' › '),
    folder,
    folderName: ofFolder && pathWords(ofFolder.path, rootFolderName),
    datastore,
    datastoreName: places.datastores.find(({ moid }) => moid === datastore)?.name,
  })
}
