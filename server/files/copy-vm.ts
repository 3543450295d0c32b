import { copyEdits, nvramOf, untoldDisk, type CopiedDisk, type CopiedFrom } from '@/lib/files/copied-vmx'
import { copyDiskName, copyItem, type CopyRequest } from '@/lib/files/vm-copy'
import { encodeInventoryName } from '@/lib/names/inventory-name'
import { directoryOf, splitDatastorePath } from '@/lib/names/datastore-path'
import type { PathSubject } from '@/lib/runs/subject'
import { diskPrefix, type DiskBus } from '@/lib/vmx/disk-address'
import { getVmx, mostBytes, parseVmx } from '@/lib/vmx/document'
import { editVmx } from '@/lib/vmx/edit'
import { datastoreKey, splitKey, type Moid, type MoRef } from '@/lib/vsphere/ids'
import { taskLabel } from '@/lib/vsphere/task-label'
import { Refused } from '../errors/console-error'
import type { Inventory } from '../inventory/contract'
import type { EndpointAccess } from '../inventory/access'
import { asNumber, asObject, asObjects, asRefTo, asText, refValue, type WireObject } from '../vsphere/wire-value'
import { readFile, type FileAt } from './folder-http'
import { lookAt } from './look-at'
import { diskManager, fileManager } from './managers'
import { datastorePath, readPlace, type DatastorePlace } from './place'
import { registerParameters } from './register'
import { putWhole } from './save-vmx'
import { readVmxPlace } from './vmx-place'

/** One call of a copy: a task, or, without one, done when it returns. */
export type CopyStep = { method: string; start: () => Promise<MoRef | undefined> }

/** A copy that may begin; nothing has been changed yet. */
export type VmCopy = {
  /** The folder that it makes, and in which everything of it lies. */
  subject: PathSubject
  makeFolder: CopyStep
  /** Disks one after the other, then the settings of the firmware where there are some. */
  copies: readonly (CopyStep & { isOptional?: true })[]
  /** A stored path below the root of the datastore. */
  vmx: { path: string; bytes: number; put: () => Promise<void> }
  register: CopyStep
}

const devicePaths = ['config.hardware.device'] as const

/**
 * Looks whether a VM can be copied by its disks, and as what. The VM has to be off: while it runs, its disks are locked and
 * change. Rejects with Refused, VimFault or WireError.
 */
export async function prepareVmCopy(inventory: Inventory, vm: Moid, request: CopyRequest): Promise<VmCopy> {
  await refuseBusy(inventory, vm)
  const access = inventory.access()
  const { at, mounts, properties } = await readVmxPlace(access, vm, devicePaths)
  const to = request.datastore === undefined ? at.place : await readPlace(access, ownMoid(access, request))
  const item = copyItem(request.name)
  if ((await lookAt(access, to.ref.value, item)).is === 'there') throw taken(to, item)
  const document = parseVmx(await readFile(at, mostBytes))
  const sources = disksOf(asObjects(properties.get('config.hardware.device')))
  const disks = sources.map(({ prefix }, index): CopiedDisk => ({ prefix, file: copyDiskName(item, index) }))
  const unnamed = sources.find(({ prefix }) => getVmx(document, `${prefix}.fileName`) === undefined)
  if (unnamed) throw notCopied(`The configuration file does not name ${unnamed.label}.`)
  const from: CopiedFrom = { directory: { datastore: at.place.storedName, path: directoryOf(at.path) }, mounts }
  const untold = untoldDisk(document, sources, from)
  if (untold !== undefined)
    throw notCopied(`The configuration file has a disk at ${untold} that the host does not tell of.`)
  const edited = editVmx(document, copyEdits(document, request.name, disks, from))
  if (!edited.ok) throw notCopied(edited.because)
  const { bytes } = edited.document
  const target: FileAt = { access, place: to, path: `${item}/${item}.vmx` }
  const nvram = nvramOf(document, from)
  return {
    subject: {
      kind: 'datastorePath',
      datastore: datastoreKey(access.connection, to.ref.value),
      datastoreName: to.storedName,
      path: item,
    },
    makeFolder: {
      method: 'MakeDirectory',
      async start() {
        const parameters = { name: datastorePath(to, item), datacenter: refValue(to.datacenter) }
        await access.call('MakeDirectory', fileManager(access), { ...parameters, createParentDirectories: false })
        return undefined
      },
    },
    copies: [
      ...sources.map(({ path }, index) => diskCopy(access, at.place, to, path, `${item}/${copyDiskName(item, index)}`)),
      ...(nvram === undefined ? [] : [fileCopy(access, at.place, to, nvram, `${item}/${item}.nvram`)]),
    ],
    vmx: { path: target.path, bytes: bytes.length, put: () => putWhole(target, bytes) },
    register: {
      method: 'RegisterVM_Task',
      async start() {
        const { folder, pool, host } = await registerParameters(access, to, undefined)
        return task(
          access,
          await access.call('RegisterVM_Task', folder, {
            path: datastorePath(to, target.path),
            name: encodeInventoryName(request.name),
            asTemplate: false,
            pool: refValue(pool),
            host: refValue(host),
          }),
        )
      },
    },
  }
}

async function refuseBusy(inventory: Inventory, vm: Moid): Promise<void> {
  const { view, question, unfinishedTasks } = await inventory.readBeforeRun(vm)
  if (view.powerState !== 'poweredOff')
    throw notCopied('The VM is not off. Its disks change, and are locked, while it runs or is suspended.')
  const [first] = unfinishedTasks
  if (question) throw notCopied('The VM waits for an answer. Answer the question first.')
  if (first) throw notCopied(`${taskLabel(first)} is working on the VM.`)
}

const notCopied = (sentence: string) =>
  new Refused({ code: 'not-possible', sentence: `${sentence} Nothing was copied.` })

const taken = ({ name }: DatastorePlace, item: string) =>
  new Refused({
    code: 'file-exists',
    sentence: `"${item}" is there on ${name} already. Nothing was copied.`,
    wayOut: 'Choose another name or datastore.',
  })

function ownMoid(access: EndpointAccess, { datastore }: CopyRequest): Moid {
  const key = splitKey(datastore ?? '')
  if (key?.connection === access.connection) return key.moid
  throw new Refused({ code: 'other-connection', sentence: 'The datastore belongs to another connection.' })
}

function task(access: EndpointAccess, value: Parameters<typeof asRefTo>[1]): MoRef | undefined {
  const ref = asRefTo('Task', value)
  if (ref) access.show(ref)
  return ref
}

const diskCopy = (
  access: EndpointAccess,
  from: DatastorePlace,
  to: DatastorePlace,
  source: string,
  goal: string,
): CopyStep => ({
  method: 'CopyVirtualDisk_Task',
  start: async () =>
    task(
      access,
      await access.call('CopyVirtualDisk_Task', diskManager(access), {
        sourceName: source,
        sourceDatacenter: refValue(from.datacenter),
        destName: datastorePath(to, goal),
        destDatacenter: refValue(to.datacenter),
        force: false,
      }),
    ),
})

/** A VM without this file starts with the firmware's own settings. */
const fileCopy = (access: EndpointAccess, from: DatastorePlace, to: DatastorePlace, source: string, goal: string) => ({
  method: 'CopyDatastoreFile_Task',
  isOptional: true as const,
  start: async () =>
    task(
      access,
      await access.call('CopyDatastoreFile_Task', fileManager(access), {
        sourceName: source,
        sourceDatacenter: refValue(from.datacenter),
        destinationName: datastorePath(to, goal),
        destinationDatacenter: refValue(to.datacenter),
        force: false,
      }),
    ),
})

/** Disks of files alone can be copied as files. */
const fileBackings = /^VirtualDisk(?:FlatVer[12]|SparseVer[12]|SeSparse)BackingInfo$/

const buses: readonly (readonly [RegExp, DiskBus])[] = [
  [/SCSI|LsiLogic|BusLogic/, 'scsi'],
  [/AHCI|SATA/, 'sata'],
  [/NVME/, 'nvme'],
  [/IDE/, 'ide'],
]

/** Each disk with the prefix of its keys in the file, and where it lies. @throws Refused for one that is no file. */
function disksOf(devices: readonly WireObject[]): { prefix: string; label: string; path: string }[] {
  const byKey = new Map(devices.map((device) => [asNumber(device.key), device]))
  return devices
    .filter(({ $type }) => $type === 'VirtualDisk')
    .map((disk) => {
      const label = asText(asObject(disk.deviceInfo)?.label) ?? 'A disk'
      const backing = asObject(disk.backing)
      const path = asText(backing?.fileName)
      if (!fileBackings.test(backing?.$type ?? '') || path === undefined || !splitDatastorePath(path).ok)
        throw notCopied(`${label} is no file of its own on a datastore, so that it cannot be copied as one.`)
      const controller = byKey.get(asNumber(disk.controllerKey))
      const bus = buses.find(([pattern]) => pattern.test(controller?.$type ?? ''))?.[1]
      const [number, unit] = [asNumber(controller?.busNumber), asNumber(disk.unitNumber)]
      if (bus === undefined || number === undefined || unit === undefined)
        throw notCopied(`The host does not say where ${label} hangs.`)
      return { prefix: diskPrefix({ bus, controller: number, unit }), label, path }
    })
}
