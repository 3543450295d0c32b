import type { CallContext, Method, Session } from '../api/method'
import { worldMethods } from '../api/world-methods'
import { buildWorld, type WorldOptions } from '../presets/build-world'
import { SimFault } from '../vim25/faults'
import { plainInventoryName } from '../vim25/name-escapes'
import { Ref } from '../vim25/value'
import { manualClock, type ManualClock } from '../world/clock'
import { ObjectTable, type World } from '../world/world'

/** A world for tests, whose methods are called without a wire in between and whose time stands still until it is moved. */
export type TestWorld = {
  world: World
  clock: ManualClock
  session: Session
  /** A VM by its plain name. */
  vm(name: string): Ref
  call(method: string, self: Ref, args?: Record<string, unknown>): unknown
  /** Call a method that starts a task, and let `ms` pass. */
  start(method: string, self: Ref, args?: Record<string, unknown>, ms?: number): Promise<Ref>
  info(task: Ref): Record<string, unknown>
  /** Let time pass until the task has ended; its state, or its fault's type. */
  outcome(task: Ref): Promise<string>
  /** The choice of a VM's pending question that means something, by a word of its summary. */
  answer(vm: Ref, summary: string): void
  /** End the session, as a logout does. */
  end(): void
}

export function testWorld(options: Partial<WorldOptions> = {}): TestWorld {
  const clock = manualClock()
  const world = buildWorld({ product: 'esx', ...options, clock })
  const methods = new Map(worldMethods.flatMap((table): [string, Method][] => Object.entries(table)))
  const endings: (() => void)[] = []
  const session: Session = {
    key: 'test-session',
    userName: 'root',
    objects: new ObjectTable(),
    newId: () => `session[test-session]${world.newId('object')}`,
    data: () => ({}),
    onEnd: (fn) => endings.push(fn),
  }
  const context = (method: string): CallContext => ({
    world,
    session,
    apiVersion: '8.0.3.0',
    method,
    remoteAddress: '127.0.0.1',
    userAgent: 'test',
    signal: new AbortController().signal,
  })
  const call: TestWorld['call'] = (name, self, args = {}) => {
    const method = methods.get(name)
    if (method === undefined) throw new Error(`The world has no method ${name}`)
    return method(context(name), self, args)
  }
  const info: TestWorld['info'] = (task) => world.prop(task, 'info') as Record<string, unknown> // tests ask for tasks that exist
  return {
    world,
    clock,
    session,
    vm(name) {
      const found = world
        .byType('VirtualMachine')
        .find(({ props }) => plainInventoryName(String(props['name'])) === name)
      if (found === undefined) throw new Error(`The world has no VM ${name}`)
      return found.ref
    },
    call,
    async start(method, self, args = {}, ms = 0) {
      const task = call(method, self, args)
      if (!(task instanceof Ref)) throw new Error(`${method} started no task`)
      if (ms > 0) await clock.advance(ms)
      return task
    },
    info,
    async outcome(task) {
      for (let waited = 0; waited < 200; waited++) {
        const { state, error } = info(task)
        if (state === 'success') return 'success'
        if (state === 'error') return (error as { fault: { $type: string } }).fault.$type // the wrapper of TaskInfo.error
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
      call('AnswerVM', vm, { questionId: question.id, answerChoice: choice.key })
    },
    end() {
      for (const ending of endings) ending()
    },
  }
}

type Question = { id: string; text: string; choice: { choiceInfo: { label: string; summary: string; key: string }[] } }

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
