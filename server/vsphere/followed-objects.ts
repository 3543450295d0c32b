import type { Moid, MoRef } from '@/lib/vsphere/ids'
import { VimFault } from './errors'
import { isFault } from './fault'
import { leaving, readNow } from './retrieve'
import type { FilterSpec } from './filter-spec'
import type { StreamFilter, StreamLife } from './stream-filter'
import type { ObjectUpdate } from './update-set'
import { asRef, asRefs, refValue } from './wire-value'

type Options = {
  /** The class of the objects, and what is watched of each. */
  type: string
  paths: readonly string[]
  /** The objects that are to be followed now. */
  members: () => ReadonlyMap<Moid, MoRef>
  /** `reading`: they were read beside the stream, and may be newer than what it has told. */
  onUpdates: (updates: readonly ObjectUpdate[], from: 'stream' | 'reading') => void
}

type AtServer = {
  life: StreamLife
  /** Undefined where the server has no list views, or would not change this one. */
  view: MoRef | undefined
  /** What the view holds. */
  listed: Set<Moid>
  /** Members that the server does not know, so that they are not asked for again and again. */
  unknown: Set<Moid>
  /** Of which something was told. */
  heard: Set<Moid>
  /** Of which the stream says that they have left, and which are asked for. */
  doubted: Set<Moid>
  isBusy: boolean
  reading: NodeJS.Timeout | undefined
}

type Change = { add: MoRef[]; remove: Moid[] }

/** A server takes a list of any length; a request of any length it does not. */
const portion = 200
/** Some servers report what is new in a view only with the next change: then it is read directly. */
const unheardMs = 300
const tryAgainMs = 1_000
/** Where the server has no list views, everything is read so often. */
const rereadMs = 2_000

/**
 * Objects that are followed for a while each, such as tasks: one ListView and one filter for all of them, however many
 * they are. `update` brings the view up to date with `members`; those that the server does not know are told as having
 * left. One that is no longer a member may be told as having left, too.
 *
 * This is also the place that makes do without: where a server refuses list views, or what is asked of one, the members
 * are read every 2 s.
 */
export class FollowedObjects implements StreamFilter {
  readonly mayRepeat = true
  readonly #options: Options
  #at: AtServer | undefined

  constructor(options: Options) {
    this.#options = options
  }

  async open(life: StreamLife): Promise<MoRef | undefined> {
    const view = await createListView(life)
    const sets = { listed: new Set<Moid>(), unknown: new Set<Moid>(), heard: new Set<Moid>(), doubted: new Set<Moid>() }
    const at: AtServer = { life, view, ...sets, isBusy: false, reading: undefined }
    this.#at = at
    await this.#bringUpToDate(at).catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      at.view = undefined
    })
    if (!at.view) this.#readLater(at, unheardMs)
    return view
  }

  spec(): FilterSpec | undefined {
    const view = this.#at?.view
    if (!view) return undefined
    const { type, paths } = this.#options
    const objects = [{ obj: view, skip: true, traverse: [{ type: 'ListView', path: 'view' }] }]
    return { properties: [{ type, paths }], objects }
  }

  /** That one which is still followed has left is not believed before the server was asked for it: vcsim says so when it is not. */
  onUpdates(updates: readonly ObjectUpdate[]): void {
    const at = this.#at
    const members = this.#options.members()
    // It may be told before the server's reply that it is listed.
    const isDoubtful = ({ kind, obj }: ObjectUpdate) => kind === 'leave' && members.has(obj.value)
    this.#take(
      updates.filter((update) => !isDoubtful(update)),
      'stream',
    )
    const doubtful = updates.filter(isDoubtful)
    if (!at || doubtful.length === 0) return
    for (const { obj } of doubtful) {
      at.heard.delete(obj.value)
      at.doubted.add(obj.value)
    }
    this.#readLater(at, unheardMs)
  }

  #take(updates: readonly ObjectUpdate[], from: 'stream' | 'reading'): void {
    for (const { obj } of updates) this.#at?.heard.add(obj.value)
    this.#options.onUpdates(updates, from)
  }

  /** Follows what has become a member, and lets go what is none any more. */
  update(): void {
    const at = this.#at
    if (!at || at.life.signal.aborted) return
    this.#bringUpToDate(at).then(
      () => this.#readLater(at, unheardMs),
      (error: unknown) => {
        if (at.life.signal.aborted) return
        // The poll finds out what is wrong with the connection; it may also be one request that was lost.
        if (!(error instanceof VimFault)) return void setTimeout(() => this.update(), tryAgainMs).unref()
        if (!isRefusal(error)) return at.life.startOver(error)
        at.view = undefined
        this.#readLater(at, unheardMs)
      },
    )
  }

  /** Whoever is at it already sees what has changed meanwhile. */
  async #bringUpToDate(at: AtServer): Promise<void> {
    if (at.isBusy) return
    at.isBusy = true
    try {
      await at.life.session.answersFirst.pass()
      for (let change = this.#changeOf(at); change; change = this.#changeOf(at)) {
        if (at.life.signal.aborted) return
        await this.#modify(at, change)
      }
    } finally {
      at.isBusy = false
    }
  }

  #changeOf({ listed, unknown }: AtServer): Change | undefined {
    const members = this.#options.members()
    const isNew = ({ value }: MoRef) => !listed.has(value) && !unknown.has(value)
    const add = [...members.values()].filter(isNew).slice(0, portion)
    const remove = [...listed].filter((moid) => !members.has(moid)).slice(0, portion)
    return add.length + remove.length > 0 ? { add, remove } : undefined
  }

  async #modify(at: AtServer, change: Change): Promise<void> {
    const { life, listed, unknown, heard } = at
    const { gone, isDone } = await this.#send(at, change)
    if (life.signal.aborted) return
    for (const { value } of gone) unknown.add(value)
    for (const { value } of isDone ? change.add : []) if (!unknown.has(value)) listed.add(value)
    for (const moid of isDone ? change.remove : []) {
      listed.delete(moid)
      heard.delete(moid)
    }
    if (gone.length > 0) this.#tell(at, gone.map(leaving))
    // Whoever has taken it out may ask for it again.
    const members = this.#options.members()
    for (const moid of unknown) if (!members.has(moid)) unknown.delete(moid)
  }

  /** @returns what the server does not know: most name it in their reply, others refuse the whole because of it. */
  async #send({ life, view }: AtServer, { add, remove }: Change): Promise<{ gone: MoRef[]; isDone: boolean }> {
    if (!view) return { gone: [], isDone: true }
    const { type } = this.#options
    const parameters = { add: add.map(refValue), remove: remove.map((value) => refValue({ type, value })) }
    try {
      return { gone: asRefs(await life.session.call('ModifyListView', view, parameters)), isDone: true }
    } catch (error) {
      const named = isFault(error, 'ManagedObjectNotFound') ? asRef(error.fields.obj)?.value : undefined
      const gone = add.filter(({ value }) => value === named)
      if (gone.length === 0) throw error
      return { gone, isDone: false }
    }
  }

  #tell(at: AtServer, updates: readonly ObjectUpdate[]): void {
    this.#take(updates, 'reading')
    at.life.told()
  }

  #readLater(at: AtServer, ms: number): void {
    if (at.reading !== undefined || this.#unheard(at).length === 0) return
    at.reading = setTimeout(() => {
      void this.#read(at).catch(() => {
        // A failed read leaves it to the stream to tell, but for what that has told.
        if (at.doubted.size > 0 && !at.life.signal.aborted) this.#readLater(at, tryAgainMs)
      })
    }, ms).unref()
  }

  async #read(at: AtServer): Promise<void> {
    const { life, view } = at
    const { type, paths } = this.#options
    try {
      const due = this.#unheard(at)
      if (life.signal.aborted || due.length === 0) return
      const objects = due.map((obj) => ({ obj }))
      const updates = await readNow(life.session, { properties: [{ type, paths }], objects })
      if (life.signal.aborted) return
      this.#listAgain(at, updates)
      this.#tell(at, updates)
    } finally {
      at.reading = undefined
      if (!life.signal.aborted && !view) this.#readLater(at, rereadMs)
    }
  }

  /** The list of the server has lost those that are there all the same. */
  #listAgain(at: AtServer, updates: readonly ObjectUpdate[]): void {
    const lost = updates.filter(({ kind, obj }) => at.doubted.delete(obj.value) && kind !== 'leave')
    for (const { obj } of lost) at.listed.delete(obj.value)
    if (lost.length > 0) this.update()
  }

  /** Members of which nothing was told; without a view nothing ever is. */
  #unheard({ view, listed, heard }: AtServer): MoRef[] {
    const members = [...this.#options.members().values()]
    return members.filter(({ value }) => !view || (listed.has(value) && !heard.has(value)))
  }
}

/** @returns undefined where the server has no list views. */
async function createListView({ session }: StreamLife): Promise<MoRef | undefined> {
  const { viewManager } = session.content
  if (!viewManager) return undefined
  try {
    return asRef(await session.call('CreateListView', viewManager))
  } catch (error) {
    if (!isRefusal(error)) throw error
    return undefined
  }
}

/** The server would not do it, and nothing else is wrong. */
const isRefusal = (error: unknown): boolean =>
  error instanceof VimFault && !isFault(error, 'ManagedObjectNotFound', 'NotAuthenticated', 'RequestCanceled')
