import type { Moid } from '@/lib/vsphere/ids'
import { toConsoleError } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import { isFault } from '../vsphere/fault'
import { browseDatastore } from './browse'

/** What is in a folder now, by stored name, with its size where that is told. */
export type Looked =
  | { is: 'there'; entries: ReadonlyMap<string, number | undefined> }
  | { is: 'absent' }
  | { is: 'not-known'; because: string }

/** Looks what is in a folder, by its stored path, and whether it is there. Never rejects. */
export async function lookAround(access: EndpointAccess, datastore: Moid, folder: string): Promise<Looked> {
  try {
    const { entries } = await browseDatastore(access, datastore, folder, [])
    return { is: 'there', entries: new Map(entries.map(({ storedName, sizeBytes }) => [storedName, sizeBytes])) }
  } catch (error) {
    if (isFault(error, 'FileNotFound')) return { is: 'absent' }
    return { is: 'not-known', because: toConsoleError(error).sentence }
  }
}
