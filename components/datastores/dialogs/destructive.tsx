import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import { formatBytes } from '@/lib/format/quantity'
import type { Result } from '@/lib/result'
import type { Confirmation } from '../../ui/confirm'
import { deleteWords } from './delete-words'

type Run = () => Promise<Result<unknown>>

/** The question before something is deleted: names, sizes, and who may need it. */
export function deleteConfirmation(
  entries: readonly DatastoreEntry[],
  folder: readonly DatastoreEntry[],
  run: Run,
): Confirmation {
  const { title, lost, names, more, warning } = deleteWords(entries, folder)
  return {
    title,
    tone: 'destructive',
    verb: 'Delete',
    keep: entries.length === 1 ? 'Keep it' : 'Keep them',
    run,
    effect: (
      <>
        <p className="wrap-anywhere">{lost}</p>
        {names.length > 0 && (
          <ul className="mt-2 max-h-48 list-disc overflow-y-auto pl-5 text-sm wrap-anywhere">
            {names.map((name) => (
              <li key={name} className="whitespace-pre-wrap">
                {name}
              </li>
            ))}
            {more > 0 && <li>and {more} more</li>}
          </ul>
        )}
        {warning && <p className="mt-2 font-medium text-fail-text wrap-anywhere">{warning}</p>}
      </>
    ),
  }
}

/** The question before every block of a disk is overwritten. */
export function wipeConfirmation({ name, disk }: Pick<DatastoreEntry, 'name' | 'disk'>, run: Run): Confirmation {
  const size = disk?.capacityBytes === undefined ? '' : ` (${formatBytes(disk.capacityBytes, { whole: true })})`
  return {
    title: `Wipe ${name}?`,
    tone: 'destructive',
    verb: 'Wipe disk',
    keep: 'Keep the data',
    run,
    effect: (
      <p className="wrap-anywhere">
        Every block of the disk{size} is overwritten with zeros. Partitions, file systems and everything that guests
        have written are lost and cannot be brought back. The disk itself stays, at its full size: a thin one takes all
        of its space then.
      </p>
    ),
  }
}
