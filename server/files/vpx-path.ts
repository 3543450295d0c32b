import type { MoRef } from '@/lib/vsphere/ids'
import type { EndpointAccess } from '../inventory/access'
import { asRef, asText, type WireValue } from '../vsphere/wire-value'

/** Folders nest; a chain of parents without end is not followed. */
const mostAncestors = 60

/**
 * The names that lead to a host in a vCenter, as stored: folders and datacenter, folders and compute resource, and the
 * host where it is in a cluster. It is how libvirt names the one host that a connection shows.
 * @returns undefined on a host of its own, and where the server does not tell. Never rejects.
 */
export async function readVpxPath(
  access: EndpointAccess,
  host: MoRef | undefined,
  datacenterPath: string,
): Promise<string[] | undefined> {
  if (!host || access.content.about.apiType !== 'VirtualCenter') return undefined
  try {
    const names: string[] = []
    let here: MoRef | undefined = host
    for (let step = 0; here && here.type !== 'Datacenter' && step < mostAncestors; step += 1) {
      const above: ReadonlyMap<string, WireValue> = await access.read(here, ['name', 'parent'])
      const parent: MoRef | undefined = asRef(above.get('parent'))
      const isOwnComputeResource = here.type === 'HostSystem' && parent?.type === 'ComputeResource'
      // The datacenter's own folder of hosts is in no path.
      if (!isOwnComputeResource && !(here.type === 'Folder' && parent?.type === 'Datacenter')) {
        names.unshift(asText(above.get('name')) ?? '')
      }
      here = parent
    }
    const isWhole = here?.type === 'Datacenter' && names.every((name) => name !== '')
    return isWhole ? [...datacenterPath.split('/'), ...names] : undefined
  } catch {
    return undefined
  }
}
