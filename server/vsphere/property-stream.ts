import { setTimeout as pause } from 'node:timers/promises'
import type { MoRef } from '@/lib/vsphere/ids'
import { WireError } from './errors'
import { isFault } from './fault'
import { filterSpecValue, type FilterSpec } from './filter-spec'
import { withKnownPaths } from './retrieve'
import { serviceInstance } from './service-content'
import type { Session } from './session'
import { KnownObjects, versionsRepeat, type StreamFilter, type StreamLife } from './stream-filter'
import type { UpdateSet } from './update-set'
import { waitForUpdates } from './update-wait'
import { asRef, refValue } from './wire-value'

type StreamListener = {
  /** Updates have been told to the filters: a whole update set, or what was read beside it. */
  onSet(): void
  /** Everything that there is has been reported since the stream was last built. */
  onComplete(): void
}

type StreamContent = {
  /** Of what the view of the inventory holds. */
  classes: readonly string[]
  filters: readonly StreamFilter[]
}

const maxRebuilds = 3
const goodbyeMs = 3_000
const maxHasty = 3
const hastyMs = 1_000
const pulseMs = 10_000

/** What one life of the stream has at the server. */
type Built = {
  signal: AbortSignal
  collector: MoRef
  view: MoRef
  /** By the filter's moid. */
  filters: Map<string, { filter: StreamFilter; known: KnownObjects }>
}

/**
 * The one property stream of a connection: a collector of its own, a view of the inventory, a few filters, and one long
 * poll. When the session ends, or the server forgets the collector, everything is built anew.
 */
export class PropertyStream {
  readonly #session: Session
  readonly #content: StreamContent
  readonly #listener: StreamListener
  readonly #stopping = new AbortController()
  #collector: MoRef | undefined
  #views: MoRef[] = []
  /** Each update set has a version of its own. A server that repeats them (vcsim) cannot send a lost one again. */
  #numbersVersions = true

  constructor(session: Session, content: StreamContent, listener: StreamListener) {
    this.#session = session
    this.#content = content
    this.#listener = listener
  }

  /** Runs until `stop`. Rejects with VimFault or WireError when the stream cannot go on. */
  async run(): Promise<void> {
    let rebuilds = 0
    while (!this.#isStopped) {
      const { generation, ended } = this.#session
      const end = new AbortController()
      const signal = AbortSignal.any([this.#stopping.signal, ended, end.signal])
      try {
        const built = await this.#build(signal, end)
        await this.#follow(built, () => {
          rebuilds = 0
        })
      } catch (error) {
        rebuilds += 1
        const goOn = !this.#isStopped && rebuilds <= maxRebuilds && this.#canRebuild(error, generation)
        end.abort()
        // A server that cannot be reached needs no goodbye, and nobody should wait for it.
        if (goOn || this.#isStopped) await this.#tearDown(generation)
        else void this.#tearDown(generation)
        if (this.#isStopped) return
        if (!goOn) throw error
        if (isFault(error, 'NotAuthenticated')) await this.#session.renew(generation)
        continue
      }
      end.abort()
      await this.#tearDown(generation)
    }
  }

  stop(): void {
    this.#stopping.abort(new WireError('closed', 'the stream was stopped'))
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted
  }

  /** The session has ended or the server has lost what we made in it; anything else is the caller's. */
  #canRebuild(error: unknown, generation: number): boolean {
    if (this.#session.generation !== generation) return true
    return isFault(error, 'NotAuthenticated', 'ManagedObjectNotFound', 'RequestCanceled', 'InvalidCollectorVersion')
  }

  async #build(signal: AbortSignal, end: AbortController): Promise<Built> {
    const { content } = this.#session
    if (!content.viewManager) throw new WireError('unsupported-version', 'the server has no view manager')
    this.#collector = this.#session.has('4.1')
      ? asRef(await this.#session.call('CreatePropertyCollector', content.propertyCollector))
      : content.propertyCollector
    const { classes, filters } = this.#content
    const parameters = { container: refValue(content.rootFolder), type: classes, recursive: true }
    const view = asRef(await this.#session.call('CreateContainerView', content.viewManager, parameters))
    const collector = this.#collector
    if (!collector || !view) throw new WireError('not-vsphere', 'the server made no collector or no view')
    this.#views.push(view)
    const built: Built = { signal, collector, view, filters: new Map() }
    const life: StreamLife = {
      session: this.#session,
      signal,
      told: () => this.#listener.onSet(),
      startOver: (because) => end.abort(because),
    }
    for (const comesFirst of [true, false]) {
      const group = filters.filter((filter) => (filter.comesFirst ?? false) === comesFirst)
      await Promise.all(group.map((filter) => this.#create(filter, built, life)))
    }
    return built
  }

  async #create(filter: StreamFilter, { collector, view, filters }: Built, life: StreamLife): Promise<void> {
    const own = await filter.open?.(life)
    if (own) this.#views.push(own)
    const spec = filter.spec(view)
    if (!spec) return
    const created = await this.#createFilter(collector, spec)
    filters.set(created.value, { filter, known: new KnownObjects() })
    filter.onStart?.()
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

  async #follow(built: Built, onProgress: () => void): Promise<void> {
    let version = ''
    let complete = false
    let hasty = 0
    let ahead: Promise<UpdateSet | undefined> | undefined
    while (!this.#isStopped) {
      const asked = performance.now()
      const set = await (ahead ?? this.#next(built, version, complete))
      ahead = undefined
      const isNews = set !== undefined && (set.truncated || set.filters.length > 0)
      hasty = isNews || performance.now() - asked > hastyMs ? 0 : hasty + 1
      // A server that answers at once although nothing happened must not be asked as fast as it can answer.
      if (hasty > maxHasty) await pause(hastyMs, undefined, { signal: built.signal }).catch(() => {})
      if (!set || this.#isStopped) continue
      onProgress()
      if (set.truncated) {
        // The server makes the next page while this one is taken in.
        ahead = this.#next(built, set.version, complete)
        ahead.catch(() => {}) // whoever waits for it hears of it
      }
      const lostCount = deliver(set, built)
      if (!set.truncated && !complete) {
        complete = true
        this.#listener.onComplete()
      }
      this.#listener.onSet()
      if (!/\d/.test(set.version) || (isNews && set.version === version)) this.#numbersVersions = false
      if (lostCount && complete && !this.#numbersVersions) throw versionsRepeat
      version = set.version
      // What is done about the news leaves before the next poll.
      if (!ahead) await this.#session.answersFirst.pass()
    }
  }

  /**
   * A lost answer is asked for again once: a complete version stays good. Where versions mean nothing, what was lost is
   * lost, and only a stream that is built anew tells the truth.
   */
  async #next(built: Built, version: string, complete: boolean): Promise<UpdateSet | undefined> {
    const { collector, signal } = built
    try {
      return await waitForUpdates(this.#session, collector, version, signal)
    } catch (error) {
      if (signal.aborted) throw signal.reason
      const cut = error instanceof WireError && error.code === 'connection-cut'
      if (!cut || !complete) throw error
      await this.#session.call('CurrentTime', serviceInstance, {}, { timeoutMs: pulseMs })
      if (!this.#numbersVersions) throw versionsRepeat
      return waitForUpdates(this.#session, collector, version, signal)
    }
  }

  /** Cleans up at the server while the session is still the one that things were made in. */
  async #tearDown(generation: number): Promise<void> {
    const [collector, views] = [this.#collector, this.#views]
    this.#collector = undefined
    this.#views = []
    if (this.#session.generation !== generation || !collector) return
    const own = collector.value !== this.#session.content.propertyCollector.value
    const options = { signal: AbortSignal.timeout(goodbyeMs) }
    const goodbyes = [
      this.#session.wait(own ? 'DestroyPropertyCollector' : 'CancelWaitForUpdates', collector, {}, options),
      ...views.map((view) => this.#session.wait('DestroyView', view, {}, options)),
    ]
    await Promise.allSettled(goodbyes)
  }
}

/** @returns whether the server has lost count of what it told us. */
function deliver(set: UpdateSet, { filters }: Built): boolean {
  let lostCount = false
  for (const { filter: id, objects } of set.filters) {
    const there = filters.get(id)
    if (!there) continue
    there.filter.onUpdates(objects)
    if (!there.filter.mayRepeat) lostCount = there.known.note(objects) || lostCount
  }
  return lostCount
}
