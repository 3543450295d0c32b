import type { Product } from '../vim25/api-version'
import { parsePath, pathsTouch, readPath, writePath, type Segment } from '../vim25/property-path'
import { sameRef, type Ref } from '../vim25/value'
import type { Clock } from './clock'

/** A managed object: its reference and its properties by vSphere name. Property values are never changed in place. */
export type SimObject = {
  readonly ref: Ref
  readonly props: Readonly<Record<string, unknown>>
}

/** What happened to an object. `paths` are the property paths that an update wrote, `before` the object as it was. */
export type Change =
  | { readonly kind: 'put'; readonly ref: Ref }
  | { readonly kind: 'remove'; readonly ref: Ref }
  | {
      readonly kind: 'update'
      readonly ref: Ref
      readonly paths: readonly (readonly Segment[])[]
      readonly before: SimObject
    }

export type Listener = (change: Change) => void

/**
 * Managed objects and the only way to change them. Changes are synchronous, and listeners hear of each one before the call returns.
 * Values are shared, not copied: never change what you put in or got out, write a new value with `update`.
 */
export class ObjectTable {
  readonly #objects = new Map<string, SimObject>()
  readonly #byType = new Map<string, Map<string, SimObject>>()
  readonly #listeners = new Set<Listener>()
  readonly #mirrors = new Map<string, { from: readonly Segment[]; to: readonly Segment[] }[]>()

  /**
   * Add an object. For one that is there already, the same as updating all the properties that are given. `mirrored`: what follows
   * another property is the same already, and need not be looked at.
   */
  put(object: SimObject, has?: 'mirrored'): void {
    if (this.#objects.has(object.ref.key)) {
      this.update(object.ref, object.props)
      return
    }
    if (has === 'mirrored') {
      this.#store(object)
      this.#tell({ kind: 'put', ref: object.ref })
      return
    }
    const mirrors = this.#mirrors.get(object.ref.type) ?? []
    let props: Readonly<Record<string, unknown>> = object.props
    for (const { from, to } of mirrors) {
      const value = readPath(props, from)
      if (value !== undefined && !same(readPath(props, to), value)) props = asProps(writePath(props, to, value))
    }
    this.#store(props === object.props ? object : { ref: object.ref, props })
    this.#tell({ kind: 'put', ref: object.ref })
  }

  /** Take an object away; nothing happens when it is not there. */
  remove(ref: Ref): void {
    if (!this.#objects.delete(ref.key)) return
    this.#byType.get(ref.type)?.delete(ref.value)
    this.#tell({ kind: 'remove', ref })
  }

  get(ref: Ref): SimObject | undefined {
    return this.#objects.get(ref.key)
  }

  /** The value at a property path such as `runtime.powerState` or `config.hardware.device[4000]`; undefined when unset. */
  prop(ref: Ref, path: string): unknown {
    return readPath(this.#objects.get(ref.key)?.props, mustParse(path))
  }

  /**
   * Write property paths of one object; `undefined` unsets. `a[4000]` replaces, adds or (undefined) removes the item of that key.
   * What is the same already is not reported. Throws when there is no such object: callers check before they change.
   */
  update(ref: Ref, changes: Readonly<Record<string, unknown>>): void {
    const object = this.#objects.get(ref.key)
    if (object === undefined) throw new Error(`No object ${ref.key} to update`)
    let props: Readonly<Record<string, unknown>> = object.props
    const paths: (readonly Segment[])[] = []
    // What this update has copied already; nobody else sees it before it is stored.
    const own = new Set<unknown>()
    const write = (path: readonly Segment[], value: unknown): void => {
      if (same(readPath(props, path), value)) return
      props = asProps(writePath(props, path, value, own))
      paths.push(path)
    }
    const mirrors = this.#mirrors.get(ref.type) ?? []
    for (const [path, value] of Object.entries(changes)) {
      const segments = mustParse(path)
      write(segments, value)
      for (const { from, to } of mirrors) {
        if (startsWith(segments, from)) write([...to, ...segments.slice(from.length)], value)
        else if (startsWith(from, segments)) write(to, readPath(props, from))
      }
    }
    if (paths.length === 0) return
    this.#store({ ref: object.ref, props })
    this.#tell({ kind: 'update', ref: object.ref, paths, before: object })
  }

  /** Say that properties changed which compute their own value (getters): nothing is written, listeners are told. */
  touch(ref: Ref, ...paths: readonly string[]): void {
    const object = this.#objects.get(ref.key)
    if (object !== undefined)
      this.#tell({ kind: 'update', ref: object.ref, paths: paths.map(mustParse), before: object })
  }

  /** All objects of exactly this type, in the order they were put. */
  byType(type: string): readonly SimObject[] {
    return [...(this.#byType.get(type)?.values() ?? [])]
  }

  /** All types that have objects. */
  types(): readonly string[] {
    return [...this.#byType.keys()]
  }

  /**
   * Keep `to` equal to `from` on every object of a type, as hosts do: `mirror('VirtualMachine', 'runtime', 'summary.runtime')`.
   * Declare mirrors before objects are put. Write only `from`.
   */
  mirror(type: string, from: string, to: string): void {
    const list = this.#mirrors.get(type) ?? []
    list.push({ from: mustParse(from), to: mustParse(to) })
    this.#mirrors.set(type, list)
  }

  /** Hear of every change from now on. Returns how to stop. */
  on(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #store(object: SimObject): void {
    this.#objects.set(object.ref.key, object)
    let ofType = this.#byType.get(object.ref.type)
    if (ofType === undefined) this.#byType.set(object.ref.type, (ofType = new Map()))
    ofType.set(object.ref.value, object)
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change)
  }
}

/** A simulated ESXi host or vCenter: its inventory, its product and its clock. */
export class World extends ObjectTable {
  readonly product: Product
  readonly clock: Clock
  readonly #counters = new Map<string, number>()

  constructor(product: Product, clock: Clock) {
    super()
    this.product = product
    this.clock = clock
  }

  /** A new id with this prefix, counting from 1: `newId('task-')` is `task-1`, `task-2`, … */
  newId(prefix: string): string {
    const next = (this.#counters.get(prefix) ?? 0) + 1
    this.#counters.set(prefix, next)
    return `${prefix}${next}`
  }
}

function mustParse(path: string): readonly Segment[] {
  const segments = parsePath(path)
  if (segments === undefined) throw new Error(`Not a property path: ${path}`)
  return segments
}

function startsWith(path: readonly Segment[], prefix: readonly Segment[]): boolean {
  return prefix.length <= path.length && pathsTouch(path, prefix)
}

function same(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || sameRef(a, b) || (a instanceof Date && b instanceof Date && a.getTime() === b.getTime())
}

/** Writing a field into an object of properties gives an object of properties. */
function asProps(value: unknown): Readonly<Record<string, unknown>> {
  return value as Readonly<Record<string, unknown>> // writePath with a field segment always returns an object
}

/**
 * State that belongs to a world but is not a managed object: its files, its event log, what its VMs are up to.
 * Made when first asked for and gone with the world, so that two worlds in one process share nothing.
 */
export function perWorld<T>(create: (world: World) => T): (world: World) => T {
  const states = new WeakMap<World, T>()
  return (world) => {
    let state = states.get(world)
    if (state === undefined) states.set(world, (state = create(world)))
    return state
  }
}
