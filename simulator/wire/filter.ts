import type { ApiVersion } from '../vim25/api-version'
import { formatPath, parsePath, pathsTouch, readPath, type Segment } from '../vim25/property-path'
import { managedType } from '../vim25/schema'
import { sameRef, type DataObject, type Ref } from '../vim25/value'
import type { Change, SimObject } from '../world/world'
import type { CompiledSpec, Wanted, WantedPath } from './filter-spec'
import { LiveSelection, type Lookup } from './traversal'
import type { Sight } from './sight'
import { audible } from './silence'
import { readTyped } from './typed-read'

/** What a filter remembers of one object, in numbers of the collector's sequence. */
type Entry = {
  readonly ref: Ref
  entered: number
  /** Set while the object is out of the selection. */
  left: number | undefined
  /** Its earlier stays in the selection: a client that has seen one must be told that it left, however often since. */
  stays: { readonly entered: number; readonly left: number }[]
  /** When each property last changed after entering. */
  changed: Map<string, number> | undefined
  last: number
}

/** What a filter goes by beside its spec. */
export type FilterSurroundings = {
  readonly lookup: Lookup
  readonly next: () => number
  readonly sight: Sight
  readonly isSilent: () => boolean
}

/** An object of a filter that somebody is still to be told of. */
export type Pending = { readonly filter: Filter; readonly ref: Ref }

/** Everything that a client has not seen begins after this number. */
export const nothingSeen = -1

/**
 * A PropertyFilter: which objects are in it and what changed when, so that the changes since any of the recent versions can be told.
 * One changed object costs one map look-up and one log line, however many objects there are.
 */
export class Filter {
  readonly ref: Ref
  readonly spec: CompiledSpec
  readonly #partial: boolean
  readonly #lookup: Lookup
  readonly #next: () => number
  readonly #sight: Sight
  /** Changes that are left out, as real servers leave them out. */
  readonly #isSilent: () => boolean
  readonly #entries = new Map<string, Entry>()
  #log: Entry[] = []
  readonly #selection: LiveSelection

  /** `next` gives the collector's next sequence number; it is called for every change of the filter's content. */
  constructor(ref: Ref, spec: CompiledSpec, partial: boolean, { lookup, next, sight, isSilent }: FilterSurroundings) {
    this.ref = ref
    this.spec = spec
    this.#partial = partial
    this.#lookup = lookup
    this.#next = next
    this.#sight = sight
    this.#isSilent = isSilent
    this.#selection = new LiveSelection(spec, lookup, {
      entered: (object) => this.#entered(object),
      left: (object) => this.#left(object),
    })
    this.#selection.begin()
  }

  note(told: Change): void {
    if (!this.#selection.follows(told.ref)) return
    const change = this.#isSilent() ? audible(told) : told
    if (change === undefined) return
    this.#selection.note(change)
    if (change.kind === 'update') this.#changed(change)
  }

  settle(): void {
    this.#selection.settle()
  }

  #entered(ref: Ref): void {
    const seq = this.#next()
    const entry = this.#entries.get(ref.key)
    if (entry === undefined) {
      const made: Entry = { ref, entered: seq, left: undefined, stays: [], changed: undefined, last: seq }
      this.#entries.set(ref.key, made)
      this.#log.push(made)
    } else {
      if (entry.left !== undefined) entry.stays.push({ entered: entry.entered, left: entry.left })
      entry.entered = seq
      entry.left = undefined
      entry.changed = undefined
      this.#moved(entry, seq)
    }
  }

  #left(ref: Ref): void {
    const entry = this.#entries.get(ref.key)
    if (entry === undefined) return
    entry.left = this.#next()
    this.#moved(entry, entry.left)
  }

  #changed(change: Change & { kind: 'update' }): void {
    const entry = this.#entries.get(change.ref.key)
    if (entry === undefined || entry.left !== undefined) return
    const wanted = this.spec.wantedOf(change.ref.type)
    const after = this.#lookup(change.ref)
    if (wanted === undefined || after === undefined) return
    for (const path of touched(wanted, change.paths)) {
      if (unchanged(readPath(change.before.props, path.segments), readPath(after.props, path.segments))) continue
      for (const name of this.#partial ? deeper(path, change.paths) : [path.text]) {
        const seq = this.#next()
        entry.changed ??= new Map()
        entry.changed.set(name, seq)
        this.#moved(entry, seq)
      }
    }
  }

  #moved(entry: Entry, seq: number): void {
    entry.last = seq
    this.#log.push(entry)
  }

  /** The objects with news since a sequence number, oldest news first. */
  since(seen: number): readonly Ref[] {
    if (seen === nothingSeen) {
      return [...this.#entries.values()].filter((entry) => entry.left === undefined).map((entry) => entry.ref)
    }
    const found = new Set<Entry>()
    for (let at = this.#log.length - 1; at >= 0; at--) {
      const entry = this.#log[at]
      if (entry === undefined) break
      // The log is in order of what each line said when written; an entry's `last` may be newer, never older.
      if (entry.last <= seen) break
      found.add(entry)
    }
    return [...found]
      .filter((entry) => entry.left === undefined || wasSeen(entry, seen))
      .reverse()
      .map((entry) => entry.ref)
  }

  /** One object's news since a sequence number, as ObjectUpdate; undefined when there is none. */
  update(ref: Ref, seen: number, version: ApiVersion): DataObject | undefined {
    const entry = this.#entries.get(ref.key)
    if (entry === undefined) return undefined
    if (entry.left !== undefined) return wasSeen(entry, seen) ? { kind: 'leave', obj: ref } : undefined
    const object = this.#lookup(ref)
    const wanted = this.spec.wantedOf(ref.type)
    if (object === undefined || wanted === undefined) return undefined
    if (entry.entered > seen) {
      const missingSet = missingOf(ref, wanted, this.#sight)
      const refused = new Set(missingSet.map(({ path }) => path))
      const read = readWanted(object, wanted, version)
      const told = refused.size === 0 ? read : read.filter(({ name }) => !refused.has(name))
      const changeSet = told.map(({ name, val }) => ({ name, op: 'assign', val }))
      return { kind: 'enter', obj: ref, changeSet, missingSet }
    }
    const names = [...(entry.changed ?? [])].filter(([, seq]) => seq > seen).map(([name]) => name)
    const changeSet = withoutNested(names, wanted)
      .filter((name) => !wanted.all || isKnown(ref.type, name, version))
      .filter((name) => this.#sight.refusal(ref, name) === undefined)
      .map((name) => propertyChange(object, name))
    return changeSet.length === 0 ? undefined : { kind: 'modify', obj: ref, changeSet }
  }

  /** Whether there was no news of an object after a sequence number. */
  isAsAt(ref: Ref, seq: number): boolean {
    return (this.#entries.get(ref.key)?.last ?? 0) <= seq
  }

  /** Forget what nobody can ask for any more: lines up to this number and objects that left before it. */
  forget(upTo: number): void {
    if (this.#log.length < 2 * this.#entries.size + 1000) return
    for (const [key, entry] of this.#entries) {
      if (entry.left !== undefined && entry.left <= upTo) this.#entries.delete(key)
      else entry.stays = entry.stays.filter(({ left }) => left > upTo)
    }
    this.#log = [...this.#entries.values()].sort((a, b) => a.last - b.last)
  }
}

/** The wanted properties of an object that an account may not read, as MissingProperty. */
export function missingOf(
  ref: Ref,
  wanted: Wanted,
  sight: Sight,
): readonly { readonly path: string; readonly fault: DataObject }[] {
  if (!sight.isLimited()) return []
  const names = wanted.all ? [...(managedType(ref.type)?.props.keys() ?? [])] : wanted.paths.map(({ text }) => text)
  return names.flatMap((path) => {
    const fault = sight.refusal(ref, path)
    return fault === undefined ? [] : [{ path, fault: fault.localized() }]
  })
}

/** Whether somebody who has seen everything up to a number knows of the object. */
function wasSeen({ entered, left, stays }: Entry, seen: number): boolean {
  return [...stays, { entered, left: left ?? Infinity }].some((stay) => stay.entered <= seen && seen < stay.left)
}

/** The wanted paths that lie on, above or below what was written. With `all`, the top-level properties that were. */
function touched(wanted: Wanted, written: readonly (readonly Segment[])[]): readonly WantedPath[] {
  if (!wanted.all) return wanted.paths.filter((path) => written.some((other) => pathsTouch(path.segments, other)))
  const names = new Set(written.flatMap(([first]) => (first !== undefined && 'field' in first ? [first.field] : [])))
  return [...names].map((name) => ({ text: name, segments: [{ field: name }] }))
}

/** What was written below a wanted path, by its own name. */
function deeper(path: WantedPath, written: readonly (readonly Segment[])[]): readonly string[] {
  const touching = written.filter((other) => pathsTouch(path.segments, other))
  return touching.map((other) => (other.length > path.segments.length ? formatPath(other) : path.text))
}

/** With partial updates a part is not told beside the whole, unless it is wanted by name. */
function withoutNested(names: readonly string[], wanted: Wanted): readonly string[] {
  const byName = new Set(wanted.paths.map((path) => path.text))
  const inside = (name: string): boolean =>
    names.some((other) => name.startsWith(`${other}.`) || name.startsWith(`${other}[`))
  return names.filter((name) => byName.has(name) || !inside(name))
}

function propertyChange(object: SimObject, name: string): DataObject {
  const segments = parsePath(name) ?? []
  const val = readTyped(object, segments)
  const last = segments.at(-1)
  if (val !== undefined) return { name, op: 'assign', val }
  if (last !== undefined && 'key' in last) return { name, op: 'remove' }
  const parentGone = segments.length > 1 && readPath(object.props, segments.slice(0, -1)) === undefined
  return { name, op: parentGone ? 'indirectRemove' : 'assign' }
}

function unchanged(before: unknown, after: unknown): boolean {
  return Object.is(before, after) || sameRef(before, after)
}

/** The wanted properties that are set, as name and value under Any. */
export function readWanted(
  object: SimObject,
  wanted: Wanted,
  version: ApiVersion,
): readonly { readonly name: string; readonly val: unknown }[] {
  if (!wanted.all) {
    const read: { name: string; val: unknown }[] = []
    for (const { text, segments } of wanted.paths) {
      const val = readTyped(object, segments)
      if (val !== undefined) read.push({ name: text, val })
    }
    return read
  }
  return [...(managedType(object.ref.type)?.props.values() ?? [])].flatMap((field) => {
    const val = field.since > version ? undefined : readTyped(object, [{ field: field.name }])
    return val === undefined ? [] : [{ name: field.name, val }]
  })
}

function isKnown(type: string, path: string, version: ApiVersion): boolean {
  const [first = ''] = path.split(/[.[]/)
  return (managedType(type)?.props.get(first)?.since ?? 0) <= version
}
