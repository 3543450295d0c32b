import { isDeepStrictEqual } from 'node:util'
import type { Moid, MoRef } from '@/lib/vsphere/ids'
import type { WireValue } from '../vsphere/wire-value'
import type { MissingProperty, ObjectUpdate } from '../vsphere/update-set'
import { applyChange, type Properties } from './properties'

export type TableRow = {
  readonly obj: MoRef
  properties: Properties
  /** Of what was asked for, what the server would not tell. What is in neither has no value. */
  missing: ReadonlySet<string>
  /** When its use of CPU and memory was told or read last (ISO 8601); undefined: not since there is contact. */
  figuresAt: string | undefined
  /** False: contact was lost, and the row has not been seen since. */
  isCurrent: boolean
  /** Grows whenever a property changes that is not volatile. */
  detailVersion: number
}

/** The objects of one class with their raw properties, and which of them changed since `takeChanged`. */
export class ObjectTable {
  readonly rows = new Map<Moid, TableRow>()
  readonly #volatile: ReadonlySet<string>
  readonly #silent: ReadonlySet<string>
  readonly #now: () => string
  readonly #changed = new Set<Moid>()
  /** Rows of which nothing but the figures has been read anew. */
  readonly #figures = new Set<Moid>()
  /** Rows not seen yet since the stream was built anew. */
  #unseen = new Set<Moid>()
  #objects: readonly MoRef[] | undefined

  /**
   * @param volatile changes of these do not mean that an object's own page must be read again.
   * @param silent servers need not tell changes of these.
   */
  constructor(now: () => string, volatile: ReadonlySet<string> = new Set(), silent: ReadonlySet<string> = new Set()) {
    this.#now = now
    this.#volatile = volatile
    this.#silent = silent
  }

  /** Every object; the same list for as long as none comes or goes. */
  get objects(): readonly MoRef[] {
    return (this.#objects ??= [...this.rows.values()].map(({ obj }) => obj))
  }

  /** The full present state follows. */
  start(): void {
    this.#unseen = new Set(this.rows.keys())
  }

  /** The full present state has been told: what was not in it does not exist any more. */
  complete(): void {
    for (const moid of this.#unseen) this.#remove(moid)
    this.#unseen.clear()
  }

  apply({ kind, obj, changes, missing: untold }: ObjectUpdate): void {
    if (kind === 'leave') return this.#remove(obj.value)
    this.#unseen.delete(obj.value)
    const row = this.rows.get(obj.value)
    if (!row) this.#objects = undefined
    const before = row?.properties ?? new Map()
    // An object that enters is told whole: what is not in it has become unset.
    const after: Properties = kind === 'enter' ? new Map() : new Map(before)
    for (const change of changes) applyChange(after, change)
    const missing = nowMissing(kind === 'enter' ? undefined : row?.missing, changes, untold)
    for (const path of missing) after.delete(path)
    const hasFigures = changes.some(({ name }) => name.startsWith(figures))
    const isDetail = !row?.isCurrent || differ(before, after, this.#volatile)
    const detailVersion = (row?.detailVersion ?? 0) + (isDetail ? 1 : 0)
    const figuresAt = hasFigures ? this.#now() : row?.figuresAt
    this.rows.set(obj.value, { obj, properties: after, missing, figuresAt, isCurrent: true, detailVersion })
    this.#changed.add(obj.value)
  }

  /** Takes in what was read beside the stream: the silent properties of one object, all of them. */
  refresh(obj: MoRef, read: ReadonlyMap<string, WireValue>): void {
    const row = this.rows.get(obj.value)
    // The stream says what there is; a reading may be older than its news.
    if (!row?.isCurrent) return
    let isMore = false
    for (const path of this.#silent) {
      const value = read.get(path)
      if (!path.startsWith(figures)) isMore ||= !isDeepStrictEqual(value, row.properties.get(path))
      if (value === undefined) row.properties.delete(path)
      else row.properties.set(path, value)
    }
    row.figuresAt = this.#now()
    ;(isMore ? this.#changed : this.#figures).add(obj.value)
  }

  /** Nothing in the table is known to be so any more. */
  distrust(): void {
    for (const [moid, row] of this.rows) {
      row.isCurrent = false
      row.figuresAt = undefined
      this.#changed.add(moid)
    }
  }

  /** What the row looks like depends on something else that changed. */
  touch(moid: Moid, isDetail = false): void {
    const row = this.rows.get(moid)
    if (!row) return
    if (isDetail) row.detailVersion += 1
    this.#changed.add(moid)
  }

  /** `figures`: those of which nothing else is to be looked at. */
  takeChanged(): { whole: Moid[]; figures: Moid[] } {
    const whole = [...this.#changed]
    const figures = [...this.#figures].filter((moid) => !this.#changed.has(moid) && this.rows.has(moid))
    this.#changed.clear()
    this.#figures.clear()
    return { whole, figures }
  }

  #remove(moid: Moid): void {
    this.#unseen.delete(moid)
    if (!this.rows.delete(moid)) return
    this.#objects = undefined
    this.#changed.add(moid)
  }
}

/** Where the use of CPU and memory stands. That something else of the object is told says nothing of its age. */
const figures = 'summary.quickStats'

const noneMissing: ReadonlySet<string> = new Set()

function nowMissing(
  before: ReadonlySet<string> = noneMissing,
  changes: ObjectUpdate['changes'],
  untold: readonly MissingProperty[],
): ReadonlySet<string> {
  if (before.size === 0 && untold.length === 0) return noneMissing
  const missing = new Set(before)
  for (const { name } of changes) missing.delete(name)
  for (const { path } of untold) missing.add(path)
  return missing
}

function differ(before: Properties, after: Properties, ignored: ReadonlySet<string>): boolean {
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (!ignored.has(path) && !isDeepStrictEqual(before.get(path), after.get(path))) return true
  }
  return false
}
