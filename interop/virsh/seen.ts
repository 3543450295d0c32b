/**
 * A VM's configuration in terms that libvirt's domain XML and our Configuration tab have in common. Left out is what
 * libvirt 9 has no word for: NVMe disks, the vTPM, the proxy of a serial port and which end of a pipe it is, yield on
 * poll, the guest operating system beyond its architecture, secure boot, the NVRAM file, memory shares, CPU reservation
 * and limit, disk modes other than independent-nonpersistent, and devices that are present but not connected.
 */
export type Seen = {
  name: string | undefined
  uuid: string
  description: string | undefined
  architecture: string
  firmware: 'bios' | 'efi'
  smbiosOfHost: boolean
  generationId: string | undefined
  memoryKiB: { maximum: number; current: number; guaranteed: number }
  cpus: { count: number; topology: string | undefined; shares: number | undefined; affinity: number[] | undefined }
  disks: SeenDisk[]
  scsiControllers: { index: number; model: string | undefined }[]
  nics: { mac: string | undefined; model: string | undefined; to: string }[]
  serialPorts: SeenPort[]
  parallelPorts: SeenPort[]
  sharedFolders: { host: string; guest: string; writable: boolean }[]
  videoKiB: number
  vnc: { port: number | undefined; address: string | undefined; keymap: string | undefined } | undefined
}

export type SeenDisk = {
  device: 'disk' | 'cdrom' | 'lun' | 'floppy'
  bus: string
  target: string
  /** `file [ds] dir/x.vmdk`, `device /dev/sr0`, `nothing`. */
  source: string
  transient: boolean
  writeThrough: boolean
}

export type SeenPort = { index: number; backing: string }

/** Orders that mean nothing are taken out. */
export const inOrder = (seen: Seen): Seen => ({
  ...seen,
  disks: seen.disks.toSorted((a, b) => (`${a.bus} ${a.target}` < `${b.bus} ${b.target}` ? -1 : 1)),
  scsiControllers: seen.scsiControllers.toSorted((a, b) => a.index - b.index),
})
