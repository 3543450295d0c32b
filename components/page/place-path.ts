import type { DatastoreKey, HostKey } from '@/lib/vsphere/ids'

/** The page of a datastore at one of its folders. A key is `connection/moid`, each already fit for a path. */
export const datastorePath = (datastore: DatastoreKey, folder = ''): string =>
  folder === '' ? `/datastores/${datastore}` : `/datastores/${datastore}?${new URLSearchParams({ path: folder })}`

export const hostPath = (host: HostKey): string => `/hosts/${host}`
