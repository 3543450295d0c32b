import type { SharedWith, VmFile, VmFiles } from '@/lib/files/vm-files'
import { shownInventoryName } from '@/lib/names/inventory-name'
import { moRef, vmKey, type Moid, type MoRef } from '@/lib/vsphere/ids'
import { known, notKnown, type Known } from '@/lib/vsphere/known'
import { withoutUndefined } from '@/lib/without-undefined'
import type { EndpointAccess } from '../inventory/access'
import { whyUnread } from '../inventory/why-unread'
import type { ObjectContent } from '../vsphere/retrieve'
import {
  asBoolean,
  asName,
  asNumber,
  asObject,
  asObjects,
  asRefs,
  asText,
  readRef,
  readWhole,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'

const ownPaths = ['config.hardware.device', 'datastore', 'layoutEx.file', 'name', 'runtime.connectionState'] as const
/** What the chain of a disk is made of stands in the layout of its VM, so that nobody has to read all devices. */
const othersPaths = ['layoutEx.file', 'name'] as const
/** Reading the files of more VMs would take minutes. */
const mostOthers = 3_000

/**
 * The files that a delete of VMs would take, and which VMs that stay use some of them: a linked clone has the disk of
 * another VM as its base, and a disk may be attached to two. One that is gone is left out. Rejects with VimFault or WireError.
 */
export async function readVmFiles(access: EndpointAccess, vms: readonly Moid[]): Promise<VmFiles[]> {
  const own = await access.retrieve({
    properties: [{ type: 'VirtualMachine', paths: ownPaths }],
    objects: vms.map((vm) => ({ obj: moRef('VirtualMachine', vm) })),
  })
  const others = await readOthers(access, own)
  return own.map((content) => {
    const files = filesOf(content)
    return {
      key: vmKey(access.connection, content.obj.value),
      files,
      sharedWith: files.known ? sharing(access, files.value, others.seen) : [],
      ...withoutUndefined({ notAllSeen: files.known ? others.notAllSeen : files.because }),
    }
  })
}

function filesOf({ properties, missing }: ObjectContent): Known<VmFile[]> {
  const listed = asObjects(properties.get('layoutEx.file')).flatMap(fileOf)
  const paths = new Set(listed.map(({ path }) => path))
  const disks = asObjects(properties.get('config.hardware.device'))
    .flatMap((device) => (device.$type === 'VirtualDisk' ? chainOf(asObject(device.backing)) : []))
    .filter((path) => !paths.has(path) && paths.add(path))
    .map((path): VmFile => ({ path, type: 'diskDescriptor' }))
  const files = [...listed, ...disks]
  if (files.length > 0) return known(files.toSorted((a, b) => (b.bytes ?? -1) - (a.bytes ?? -1)))
  return notKnown(whyUnread('layoutEx.file', missing, asText(properties.get('runtime.connectionState'))))
}

function fileOf(file: WireObject): VmFile[] {
  const path = asName(file.name)
  if (path === undefined) return []
  const size = asNumber(file.size)
  const isKnown = size !== undefined && size >= 0 && asBoolean(file.accessible) !== false
  return [{ path, ...withoutUndefined({ type: asText(file.type), bytes: isKnown ? size : undefined }) }]
}

/** The names in `layoutEx.file`; undefined where not all are told: each may be the one that is looked for. */
export const fileNames = (files: WireValue | undefined): string[] | undefined =>
  readWhole(files, ({ name }) => {
    const text = asName(name)
    return text === undefined ? [] : [text]
  })

/** The file of a disk and those that it is based on; longer chains than hosts allow are not followed. */
function chainOf(backing: WireObject | undefined): string[] {
  const chain: string[] = []
  for (let link = backing; link !== undefined && chain.length < 300; link = asObject(link.parent)) {
    const path = asName(link.fileName)
    if (path) chain.push(path)
  }
  return chain
}

type Others = { seen: ObjectContent[]; notAllSeen?: string }

/** The VMs that stay and have something on the datastores of those that go. */
async function readOthers(access: EndpointAccess, own: readonly ObjectContent[]): Promise<Others> {
  const going = new Set<string>(own.map(({ obj }) => obj.value))
  const datastores = new Map<string, MoRef>(
    own.flatMap(({ properties }) => asRefs(properties.get('datastore'))).map((ref) => [ref.value, ref]),
  )
  const holders = await access.retrieve({
    properties: [{ type: 'Datastore', paths: ['vm'] }],
    objects: [...datastores.values()].map((obj) => ({ obj })),
  })
  const others = new Map<string, MoRef>(
    holders
      .flatMap(({ properties }) => asRefs(properties.get('vm')))
      .filter(({ value }) => !going.has(value))
      .map((ref) => [ref.value, ref]),
  )
  if (others.size > mostOthers) {
    return { seen: [], notAllSeen: `${others.size} VMs have files on the same datastores: too many to look at.` }
  }
  const seen = await access.retrieve({
    properties: [{ type: 'VirtualMachine', paths: othersPaths }],
    objects: [...others.values()].map((obj) => ({ obj })),
  })
  const hidden = seen.filter(({ properties }) => !fileNames(properties.get('layoutEx.file'))).length
  const isTold = (content: ObjectContent, path: string) =>
    !content.missing.some((one) => one.path === path) && readWhole(content.properties.get(path) ?? [], readRef)
  const isHidden = !own.every((one) => isTold(one, 'datastore')) || !holders.every((one) => isTold(one, 'vm'))
  if (isHidden || holders.length < datastores.size) {
    return { seen, notAllSeen: 'The host does not say which VMs have files on the same datastore.' }
  }
  if (hidden === 0) return { seen }
  return {
    seen,
    notAllSeen: `The host does not list the files of ${hidden === 1 ? '1 other VM' : `${hidden} other VMs`} there.`,
  }
}

function sharing(access: EndpointAccess, files: readonly VmFile[], others: readonly ObjectContent[]): SharedWith[] {
  const going = new Set(files.map(({ path }) => path))
  return others.flatMap(({ obj, properties }) => {
    const paths = asObjects(properties.get('layoutEx.file'))
      .map(({ name }) => asName(name))
      .filter((path) => path !== undefined && going.has(path) && isDisk(path))
    if (paths.length === 0) return []
    const { name } = shownInventoryName(asName(properties.get('name')) ?? obj.value)
    return [{ key: vmKey(access.connection, obj.value), name, paths: paths.filter((path) => path !== undefined) }]
  })
}

/** VMs of one folder list each other’s logs and the like. */
const isDisk = (path: string) => /\.vmdk$/i.test(path)
