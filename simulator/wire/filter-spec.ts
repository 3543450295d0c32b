import { SimFault } from '../vim25/faults'
import { parsePath, type Segment } from '../vim25/property-path'
import { isManagedA, managedType } from '../vim25/schema'
import { isDataObject, Ref, type DataObject } from '../vim25/value'
import { declaredAt } from './typed-read'

/** A step of a traversal: from objects of `type` along `path`. `next` is what goes on from there; named specs may recurse. */
export type Selection = {
  readonly id: number
  readonly type: string
  readonly path: readonly Segment[]
  /** The objects at the end of the path are walked through but not reported. */
  readonly skip: boolean
  readonly next: readonly Selection[]
  /** Whether walking on can come back to this very step. */
  readonly recursive: boolean
}

/** Where a traversal starts. */
export type Start = {
  readonly id: number
  readonly ref: Ref
  readonly skip: boolean
  readonly next: readonly Selection[]
}

export type WantedPath = {
  readonly text: string
  readonly segments: readonly Segment[]
}

/** What is wanted of objects of one type. */
export type Wanted = {
  readonly all: boolean
  readonly paths: readonly WantedPath[]
}

/** A PropertyFilterSpec, checked and ready to run. */
export class CompiledSpec {
  readonly starts: readonly Start[]
  readonly reportMissing: boolean
  readonly #propSets: readonly { readonly type: string; readonly wanted: Wanted }[]
  readonly #byType = new Map<string, Wanted | undefined>()

  /** Throws InvalidProperty for paths that do not exist, InvalidArgument for types and selection names that do not. */
  constructor(spec: DataObject) {
    this.#propSets = objectsOf(spec['propSet']).map(compilePropSet)
    const objectSets = objectsOf(spec['objectSet'])
    const selections = compileSelections(objectSets)
    this.starts = objectSets.map((set, index) => {
      const obj = set['obj']
      if (!(obj instanceof Ref)) throw new SimFault('InvalidArgument', { invalidProperty: 'objectSet.obj' })
      return { id: -1 - index, ref: obj, skip: set['skip'] === true, next: selections(objectsOf(set['selectSet'])) }
    })
    this.reportMissing = spec['reportMissingObjectsInResults'] === true
  }

  /** What is wanted of objects of this concrete type; undefined when they are not to be returned at all. */
  wantedOf(type: string): Wanted | undefined {
    if (this.#byType.has(type)) return this.#byType.get(type)
    const matching = this.#propSets.filter((set) => isManagedA(type, set.type)).map((set) => set.wanted)
    const paths = new Map(matching.flatMap(({ paths: own }) => own).map((path) => [path.text, path]))
    const wanted =
      matching.length === 0 ? undefined : { all: matching.some(({ all }) => all), paths: [...paths.values()] }
    this.#byType.set(type, wanted)
    return wanted
  }
}

function compilePropSet(set: DataObject): { type: string; wanted: Wanted } {
  const type = String(set['type'])
  if (managedType(type) === undefined) {
    throw new SimFault(
      'InvalidArgument',
      { invalidProperty: 'propSet.type' },
      `There is no managed object type "${type}".`,
    )
  }
  const all = set['all'] === true
  const texts = all ? [] : stringsOf(set['pathSet'])
  return { type, wanted: { all, paths: texts.map((text) => ({ text, segments: checkedPath(type, text) })) } }
}

function checkedPath(type: string, text: string): readonly Segment[] {
  const segments = parsePath(text)
  if (segments === undefined || declaredAt(type, segments) === undefined) {
    throw new SimFault('InvalidProperty', { name: text }, `The property "${text}" does not exist on ${type}.`)
  }
  return segments
}

type Draft = { -readonly [K in keyof Selection]: Selection[K] }

/** All TraversalSpecs of a filter, with references by name resolved. Returns how to look up the steps of one selectSet. */
function compileSelections(
  objectSets: readonly DataObject[],
): (selectSet: readonly DataObject[]) => readonly Selection[] {
  const drafts = new Map<DataObject, Draft>()
  const byName = new Map<string, Draft>()

  const collect = (specs: readonly DataObject[]): void => {
    for (const spec of specs) {
      if (spec.$type !== 'TraversalSpec') continue
      const type = String(spec['type'])
      if (managedType(type) === undefined) throw new SimFault('InvalidArgument', { invalidProperty: 'selectSet.type' })
      const path = checkedPath(type, String(spec['path']))
      const draft: Draft = { id: drafts.size + 1, type, path, skip: spec['skip'] === true, next: [], recursive: false }
      drafts.set(spec, draft)
      if (typeof spec['name'] === 'string') byName.set(spec['name'], draft)
      collect(objectsOf(spec['selectSet']))
    }
  }
  const resolve = (specs: readonly DataObject[]): readonly Selection[] =>
    specs.map((spec) => {
      const found = drafts.get(spec) ?? byName.get(String(spec['name']))
      if (found !== undefined) return found
      const message = `There is no traversal with the name "${String(spec['name'])}".`
      throw new SimFault('InvalidArgument', { invalidProperty: 'selectSet.name' }, message)
    })

  for (const set of objectSets) collect(objectsOf(set['selectSet']))
  for (const [spec, draft] of drafts) draft.next = resolve(objectsOf(spec['selectSet']))
  for (const draft of drafts.values()) draft.recursive = reaches(draft, draft)
  return resolve
}

function reaches(from: Selection, goal: Selection): boolean {
  const seen = new Set<Selection>()
  const ahead = [...from.next]
  for (let step = ahead.pop(); step !== undefined; step = ahead.pop()) {
    if (step === goal) return true
    if (seen.has(step)) continue
    seen.add(step)
    ahead.push(...step.next)
  }
  return false
}

function objectsOf(value: unknown): readonly DataObject[] {
  return Array.isArray(value) ? value.filter(isDataObject) : []
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
