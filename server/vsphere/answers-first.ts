import { setImmediate as nextTurn } from 'node:timers/promises'

/** In the first what has happened is decided about, in the second the record of that leaves for the disk. */
const turnsForOthers = 2
/** A slow disk does not keep what else happens at the host from being told. */
const longestMs = 20

/**
 * What Andon asks of a host on its own, such as the next update set, lets the answers to what was told before leave first: a VM
 * stands still until it has its own, and a host may do one thing after the other.
 */
export class AnswersFirst {
  readonly #coming = new Set<Promise<void>>()

  /** An answer is decided, and leaves once it is on the disk. @returns to be called when it has left, or does not leave. */
  expect(): () => void {
    let resolve = () => {}
    const left = new Promise<void>((done) => (resolve = done))
    this.#coming.add(left)
    return () => {
      this.#coming.delete(left)
      resolve()
    }
  }

  /**
   * Resolves when whoever acts on what has just been told has had its turn, and the answers that were decided in it have left;
   * after 20 ms in any case.
   */
  async pass(): Promise<void> {
    for (let turn = 0; turn < turnsForOthers; turn += 1) await nextTurn()
    if (this.#coming.size === 0) return
    let timer: NodeJS.Timeout | undefined
    const tooLong = new Promise((resolve) => (timer = setTimeout(resolve, longestMs)))
    await Promise.race([Promise.all(this.#coming), tooLong])
    clearTimeout(timer)
  }
}
