import type { SimulatedHost } from '../simulator/start/start-simulator'
import { Ref } from '../simulator/vim25/value'
import { answerQuestion } from '../simulator/vm/questions'
import type { Random } from '../simulator/world/random'
import { volumeOf } from '../simulator/estate/datastore-files'
import type { FolderNode } from '../simulator/estate/volume'

/** Times are milliseconds since the epoch, by the clock that all processes of a campaign share. */
export type HostCall = {
  at: number
  method: string
  /** The moid of what was called. */
  object: string
  /** Of AnswerVM. */
  question?: string
  choice?: string
  /** All arguments, as JSON. */
  text: string
}

export type HostTask = {
  task: string
  /** The moid of what it works on. */
  entity?: string
  queuedAt: number
  /** `fault` is the type on the wire. */
  end?: { at: number; state: 'success' | 'error'; fault?: string }
}

/** `elsewhere`: somebody at another console answered it. */
export type HostQuestion = { vm: string; id: string; raisedAt: number; goneAt?: number; elsewhere?: true }

/** What a simulated host saw, whatever a console made of it. */
export type HostRecord = {
  name: string
  /** What changes something; reads are left out. */
  calls: HostCall[]
  tasks: HostTask[]
  questions: HostQuestion[]
  /** Every file that lies on its datastores: `[ds] path`. */
  files: string[]
}

const changing = (method: string) =>
  (method.endsWith('_Task') && !method.startsWith('SearchDatastore')) ||
  ['AnswerVM', 'CancelTask', 'MakeDirectory'].includes(method)

/** The host keeps only so many calls: they are taken out before it lets go of the old ones. */
const takeEveryMs = 50

/** Of so many questions one is answered by somebody at another console, within this time, unless we come first. */
const elsewhereShare = 12
const elsewhereWithinMs = 2_500

/** Writes down what happens at a simulated host from now on. */
export function recordHost(host: SimulatedHost, random: Random): { read(name: string): HostRecord } {
  const { world } = host
  const calls: HostCall[] = []
  const tasks = new Map<string, HostTask>()
  const questions: HostQuestion[] = []
  const open = new Map<string, HostQuestion>()

  let last: unknown
  const take = () => {
    const from = host.calls.findLastIndex((call) => call === last) + 1
    for (const call of host.calls.slice(from)) {
      last = call
      if (!changing(call.method)) continue
      const { questionId, answerChoice } = call.args
      calls.push({
        at: call.at.getTime(),
        method: call.method,
        object: call.self.value,
        ...(typeof questionId === 'string' && { question: questionId }),
        ...(typeof answerChoice === 'string' && { choice: answerChoice }),
        text: JSON.stringify(call.args, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
      })
    }
  }
  setInterval(take, takeEveryMs).unref()

  world.on(({ ref, kind }) => {
    if (ref.type === 'Task' && kind !== 'remove') noteTask(ref)
    if (ref.type === 'VirtualMachine' && kind === 'update') noteQuestion(ref)
  })

  function noteTask(ref: Ref): void {
    const entity = world.prop(ref, 'info.entity')
    const task = tasks.get(ref.value) ?? {
      task: ref.value,
      ...(entity instanceof Ref && { entity: entity.value }),
      queuedAt: Date.now(),
    }
    tasks.set(ref.value, task)
    const state = world.prop(ref, 'info.state')
    if (task.end || (state !== 'success' && state !== 'error')) return
    const fault = faultType(world.prop(ref, 'info.error'))
    task.end = { at: Date.now(), state, ...(fault !== undefined && { fault }) }
  }

  function noteQuestion(vm: Ref): void {
    const id = world.prop(vm, 'runtime.question.id')
    const before = open.get(vm.value)
    if (before?.id === id) return
    if (before) before.goneAt = Date.now()
    open.delete(vm.value)
    if (typeof id !== 'string') return
    const question: HostQuestion = { vm: vm.value, id, raisedAt: Date.now() }
    open.set(vm.value, question)
    questions.push(question)
    if (random.int(1, elsewhereShare) === 1)
      setTimeout(() => answerElsewhere(vm, question), random.int(100, elsewhereWithinMs))
  }

  function answerElsewhere(vm: Ref, question: HostQuestion): void {
    if (open.get(vm.value) !== question) return
    question.elsewhere = true
    answerQuestion(world, vm, question.id, '0')
  }

  return {
    read(name) {
      take()
      const files = world
        .byType('Datastore')
        .flatMap(({ ref, props }) =>
          pathsIn(volumeOf(world, ref).root).map((path) => `[${String(props['name'])}] ${path}`),
        )
      return { name, calls, tasks: [...tasks.values()], questions, files }
    },
  }
}

const pathsIn = ({ children }: FolderNode): string[] =>
  [...children].flatMap(([name, node]) =>
    node.kind === 'file' ? [name] : pathsIn(node).map((path) => `${name}/${path}`),
  )

function faultType(error: unknown): string | undefined {
  const fault = typeof error === 'object' && error !== null && 'fault' in error ? error.fault : undefined
  const type = typeof fault === 'object' && fault !== null && '$type' in fault ? fault.$type : undefined
  return typeof type === 'string' ? type : undefined
}
