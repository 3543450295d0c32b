import { canSaveVmx, type VmxFile } from '@/lib/files/vmx-file'
import { directoryOf } from '@/lib/names/datastore-path'
import { mostBytes, parseVmx } from '@/lib/vmx/document'
import { withoutSecrets } from '@/lib/vmx/secrets'
import { vmKey, type Moid } from '@/lib/vsphere/ids'
import type { EndpointAccess } from '../inventory/access'
import { readPowerState } from '../inventory/vm-view'
import { asText } from '../vsphere/wire-value'
import { checksumOf, plainPath, readFile } from './folder-http'
import { runningConfig, runningConfigPaths } from './running-config'
import { readVmxPlace } from './vmx-place'

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
    ...runningConfigPaths,
  ])
  const stored = await readFile(at, mostBytes)
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
    running: runningConfig(properties, missing),
    editable: canSaveVmx(powerState, asText(properties.get('runtime.connectionState')) ?? 'unknown'),
    readAt: new Date(now()).toISOString(),
  }
}
