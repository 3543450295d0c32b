import { assertNever } from '../assert-never'
import type { Direction, SerialBacking } from './serial-port'

/**
 * Backings as they travel: the `xsi:type` and the fields of each, in the order of the schema. Reading takes whatever a
 * decoder made of the element; what does not fit becomes an unknown backing, never an error.
 */

export type WireBacking = { type: string; fields: Readonly<Record<string, unknown>> }

const asDirection = (value: unknown): Direction | undefined =>
  value === 'server' || value === 'client' ? value : undefined

/** A truth value that may be unset, which is false. Undefined for anything else. */
const asSwitch = (value: unknown): boolean | undefined =>
  value === undefined ? false : typeof value === 'boolean' ? value : undefined

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Reads a backing by its type on the wire. */
export function serialBackingFromWire({ type, fields }: WireBacking): SerialBacking {
  const missing = (field: string): SerialBacking => ({ kind: 'unknown', type, why: `it has no usable ${field}` })
  switch (type) {
    case 'VirtualSerialPortFileBackingInfo': {
      const fileName = asText(fields.fileName)
      return fileName === undefined ? missing('fileName') : { kind: 'file', fileName }
    }
    case 'VirtualSerialPortDeviceBackingInfo': {
      const deviceName = asText(fields.deviceName)
      if (deviceName === undefined) return missing('deviceName')
      const autoDetect = asSwitch(fields.useAutoDetect)
      return autoDetect === undefined ? missing('useAutoDetect') : { kind: 'device', deviceName, autoDetect }
    }
    case 'VirtualSerialPortPipeBackingInfo': {
      const pipeName = asText(fields.pipeName)
      const endpoint = asDirection(fields.endpoint)
      if (pipeName === undefined) return missing('pipeName')
      if (endpoint === undefined) return missing('endpoint')
      const noRxLoss = asSwitch(fields.noRxLoss)
      return noRxLoss === undefined ? missing('noRxLoss') : { kind: 'pipe', pipeName, endpoint, noRxLoss }
    }
    case 'VirtualSerialPortURIBackingInfo': {
      const serviceUri = asText(fields.serviceURI)
      const direction = asDirection(fields.direction)
      const proxyUri = asText(fields.proxyURI)
      if (serviceUri === undefined) return missing('serviceURI')
      if (direction === undefined) return missing('direction')
      return { kind: 'network', serviceUri, direction, ...(proxyUri ? { proxyUri } : {}) }
    }
    case 'VirtualSerialPortThinPrintBackingInfo':
      return { kind: 'printing' }
    default:
      return { kind: 'unknown', type, why: 'it is of a type that this console does not know' }
  }
}

/**
 * A backing for a device change spec; fields in schema order.
 * @returns undefined for an unknown backing, which is never sent.
 */
export function serialBackingToWire(backing: SerialBacking): WireBacking | undefined {
  switch (backing.kind) {
    case 'file':
      return { type: 'VirtualSerialPortFileBackingInfo', fields: { fileName: backing.fileName } }
    case 'device': {
      const { deviceName, autoDetect } = backing
      return { type: 'VirtualSerialPortDeviceBackingInfo', fields: { deviceName, useAutoDetect: autoDetect } }
    }
    case 'pipe': {
      const { pipeName, endpoint, noRxLoss } = backing
      return { type: 'VirtualSerialPortPipeBackingInfo', fields: { pipeName, endpoint, noRxLoss } }
    }
    case 'network': {
      const { serviceUri, direction, proxyUri } = backing
      const proxy = proxyUri === undefined ? {} : { proxyURI: proxyUri }
      return { type: 'VirtualSerialPortURIBackingInfo', fields: { serviceURI: serviceUri, direction, ...proxy } }
    }
    case 'printing':
      return { type: 'VirtualSerialPortThinPrintBackingInfo', fields: {} }
    case 'unknown':
      return undefined
    default:
      return assertNever(backing, 'serial backing')
  }
}
