import type { Moid } from '../vsphere/ids'

/** What the devices of a VM can be connected to where it is: for a choice. */
export type DeviceOptions = {
  /** The networks of its host that a VM can be on. */
  networks: { moid: Moid; name: string }[]
}
