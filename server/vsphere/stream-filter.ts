import type { MoRef } from '@/lib/vsphere/ids'
import { VimFault } from './errors'
import type { FilterSpec } from './filter-spec'
import type { Session } from './session'
import type { ObjectUpdate } from './update-set'

/** One filter of the stream. It outlives sessions: whenever the stream is built anew, so is the filter. */
export type StreamFilter = {
  /** Made before the others, so that its content is told before theirs. */
  comesFirst?: boolean
  /**
   * Makes at the server the view that the filter starts from, if it has one of its own.
   * @returns that view, which is destroyed when the life is over. Rejects with VimFault or WireError.
   */
  open?(life: StreamLife): Promise<MoRef | undefined>
  /** What to watch; undefined for nothing. `view` holds every object of the stream's classes. */
  spec(view: MoRef): FilterSpec | undefined
  /** Told when the filter exists: what follows is the full present state. */
  onStart?(): void
  onUpdates(updates: readonly ObjectUpdate[]): void
  /** Its content is of our own making, so objects that come again are no sign of a server that has lost count. */
  mayRepeat?: boolean
}

/** The time from one building of the stream to the next, in which what was made at the server lasts. */
export type StreamLife = {
  readonly session: Session
  /** Aborted when the life is over. */
  readonly signal: AbortSignal
  /** Says that updates were told that came in no update set. */
  told(): void
  /** Ends the life, because the server will not do what it has done before. */
  startOver(because: VimFault): void
}

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
