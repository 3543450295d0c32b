import { splitDatastorePath } from '@/lib/names/datastore-path'
import type { DatastoreView } from '@/lib/live/host-view'
import type { LiveTables } from '@/lib/live/live-state'
import type { QuestionView } from '@/lib/live/question-view'

/** Message ids and texts of questions that are about a full datastore. */
const aboutSpace = /outofspace|nospace|no more space|not enough (?:free )?space|insufficient (?:disk )?space/i

/**
 * For a question about missing space: the datastore of the VM's own folder, where its disks and its swap file lie unless
 * somebody has put them elsewhere.
 */
export function questionDatastore(question: QuestionView, tables: LiveTables): DatastoreView | undefined {
  if (!aboutSpace.test(question.messageId ?? '') && !aboutSpace.test(question.text)) return undefined
  const place = splitDatastorePath(tables.vms[question.vm]?.vmxPath ?? '')
  if (!place.ok) return undefined
  const found = Object.values(tables.datastores).filter(
    ({ connection, storedName }) => connection === question.connection && storedName === place.datastore,
  )
  // Two datacenters may each have one of that name: better none than the wrong one.
  return found.length === 1 ? found[0] : undefined
}
