import type { Journal } from '../journal/journal'
import { createInOrder } from './in-order'

type Entry = Parameters<Journal['append']>[0]

const mostUnwritten = 1_000

/**
 * Writes one entry after the other. What could not be written is written before the next: a disk that is full is so for a
 * while. The oldest are given up when there are too many.
 */
export function createKeptRecord(options: { journal: Pick<Journal, 'append'>; onFailure: (error: unknown) => void }): {
  write(entry: Entry): void
  settled(): Promise<void>
} {
  const { journal, onFailure } = options
  const writing = createInOrder()
  const unwritten: Entry[] = []
  return {
    write(entry) {
      writing.add(async () => {
        unwritten.push(entry)
        if (unwritten.length > mostUnwritten) unwritten.shift()
        try {
          for (let [first] = unwritten; first; [first] = unwritten) {
            await journal.append(first)
            unwritten.shift()
          }
        } catch (error) {
          onFailure(error)
        }
      })
    },
    settled: () => writing.settled(),
  }
}
