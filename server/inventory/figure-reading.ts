import type { MoRef } from '@/lib/vsphere/ids'

/** Objects of one reading: any number of them is one call, and a page of vCenter's. */
export const objectsAtOnce = 100
/** In this time everything has been read again, however much there is, while somebody looks at its lists, */
const roundMs = 60_000
/** and in this time while nobody does; */
const unseenRoundMs = 300_000
/** where there is little, a little more often, since hosts renew their figures every 20 s. */
const longestPauseMs = 20_000
const shortestPauseMs = 200
/** What people look at is read so often, */
const lookedAtMs = 15_000
/** and the one list that tells of tasks which others start. */
const tasksMs = 5_000

type Ports = {
  /** Everything whose figures are known to grow old in silence, in any order that lasts. */
  all: () => readonly MoRef[]
  /** What somebody looks at. Of more than `objectsAtOnce`, the first count. */
  lookedAt: () => readonly MoRef[]
  /** Whether somebody looks at lists of it. */
  areListsSeen: () => boolean
  /** What lists the tasks that others start; undefined where the server has no such thing. */
  taskManager: MoRef | undefined
  /** Reads the silent properties of these and takes them in. What it rejects with, the stream finds out as well. */
  read: (objects: readonly MoRef[]) => Promise<void>
}

/**
 * Real servers do not tell changes of some properties, such as the use of CPU and memory: they are read again, in portions
 * with pauses in between, so that a server with 20,000 VMs is asked as evenly as one with twenty. Ends with the signal.
 */
export function readFiguresAgain({ all, lookedAt, areListsSeen, taskManager, read }: Ports, signal: AbortSignal): void {
  let next = 0

  function portion(objects: readonly MoRef[]): readonly MoRef[] {
    if (next >= objects.length) next = 0
    const from = next
    next += objectsAtOnce
    return objects.slice(from, next)
  }

  function pauseFor(count: number): number {
    const round = areListsSeen() ? roundMs : unseenRoundMs
    return Math.max(shortestPauseMs, Math.min(longestPauseMs, round / Math.max(1, Math.ceil(count / objectsAtOnce))))
  }

  repeat(
    () => pauseFor(all().length),
    () => portion(all()),
  )
  repeat(
    () => lookedAtMs,
    () => lookedAt().slice(0, objectsAtOnce),
  )
  if (taskManager) {
    repeat(
      () => tasksMs,
      () => [taskManager],
    )
  }

  /** One reading at a time, and a pause after each. */
  function repeat(pauseMs: () => number, objects: () => readonly MoRef[]): void {
    if (signal.aborted) return
    const stop = () => clearTimeout(timer)
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      const due = objects()
      const reading = due.length > 0 ? read(due) : Promise.resolve()
      void reading.catch(() => {}).then(() => repeat(pauseMs, objects))
    }, pauseMs()).unref()
    signal.addEventListener('abort', stop)
  }
}

/** Who looks at what, as far as readings tell: a page reads what it shows when it opens and whenever that changes. */
export class LookedAt {
  readonly #at = new Map<string, { obj: MoRef; at: number }>()
  readonly #now: () => number
  #listsSeenAt = Number.NEGATIVE_INFINITY

  constructor(now: () => number) {
    this.#now = now
  }

  note(obj: MoRef): void {
    this.#at.delete(obj.value)
    this.#at.set(obj.value, { obj, at: this.#now() })
  }

  /** Somebody has its lists on a screen now. Said again as long as that holds. */
  noteLists(): void {
    this.#listsSeenAt = this.#now()
  }

  areListsSeen(): boolean {
    return this.#now() - this.#listsSeenAt < listsRememberedMs
  }

  /** The latest first. */
  objects(): MoRef[] {
    for (const [key, { at }] of this.#at) if (this.#now() - at > rememberedMs) this.#at.delete(key)
    return [...this.#at.values()].map(({ obj }) => obj).reverse()
  }
}

const rememberedMs = 5 * 60_000
const listsRememberedMs = 20_000
