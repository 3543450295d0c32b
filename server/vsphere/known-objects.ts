import { VimFault } from './errors'
import type { ObjectUpdate } from './update-set'

/**
 * The objects that a filter has reported and not taken back. A server that reports one of them as new has lost count of
 * what it told us (vcsim does when the view behind a filter changes), and with it of what has gone in the meantime.
 */
export class KnownObjects {
  readonly #ids = new Set<string>()

  /** @returns whether an object came that was here already. */
  note(updates: readonly ObjectUpdate[]): boolean {
    let lostCount = false
    for (const { kind, obj } of updates) {
      const id = `${obj.type}:${obj.value}`
      if (kind === 'leave') this.#ids.delete(id)
      else if (kind === 'enter') {
        lostCount ||= this.#ids.has(id)
        this.#ids.add(id)
      }
    }
    return lostCount
  }
}

/** Why a stream starts over although the server did not ask for it. */
export const versionsRepeat = new VimFault({
  type: 'InvalidCollectorVersion',
  message: 'The server gives every update set the same version, so one that was lost cannot be asked for again.',
  chain: [],
})
