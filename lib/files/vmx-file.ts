import type { DomainPlace } from '../domain-xml/from-vmx'
import type { Verdict } from '../result'
import type { RunningConfig } from '../vmx/against-config'
import type { VmxEdit } from '../vmx/edit'
import type { VmxPlace } from '../vmx/file-name'
import type { VmKey } from '../vsphere/ids'
import { outOfReach, type PowerState, type VmConnectionState } from '../vsphere/vm'

/** A VM's configuration file, read over `/folder`, with what the host runs with beside it. */
export type VmxFile = {
  vm: VmKey
  /** `[ds] dir/x.vmx`, as stored. */
  path: string
  /** The same with plain names, for the screen. */
  plainPath: string
  /** The file's bytes; give them to `parseVmx`. At most `mostBytes` (4 MiB): a larger file is refused. */
  base64: string
  /** Whether passwords were taken out of the bytes, since the account may not change the file. */
  secretsHidden: boolean
  sizeBytes: number
  /** SHA-256 of the bytes as they are given here, hex: goes back with a save. */
  checksum: string
  powerState: PowerState
  /** For `vmxView`: what the file names of the VMX are relative to. */
  place: Pick<VmxPlace, 'directory' | 'mounts'>
  /** What libvirt says of the VM beyond its file. */
  libvirt: DomainPlace
  /** Of a VM in a vCenter: the names that lead to its host, as stored; absent where they are not told. */
  vpxPath?: string[]
  /** For `vmxAgainstConfig`. */
  running: RunningConfig
  /** Whether it can be saved now, and why not. */
  editable: Verdict
  /** ISO 8601: when the server read it. */
  readAt: string
}

/**
 * Whether the file can be changed now: a running VM has its configuration in memory, and writes over the file when it feels
 * like it. Of a VM that nobody has contact with the power state is what was last known: it may run by now.
 */
export function canSaveVmx(powerState: PowerState, connectionState: VmConnectionState): Verdict {
  if (connectionState === 'disconnected' || connectionState === 'orphaned') {
    return { ok: false, because: `${outOfReach[connectionState]} Whether it is off is not known.` }
  }
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

/** Edits are applied to the very bytes that were read, or the whole file is given: up to 600 KiB of it. */
export type VmxSave = { expectedChecksum: string } & ({ edits: VmxEdit[] } | { base64: string })

/**
 * `notReloaded`: the file is saved, and the host did not take it up: it says why. The VM has it after its next
 * registration or the host's restart.
 */
export type VmxSaved = { path: string; checksum: string; notReloaded?: string }
