import { splitDatastorePath } from '@/lib/names/datastore-path'
import { moRef, type Moid } from '@/lib/vsphere/ids'
import type { EndpointAccess } from '../inventory/access'
import { Refused } from '../errors/console-error'
import { asRefs, asText, readRef, readWhole } from '../vsphere/wire-value'
import type { ObjectContent } from '../vsphere/retrieve'
import type { FileAt } from './folder-http'
import { readPlace } from './place'

export type VmxPlace = {
  at: FileAt
  datastorePath: string
  /** Where the host has the datastores of the VM; a VMX names files on other ones by it. */
  mounts: { datastore: string; mountPath: string }[]
} & Pick<ObjectContent, 'properties' | 'missing'>

/** Finds a VM's configuration file, and reads properties of the VM on the way. Rejects with Refused, VimFault, WireError. */
export async function readVmxPlace(access: EndpointAccess, vm: Moid, paths: readonly string[]): Promise<VmxPlace> {
  const ref = moRef('VirtualMachine', vm)
  const { properties, missing } = await access.readContent(ref, ['config.files.vmPathName', 'datastore', ...paths])
  const datastorePath = asText(properties.get('config.files.vmPathName')) ?? ''
  const datastores = asRefs(properties.get('datastore'))
  const found = await access.retrieve({
    properties: [{ type: 'Datastore', paths: ['name', 'summary.url'] }],
    objects: datastores.map((obj) => ({ obj })),
  })
  const names = found.flatMap((one) => asText(one.properties.get('name')) ?? [])
  const split = splitDatastorePath(datastorePath, names)
  if (!split.ok) {
    const sentence = 'The host does not say where the configuration file of this VM is.'
    throw new Refused({ blame: 'vsphere', code: 'no-vmx', sentence, raw: `${datastorePath}: ${split.because}` })
  }
  const datastore = found.find((one) => asText(one.properties.get('name')) === split.datastore)
  if (!datastore) {
    const isWhole = readWhole(properties.get('datastore'), readRef)?.length === found.length
    const sentence = isWhole
      ? `The datastore "${split.datastore}" of the configuration file is not among the VM’s.`
      : `The host does not tell all datastores of the VM, and not "${split.datastore}" of its configuration file.`
    throw new Refused({ blame: 'vsphere', code: 'no-vmx', sentence })
  }
  const place = await readPlace(access, datastore.obj.value)
  const mounts = found.flatMap((one) => {
    const url = /^ds:\/\/(\/.*?)\/?$/.exec(asText(one.properties.get('summary.url')) ?? '')?.[1]
    const name = asText(one.properties.get('name'))
    return url === undefined || name === undefined ? [] : [{ datastore: name, mountPath: url }]
  })
  return { at: { access, place, path: split.path }, datastorePath, mounts, properties, missing }
}
