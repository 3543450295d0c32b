import type { CallContext, Method, MethodTable, Session } from '../api/method'
import { number, object, objects, text } from '../vim25/read-data'
import type { Ref } from '../vim25/value'
import type { QuestionName } from '../vm/question-catalogue'
import { askUnprompted } from '../vm/question-effects'
import type { Random } from '../world/random'
import { traitsOf } from '../world/vm-traits'
import { ObjectTable, type World } from '../world/world'

/** On average this long between two things that happen, in milliseconds of the clock. */
const usualPause = 4_000
/** One in so many things is a machine that asks something by itself. */
const questionsAre = 12
/** The colleague looks after a question of his machines within this time, if nobody else does. */
const patienceMs = { least: 40_000, most: 150_000 }
/** So many of his machines wait for an answer at most. */
const mostQuestions = 2

/** What machines ask of which the default answer does no harm. */
const harmless: readonly [QuestionName, ...QuestionName[]] = ['msg.hbacommon.outofspace', 'msg.cdromdisconnect.locked']

type Colleague = {
  world: World
  random: Random
  call(method: string, self: Ref, args?: Record<string, unknown>): void
  open: Set<string>
}

/**
 * A pretend colleague works on the same machines: power cycles, suspends, resets, snapshots that come and go; now and then one of
 * his machines asks something, and he answers it himself after a while. Only machines that were running at the start and have
 * Tools are touched, so that those which stand for something (a question, a failure) stay as they are. Returns how to stop.
 */
export function startActivity(world: World, tables: readonly MethodTable[], random: Random): () => void {
  const methods = new Map(tables.flatMap((table): [string, Method][] => Object.entries(table)))
  const [first, ...others] = world
    .byType('VirtualMachine')
    .map(({ ref }) => ref)
    .filter((vm) => isOrdinary(world, vm))
  if (first === undefined) return () => undefined
  const machines: readonly [Ref, ...Ref[]] = [first, ...others]
  let stopped = false
  let cancel = (): void => undefined

  const colleague: Colleague = {
    world,
    random,
    open: new Set(),
    call(name, self, args = {}) {
      const method = methods.get(name)
      if (method === undefined) return
      try {
        method(context(world, name), self, args)
      } catch {
        // Somebody else is at work on the machine; there is always a next time.
      }
    },
  }
  const next = (): void => {
    if (stopped) return
    const vm = random.pick(machines)
    const busy = world.prop(vm, 'runtime.question') !== undefined
    if (world.get(vm) !== undefined && !busy) act(colleague, vm)
    cancel = world.clock.wait(usualPause * (0.5 + random.next()), next)
  }
  cancel = world.clock.wait(usualPause, next)
  return () => {
    stopped = true
    cancel()
  }
}

function isOrdinary(world: World, vm: Ref): boolean {
  const { tools, cdromLocked } = traitsOf(world, vm)
  const waits = world.prop(vm, 'runtime.question') !== undefined
  return world.prop(vm, 'runtime.powerState') === 'poweredOn' && tools !== 'none' && !waits && cdromLocked !== true
}

function act(colleague: Colleague, vm: Ref): void {
  const { world, random } = colleague
  const call: Colleague['call'] = (...args) => colleague.call(...args)
  const state = world.prop(vm, 'runtime.powerState')
  const snapshot = world.prop(vm, 'snapshot.currentSnapshot')
  if (state !== 'poweredOn') {
    call('PowerOnVM_Task', vm)
  } else if (random.int(1, questionsAre) === 1 && colleague.open.size < mostQuestions) {
    askAndLookAfter(colleague, vm)
  } else if (snapshot !== undefined && random.chance(0.5)) {
    call('RemoveAllSnapshots_Task', vm)
  } else {
    random.pick<() => void>([
      () => call('PowerOffVM_Task', vm),
      () => call('SuspendVM_Task', vm),
      () => call('ResetVM_Task', vm),
      () =>
        call('CreateSnapshot_Task', vm, {
          name: 'nightly',
          description: '',
          memory: random.chance(0.3),
          quiesce: false,
        }),
    ])()
  }
}

/** A machine asks. If nobody has answered after a while, the colleague gives the default answer. */
function askAndLookAfter(colleague: Colleague, vm: Ref): void {
  const { world, random, open } = colleague
  const { id } = askUnprompted(world, vm, random.pick(harmless))
  open.add(vm.key)
  world.clock.wait(random.int(patienceMs.least, patienceMs.most), () => {
    open.delete(vm.key)
    const question = object(world.prop(vm, 'runtime'), 'question')
    const choice = object(question, 'choice')
    const chosen = objects(choice, 'choiceInfo')[number(choice, 'defaultIndex') ?? 0]
    if (text(question, 'id') === id)
      colleague.call('AnswerVM', vm, { questionId: id, answerChoice: text(chosen, 'key') })
  })
}

function context(world: World, method: string): CallContext {
  return {
    world,
    method,
    session: session(world),
    apiVersion: '8.0.3.0',
    remoteAddress: '',
    userAgent: '',
    signal: new AbortController().signal,
    afterReply: () => undefined,
  }
}

/** The colleague is somebody: his tasks and events carry his name. */
const session = (world: World): Session => ({
  key: 'colleague',
  userName: world.product === 'esx' ? 'j.meyer' : String.raw`EXAMPLE\j.meyer`,
  objects: new ObjectTable(),
  newId: () => world.newId('colleague-'),
  data: () => ({}),
  onEnd: () => undefined,
})
