import type { CallContext } from '../api/method'
import { worldMethods } from '../api/world-methods'
import { buildWorld, type PresetName } from '../presets/build-world'
import type { Product } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import { findMethod } from '../vim25/schema'
import { Ref, Typed, type DataObject } from '../vim25/value'
import { SimSession } from '../wire/sessions'
import { manualClock, type ManualClock } from '../world/clock'
import type { World } from '../world/world'
import { problemsOf, problemsOfValue } from './conformance'

/** A preset's world with its methods called directly, without the wire; its clock stands still until the test moves it. */
export type TestWorld = {
  readonly world: World
  readonly clock: ManualClock
  readonly session: SimSession
  /** Call a method with decoded arguments. Checks that the result is of the declared type. Throws SimFault. */
  call(method: string, self: Ref, args?: Record<string, unknown>): Promise<unknown>
  /** Call a method that starts a task and move time until the task has ended; its final info. */
  run(method: string, self: Ref, args?: Record<string, unknown>): Promise<DataObject>
  /** The object of that type and name, as stored. */
  named(type: string, name: string): Ref
  /** The only object of that type, or the first. */
  first(type: string): Ref
  prop(ref: Ref, path: string): unknown
  /** Everything in the world that is not what vim25 declares. */
  problems(): readonly string[]
}

export function testWorld(options: { product?: Product; preset?: PresetName } = {}): TestWorld {
  const clock = manualClock()
  const world = buildWorld({ product: options.product ?? 'esx', preset: options.preset ?? 'empty', clock })
  const methods = new Map(worldMethods.flatMap((table) => Object.entries(table)))
  const visitor = { remoteAddress: '127.0.0.1', userAgent: 'test', locale: undefined }
  const session = new SimSession('tester', visitor, clock.now())

  async function call(method: string, self: Ref, args: Record<string, unknown> = {}): Promise<unknown> {
    const type = findMethod(self.type, method)
    const implementation = methods.get(method)
    if (type === undefined || implementation === undefined) throw new Error(`No method ${method} of ${self.type}`)
    const signal = new AbortController().signal
    const caller = { apiVersion: '8.0.3.0', method, remoteAddress: '127.0.0.1', userAgent: 'test', signal }
    const ctx: CallContext = { world, session, ...caller }
    const result = await settled(implementation(ctx, self, args))
    const problems = type.result === undefined ? [] : problemsOfValue(result, type.result)
    if (problems.length > 0) throw new Error(problems.join('\n'))
    return result
  }

  /** Move time until a method that takes some has returned. */
  async function settled(result: unknown): Promise<unknown> {
    if (!(result instanceof Promise)) return result
    const progress = { done: false }
    const finished = result.finally(() => {
      progress.done = true
    })
    finished.catch(() => undefined)
    for (let seconds = 0; seconds < 60 && !progress.done; seconds++) await clock.advance(1_000)
    return finished
  }

  async function run(method: string, self: Ref, args: Record<string, unknown> = {}): Promise<DataObject> {
    const task = await call(method, self, args)
    if (!(task instanceof Ref)) throw new Error(`${method} started no task`)
    for (let minutes = 0; minutes < 8 && isUnfinished(world, task); minutes++) await clock.advance(60_000)
    return world.prop(task, 'info') as DataObject // a task has an info
  }

  return {
    world,
    clock,
    session,
    call,
    run,
    named: (type, name) => must(world.byType(type).find(({ props }) => props['name'] === name)?.ref, `${type} ${name}`),
    first: (type) => must(world.byType(type)[0]?.ref, type),
    prop: (ref, path) => world.prop(ref, path),
    problems: () => world.types().flatMap((type) => world.byType(type).flatMap(problemsOf)),
  }
}

const isUnfinished = (world: World, task: Ref) => {
  const state = world.prop(task, 'info.state')
  return state === 'queued' || state === 'running'
}

function must(found: Ref | undefined, what: string): Ref {
  if (found === undefined) throw new Error(`There is no ${what}`)
  return found
}

/** `FileNotFound` of a task that ended in error, `success` of one that did not. */
export function outcome(info: DataObject): string {
  const error = info['error'] as { fault?: DataObject } | undefined // a LocalizedMethodFault
  return error === undefined ? String(info['state']) : String(error.fault?.$type)
}

/** What a task returned, out of its wrapper. */
export const resultOf = (info: DataObject): unknown =>
  info['result'] instanceof Typed ? info['result'].value : info['result']

/** The type of the fault that a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'not refused'
  } catch (error) {
    if (error instanceof SimFault) return error.type
    throw error
  }
}
