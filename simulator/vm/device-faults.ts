import { SimFault } from '../vim25/faults'

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

export const invalidOperation = (index: number, badOp: string) =>
  new SimFault(
    'InvalidDeviceOperation',
    { property: property(index, 'device'), deviceIndex: index, badOp },
    `Invalid operation for device '${index}'.`,
  )
