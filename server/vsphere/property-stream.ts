import { setTimeout as pause } from 'node:timers/promises'
import { moRef, type MoRef } from '@/lib/vsphere/ids'
import { VimFault, WireError } from './errors'
import { isFault } from './fault'
import { goneObject, leaving, readNow } from './filter-content'
import { filterSpecValue, type FilterSpec } from './filter-spec'
import { KnownObjects, versionsRepeat } from './known-objects'
import { withKnownPaths } from './retrieve'
import { serviceInstance } from './service-content'
import type { Session } from './session'
import type { ObjectUpdate, UpdateSet } from './update-set'
import { waitForUpdates } from './update-wait'
import { asRef, refValue } from './wire-value'

/** One filter of the stream. It outlives sessions: whenever the stream is built anew, so is the filter. */
export type StreamFilter = {
  /** Made before the others, so that its content is told before theirs. */
  comesFirst?: boolean
  /** What to watch now; undefined for nothing. `view` holds every object of the stream's classes. */
  spec(view: MoRef): FilterSpec | undefined
  /** The filter starts anew: what follows is the full present state. */
  onStart?(): void
  onUpdates(updates: readonly ObjectUpdate[]): void
}

export type StreamListener = {
  /** The handlers of an update set have all been called. */
  onSet(): void
  /** Everything that there is has been reported since the stream was last built. */
  onComplete(): void
}

/** Some servers report a new filter's content only with the next change: then it is read directly. */
const initialContentMs = 300
const maxRebuilds = 3
const goodbyeMs = 3_000
const maxHasty = 3
const hastyMs = 1_000
const pulseMs = 10_000

type Live = { filter: StreamFilter; spec: FilterSpec; id: string; reported: boolean; known: KnownObjects }

/**
 * The one property stream of a connection: a collector of its own, a view of the inventory, any number of filters, and
 * one long poll. When the session ends, or the server forgets the collector, everything is built anew.
 */
export class PropertyStream {
  readonly #session: Session
  readonly #classes: readonly string[]
  readonly #listener: StreamListener
  readonly #filters = new Set<StreamFilter>()
  /** Filters that exist at the server, by moid. */
  readonly #live = new Map<string, Live>()
  /** Updates of filters whose creation has not been answered yet. */
  readonly #early = new Map<string, ObjectUpdate[]>()
  #creating = 0
  #collector: MoRef | undefined
  #view: MoRef | undefined
  #poll = new AbortController()
  #stopped = false
  /** Each update set has a version of its own. A server that repeats them (vcsim) cannot send a lost one again. */
  #numbersVersions = true

  constructor(session: Session, classes: readonly string[], listener: StreamListener) {
    this.#session = session
    this.#classes = classes
    this.#listener = listener
  }

  /** Watches one thing more, until the returned function is called. */
  add(filter: StreamFilter): () => void {
    this.#filters.add(filter)
    if (this.#collector) void this.#createLater(filter)
    return () => {
      this.#filters.delete(filter)
      for (const live of this.#live.values()) if (live.filter === filter) void this.#destroy(live)
    }
  }

  /** Runs until `stop`. Rejects with VimFault or WireError when the stream cannot go on. */
  async run(): Promise<void> {
    this.#session.onRenewed = () => this.#poll.abort(new WireError('connection-cut', 'the session was renewed'))
    this.#session.onEnded = (error) => this.#poll.abort(error)
    let rebuilds = 0
    while (!this.#stopped) {
      const generation = this.#session.generation
      try {
        await this.#build()
        await this.#follow(() => {
          rebuilds = 0
        })
      } catch (error) {
        rebuilds += 1
        const goOn = !this.#stopped && rebuilds <= maxRebuilds && this.#canRebuild(error, generation)
        // A server that cannot be reached needs no goodbye, and nobody should wait for it.
        if (goOn || this.#stopped) await this.#tearDown(generation)
        else void this.#tearDown(generation)
        if (this.#stopped) return
        if (!goOn) throw error
        if (isFault(error, 'NotAuthenticated')) await this.#session.renew(generation)
        continue
      }
      await this.#tearDown(generation)
    }
  }

  stop(): void {
    this.#stopped = true
    this.#poll.abort(new WireError('closed', 'the stream was stopped'))
  }

  /** The session has ended or the server has lost what we made in it; anything else is the caller's. */
  #canRebuild(error: unknown, generation: number): boolean {
    if (this.#session.generation !== generation) return true
    return isFault(error, 'NotAuthenticated', 'ManagedObjectNotFound', 'RequestCanceled', 'InvalidCollectorVersion')
  }

  async #build(): Promise<void> {
    const { content } = this.#session
    this.#poll = new AbortController()
    if (!content.viewManager) throw new WireError('unsupported-version', 'the server has no view manager')
    const collector = this.#session.has('4.1')
      ? asRef(await this.#session.call('CreatePropertyCollector', content.propertyCollector))
      : content.propertyCollector
    const parameters = { container: refValue(content.rootFolder), type: this.#classes, recursive: true }
    this.#view = asRef(await this.#session.call('CreateContainerView', content.viewManager, parameters))
    this.#collector = collector
    const filters = [...this.#filters]
    for (const comesFirst of [true, false]) {
      const group = filters.filter((filter) => (filter.comesFirst ?? false) === comesFirst)
      await Promise.all(group.map((filter) => this.#create(filter)))
    }
  }

  async #follow(onProgress: () => void): Promise<void> {
    let version = ''
    let complete = false
    let hasty = 0
    while (!this.#stopped) {
      const asked = performance.now()
      const set = await this.#next(version, complete)
      const isNews = set !== undefined && (set.truncated || set.filters.length > 0)
      hasty = isNews || performance.now() - asked > hastyMs ? 0 : hasty + 1
      // A server that answers at once although nothing happened must not be asked as fast as it can answer.
      if (hasty > maxHasty) await pause(hastyMs, undefined, { signal: this.#poll.signal }).catch(() => {})
      if (!set || this.#stopped) continue
      onProgress()
      const lostCount = this.#deliver(set)
      if (!set.truncated && !complete) {
        complete = true
        this.#listener.onComplete()
      }
      this.#listener.onSet()
      if (!/\d/.test(set.version) || (isNews && set.version === version)) this.#numbersVersions = false
      if (lostCount && complete && !this.#numbersVersions) throw versionsRepeat
      version = set.version
    }
  }

  /**
   * A lost answer is asked for again once: a complete version stays good. Where versions mean nothing, what was lost is
   * lost, and only a stream that is built anew tells the truth.
   */
  async #next(version: string, complete: boolean): Promise<UpdateSet | undefined> {
    try {
      return await this.#wait(version)
    } catch (error) {
      if (this.#poll.signal.aborted) throw this.#poll.signal.reason
      const cut = error instanceof WireError && error.code === 'connection-cut'
      if (!cut || !complete) throw error
      await this.#session.call('CurrentTime', serviceInstance, {}, { timeoutMs: pulseMs })
      if (!this.#numbersVersions) throw versionsRepeat
      return this.#wait(version)
    }
  }

  #wait(version: string): Promise<UpdateSet | undefined> {
    return waitForUpdates(this.#session, this.#needCollector(), version, this.#poll.signal)
  }

  /** @returns whether the server has lost count of what it told us. */
  #deliver(set: UpdateSet): boolean {
    let lostCount = false
    for (const { filter: id, objects } of set.filters) {
      const live = this.#live.get(id)
      if (live) {
        live.reported = true
        live.filter.onUpdates(objects)
        lostCount = live.known.note(objects) || lostCount
      } else if (this.#creating > 0) {
        this.#early.set(id, [...(this.#early.get(id) ?? []), ...objects])
      }
    }
    return lostCount
  }

  async #createLater(filter: StreamFilter): Promise<void> {
    const generation = this.#session.generation
    try {
      const live = await this.#create(filter)
      if (live && !live.reported) this.#readInitialContentLater(live)
    } catch (error) {
      // The poll finds out for itself what is wrong with the connection; a filter that the server will not make
      // while all is well would be missed silently, so the stream starts over and fails where it is seen.
      if (this.#session.generation === generation && error instanceof VimFault) this.#poll.abort(error)
    }
  }

  async #create(filter: StreamFilter): Promise<Live | undefined> {
    const collector = this.#needCollector()
    const spec = this.#view && filter.spec(this.#view)
    if (!spec) return undefined
    this.#creating += 1
    let created: MoRef | undefined
    try {
      created = await this.#createFilter(collector, spec)
    } catch (error) {
      const gone = goneObject(error, spec)
      if (!gone) throw error
      filter.onUpdates([leaving(gone)])
    } finally {
      this.#creating -= 1
    }
    // Without the object that is gone: the filter has been told and asks for less now.
    if (!created) return this.#create(filter)
    if (this.#collector !== collector) return undefined
    const live: Live = { filter, spec, id: created.value, reported: false, known: new KnownObjects() }
    if (!this.#filters.has(filter)) {
      await this.#destroy(live)
      return undefined
    }
    this.#live.set(live.id, live)
    filter.onStart?.()
    this.#deliverEarly(live)
    return live
  }

  async #createFilter(collector: MoRef, spec: FilterSpec): Promise<MoRef> {
    const reportMissing = this.#session.has('4.1')
    return withKnownPaths(spec, async (known) => {
      const parameters = { spec: filterSpecValue(known, reportMissing), partialUpdates: false }
      const created = asRef(await this.#session.call('CreateFilter', collector, parameters))
      if (!created) throw new WireError('not-vsphere', 'CreateFilter returned no filter')
      return created
    })
  }

  #deliverEarly(live: Live): void {
    const early = this.#early.get(live.id)
    if (this.#creating === 0) this.#early.clear()
    else this.#early.delete(live.id)
    if (!early) return
    live.reported = true
    live.filter.onUpdates(early)
    this.#listener.onSet()
  }

  #readInitialContentLater(live: Live): void {
    const superseded = () => live.reported || this.#live.get(live.id) !== live || this.#stopped
    const read = async () => {
      if (superseded()) return
      const updates = await readNow(this.#session, live.spec)
      if (superseded()) return
      live.filter.onUpdates(updates)
      this.#listener.onSet()
    }
    // A failed read leaves it to the stream to tell.
    setTimeout(() => void read().catch(() => {}), initialContentMs).unref()
  }

  async #destroy(live: Live): Promise<void> {
    this.#live.delete(live.id)
    // It may be gone with its collector already.
    await this.#session.call('DestroyPropertyFilter', moRef('PropertyFilter', live.id)).catch(() => {})
  }

  /** Cleans up at the server while the session is still the one that things were made in. */
  async #tearDown(generation: number): Promise<void> {
    const [collector, view] = [this.#collector, this.#view]
    this.#collector = undefined
    this.#view = undefined
    this.#live.clear()
    this.#early.clear()
    if (this.#session.generation !== generation || !collector) return
    const own = collector.value !== this.#session.content.propertyCollector.value
    const options = { signal: AbortSignal.timeout(goodbyeMs) }
    const goodbyes = [
      this.#session.wait(own ? 'DestroyPropertyCollector' : 'CancelWaitForUpdates', collector, {}, options),
      ...(view ? [this.#session.wait('DestroyView', view, {}, options)] : []),
    ]
    await Promise.allSettled(goodbyes)
  }

  #needCollector(): MoRef {
    if (!this.#collector) throw new WireError('connection-cut', 'the stream is being built')
    return this.#collector
  }
}
