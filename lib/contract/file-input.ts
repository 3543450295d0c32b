import { z } from 'zod'
import { moid, type ConnectionId, type DatastoreKey, type HostKey } from '../vsphere/ids'
import { withoutUndefined } from '../without-undefined'
import type { AdvisedVm } from '../files/advised-vm'
import type { Definition } from '../files/define-vm'
import { diskAdapters, diskFormats, type Destination, type FileRequest } from '../files/file-request'
import { diskControllers, firmwares, mostDisks, mostNics, nicTypes, type NewVm } from '../files/new-vm'
import type { VmxSave } from '../files/vmx-file'
import { datastoreInput, hostInput, ofKeys } from './entry'
import { newSerialInput } from './hardware-input'

/** What browsers send about files: shapes and sizes. Names and paths are checked where they are sent on. */

/** Longer than any path that a datastore has. */
export const storedPathInput = z.string().max(4_000)
export const plainNameInput = z.string().min(1).max(500)

const destination: z.ZodType<Destination> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    datastore: datastoreInput.exactOptional(),
    folder: storedPathInput,
    name: plainNameInput.exactOptional(),
  }),
)

const path = storedPathInput.min(1)
const what = z.enum(['file', 'folder', 'disk'])
const overwrite = z.boolean()
/** 62 TB is the largest disk of today; the host knows its own limit. */
const capacityBytes = z
  .int()
  .min(1)
  .max(2 ** 50)

const newVmInput: z.ZodType<NewVm> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    guestId: z.string().min(1).max(200),
    firmware: z.enum(firmwares).exactOptional(),
    cpuCount: z.int().min(1).max(1_024),
    memoryMiB: z.int().min(4).max(33_554_432),
    diskController: z.enum(diskControllers),
    disks: z.array(z.strictObject({ capacityBytes, thin: z.boolean() })).max(mostDisks),
    nicType: z.enum(nicTypes),
    networks: z.array(z.string().min(1).max(500).transform(moid)).max(mostNics),
    isoPath: storedPathInput.min(1).exactOptional(),
    serialPort: newSerialInput.exactOptional(),
  }),
)

export const fileRequestInput: z.ZodType<FileRequest> = z.preprocess(
  withoutUndefined,
  z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('makeFolder'), folder: storedPathInput, name: plainNameInput }),
    z.strictObject({ do: z.enum(['move', 'copy']), what, path, to: destination, overwrite }),
    z.strictObject({ do: z.literal('delete'), what, path }),
    z.strictObject({
      do: z.literal('createDisk'),
      folder: storedPathInput,
      name: plainNameInput,
      capacityBytes,
      format: z.enum(diskFormats),
      adapter: z.enum(diskAdapters),
    }),
    z.strictObject({
      do: z.literal('cloneDisk'),
      path,
      to: destination,
      format: z.enum(diskFormats).exactOptional(),
      overwrite,
    }),
    z.strictObject({ do: z.literal('growDisk'), path, capacityBytes }),
    z.strictObject({ do: z.literal('wipeDisk'), path }),
    z.strictObject({
      do: z.literal('registerVm'),
      path,
      name: plainNameInput.exactOptional(),
      host: hostInput.exactOptional(),
    }),
    z.strictObject({
      do: z.literal('createVm'),
      name: plainNameInput,
      vm: newVmInput,
      host: hostInput.exactOptional(),
    }),
  ]),
)

/** The connections of a request: the datastore's, and the one of where it leads. */
export function ofFileRequest(datastore: DatastoreKey, request: FileRequest): ConnectionId[] {
  const elsewhere = 'to' in request ? request.to.datastore : 'host' in request ? request.host : undefined
  return ofKeys(elsewhere === undefined ? [datastore] : [datastore, elsewhere])
}

export const ofDatastoreAndHost = (datastore: DatastoreKey, host: HostKey | undefined): ConnectionId[] =>
  ofKeys(host === undefined ? [datastore] : [datastore, host])

/** Room for a text of 600 KiB within the limit of an action's request. */
const base64 = z.base64().max(800 * 1024)

export const definitionInput: z.ZodType<Definition> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    base64: base64.min(1),
    folder: storedPathInput.exactOptional(),
    name: plainNameInput.exactOptional(),
    host: hostInput.exactOptional(),
    hardwareVersion: z.int().min(4).max(99).exactOptional(),
  }),
)

/** Also what programs say of a new VM. */
export const advisedVmFields = {
  name: plainNameInput,
  guestId: z.string().min(1).max(200).describe('As the host knows it, such as `debian12_64Guest`.'),
  firmware: z.enum(firmwares).exactOptional(),
  cpuCount: z.int().min(1).max(1_024).exactOptional(),
  memoryMiB: z.int().min(4).max(33_554_432).exactOptional(),
  disks: z
    .array(z.strictObject({ gib: z.number().positive().max(63_488), thin: z.boolean().exactOptional() }))
    .max(mostDisks)
    .exactOptional(),
  networks: z.array(z.string().min(1).max(500)).max(mostNics).exactOptional().describe('Their names, a card each.'),
  isoPath: storedPathInput.min(1).exactOptional().describe('Such as `[datastore1] iso/debian.iso`.'),
  serialPort: newSerialInput.exactOptional(),
  host: hostInput.exactOptional().describe('The id of the host; else one that has the datastore.'),
}

export const advisedVmInput: z.ZodType<AdvisedVm> = z.preprocess(withoutUndefined, z.strictObject(advisedVmFields))

export const ofAdvisedVm = (datastore: DatastoreKey, { host }: AdvisedVm): ConnectionId[] =>
  ofDatastoreAndHost(datastore, host)

export const ofDefinition = (datastore: DatastoreKey, { host }: Definition): ConnectionId[] =>
  ofDatastoreAndHost(datastore, host)

/** As many entries as a listing can have selected. */
export const fileRequestsInput = z.array(fileRequestInput).min(1).max(1_000)

const checksum = z.string().regex(/^[0-9a-f]{64}$/)
const keyText = z.string().min(1).max(1_000)

/** A file that is longer than `base64` has room for is saved by its edits. */
export const vmxSaveInput: z.ZodType<VmxSave> = z.union([
  z.strictObject({
    expectedChecksum: checksum,
    edits: z
      .array(
        z.union([
          z.strictObject({ key: keyText, value: z.string().max(100_000) }),
          z.strictObject({ key: keyText, remove: z.literal(true) }),
        ]),
      )
      .min(1)
      .max(1_000),
  }),
  z.strictObject({ expectedChecksum: checksum, base64 }),
])
