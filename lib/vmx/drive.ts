import type { DiskAddress } from './disk-address'
import type { FileSource } from './file-name'
import type { Read } from './read'

/** What hangs at one address of a VMX. */
export type VmxDrive = {
  address: DiskAddress
  prefix: string
  target: string
  fileName: string | undefined
} & DriveKind

export type DriveKind =
  | {
      kind: 'disk'
      source: FileSource
      writeThrough: Read<boolean>
      /** `persistent`, `independent-persistent`, `independent-nonpersistent` …; libvirt knows only the last of these. */
      mode: string
      /** Changes are thrown away at power-off. */
      transient: boolean
    }
  | { kind: 'cdrom'; medium: 'image'; source: FileSource }
  /** A drive of the host. Without a path the host picks one, and power-on goes on without. */
  | { kind: 'cdrom'; medium: 'device' | 'lun'; path: string | undefined }
  | { kind: 'cdrom'; medium: 'empty'; because?: string }
  | { kind: 'floppy'; medium: 'device'; path: string | undefined }
  | { kind: 'floppy'; medium: 'image'; source: FileSource | undefined }
  /** Not part of the VM: `present` is false, its controller is absent, or a client's own drive. */
  | { kind: 'absent'; because: string }
  | { kind: 'odd'; because: string }
