import { isDeepStrictEqual } from 'node:util'
import type { Moid, MoRef } from '@/lib/vsphere/ids'
import type { ObjectUpdate } from '../vsphere/update-set'
import { applyChange, type Properties } from './properties'

type TableRow = {
  readonly obj: MoRef
  properties: Properties
  /** False: contact was lost, and the row has not been seen since. */
  isCurrent: boolean
  /** Grows whenever a property changes that is not volatile. */
  detailVersion: number
}

/** The objects of one class with their raw properties, and which of them changed since `takeChanged`. */
export class ObjectTable {
  readonly rows = new Map<Moid, TableRow>()
  readonly #volatile: ReadonlySet<string>
  readonly #changed = new Set<Moid>()
  /** Rows not seen yet since the stream was built anew. */
  #unseen = new Set<Moid>()

  constructor(volatile: ReadonlySet<string> = new Set()) {
    this.#volatile = volatile
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

  apply({ kind, obj, changes }: ObjectUpdate): void {
    if (kind === 'leave') return this.#remove(obj.value)
    this.#unseen.delete(obj.value)
    const row = this.rows.get(obj.value)
    const before = row?.properties ?? new Map()
    // An object that enters is told whole: what is not in it has become unset.
    const after: Properties = kind === 'enter' ? new Map() : new Map(before)
    for (const change of changes) applyChange(after, change)
    const isDetail = !row?.isCurrent || differ(before, after, this.#volatile)
    const detailVersion = (row?.detailVersion ?? 0) + (isDetail ? 1 : 0)
    this.rows.set(obj.value, { obj, properties: after, isCurrent: true, detailVersion })
    this.#changed.add(obj.value)
  }

  /** Nothing in the table is known to be so any more. */
  distrust(): void {
    for (const [moid, row] of this.rows) {
      row.isCurrent = false
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

  takeChanged(): Moid[] {
    const changed = [...this.#changed]
    this.#changed.clear()
    return changed
  }

  #remove(moid: Moid): void {
    this.#unseen.delete(moid)
    if (this.rows.delete(moid)) this.#changed.add(moid)
  }
}

function differ(before: Properties, after: Properties, ignored: ReadonlySet<string>): boolean {
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (!ignored.has(path) && !isDeepStrictEqual(before.get(path), after.get(path))) return true
  }
  return false
}
