import type { DomainPlace } from '@/lib/domain-xml/from-vmx'
import { canSaveVmx, type VmxFile } from '@/lib/files/vmx-file'
import { directoryOf } from '@/lib/names/datastore-path'
import { mostBytes, parseVmx } from '@/lib/vmx/document'
import { withoutSecrets } from '@/lib/vmx/secrets'
import { vmKey, type Moid } from '@/lib/vsphere/ids'
import type { PowerState } from '@/lib/vsphere/vm'
import type { EndpointAccess } from '../inventory/access'
import { readPowerState } from '../inventory/vm-view'
import { asRef, asText } from '../vsphere/wire-value'
import { checksumOf, plainPath, readFile } from './folder-http'
import { runningConfig, runningConfigPaths } from './running-config'
import { readVmxPlace } from './vmx-place'
import { readVpxPath } from './vpx-path'

type Reading = {
  now: () => number
  /** Whether the passwords that the file holds may go to whoever asks. */
  withSecrets: boolean
}

/** Reads a VM's configuration file. Rejects with Refused (`too-large`, `FileNotFound`, …), VimFault or WireError. */
export async function readVmx(access: EndpointAccess, vm: Moid, { now, withSecrets }: Reading): Promise<VmxFile> {
  const { at, datastorePath, mounts, properties, missing } = await readVmxPlace(access, vm, [
    'runtime.connectionState',
    'runtime.powerState',
    'runtime.host',
    ...runningConfigPaths,
  ])
  const [stored, vpxPath] = await Promise.all([
    readFile(at, mostBytes),
    readVpxPath(access, asRef(properties.get('runtime.host')), at.place.datacenterPath),
  ])
  const open = withSecrets ? undefined : withoutSecrets(parseVmx(stored))
  const bytes = open ? Buffer.from(open.bytes) : stored
  const powerState = readPowerState(properties.get('runtime.powerState'))
  return {
    vm: vmKey(access.connection, vm),
    path: datastorePath,
    plainPath: plainPath(at),
    base64: bytes.toString('base64'),
    secretsHidden: open !== undefined && open.count > 0,
    sizeBytes: stored.length,
    checksum: checksumOf(bytes),
    powerState,
    place: { directory: { datastore: at.place.storedName, path: directoryOf(at.path) }, mounts },
    libvirt: domainPlace(vm, at.place.datacenterPath, powerState),
    ...(vpxPath && { vpxPath }),
    running: runningConfig(properties, missing),
    editable: canSaveVmx(powerState, asText(properties.get('runtime.connectionState')) ?? 'unknown'),
    readAt: new Date(now()).toISOString(),
  }
}

/** A VM that is off has no id in libvirt; it is the number in the moref of the others. */
function domainPlace(vm: Moid, datacenterPath: string, powerState: PowerState): DomainPlace {
  const id = powerState === 'poweredOn' || powerState === 'suspended' ? /^(?:vm-)?(\d{1,9})$/.exec(vm)?.[1] : undefined
  return { datacenterPath, moref: vm, ...(id === undefined ? {} : { id: Number(id) }) }
}
