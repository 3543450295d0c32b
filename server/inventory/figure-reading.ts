import type { Moid, MoRef } from '@/lib/vsphere/ids'

/** Objects of one reading: any number of them is one call, and a page of vCenter's. */
export const objectsAtOnce = 100
/** In this time everything has been read again, however much there is, while somebody may see any of it, */
const roundMs = 60_000
/** and in this time while nobody does, or what is seen is known; */
const unseenRoundMs = 300_000
/** where there is little, a little more often, since hosts renew their figures every 20 s. */
const longestPauseMs = 20_000
const shortestPauseMs = 200
/** What people look at is read so often, what has just come into sight at once, */
const lookedAtMs = 15_000
/** and the one list that tells of tasks which others start. */
const tasksMs = 5_000

type Ports = {
  /** Everything whose figures are known to grow old in silence, in any order that lasts. */
  all: () => readonly MoRef[]
  /** What somebody looks at, of what there is. */
  lookedAt: () => readonly MoRef[]
  /** Told when that has become more. Returns how to stop. */
  onLook: (look: () => void) => () => void
  /** Whether somebody may see any of it. */
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
export function readFiguresAgain(ports: Ports, signal: AbortSignal): void {
  const { all, areListsSeen, taskManager, read } = ports
  const seen = createPortions(ports.lookedAt)
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
  const lookSoon = repeat(
    () => seen.pauseMs(),
    () => seen.due(),
  )
  const stopLooking = ports.onLook(() => seen.isNew() && lookSoon())
  signal.addEventListener('abort', stopLooking)
  if (taskManager) {
    repeat(
      () => tasksMs,
      () => [taskManager],
    )
  }

  /** One reading at a time, and a pause after each. @returns how to make a pause short. */
  function repeat(pauseMs: () => number, objects: () => readonly MoRef[]): () => void {
    let timer: NodeJS.Timeout | undefined
    let isSoon = false
    const wait = (ms: number) => {
      if (signal.aborted) return
      timer = setTimeout(() => {
        timer = undefined
        const due = objects()
        const reading = due.length > 0 ? read(due) : Promise.resolve()
        void reading
          .catch(() => {})
          .then(() => {
            isSoon = false
            wait(pauseMs())
          })
      }, ms).unref()
    }
    signal.addEventListener('abort', () => clearTimeout(timer))
    wait(pauseMs())
    return () => {
      if (timer === undefined || isSoon) return
      isSoon = true
      clearTimeout(timer)
      wait(shortestPauseMs)
    }
  }
}

/** Of what is looked at, what has not been read for a while, or not at all since somebody looks. */
function createPortions(lookedAt: () => readonly MoRef[]) {
  let readAt = new Map<Moid, number>()
  const isNew = () => lookedAt().some(({ value }) => !readAt.has(value))
  return {
    isNew,
    /** As many portions as there are have their turns in the time in which each is read once. */
    pauseMs: () =>
      isNew()
        ? shortestPauseMs
        : Math.max(shortestPauseMs, lookedAtMs / Math.max(1, Math.ceil(lookedAt().length / objectsAtOnce))),
    due(): readonly MoRef[] {
      const objects = lookedAt()
      const now = performance.now()
      const looked = new Set(objects.map(({ value }) => value))
      // What was left a while ago is new when somebody comes back.
      readAt = new Map([...readAt].filter(([value, at]) => looked.has(value) || now - at < lookedAtMs))
      const ageOf = ({ value }: MoRef) => now - (readAt.get(value) ?? -Number.MAX_SAFE_INTEGER)
      // Also those that come into sight between the turns of others are read as often as these.
      const due = objects.filter((obj) => ageOf(obj) >= lookedAtMs / 2).toSorted((a, b) => ageOf(b) - ageOf(a))
      const first = due.slice(0, objectsAtOnce)
      for (const { value } of first) readAt.set(value, now)
      return first
    },
  }
}

/** Who looks at what, as far as is known: pages say what they show, and one of a single VM reads it when it opens. */
export class LookedAt {
  readonly #at = new Map<string, { obj: MoRef; at: number }>()
  readonly #now: () => number
  readonly #listeners = new Set<() => void>()
  #screens: { objects: readonly MoRef[]; at: number } = { objects: [], at: Number.NEGATIVE_INFINITY }
  #listsSeenAt = Number.NEGATIVE_INFINITY

  constructor(now: () => number) {
    this.#now = now
  }

  note(obj: MoRef): void {
    this.#at.delete(obj.value)
    this.#at.set(obj.value, { obj, at: this.#now() })
    this.#tell()
  }

  /** These are on screens now, or any may be. Said again as long as that holds. */
  noteScreens(objects: readonly MoRef[], any: boolean): void {
    // Too many to be read so often one by one.
    const isMuch = objects.length > mostLookedAt
    this.#screens = { objects: isMuch ? [] : objects, at: this.#now() }
    if (any || isMuch) this.#listsSeenAt = this.#now()
    this.#tell()
  }

  #tell(): void {
    for (const look of this.#listeners) look()
  }

  /** Told whenever something is noted. Returns how to stop. */
  onLook(look: () => void): () => void {
    this.#listeners.add(look)
    return () => this.#listeners.delete(look)
  }

  areListsSeen(): boolean {
    return this.#now() - this.#listsSeenAt < screensRememberedMs
  }

  /** Each once: what was read by itself first, the latest before others, then what else is on screens. */
  objects(): MoRef[] {
    for (const [key, { at }] of this.#at) if (this.#now() - at > rememberedMs) this.#at.delete(key)
    const read = [...this.#at.values()].map(({ obj }) => obj).reverse()
    const { objects, at } = this.#screens
    if (this.#now() - at >= screensRememberedMs) return read
    return [...read, ...objects.filter(({ value }) => !this.#at.has(value))]
  }
}

const rememberedMs = 5 * 60_000
const screensRememberedMs = 20_000
/** On screens at once: ten calls in a quarter of a minute. */
const mostLookedAt = 1_000
