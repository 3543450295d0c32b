import { pathsTouch, readPath } from '../vim25/property-path'
import { isManagedA } from '../vim25/schema'
import { Ref } from '../vim25/value'
import type { Change, SimObject } from '../world/world'
import type { CompiledSpec, Selection, Start } from './filter-spec'

/** How a traversal sees objects: those of the world and those of the session. */
export type Lookup = (ref: Ref) => SimObject | undefined

/** All objects that a spec selects, each once, in the order they are met. Objects that do not exist are passed over. */
export function selectOnce(spec: CompiledSpec, lookup: Lookup): readonly Ref[] {
  const reported = new Map<string, Ref>()
  const seen = new Set<string>()
  const ahead: { ref: Ref; via: Start | Selection }[] = spec.starts.map((start) => ({ ref: start.ref, via: start }))
  for (let at = 0; at < ahead.length; at++) {
    const here = ahead[at]
    if (here === undefined) break
    const key = `${here.via.id} ${here.ref.key}`
    if (seen.has(key)) continue
    seen.add(key)
    const object = lookup(here.ref)
    if (object === undefined) continue
    if (!here.via.skip && spec.wantedOf(here.ref.type) !== undefined) reported.set(here.ref.key, here.ref)
    for (const step of here.via.next) for (const ref of along(object, step)) ahead.push({ ref, via: step })
  }
  return [...reported.values()]
}

/** Where one step leads from an object. */
function along(object: SimObject, step: Selection): readonly Ref[] {
  if (!isManagedA(object.ref.type, step.type)) return []
  const value = readPath(object.props, step.path)
  if (value instanceof Ref) return [value]
  return Array.isArray(value) ? value.filter((item) => item instanceof Ref) : []
}

/** An object as reached by one step. */
type Node = {
  readonly ref: Ref
  readonly via: Start | Selection
  /** How many edges lead here; starts count one for themselves. */
  count: number
  exists: boolean
  children: readonly Node[]
}

/** Told which objects come into the selection and which go. */
export type SelectionListener = {
  entered(ref: Ref): void
  left(ref: Ref): void
}

/**
 * The selection of a filter, kept up to date: a change costs what it touches, not the size of the selection.
 * `note` takes changes as they happen; `settle` then walks what they made dirty.
 */
export class LiveSelection {
  readonly #spec: CompiledSpec
  readonly #lookup: Lookup
  readonly #listener: SelectionListener
  readonly #nodes = new Map<string, Node[]>()
  /** How many nodes report the object. */
  readonly #reporting = new Map<string, number>()
  readonly #dirty = new Set<Node>()
  #starts: readonly Node[] = []
  #sweepNeeded = false

  constructor(spec: CompiledSpec, lookup: Lookup, listener: SelectionListener) {
    this.#spec = spec
    this.#lookup = lookup
    this.#listener = listener
  }

  /** Walk from the starts. Call once, when the listener is ready. */
  begin(): void {
    this.#starts = this.#spec.starts.map((start) => this.#enter(start.ref, start))
    this.settle()
  }

  has(ref: Ref): boolean {
    return this.#reporting.has(ref.key)
  }

  /** Whether an object was met on the way through the inventory; what happens to others does not matter. */
  follows(ref: Ref): boolean {
    return this.#nodes.has(ref.key)
  }

  note(change: Change): void {
    const nodes = this.#nodes.get(change.ref.key)
    if (nodes === undefined) return
    for (const node of nodes) {
      if (change.kind === 'put') this.#appear(node)
      else if (change.kind === 'remove') this.#vanish(node)
      else if (node.via.next.some((step) => change.paths.some((path) => pathsTouch(step.path, path))))
        this.#dirty.add(node)
    }
  }

  /** Bring the selection up to date with everything noted. */
  settle(): void {
    while (this.#dirty.size > 0) {
      for (const node of this.#dirty) {
        this.#dirty.delete(node)
        if (node.count > 0) this.#walk(node)
      }
    }
    if (this.#sweepNeeded) this.#sweep()
  }

  #enter(ref: Ref, via: Start | Selection): Node {
    let nodes = this.#nodes.get(ref.key)
    const known = nodes?.find((node) => node.via === via)
    if (known !== undefined) {
      known.count++
      return known
    }
    const node: Node = { ref, via, count: 1, exists: false, children: [] }
    if (nodes === undefined) this.#nodes.set(ref.key, (nodes = []))
    nodes.push(node)
    if (this.#lookup(ref) !== undefined) this.#appear(node)
    return node
  }

  #appear(node: Node): void {
    if (node.exists) return
    node.exists = true
    if (this.#reports(node)) {
      const before = this.#reporting.get(node.ref.key) ?? 0
      this.#reporting.set(node.ref.key, before + 1)
      if (before === 0) this.#listener.entered(node.ref)
    }
    if (node.via.next.length > 0) this.#dirty.add(node)
  }

  #vanish(node: Node): void {
    if (!node.exists) return
    node.exists = false
    if (this.#reports(node)) {
      const left = (this.#reporting.get(node.ref.key) ?? 1) - 1
      if (left > 0) this.#reporting.set(node.ref.key, left)
      else {
        this.#reporting.delete(node.ref.key)
        this.#listener.left(node.ref)
      }
    }
    const { children } = node
    node.children = []
    for (const child of children) this.#release(child)
  }

  #reports(node: Node): boolean {
    return !node.via.skip && this.#spec.wantedOf(node.ref.type) !== undefined
  }

  #walk(node: Node): void {
    const object = this.#lookup(node.ref)
    if (object === undefined) return
    const before = node.children
    node.children = node.via.next.flatMap((step) => along(object, step).map((ref) => this.#enter(ref, step)))
    for (const child of before) this.#release(child)
  }

  #release(node: Node): void {
    node.count--
    if (node.count <= 0) this.#drop(node)
    else if ('recursive' in node.via && node.via.recursive) this.#sweepNeeded = true
  }

  #drop(node: Node): void {
    this.#dirty.delete(node)
    const nodes = this.#nodes.get(node.ref.key)?.filter((other) => other !== node) ?? []
    if (nodes.length > 0) this.#nodes.set(node.ref.key, nodes)
    else this.#nodes.delete(node.ref.key)
    this.#vanish(node)
  }

  /** Counting does not see a ring that nothing leads to any more: mark from the starts and drop the rest. */
  #sweep(): void {
    const reached = new Set<Node>(this.#starts)
    for (const node of reached) for (const child of node.children) reached.add(child)
    for (const node of [...this.#nodes.values()].flat()) {
      if (reached.has(node)) continue
      node.count = 0
      this.#drop(node)
    }
    for (const node of reached) node.count = this.#starts.includes(node) ? 1 : 0
    for (const node of reached) for (const child of node.children) child.count++
    this.#sweepNeeded = false
  }
}
