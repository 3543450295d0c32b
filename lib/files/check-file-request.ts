import { assertNever } from '../assert-never'
import { checkDatastoreItem, checkDatastorePath, checkInventoryName, type NameVerdict } from '../names/name-checks'
import { checkGrownSize } from './disk-use'
import type { Destination, FileRequest } from './file-request'
import { checkNewVm } from './new-vm'

const fine: NameVerdict = { ok: true }
const no = (because: string): NameVerdict => ({ ok: false, because })

/** Says whether a request means something that a datastore can do, before anything is sent. Forms ask here too. */
export function checkFileRequest(request: FileRequest): NameVerdict {
  switch (request.do) {
    case 'makeFolder':
      return first(checkFolder(request.folder), checkDatastoreItem(request.name))
    case 'move':
    case 'copy':
    case 'cloneDisk':
      return first(checkItemPath(request.path), checkDestination(request.to), checkNotInside(request))
    case 'delete':
      return checkItemPath(request.path)
    case 'wipeDisk':
      return first(checkItemPath(request.path), checkDiskPath(request.path))
    case 'growDisk':
      return first(
        checkItemPath(request.path),
        checkDiskPath(request.path),
        checkGrownSize(request.capacityBytes, undefined),
      )
    case 'createDisk':
      return first(
        checkFolder(request.folder),
        checkDatastoreItem(request.name),
        request.capacityBytes % 1024 === 0 ? fine : no('The size of a disk is a whole number of KB.'),
      )
    case 'registerVm':
    case 'defineVm':
      return first(
        checkItemPath(request.path),
        /\.vmt?x$/i.test(request.path) ? fine : no('Only a configuration file, which ends in .vmx, can be registered.'),
        request.name === undefined ? fine : checkInventoryName(request.name),
      )
    case 'createVm':
      return checkNewVm(request.name, request.vm)
    default:
      return assertNever(request, 'file request')
  }
}

const first = (...verdicts: NameVerdict[]): NameVerdict => verdicts.find((verdict) => !verdict.ok) ?? fine

/** A stored folder path; empty for the root. */
export const checkFolder = (folder: string): NameVerdict =>
  folder === '' ? fine : checkDatastorePath({ path: folder })

/** A stored path of one file or folder, not the root. */
export function checkItemPath(path: string): NameVerdict {
  if (path === '' || path.endsWith('/')) return no('The root of a datastore is not a file or folder in it.')
  return checkDatastorePath({ path })
}

const checkDiskPath = (path: string) => (/\.vmdk$/i.test(path) ? fine : no('A virtual disk ends in .vmdk.'))

const checkDestination = ({ folder, name }: Destination) =>
  first(checkFolder(folder), name === undefined ? fine : checkDatastoreItem(name))

/** The host would say so too, with less words. */
function checkNotInside({ path, to }: { path: string; to: Destination }): NameVerdict {
  if (to.datastore !== undefined) return fine
  const isInside = to.folder === path || to.folder.startsWith(`${path}/`)
  return isInside ? no('A folder cannot go into itself.') : fine
}
