import type { NotKept } from '../domain-xml/taking'
import type { HostKey, VmKey } from '../vsphere/ids'
import type { Known } from '../vsphere/known'

/** What a VM is defined from, and where: a VMX or a domain XML, as it was dropped or pasted. */
export type Definition = {
  /** The bytes of the text. */
  base64: string
  /** Stored path of the folder that its VMX goes into. Absent: beside its first disk, else a folder of its own. */
  folder?: string
  /** Plain; else the one that is in it. */
  name?: string
  /** The host defaults to one that mounts the datastore. */
  host?: HostKey
  /** Of a domain XML, which says none. Absent: 8, as libvirt writes it. */
  hardwareVersion?: number
}

export type DefinitionFormat = 'vmx' | 'xml'

/** A file that the VM names, and whether it is there. */
export type DefinedFile = {
  kind: 'disk' | 'iso' | 'floppy' | 'nvram'
  /** A stored datastore path, or what stands in the VMX where it is none. */
  path: string
  seen: { is: 'there'; bytes?: number } | { is: 'missing' } | { is: 'not-known'; because: string }
}

/** What becomes of a definition on a datastore, before anything is sent. */
export type DefineReport = {
  format: DefinitionFormat
  name: string
  /** Stored datastore path that the VMX goes to. */
  path: string
  /** The stored folder that is made for it; absent: it is there. */
  makesFolder?: string
  /** What stands in the VMX. */
  vm: {
    cpuCount?: number
    memoryMiB?: number
    firmware: 'BIOS' | 'EFI'
    nics: number
    serialPorts: number
    guestOs?: string
    hardwareVersion?: number
  }
  /** The VMX as text. */
  vmx: string
  files: DefinedFile[]
  notKept: NotKept[]
  host: { key: HostKey; name: string }
  /** Whether the host has the virtual hardware of the VMX, and its guest. */
  hardwareKnown: Known<boolean>
  guestKnown: Known<boolean>
  /** VMs of the connection that are called so, have its BIOS UUID, or use one of its disks. */
  others: { key: VmKey; name: string; shares: 'name' | 'uuid' | 'disk' }[]
  /** Why others may use one of its disks that are not in there, a sentence. */
  notAllSeen?: string
  /** Why it is not defined so, a sentence each. */
  obstacles: string[]
}

/** `understood: false`: it makes no VMX, and why. */
export type DefineLook =
  | ({ understood: true } & DefineReport)
  | { understood: false; format: DefinitionFormat; because: string[] }
