import { toConsoleError } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import type { Inventory } from '../inventory/contract'
import { isFault } from '../vsphere/fault'
import { asRefTo, refValue } from '../vsphere/wire-value'
import type { Defining } from './define-vm'
import { checksumOf, readFile, type FileAt } from './folder-http'
import { isEmpty, lookAround } from './look-around'
import { fileManager } from './managers'
import { datastorePath, readPlace, type DatastorePlace } from './place'
import { putWhole } from './save-vmx'
import { moveMethod, placingOf, putInPlace, temporaryPath, type WriteSteps } from './temporary'
import { alreadyThere } from './upload'
import { splitKey } from '@/lib/vsphere/ids'
import type { PathSubject } from '@/lib/runs/subject'

/**
 * Puts the VMX of a definition in its place, and its folder where there is none. It is written under a temporary name and
 * moved to its own only where nothing has that. Rejects with Refused (`exists`, …), VimFault or WireError; nothing of it is
 * there then.
 */
export async function putDefinition({ at, bytes, makesFolder }: Defining, steps: WriteSteps): Promise<void> {
  const temporary = temporaryPath(at.path)
  await steps.writing(temporary, bytes.length, checksumOf(bytes), makesFolder)
  let isPlacing = false
  try {
    if (makesFolder !== undefined) await makeFolder(at, makesFolder)
    await putWhole({ ...at, path: temporary }, bytes)
    await steps.placing(moveMethod)
    isPlacing = true
    await putInPlace(at, temporary, false)
  } catch (error) {
    const placing = isPlacing ? placingOf(error) : 'no'
    if ((await steps.settle({ temporary, isSettled: true, placing })) === 'placed') return
    if (makesFolder !== undefined) await removeWhereEmpty(at.access, at.place, makesFolder)
    throw isFault(error, 'FileAlreadyExists') ? alreadyThere(at) : error
  }
}

async function makeFolder({ access, place }: FileAt, folder: string): Promise<void> {
  const name = datastorePath(place, folder)
  const parameters = { name, datacenter: refValue(place.datacenter), createParentDirectories: false }
  await access.call('MakeDirectory', fileManager(access), parameters).catch((error: unknown) => {
    // Somebody made it meanwhile.
    if (!isFault(error, 'FileAlreadyExists')) throw error
  })
}

/** What was put where for a definition, as its run wrote it down. */
export type PutDefinition = { at: PathSubject; checksum: string; makesFolder?: string | undefined }

/**
 * Takes back what was put in place for a VM that the host has not taken: the VMX where it is still the one that was written
 * and no VM has it, and the folder that was made for it where nothing else is in it. Never rejects.
 * @returns why the VMX may still be there; undefined: it is gone.
 */
export async function takeBack(inventory: Inventory | undefined, put: PutDefinition): Promise<string | undefined> {
  const key = splitKey(put.at.datastore)
  if (!inventory || !key) return 'There is no connection to remove it by.'
  try {
    const access = inventory.access()
    const place = await readPlace(access, key.moid)
    const path = datastorePath(place, put.at.path)
    if ([...inventory.vms.values()].some(({ vmxPath }) => vmxPath === path)) return 'A VM is registered from it.'
    const now = await readFile({ access, place, path: put.at.path }, 4 * 1024 * 1024).catch((error: unknown) => {
      if (toConsoleError(error).code === 'FileNotFound') return undefined
      throw error
    })
    if (now && checksumOf(now) !== put.checksum) return 'Somebody has changed it since.'
    if (now) await remove(access, place, put.at.path)
    if (put.makesFolder !== undefined) await removeWhereEmpty(access, place, put.makesFolder)
    return undefined
  } catch (error) {
    return toConsoleError(error).sentence
  }
}

async function remove(access: EndpointAccess, place: DatastorePlace, path: string): Promise<void> {
  const parameters = { name: datastorePath(place, path), datacenter: refValue(place.datacenter) }
  const task = asRefTo('Task', await access.call('DeleteDatastoreFile_Task', fileManager(access), parameters))
  if (task) await access.endOf(task)
}

/** An empty folder that stays harms nobody. Never rejects. */
async function removeWhereEmpty(access: EndpointAccess, place: DatastorePlace, folder: string): Promise<void> {
  const looked = await lookAround(access, place.ref.value, folder)
  if (isEmpty(looked)) await remove(access, place, folder).catch(() => undefined)
}
