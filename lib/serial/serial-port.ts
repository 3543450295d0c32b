import { assertNever } from '../assert-never'

/**
 * A virtual serial port as vSphere knows it: VirtualSerialPort with one of five backings.
 * https://developer.broadcom.com/xapis/vsphere-web-services-api/ under VirtualSerialPort.
 */

export type Direction = 'server' | 'client'

export type SerialBacking =
  /** Output only, into `[ds] dir/file`. */
  | { kind: 'file'; fileName: string }
  /** A physical port of the host, such as `/dev/char/serial/uart0`. */
  | { kind: 'device'; deviceName: string; autoDetect: boolean }
  /** A named pipe on the host. `noRxLoss` makes the VM wait rather than lose what it has not read. */
  | { kind: 'pipe'; pipeName: string; endpoint: Direction; noRxLoss: boolean }
  /** The network, directly or through a virtual serial port concentrator. */
  | { kind: 'network'; serviceUri: string; direction: Direction; proxyUri?: string }
  /** ThinPrint: the guest's print jobs. It has no settings. */
  | { kind: 'printing' }
  /** A backing that is newer than this list, or one without what it needs. Shown, kept, not edited. */
  | { kind: 'unknown'; type: string; why: string }

export type SerialBackingKind = SerialBacking['kind']

export type SerialPort = {
  /** The device's key, 9000 and up; absent for a port that is yet to be added. */
  key?: number
  /** Such as `Serial port 1`. */
  label?: string
  backing: SerialBacking
  /** The VM is paused when the guest polls the port, which saves CPU. Always sent. */
  yieldOnPoll: boolean
  startConnected: boolean
  connected?: boolean
  /** `untried`, `ok`, `recoverableError` or `unrecoverableError`: what became of the last attempt to connect. */
  status?: string
}

/** What a person is told beside each choice of backing. */
export const aboutSerialBacking: Readonly<Record<SerialBackingKind, { name: string; sentence: string }>> = {
  file: {
    name: 'File',
    sentence: 'What the guest sends is written to a file on a datastore. Nothing can be sent back.',
  },
  device: { name: 'Host device', sentence: 'A physical serial port of the host. The VM cannot move to another host.' },
  pipe: {
    name: 'Named pipe',
    sentence: 'A pipe on the host, to another VM or to a program there. One side is the server, the other the client.',
  },
  network: {
    name: 'Network',
    sentence:
      'A network connection. As server the VM listens on its host; as client it connects out. With a proxy it always connects to the concentrator.',
  },
  printing: { name: 'Printing', sentence: 'ThinPrint: the guest prints through the host.' },
  unknown: { name: 'Unknown', sentence: 'A backing that this console does not know. It is left as it is.' },
}

/** What a port is connected to, in a line of a table. */
export function describeSerialBacking(backing: SerialBacking): string {
  switch (backing.kind) {
    case 'file':
      return backing.fileName
    case 'device':
      return backing.autoDetect ? `${backing.deviceName || 'any port'} (detected)` : backing.deviceName
    case 'pipe':
      return `${backing.pipeName} (${backing.endpoint})`
    case 'network':
      return backing.proxyUri === undefined
        ? `${backing.serviceUri} (${backing.direction})`
        : `${backing.serviceUri} (${backing.direction}) through ${backing.proxyUri}`
    case 'printing':
      return 'ThinPrint'
    case 'unknown':
      return `${backing.type}: ${backing.why}`
    default:
      return assertNever(backing, 'serial backing')
  }
}
