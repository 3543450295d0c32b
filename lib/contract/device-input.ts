import { z } from 'zod'
import { diskFormats } from '../files/file-request'
import { diskControllers, firmwares, nicTypes } from '../files/new-vm'
import { longestNote } from '../hardware/check-device-request'
import { diskModes } from '../hardware/device-request'
import { moid } from '../vsphere/ids'
import { withoutUndefined } from '../without-undefined'

/** What browsers and scripts send about the devices of a VM: shapes and sizes. */

const moidInput = z.string().min(1).max(500).transform(moid)
const path = z.string().min(1).max(2_000)
const bytes = z
  .int()
  .min(1)
  .max(2 ** 50)
const key = z.int()
const unit = z.int().min(0).max(255).exactOptional()
const flag = z.boolean().exactOptional()
const mac = z.string().max(40).exactOptional()

const place = z
  .preprocess(
    withoutUndefined,
    z.union([
      z.strictObject({ controller: key, unit }),
      z.strictObject({ newController: z.enum(diskControllers), unit }),
    ]),
  )
  .exactOptional()

const media = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('file'), path }),
  z.strictObject({ is: z.literal('host'), device: z.string().max(500) }),
  z.strictObject({ is: z.literal('client') }),
])

const bootDevice = z.discriminatedUnion('is', [
  z.strictObject({ is: z.enum(['disk', 'nic']), key }),
  z.strictObject({ is: z.enum(['cdrom', 'floppy']) }),
])

const guard = { changeVersion: z.string().max(200).exactOptional() }
const ofDevice = { deviceKey: key, deviceLabel: z.string().max(240), ...guard }
const mode = z.enum(diskModes)

/** One line for each verb of `DeviceRequest`. */
export const deviceInputs = [
  z.strictObject({
    verb: z.literal('addDisk'),
    capacityBytes: bytes,
    format: z.enum(diskFormats),
    mode,
    datastore: moidInput.exactOptional(),
    place,
    ...guard,
  }),
  z.strictObject({ verb: z.literal('attachDisk'), path, mode, place, ...guard }),
  z.strictObject({ verb: z.literal('growDisk'), capacityBytes: bytes, ...ofDevice }),
  z.strictObject({ verb: z.literal('setDiskMode'), mode, ...ofDevice }),
  z.strictObject({ verb: z.literal('detachDisk'), deleteFiles: z.boolean(), ...ofDevice }),
  z.strictObject({
    verb: z.literal('addNic'),
    adapter: z.enum(nicTypes),
    network: moidInput,
    mac,
    startConnected: z.boolean(),
    ...guard,
  }),
  z.strictObject({
    verb: z.literal('editNic'),
    network: moidInput.exactOptional(),
    mac,
    startConnected: flag,
    connected: flag,
    ...ofDevice,
  }),
  z.strictObject({ verb: z.literal('removeNic'), ...ofDevice }),
  z.strictObject({
    verb: z.literal('addDrive'),
    drive: z.enum(['cdrom', 'floppy']),
    media,
    startConnected: z.boolean(),
    ...guard,
  }),
  z.strictObject({
    verb: z.literal('editDrive'),
    media: media.exactOptional(),
    startConnected: flag,
    connected: flag,
    ...ofDevice,
  }),
  z.strictObject({ verb: z.literal('removeDrive'), ...ofDevice }),
  z.strictObject({
    verb: z.literal('setBoot'),
    firmware: z.enum(firmwares).exactOptional(),
    secureBoot: flag,
    order: z.array(bootDevice).max(100).exactOptional(),
    entersSetup: flag,
    ...guard,
  }),
  z.strictObject({ verb: z.literal('setHotAdd'), memory: flag, cpu: flag, ...guard }),
  z.strictObject({ verb: z.literal('setNote'), note: z.string().max(longestNote), ...guard }),
] as const
