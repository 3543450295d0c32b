import { mostScreenBytes, type PlainPng } from '@/lib/screen/plain-png'
import { directoryOf, splitDatastorePath } from '@/lib/names/datastore-path'
import { moRef, type Moid } from '@/lib/vsphere/ids'
import { Refused } from '../errors/console-error'
import { plainPath, readFile, type FileAt } from '../files/folder-http'
import { removeTemporary } from '../files/temporary'
import { readVmxPlace } from '../files/vmx-place'
import type { EndpointAccess } from '../inventory/access'
import { WireError } from '../vsphere/errors'
import { asRefTo, asText } from '../vsphere/wire-value'
import { checkedPicture } from './read-screen'

/** `left`: the file is still there, and why. */
export type Screenshot = { png: PlainPng; left?: { file: string; because: string } }

/**
 * The guest's screen by CreateScreenshot_Task, as libvirt's way is without /screen: the host writes a picture beside the VM, it
 * is read through /folder and removed, also when it cannot be read or is none. Rejects with Refused, VimFault or WireError.
 */
export async function takeScreenshot(access: EndpointAccess, vm: Moid): Promise<Screenshot> {
  const { at } = await readVmxPlace(access, vm, [])
  const task = asRefTo('Task', await access.call('CreateScreenshot_Task', moRef('VirtualMachine', vm)))
  if (!task) throw new WireError('not-vsphere', 'CreateScreenshot_Task returned no task')
  const file = besideVmx(at, asText(await access.endOf(task)))
  let bytes: Buffer
  try {
    bytes = await readFile(file, mostScreenBytes)
  } catch (error) {
    await removeTemporary(file, file.path, { isSettled: true })
    throw error
  }
  const cleared = await removeTemporary(file, file.path, { isSettled: true })
  const png = checkedPicture(bytes)
  return cleared.is === 'left' ? { png, left: { file: plainPath(file), because: cleared.because } } : { png }
}

/**
 * Where the host says that it wrote. It is read, and deleted, only if that is a picture in the VM's own directory: the word of
 * a host must not have Andon delete anything else.
 */
function besideVmx(vmx: FileAt, path: string | undefined): FileAt {
  const split = splitDatastorePath(path ?? '', [vmx.place.storedName])
  const isBeside =
    split.ok &&
    split.datastore === vmx.place.storedName &&
    directoryOf(split.path) === directoryOf(vmx.path) &&
    /[^/]\.png$/i.test(split.path)
  if (isBeside) return { ...vmx, path: split.path }
  throw new Refused({
    blame: 'vsphere',
    code: 'no-picture',
    sentence: 'The host wrote the picture to a place that Andon does not touch. It may still be there.',
    ...(path !== undefined && { raw: path }),
  })
}
