import { splitDatastorePath } from '../names/datastore-path'
import { checkDatastorePath } from '../names/name-checks'
import { datastoreOfVolumePath, type StoredVolume } from '../names/volume-path'
import { messageId, type VmQuestion } from '../vsphere/question'

/** Questions that ask what to do with an output file that is there already. */
const aboutFile: ReadonlySet<string> = new Set(['msg.serial.file.open', 'msg.parallel.file.open'])

/** What is known of a file that a question would keep or erase. `modifiedAt`: ISO 8601, our clock. */
export type QuestionFile = { bytes: number; modifiedAt?: string }

/**
 * Where the file lies that a question found there: by the path that the host quotes. Undefined where it asks something
 * else, or where not exactly one datastore can be meant: none is better than the size of another file.
 */
export function fileAskedAbout<One extends StoredVolume>(
  question: Pick<VmQuestion, 'text' | 'messages'>,
  datastores: readonly One[],
): { datastore: One; path: string } | undefined {
  if (!aboutFile.has(messageId(question) ?? '')) return undefined
  const quoted = /["“]([^"“”]+)["”]/u.exec(question.text)?.[1] ?? question.messages.find(({ args }) => args[0])?.args[0]
  const at = quoted === undefined ? undefined : (datastoreOfVolumePath(quoted, datastores) ?? named(quoted, datastores))
  if (!at || at.path === '' || at.path.endsWith('/') || !checkDatastorePath(at).ok) return undefined
  return at
}

function named<One extends StoredVolume>(text: string, datastores: readonly One[]) {
  const split = splitDatastorePath(
    text,
    datastores.map(({ storedName }) => storedName),
  )
  if (!split.ok) return undefined
  const [datastore, ...others] = datastores.filter(
    ({ name, storedName }) => storedName === split.datastore || name === split.datastore,
  )
  return datastore && others.length === 0 ? { datastore, path: split.path } : undefined
}
