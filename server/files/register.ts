import type { createPrivilege, registerPrivilege } from '@/lib/files/file-request'
import { moRef, splitKey, type HostKey, type Moid, type MoRef } from '@/lib/vsphere/ids'
import type { EndpointAccess } from '../inventory/access'
import { readEffectiveRole } from '../inventory/account-rights'
import { Refused } from '../errors/console-error'
import { asBoolean, asObject, asObjects, asRef, asText, readRef, readWhole } from '../vsphere/wire-value'
import { readPlace, type DatastorePlace } from './place'

export type RegisterPlace = { folder: MoRef; pool: MoRef; host: MoRef }

/**
 * Where a VM from a datastore is registered: the VM folder of the datacenter, and a host that can read the datastore,
 * with the root pool of the cluster or host it belongs to. Rejects with Refused, VimFault or WireError.
 */
export async function registerParameters(
  access: EndpointAccess,
  place: DatastorePlace,
  wanted: HostKey | undefined,
): Promise<RegisterPlace> {
  const host = wanted === undefined ? await anyHost(access, place) : hostOf(access, wanted)
  const [aboveHost, datacenter] = await Promise.all([
    access.read(host, ['parent']),
    access.read(place.datacenter, ['vmFolder']),
  ])
  const compute = asRef(aboveHost.get('parent'))
  const pool = compute && asRef((await access.read(compute, ['resourcePool'])).get('resourcePool'))
  const folder = asRef(datacenter.get('vmFolder'))
  if (!pool || !folder) {
    const sentence = 'The server does not say where a VM could be registered: it shows no resource pool or no folder.'
    throw new Refused({ blame: 'vsphere', code: 'no-place', sentence, wayOut: 'The account may lack permissions.' })
  }
  return { folder, pool, host }
}

/**
 * The privilege that the account is known to lack on the folder for VMs from a datastore; undefined: none, or not known. Never
 * rejects.
 */
export async function lackingInFolder(
  access: EndpointAccess,
  datastore: Moid,
  wanted: typeof registerPrivilege | typeof createPrivilege,
): Promise<string | undefined> {
  try {
    const { datacenter } = await readPlace(access, datastore)
    const folder = asRef((await access.read(datacenter, ['vmFolder'])).get('vmFolder'))
    if (!folder) return undefined
    const roles = readEffectiveRole((await access.read(folder, ['effectiveRole'])).get('effectiveRole'))
    return (await access.missingWith(roles))?.find((privilege) => privilege === wanted)
  } catch {
    // What the account may not even look at, the host refuses by itself.
    return undefined
  }
}

function hostOf({ connection }: EndpointAccess, wanted: HostKey): MoRef {
  const key = splitKey(wanted)
  if (key?.connection === connection) return moRef('HostSystem', key.moid)
  throw new Refused({ code: 'other-connection', sentence: 'The host belongs to another connection.' })
}

/** The first host that has the datastore mounted, is in touch and not in maintenance. */
async function anyHost(access: EndpointAccess, place: DatastorePlace): Promise<MoRef> {
  const told = (await access.read(place.ref, ['host'])).get('host')
  const mounts = asObjects(told).filter(({ mountInfo }) => {
    const info = asObject(mountInfo)
    return asBoolean(info?.accessible) !== false && asBoolean(info?.mounted) !== false
  })
  const hosts = mounts.map(({ key }) => asRef(key)).filter((ref) => ref !== undefined)
  const found = await access.retrieve({
    properties: [{ type: 'HostSystem', paths: ['runtime.connectionState', 'runtime.inMaintenanceMode'] }],
    objects: hosts.map((obj) => ({ obj })),
  })
  const fit = found.find(
    ({ properties }) =>
      asText(properties.get('runtime.connectionState')) === 'connected' &&
      asBoolean(properties.get('runtime.inMaintenanceMode')) !== true,
  )
  if (fit) return fit.obj
  const isWhole =
    readWhole(told ?? [], (one) => readRef(asObject(one.key) ?? {})) !== undefined && found.length === hosts.length
  throw new Refused({
    blame: 'vsphere',
    code: 'no-host',
    sentence: isWhole
      ? `No host that is ready for VMs has the datastore "${place.name}" mounted.`
      : `Not all hosts that have the datastore "${place.name}" mounted are told, and none of the others is ready for VMs. Choose the host.`,
  })
}
