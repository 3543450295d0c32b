'use client'

import { useMemo } from 'react'
import type { DatastoreView, LiveTables } from '@/lib/live/live-state'
import { splitDatastorePath } from '@/lib/names/datastore-path'
import { compareNames } from '@/lib/names/inventory-name'
import type { VmView } from '@/lib/vsphere/vm'
import { shallowEqual, useLiveWith } from './live-provider'

const selectDatastores = ({ datastores }: Pick<LiveTables, 'datastores'>) => datastores

/**
 * The datastores of a VM's connection in the order of their names, and of them `own`, on which its configuration lies:
 * undefined while that is not known.
 */
export function useVmDatastores({ connection, vmxPath }: Pick<VmView, 'connection' | 'vmxPath'>): {
  datastores: readonly DatastoreView[]
  own: DatastoreView | undefined
} {
  const all = useLiveWith({ datastores: connection }, selectDatastores, shallowEqual)
  return useMemo(() => {
    const datastores = Object.values(all ?? {})
      .filter((one) => one.connection === connection)
      .sort((a, b) => compareNames(a.name, b.name))
    const path = splitDatastorePath(
      vmxPath ?? '',
      datastores.map(({ storedName }) => storedName),
    )
    return { datastores, own: datastores.find(({ storedName }) => path.ok && storedName === path.datastore) }
  }, [all, connection, vmxPath])
}
