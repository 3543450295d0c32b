import type { Moid } from '@/lib/vsphere/ids'
import { toConsoleError } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import { isFault } from '../vsphere/fault'
import { browseDatastore } from './browse'

/** What is in a folder now, by stored name, with its size where that is told; not whole where some of it cannot be read. */
export type Looked =
  | { is: 'there'; entries: ReadonlyMap<string, number | undefined>; isWhole: boolean }
  | { is: 'absent' }
  | { is: 'not-known'; because: string }

/** Whether nothing is in it; what cannot be read is something. */
export const isEmpty = (looked: Looked): boolean => looked.is === 'there' && looked.isWhole && looked.entries.size === 0

/** Whether it may be among what cannot be read of the folder. */
export const mayBeUnread = (looked: Looked, name: string): boolean =>
  looked.is === 'there' && !looked.isWhole && !looked.entries.has(name)

/** Looks what is in a folder, by its stored path, and whether it is there. Never rejects. */
export async function lookAround(access: EndpointAccess, datastore: Moid, folder: string): Promise<Looked> {
  try {
    const { entries, unread } = await browseDatastore(access, datastore, folder, [])
    return {
      is: 'there',
      entries: new Map(entries.map(({ storedName, sizeBytes }) => [storedName, sizeBytes])),
      isWhole: unread === undefined,
    }
  } catch (error) {
    if (isFault(error, 'FileNotFound')) return { is: 'absent' }
    return { is: 'not-known', because: toConsoleError(error).sentence }
  }
}
