import { SimFault } from '../vim25/faults'
import type { DataObject } from '../vim25/value'

/* Parts that many devices of many VMs have in common. */

const parts = new Map<string, DataObject>()

export const info = (label: string, summary = label): DataObject =>
  once(`info ${label} ${summary}`, () => ({ label, summary }))

/** Equal parts of many VMs are one object; values are never changed in place. */
export function once(key: string, make: () => DataObject): DataObject {
  const known = parts.get(key)
  if (known !== undefined) return known
  const made = make()
  if (parts.size < 5_000) parts.set(key, made)
  return made
}

/** How a connectable device stands. */
export const connectInfo = (startConnected: boolean, connected: boolean): DataObject =>
  once(`connect ${startConnected} ${connected}`, () => ({
    migrateConnect: 'unset',
    startConnected,
    allowGuestControl: true,
    connected,
    status: connected ? 'ok' : 'untried',
  }))

const property = (index: number, path: string) => `configSpec.deviceChange[${index}].${path}`

/** The spec of one device makes no sense. `path` is below the entry of deviceChange. */
export const invalidDevice = (index: number, path = 'device', why = 'Invalid configuration for device') =>
  new SimFault('InvalidDeviceSpec', { property: property(index, path), deviceIndex: index }, `${why} '${index}'.`)

export const invalidBacking = (index: number, path = 'device.backing') =>
  new SimFault(
    'InvalidDeviceBacking',
    { property: property(index, path), deviceIndex: index },
    `Invalid backing specified for device '${index}'.`,
  )

export const invalidOperation = (index: number, badOp: string, why = '') =>
  new SimFault(
    'InvalidDeviceOperation',
    { property: property(index, 'device'), deviceIndex: index, badOp },
    `Invalid operation for device '${index}'. ${why}`.trimEnd(),
  )
