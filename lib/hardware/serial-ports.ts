import type { SerialBacking, SerialPort } from '../serial/serial-port'
import type { PowerState } from '../vsphere/vm'
import type { VmKey } from '../vsphere/ids'

/** A VM's serial ports, in the order of their keys. */
export type VmSerialPorts = {
  vm: VmKey
  powerState: PowerState
  ports: (SerialPort & {
    key: number
    label: string
    /** For a file backing: whether its output file is there, which makes power-on ask. Undefined when nobody knows. */
    fileExists?: boolean
  })[]
  /** Such as `[ds] dir`, as stored: where a new output file would go by default. */
  vmFolder?: string
  changeVersion?: string
}

/** vSphere has room for this many. */
export const mostSerialPorts = 32

/** A serial port as a form sends it. */
export type SerialPortInput = {
  backing: SerialBacking
  yieldOnPoll: boolean
  startConnected: boolean
  /** Of a running VM: connects or disconnects it now. */
  connected?: boolean
}
