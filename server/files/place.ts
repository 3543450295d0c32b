import { decodeInventoryName } from '@/lib/names/inventory-name'
import { moRef, type Moid, type MoRef } from '@/lib/vsphere/ids'
import { Refused } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import { asRef, asText } from '../vsphere/wire-value'

/** A datastore as calls and URLs name it. */
export type DatastorePlace = {
  ref: MoRef
  /** As stored: what stands in the brackets of a path. */
  storedName: string
  name: string
  datacenter: MoRef
  /** Names from the root to the datacenter, as stored: what `dcPath` wants. */
  datacenterPath: string
}

/** Folders nest; a chain of parents without end is not followed. */
const mostAncestors = 60

/** Reads where a datastore is. Rejects with VimFault (ManagedObjectNotFound) or WireError. */
export async function readPlace(access: EndpointAccess, datastore: Moid): Promise<DatastorePlace> {
  const ref = moRef('Datastore', datastore)
  const properties = await access.read(ref, ['name', 'parent'])
  const storedName = asText(properties.get('name')) ?? ''
  let datacenter: MoRef | undefined
  const names: string[] = []
  let parent = asRef(properties.get('parent'))
  for (let step = 0; parent && step < mostAncestors; step += 1) {
    const above = await access.read(parent, ['name', 'parent'])
    if (parent.type === 'Datacenter') datacenter = parent
    const next = asRef(above.get('parent'))
    // The root folder is in no path, and what is below the datacenter neither.
    if (datacenter && next) names.unshift(asText(above.get('name')) ?? '')
    parent = next
  }
  if (!datacenter) {
    const sentence = 'The server does not say in which datacenter this datastore is, so its files cannot be named.'
    throw new Refused({ blame: 'vsphere', code: 'no-datacenter', sentence })
  }
  return { ref, storedName, name: decodeInventoryName(storedName).name, datacenter, datacenterPath: names.join('/') }
}

/** `[ds] dir/file`, as hosts write it themselves, whatever brackets the name has. */
export const datastorePath = ({ storedName }: Pick<DatastorePlace, 'storedName'>, path: string): string =>
  path === '' ? `[${storedName}]` : `[${storedName}] ${path}`
