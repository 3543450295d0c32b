import type { ApiVersion } from '../vim25/api-version'
import { dataType, isManagedA } from '../vim25/schema'
import { Written, type DataObject } from '../vim25/value'
import type { Change } from '../world/world'
import type { Pending } from './filter'
import { XmlWriter } from './xml-write'

/** A page of updates: its FilterUpdates, and how many of those objects that were pending it has dealt with. */
export type Page = {
  readonly filterSet: readonly DataObject[] | Written
  readonly dealtWith: number
}

/** What is going to be asked for: the position after a truncated reply, by the same caller in the same way. */
export type Asked = {
  readonly position: object
  readonly maxObjects: number | undefined
  readonly version: ApiVersion
}

type Made = Asked & {
  readonly page: Page
  /** What it deals with, and the collector's number then. */
  readonly pending: readonly Pending[]
  readonly seq: number
  readonly objects: ReadonlySet<string>
}

/**
 * The page after a truncated reply, made while its reader is at the one before: real servers have other threads to do so. At most
 * one, and handed out only while it is what would be made now.
 */
export class PageAhead {
  #due: Asked | undefined
  #made: Made | undefined

  /** A truncated reply was made; what follows it may be asked for, and no longer what followed an earlier one. */
  follow(asked: Asked): void {
    this.#due = asked
    this.#made = undefined
  }

  /**
   * Makes what is due after a position. Values of other objects than entities may be computed when they are read: a page of such
   * is not made before it is asked for.
   */
  make(position: object, pending: readonly Pending[], seq: number, read: (asked: Asked) => Page): void {
    const asked = this.#due
    if (asked?.position !== position || !pending.slice(0, asked.maxObjects).every(isEntity)) return
    const { filterSet, dealtWith } = read(asked)
    const dealt = pending.slice(0, dealtWith)
    if (!dealt.every(isEntity)) return
    const page = { filterSet: written(filterSet, asked.version), dealtWith }
    this.#made = { ...asked, page, pending: dealt, seq, objects: new Set(dealt.map(({ ref }) => ref.key)) }
  }

  /** A change, also one that no filter is told of. */
  note(change: Change): void {
    if (this.#made?.objects.has(change.ref.key) === true) this.#made = undefined
  }

  /** The page that is asked for, if it was made and nothing has changed. A position is asked for once. */
  take({ position, maxObjects, version }: Asked): Page | undefined {
    if (this.#due?.position !== position) return undefined
    const made = this.#made
    this.drop()
    if (made === undefined || made.maxObjects !== maxObjects || made.version !== version) return undefined
    return made.pending.every(({ filter, ref }) => filter.isAsAt(ref, made.seq)) ? made.page : undefined
  }

  drop(): void {
    this.#due = undefined
    this.#made = undefined
  }
}

const isEntity = ({ ref }: Pending): boolean => isManagedA(ref.type, 'ManagedEntity')

const field = dataType('UpdateSet')?.fields.find(({ name }) => name === 'filterSet')

function written(filterSet: Page['filterSet'], version: ApiVersion): Page['filterSet'] {
  if (field === undefined) return filterSet
  const writer = new XmlWriter(version)
  writer.field(filterSet, field)
  return new Written(writer.text)
}
