import type { VmxFile } from '@/lib/files/vmx-file'
import { directoryOf } from '@/lib/names/datastore-path'
import type { Verdict } from '@/lib/result'
import { mostBytes, parseVmx } from '@/lib/vmx/document'
import { withoutSecrets } from '@/lib/vmx/secrets'
import { vmKey, type Moid } from '@/lib/vsphere/ids'
import type { PowerState } from '@/lib/vsphere/vm'
import type { EndpointAccess } from '../inventory/access'
import { readPowerState } from '../inventory/vm-view'
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
  const { at, datastorePath, mounts, properties } = await readVmxPlace(access, vm, [
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
    running: runningConfig(properties),
    editable: editable(powerState),
    readAt: new Date(now()).toISOString(),
  }
}

/** A running VM has its configuration in memory, and writes over the file when it feels like it. */
export function editable(powerState: PowerState): Verdict {
  switch (powerState) {
    case 'poweredOff':
      return { ok: true }
    case 'poweredOn':
      return { ok: false, because: 'The VM is on. Its configuration file can be changed only while it is off.' }
    case 'suspended':
      return { ok: false, because: 'The VM is suspended. Its configuration file can be changed only while it is off.' }
    case 'unknown':
      return { ok: false, because: 'Whether the VM is off is not known.' }
  }
}
