import type { CallContext, Method } from '../api/method'
import { worldMethods } from '../api/world-methods'
import { nodeAt, resolvePath, type DatastorePath } from '../estate/datastore-files'
import { buildWorld, type WorldOptions } from '../presets/build-world'
import { SimFault } from '../vim25/faults'
import { plainInventoryName } from '../vim25/name-escapes'
import { findMethod } from '../vim25/schema'
import { Ref, Typed, type DataObject } from '../vim25/value'
import { readable } from '../wire/folder-files'
import { SimSession } from '../wire/sessions'
import { manualClock, type ManualClock } from '../world/clock'
import type { World } from '../world/world'
import { problemsOf, problemsOfValue } from './conformance'

/**
 * A world for tests, whose methods are called without a wire in between and whose time stands still until it is moved.
 * Every result is checked against the type that its method declares.
 */
export type TestWorld = {
  readonly world: World
  readonly clock: ManualClock
  readonly session: SimSession
  /** A VM by its plain name. */
  vm(name: string): Ref
  /** The object of that type and name, as stored. */
  named(type: string, name: string): Ref
  /** The only object of that type, or the first. */
  first(type: string): Ref
  prop(ref: Ref, path: string): unknown
  /** Call a method that takes no time. Throws SimFault. */
  callNow(method: string, self: Ref, args?: Record<string, unknown>): unknown
  /** Call a method, and move time until it has returned when it takes some. Rejects with SimFault. */
  call(method: string, self: Ref, args?: Record<string, unknown>): Promise<unknown>
  /** Call a method that starts a task, and let `ms` pass. */
  start(method: string, self: Ref, args?: Record<string, unknown>, ms?: number): Promise<Ref>
  /** Call a method that starts a task, and move time until the task has ended; its final info. */
  run(method: string, self: Ref, args?: Record<string, unknown>): Promise<DataObject>
  info(task: Ref): DataObject
  /** Let time pass until the task has ended; how it ended. */
  outcome(task: Ref): Promise<string>
  /** Give a VM's pending question the choice with a word in its summary. */
  answer(vm: Ref, summary: string): void
  /** Everything in the world that is not what vim25 declares. */
  problems(): readonly string[]
}

/** The demo on a host, unless told otherwise. `caller` is who is logged in. */
export function testWorld({
  caller = 'root',
  ...options
}: Partial<WorldOptions> & { caller?: string } = {}): TestWorld {
  const clock = manualClock()
  const world = buildWorld({ product: 'esx', ...options, clock })
  const methods = new Map(worldMethods.flatMap((table): [string, Method][] => Object.entries(table)))
  const visitor = { remoteAddress: '127.0.0.1', userAgent: 'test', locale: undefined }
  const session = new SimSession(caller, visitor, clock)

  const callNow: TestWorld['callNow'] = (method, self, args = {}) => {
    const declared = findMethod(self.type, method)?.result
    const implementation = methods.get(method)
    if (implementation === undefined) throw new Error(`No method ${method} of ${self.type}`)
    const signal = new AbortController().signal
    const ctx: CallContext = {
      world,
      session,
      apiVersion: '8.0.3.0',
      method,
      ...visitor,
      signal,
      afterReply: () => undefined,
    }
    const result = implementation(ctx, self, args)
    const checked = (value: unknown): unknown => {
      const problems = declared === undefined ? [] : problemsOfValue(value, declared)
      if (problems.length > 0) throw new Error(problems.join('\n'))
      return value
    }
    return result instanceof Promise ? result.then(checked) : checked(result)
  }

  const call: TestWorld['call'] = async (...args) => {
    const result = callNow(...args)
    if (!(result instanceof Promise)) return result
    const progress = { done: false }
    const finished = result.finally(() => {
      progress.done = true
    })
    finished.catch(() => undefined)
    for (let seconds = 0; seconds < 60 && !progress.done; seconds++) await clock.advance(1_000)
    return finished
  }

  const started = (task: unknown, method: string): Ref => {
    if (!(task instanceof Ref)) throw new Error(`${method} started no task`)
    return task
  }
  const info: TestWorld['info'] = (task) => world.prop(task, 'info') as DataObject // tests ask for tasks that exist
  const hasEnded = (task: Ref) => !['queued', 'running'].includes(String(info(task)['state']))

  return {
    world,
    clock,
    session,
    vm: (name) =>
      must(
        world.byType('VirtualMachine').find(({ props }) => plainInventoryName(String(props['name'])) === name)?.ref,
        `VM ${name}`,
      ),
    named: (type, name) => must(world.byType(type).find(({ props }) => props['name'] === name)?.ref, `${type} ${name}`),
    first: (type) => must(world.byType(type)[0]?.ref, type),
    prop: (ref, path) => world.prop(ref, path),
    callNow,
    call,
    async start(method, self, args = {}, ms = 0) {
      const task = started(callNow(method, self, args), method)
      if (ms > 0) await clock.advance(ms)
      return task
    },
    async run(method, self, args = {}) {
      const task = started(await call(method, self, args), method)
      for (let minutes = 0; minutes < 8 && !hasEnded(task); minutes++) await clock.advance(60_000)
      return info(task)
    },
    info,
    async outcome(task) {
      for (let waited = 0; waited < 200; waited++) {
        if (hasEnded(task)) return endOf(info(task))
        await clock.advance(1_000)
      }
      throw new Error('The task has not ended after 200 seconds')
    },
    answer(vm, summary) {
      const question = world.prop(vm, 'runtime.question') as Question | undefined // VirtualMachineQuestionInfo
      const choice = question?.choice.choiceInfo.find((offered) =>
        offered.summary.toLowerCase().includes(summary.toLowerCase()),
      )
      if (question === undefined || choice === undefined) throw new Error(`No question offers "${summary}"`)
      callNow('AnswerVM', vm, { questionId: question.id, answerChoice: choice.key })
    },
    problems: () => world.types().flatMap((type) => world.byType(type).flatMap(problemsOf)),
  }
}

type Question = { id: string; text: string; choice: { choiceInfo: { label: string; summary: string; key: string }[] } }

function must(found: Ref | undefined, what: string): Ref {
  if (found === undefined) throw new Error(`There is no ${what}`)
  return found
}

/** `FileNotFound` of a task that ended in error, `success` of one that did not. */
export function endOf(info: DataObject): string {
  const error = info['error'] as { fault?: DataObject } | undefined // a LocalizedMethodFault
  return error === undefined ? String(info['state']) : String(error.fault?.$type)
}

/** What a task returned, out of its wrapper. */
export const resultOf = (info: DataObject): unknown =>
  info['result'] instanceof Typed ? info['result'].value : info['result']

/** The fault that a call throws, by type; `undefined` when it throws none. */
export function faultTypeOf(fn: () => unknown): string | undefined {
  try {
    fn()
    return undefined
  } catch (error) {
    if (error instanceof SimFault) return error.type
    throw error
  }
}

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

/** The place of a datastore file that must be there. */
export function mustFile(world: World, path: string): DatastorePath {
  const at = resolvePath(world, path)
  nodeAt(world, at)
  return at
}

/** The text of a datastore file. */
export function fileText(world: World, path: string): string {
  const file = readable(world, mustFile(world, path))
  return file === undefined ? '' : Buffer.concat([...file.read(0, file.length)]).toString('utf8')
}
