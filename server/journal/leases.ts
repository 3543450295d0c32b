import type { Subject } from '@/lib/runs/subject'
import type { Statement } from './database'
import { conflicts, keysOf, type LeaseKey } from './lease-keys'

/** What is held, for those who want it too: `Power on` of these. */
export type Held = { readonly label: string; readonly subjects: readonly Subject[] }

/**
 * What somebody wants to be the only one to do, in all processes. `name`: what is held by name (a run that has its
 * number, an answer, a duty). `lasting`: when its holder is gone, somebody takes it over; else it is over then.
 */
export type Wanted = Held & { name?: string; lasting: boolean }

/** Something that this process alone does, until it gives it back, is found to be gone, or the lease is lost. */
export type Lease = {
  readonly name: string | undefined
  /**
   * Whether it is surely held at this moment. Never while the database has not been heard of for too long: then another
   * process may have it already.
   */
  isHeld(): boolean
  /** Resolves when it is surely held, with true, or has been lost. Waits while that is not known. */
  sure(): Promise<boolean>
  /**
   * A statement that fails a batch of the journal when another has the lease, so that nobody writes what is not theirs any
   * more. @param run the name that the lease has from now on: of the run that this batch begins.
   */
  fence(run?: string): Statement | undefined
  /** The same, of the batch that ends what it was taken for: with that, its subjects may be taken by others. */
  lastFence(): Statement | undefined
  /** Its subjects may be taken by others; the lease itself stays. */
  free(): void
  /** Gives it back. Nothing happens when it has been lost. */
  release(): void
  /** Called once, when another has taken it, or nobody knows of it any more. */
  onLost(listener: () => void): void
}

/** `name`: of the lease that is in the way. */
export type Taken = { is: 'taken'; lease: Lease } | { is: 'held'; by: Held; name?: string; subject?: Subject }

/** Leases that came to this process without its asking: their holder is gone. */
export type Inherited = { lease: Lease & { readonly name: string }; held: Held }

/**
 * Who does what, where several processes work on one database; with one process, everything is its own. Only the
 * database's clock decides when a process is taken for gone.
 */
export type Leases = {
  /** Whether other processes may work on the same database. */
  readonly areShared: boolean
  /** Whether no other process lived when this one began, so that nobody has looked after anything for a while. */
  readonly beganAlone: boolean
  /** Milliseconds since the epoch, by the clock that all processes share. */
  now(): number
  /** Takes all of what is wanted, or nothing and says who holds some of it. Rejects when the database does not answer. */
  take(wanted: Wanted): Promise<Taken>
  /** Of these, takes what nobody has by its name; what others hold of its subjects does not matter. */
  adopt(wanted: readonly (Wanted & { name: string })[]): Promise<Inherited[]>
  /** Hears what is taken over of others who are gone. */
  onInherited(listener: (inherited: readonly Inherited[]) => void): () => void
  /** Hears that something may have been left without a holder: what is unfinished has to be looked through. */
  onAbandoned(listener: () => void): () => void
  /** Whether this process is surely not taken for gone by the others. */
  isAlive(): boolean
  /** How many this process holds now, as far as it knows. */
  heldCount(): number
  close(): Promise<void>
}

/** The subject of those held that is in the way of one that is wanted. */
export const subjectInTheWay = (by: Held, wanted: Held): Subject | undefined => {
  const keys = keysOf(wanted.subjects)
  return by.subjects.find((subject) => anyConflict(keysOf([subject]), keys))
}

const anyConflict = (some: readonly LeaseKey[], others: readonly LeaseKey[]): boolean =>
  some.some((one) => others.some((other) => one.key === other.key && conflicts(one.mode, other.mode)))
