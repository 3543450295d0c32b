import { parentFolder, type EntryKind } from '@/lib/files/datastore-entry'
import { formatBytes } from '@/lib/format/quantity'
import type { Moid } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { EndpointAccess } from '../inventory/access'
import { isFault } from '../vsphere/fault'
import { browseDatastore } from './browse'

/** What is at a path now. `changedAt`: in our clock, in ms since the epoch; absent where the clock of the host is not known. */
export type SeenAt = { is: 'absent' } | { is: 'there'; kind: EntryKind; sizeBytes?: number; changedAt?: number }

/** Looks at a file or folder by its stored path. Rejects with Refused, VimFault or WireError. */
export async function lookAt(access: EndpointAccess, datastore: Moid, path: string): Promise<SeenAt> {
  const folder = parentFolder(path)
  try {
    const { entries, clock } = await browseDatastore(access, datastore, folder, [])
    const storedName = path.slice(folder.length).replace(/^\//, '')
    const entry = entries.find((one) => one.storedName === storedName)
    if (!entry) return { is: 'absent' }
    const changed = clock === 'ours' ? Date.parse(entry.modifiedAt ?? '') : Number.NaN
    return {
      is: 'there',
      kind: entry.kind,
      ...withoutUndefined({
        sizeBytes: entry.sizeBytes,
        changedAt: Number.isNaN(changed) ? undefined : changed,
      }),
    }
  } catch (error) {
    // Nor is what it would lie in.
    if (isFault(error, 'FileNotFound')) return { is: 'absent' }
    throw error
  }
}

/** Hosts round to seconds, and two clocks are read one after the other. */
const slackMs = 5_000

/** Whether it was changed after a time, in ms since the epoch; undefined where the host does not say when it was. */
export const isChangedSince = (seen: SeenAt, since: number): boolean | undefined =>
  seen.is === 'there' && seen.changedAt !== undefined ? seen.changedAt >= since - slackMs : undefined

/** `It is there, 4.2 GB, changed since.` */
export function seenSentence(seen: SeenAt, since: number): string {
  if (seen.is === 'absent') return 'It is not there now.'
  const size = seen.sizeBytes === undefined ? '' : `, ${formatBytes(seen.sizeBytes)}`
  const changed = isChangedSince(seen, since)
  return `It is there now${size}${changed === undefined ? '' : changed ? ', changed since' : ', not changed since'}.`
}
