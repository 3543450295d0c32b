import type { ConnectionId, Moid, QuestionKey } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { fileAskedAbout, type QuestionFile } from '@/lib/runs/question-file'
import { asksTheSame } from '@/lib/vsphere/same-question'
import type { Inventory } from '../inventory/contract'

/** Reads a file of a datastore; rejects as calls to a host do. */
export type ReadFile = (inventory: Inventory, datastore: Moid, path: string) => Promise<QuestionFile | undefined>

/**
 * The files that questions found where they wanted to write: how large each is. Read beside the question, one at a time
 * for a connection, and never waited for. What could not be read is not said.
 */
export type QuestionFiles = {
  /**
   * What is known of it so far; the first look at a question lets it be read.
   * @param isForPeople false while it is about to be answered without them: then nothing is read.
   */
  of(key: QuestionKey, question: VmQuestion, inventory: Inventory, isForPeople: boolean): QuestionFile | undefined
  forget(key: QuestionKey): void
}

type Entry = { question: VmQuestion; file?: QuestionFile }

/** More would be a flood of searches at the worst moment: a datastore that comes back lets a hundred VMs ask. */
const mostWaiting = 20

export function createQuestionFiles(options: {
  read: ReadFile
  /** What is known of the file of this question is different. */
  onRead: (key: QuestionKey) => void
}): QuestionFiles {
  const { read, onRead } = options
  const entries = new Map<QuestionKey, Entry>()
  const queues = new Map<ConnectionId, { waiting: number; tail: Promise<void> }>()

  async function readNow(key: QuestionKey, entry: Entry, inventory: Inventory): Promise<void> {
    const at = fileAskedAbout(entry.question, [...inventory.datastores.values()])
    if (!at || entries.get(key) !== entry) return
    const file = await read(inventory, at.datastore.moid, at.path).catch(() => undefined)
    if (!file || entries.get(key) !== entry) return
    entry.file = file
    onRead(key)
  }

  function begin(key: QuestionKey, entry: Entry, inventory: Inventory): void {
    const queue = queues.get(inventory.id) ?? { waiting: 0, tail: Promise.resolve() }
    if (queue.waiting >= mostWaiting) return
    queue.waiting += 1
    queue.tail = queue.tail.then(() => readNow(key, entry, inventory)).finally(() => (queue.waiting -= 1))
    queues.set(inventory.id, queue)
  }

  return {
    of(key, question, inventory, isForPeople) {
      const known = entries.get(key)
      if (known && asksTheSame(known.question, question)) return known.file
      if (!isForPeople) return undefined
      // Its datastores are told before its questions, so what cannot be placed now is no file that we know.
      if (!fileAskedAbout(question, [...inventory.datastores.values()])) return undefined
      const entry: Entry = { question }
      entries.set(key, entry)
      begin(key, entry, inventory)
      return undefined
    },
    forget: (key) => void entries.delete(key),
  }
}
