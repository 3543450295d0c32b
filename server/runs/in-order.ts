/** Work that is done one piece after the other, as it came. */
export type InOrder = {
  /** Adds a piece. It looks after its own failures: what it rejects with stops nothing. */
  add(work: () => Promise<unknown>): void
  /** Resolves when everything added so far is done, and what was added meanwhile. */
  settled(): Promise<void>
}

export function createInOrder(): InOrder {
  let tail: Promise<unknown> = Promise.resolve()
  return {
    add(work) {
      tail = tail.then(work).catch(() => {})
    },
    async settled() {
      let seen: Promise<unknown> | undefined
      while (seen !== tail) {
        seen = tail
        await seen
      }
    },
  }
}
