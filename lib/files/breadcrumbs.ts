import { readDatastoreItem } from '../names/datastore-item'
import type { Breadcrumb } from './datastore-entry'

/** The folders that lead to a stored path, the folder itself last; the root is not among them. */
export function breadcrumbs(folder: string): Breadcrumb[] {
  const steps = folder.split('/').filter((step) => step !== '')
  return steps.map((step, index) => ({
    name: readDatastoreItem(step).name,
    folder: steps.slice(0, index + 1).join('/'),
  }))
}

/** The stored path of an entry of a folder. */
export const pathIn = (folder: string, storedName: string): string =>
  folder === '' ? storedName : `${folder}/${storedName}`

/** The folder that a folder or file lies in; empty for the root. */
export const parentFolder = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0))
