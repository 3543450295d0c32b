import type { ApiVersion } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import type { DataObject, Ref } from '../vim25/value'
import { quirksOf } from '../world/quirks'
import type { Change, World } from '../world/world'
import { Filter, nothingSeen, type Pending } from './filter'
import type { CompiledSpec } from './filter-spec'
import { PageAhead, type Page } from './page-ahead'
import type { Sight } from './sight'
import type { Lookup } from './traversal'

/** How many versions back a client may ask again, in case a reply was lost. */
const versionsKept = 32

/** How long a wait without maxWaitSeconds is held: the limit that hosts set by policy. */
const longestWaitMs = 30 * 60_000

export type WaitLimits = {
  /** 0 polls; undefined waits as long as policy allows. */
  readonly maxWaitMs: number | undefined
  readonly maxObjects: number | undefined
}

/** What a version string stands for. A truncated reply leaves a rest that can be fetched once. */
type Position = {
  readonly seen: number
  readonly rest?: readonly Pending[]
  /** Where the whole of a truncated reply ends. */
  readonly upTo?: number
}

type Waiter = {
  readonly wake: () => void
  readonly cancel: () => void
}

/** A PropertyCollector of one session: its filters, its versions and at most one blocked wait. */
export class Collector {
  readonly ref: Ref
  readonly filters = new Map<string, Filter>()
  readonly #world: World
  readonly #sight: Sight
  readonly #lookup: Lookup
  readonly #versions = new Map<string, Position>()
  readonly #ahead = new PageAhead()
  #issued = 0
  #seq = 0
  #waiter: Waiter | undefined
  #checking = false

  constructor(ref: Ref, world: World, lookup: Lookup, sight: Sight) {
    this.ref = ref
    this.#world = world
    this.#lookup = lookup
    this.#sight = sight
  }

  addFilter(ref: Ref, spec: CompiledSpec, partialUpdates: boolean): Filter {
    const filter = new Filter(ref, spec, partialUpdates, {
      lookup: this.#lookup,
      next: () => ++this.#seq,
      sight: this.#sight,
      isSilent: () => !quirksOf(this.#world).tellsSilentProperties,
    })
    this.filters.set(ref.key, filter)
    this.#wake()
    return filter
  }

  removeFilter(ref: Ref): boolean {
    if (!this.filters.delete(ref.key)) return false
    this.#ahead.drop()
    return true
  }

  /** A change in the world or in the session. */
  note(change: Change): void {
    if (this.filters.size === 0) return
    this.#ahead.note(change)
    for (const filter of this.filters.values()) filter.note(change)
    this.#wake()
  }

  /** CancelWaitForUpdates, also when the collector or its session ends. */
  cancel(): void {
    this.#ahead.drop()
    this.#waiter?.cancel()
  }

  /** Makes what follows a truncated reply before it is asked for. What is told is the same without; what fails will fail again then. */
  prepare(version: string): void {
    const position = this.#versions.get(version)
    const pending = position?.rest
    if (position === undefined || pending === undefined || this.#sight.isLimited()) return
    try {
      this.#ahead.make(position, pending, this.#seq, ({ maxObjects, version: of }) =>
        this.#page(position, pending, maxObjects, of),
      )
    } catch {
      this.#ahead.drop()
    }
  }

  /**
   * The UpdateSet after a version ('' for everything), waiting for one if need be; undefined when the time is up.
   * A second wait takes the place of the first, which ends with RequestCanceled. Throws InvalidCollectorVersion.
   */
  async wait(
    from: string,
    limits: WaitLimits,
    version: ApiVersion,
    signal: AbortSignal,
  ): Promise<DataObject | undefined> {
    const position = this.#position(from)
    this.#waiter?.cancel()
    const ready = this.#collect(position, limits.maxObjects, version)
    if (ready !== undefined || limits.maxWaitMs === 0) return ready
    return new Promise((resolve, reject) => {
      const finish = (end: () => void): void => {
        if (this.#waiter === waiter) this.#waiter = undefined
        stopTimer()
        signal.removeEventListener('abort', giveUp)
        end()
      }
      const giveUp = (): void => finish(() => reject(new SimFault('RequestCanceled')))
      const waiter: Waiter = {
        cancel: giveUp,
        wake: () => {
          try {
            const news = this.#collect(position, limits.maxObjects, version)
            if (news !== undefined) finish(() => resolve(news))
          } catch (error) {
            finish(() => reject(error instanceof Error ? error : new Error(String(error))))
          }
        },
      }
      const stopTimer = this.#world.clock.wait(limits.maxWaitMs ?? longestWaitMs, () =>
        finish(() => resolve(undefined)),
      )
      signal.addEventListener('abort', giveUp)
      this.#waiter = waiter
      if (signal.aborted) giveUp()
    })
  }

  /** Changes of one turn of the event loop are told together. */
  #wake(): void {
    if (this.#waiter === undefined || this.#checking) return
    this.#checking = true
    setImmediate(() => {
      this.#checking = false
      this.#waiter?.wake()
    })
  }

  #position(from: string): Position {
    if (from === '') return { seen: nothingSeen }
    const position = this.#versions.get(from)
    if (position === undefined) throw new SimFault('InvalidCollectorVersion')
    return position
  }

  #collect(from: Position, maxObjects: number | undefined, version: ApiVersion): DataObject | undefined {
    for (const filter of this.filters.values()) filter.settle()
    const pending = from.rest ?? this.#news(from.seen)
    const upTo = from.upTo ?? this.#seq
    if (from.rest !== undefined) this.#spend(from)

    const ahead = this.#ahead.take({ position: from, maxObjects, version })
    const ready = this.#sight.isLimited() ? undefined : ahead
    const { filterSet, dealtWith } = ready ?? this.#page(from, pending, maxObjects, version)
    if (from.rest === undefined && Array.isArray(filterSet) && filterSet.length === 0) return undefined

    const rest = pending.slice(dealtWith)
    const truncated = rest.length > 0
    const position = truncated ? { seen: from.seen, rest, upTo } : { seen: upTo }
    const next = this.#issue(position)
    if (truncated) this.#ahead.follow({ position, maxObjects, version })
    return { version: next, filterSet, truncated: truncated ? true : undefined }
  }

  /** Changes nothing. */
  #page(from: Position, pending: readonly Pending[], maxObjects: number | undefined, version: ApiVersion): Page {
    const objectSets = new Map<Filter, DataObject[]>()
    const most = maxObjects ?? pending.length
    let sent = 0
    let at = 0
    for (; at < pending.length && sent < most; at++) {
      const item = pending[at]
      if (item === undefined || !this.filters.has(item.filter.ref.key)) continue
      const update = item.filter.update(item.ref, from.seen, version)
      if (update === undefined) continue
      const list = objectSets.get(item.filter)
      if (list === undefined) objectSets.set(item.filter, [update])
      else list.push(update)
      sent++
    }
    const missing =
      from.seen === nothingSeen && from.rest === undefined ? this.#missing() : new Map<Filter, DataObject[]>()
    const filterSet = [...new Set([...objectSets.keys(), ...missing.keys()])].map((filter) => ({
      filter: filter.ref,
      objectSet: objectSets.get(filter) ?? [],
      missingSet: missing.get(filter) ?? [],
    }))
    return { filterSet, dealtWith: at }
  }

  #news(seen: number): readonly Pending[] {
    return [...this.filters.values()].flatMap((filter) => filter.since(seen).map((ref) => ({ filter, ref })))
  }

  /** Start objects that are not there, for filters that want to be told. */
  #missing(): ReadonlyMap<Filter, DataObject[]> {
    const missing = new Map<Filter, DataObject[]>()
    for (const filter of this.filters.values()) {
      if (!filter.spec.reportMissing) continue
      const gone = filter.spec.starts.filter(({ ref }) => this.#lookup(ref) === undefined)
      if (gone.length === 0) continue
      const fault = (obj: Ref): DataObject => new SimFault('ManagedObjectNotFound', { obj }).localized()
      missing.set(
        filter,
        gone.map(({ ref }) => ({ obj: ref, fault: fault(ref) })),
      )
    }
    return missing
  }

  #issue(position: Position): string {
    const text = String(++this.#issued)
    this.#versions.set(text, position)
    for (const old of this.#versions.keys()) {
      if (this.#versions.size <= versionsKept) break
      this.#versions.delete(old)
    }
    const oldest = Math.min(...[...this.#versions.values()].map(({ seen }) => seen))
    for (const filter of this.filters.values()) filter.forget(oldest)
    return text
  }

  /** The version of a truncated reply can be used once. */
  #spend(position: Position): void {
    for (const [text, known] of this.#versions) if (known === position) this.#versions.delete(text)
  }
}
