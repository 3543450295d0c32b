import type { FileRequest } from '@/lib/files/file-request'
import type { CopyRequest } from '@/lib/files/vm-copy'
import { readDatastorePath, splitDatastorePath } from '@/lib/names/datastore-path'
import { failed, type Result } from '@/lib/result'
import type { Actor } from '@/lib/runs/actor'
import { checkRunRequest } from '@/lib/runs/check-run-request'
import type { RunRequest } from '@/lib/runs/verb'
import { vmCan } from '@/lib/runs/vm-can'
import type { RunId } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { lookAt } from '../files/look-at'
import { readVmFiles } from '../files/read-vm-files'
import { prepareVmCopy } from '../files/copy-vm'
import type { Inventory } from '../inventory/contract'
import type { OwnRuns } from './own-runs'
import { vmCopy } from './vm-copy'

/** What of a press on a VM is looked at before its run begins. */

/** What takes the VM away says where its files lay, for who looks for them. */
export function withPlace(request: RunRequest, { vmxPath }: Pick<VmView, 'vmxPath'>): RunRequest {
  if ((request.verb !== 'unregister' && request.verb !== 'destroy') || vmxPath === undefined) return request
  return { ...request, vmxPath }
}

/**
 * What is looked at before a run about a VM begins, and why it does not then. Undefined where nothing speaks against it, or
 * where nobody can tell.
 */
export async function whyNotBegun(
  inventory: Pick<Inventory, 'access' | 'datastores'>,
  vm: VmView,
  request: RunRequest,
): Promise<Result<never> | undefined> {
  if (request.verb === 'destroy') return whyNotDeleted(inventory, vm, request)
  const image = imageOf(request)
  return image === undefined ? undefined : whyNoImage(inventory, image)
}

/** VMs that stay would lose disks, and nobody has said that this is meant. */
async function whyNotDeleted(
  inventory: Pick<Inventory, 'access'>,
  vm: VmView,
  request: Extract<RunRequest, { verb: 'destroy' }>,
): Promise<Result<never> | undefined> {
  if (request.deleteSharedDisks === true || !checkRunRequest(request, vm).ok) return undefined
  const read = await readVmFiles(inventory.access(), [vm.moid]).catch(() => [])
  const shared = read.flatMap(({ sharedWith }) => sharedWith)
  if (shared.length === 0) return undefined
  const told = shared.map(
    ({ name, paths }) => `"${name}" uses ${paths.map((path) => readDatastorePath(path)).join(', ')}`,
  )
  const more = told.length > mostNamed ? `, and ${told.length - mostNamed} more VMs use some` : ''
  return failed({
    blame: 'ours',
    code: 'disks-shared',
    sentence: `Disks of other VMs would be deleted too: ${told.slice(0, mostNamed).join('; ')}${more}. Nothing was deleted.`,
    wayOut: 'If they are meant to go too, delete it again; scripts say deleteSharedDisks=true then.',
  })
}

/** So many VMs fit into a sentence. */
const mostNamed = 5

/** The path of the image that a request puts into a drive, of a VM that is there or of one that is to be made. */
export function imageOf(request: RunRequest | FileRequest): string | undefined {
  if ('do' in request) return request.do === 'createVm' ? request.vm.isoPath : undefined
  if (request.verb !== 'addDrive' && request.verb !== 'editDrive') return undefined
  return request.media?.is === 'file' ? request.media.path : undefined
}

/**
 * Why an image cannot be put into a drive: it is not where it was chosen. A host takes such a path of a VM that is off without
 * a word, and the VM starts without its medium. Undefined where it is there, or where nobody can tell.
 */
export async function whyNoImage(
  inventory: Pick<Inventory, 'access' | 'datastores'>,
  path: string,
): Promise<Result<never> | undefined> {
  const names = [...inventory.datastores.values()].map(({ storedName }) => storedName)
  const split = splitDatastorePath(path, names)
  // Two datacenters may each have a datastore of one name.
  const [datastore, ...more] = [...inventory.datastores.values()].filter(
    ({ storedName }) => split.ok && storedName === split.datastore,
  )
  if (!split.ok || !datastore || more.length > 0) return undefined
  const seen = await lookAt(inventory.access(), datastore.moid, split.path).catch(() => undefined)
  if (seen?.is !== 'absent') return undefined
  return failed({
    blame: 'ours',
    code: 'image-gone',
    sentence: `${readDatastorePath(path)} is not there. Nothing was changed.`,
    wayOut: 'Choose another image.',
  })
}

/**
 * Begins a copy by the disks, which is several calls. Rejects with Refused, VimFault or WireError of what speaks against it
 * before anything was begun.
 */
export async function beginCopy(
  own: Pick<OwnRuns, 'begin'>,
  inventory: Inventory,
  vm: VmView,
  request: CopyRequest,
  actor: Actor,
): Promise<Result<{ run: RunId }>> {
  const verdict = vmCan('copy', vm, { connectionLive: true, server: inventory.endpointKind })
  if (!verdict.ok) return failed({ blame: 'ours', code: 'not-possible', sentence: verdict.because })
  const copy = await prepareVmCopy(inventory, vm.moid, request)
  const subjects = [{ kind: 'vm', key: vm.key, name: vm.name }, copy.subject] as const
  return own.begin({ connection: inventory.id, kind: 'vmCopy', subjects, request, actor }, vmCopy(copy))
}
