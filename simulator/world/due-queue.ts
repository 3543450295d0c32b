/** Work that falls due at a time; of two pieces due at once, the one that was asked for first goes first. */
export type Due = {
  readonly at: number
  readonly order: number
  readonly fn: () => void
  cancelled: boolean
}

/** What is due, the first of it found without looking at the rest: a binary heap, as thousands of guests may be booting. */
export class DueQueue {
  #heap: Due[] = []

  add(entry: Due): void {
    const heap = this.#heap
    let at = heap.push(entry) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = heap[above]
      if (parent === undefined || isBefore(parent, entry)) break
      heap[at] = parent
      at = above
    }
    heap[at] = entry
  }

  /** The piece due first, taken out; undefined when there is none. */
  take(): Due | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    let at = 0
    for (;;) {
      const left = heap[2 * at + 1]
      const right = heap[2 * at + 2]
      if (left === undefined) break
      const [child, below] = right !== undefined && isBefore(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1]
      if (isBefore(last, child)) break
      heap[at] = child
      at = below
    }
    heap[at] = last
    return first
  }

  clear(): void {
    this.#heap = []
  }
}

export const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)
