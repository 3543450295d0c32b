import { assertNever } from '@/lib/assert-never'
import { failed, type Result } from '@/lib/result'
import type { Actor } from '@/lib/runs/actor'
import { runLabel } from '@/lib/runs/run-label'
import { splitKey, vmKey, type QuestionKey, type RunId, type TaskKey } from '@/lib/vsphere/ids'
import type { Leases } from '../journal/leases'
import type { Orders } from '../journal/orders'
import { answersLease, createManyAnswers } from './answer-many'
import type { createAnswering } from './answering'
import type { createCancelling } from './cancelling'
import type { After, HeldDecision, Person, Press, QuestionPress, RunsOptions } from './contract'
import type { KeptRuns } from './kept-runs'
import type { Others } from './others'
import { recordOf, type Records } from './records'
import {
  noSuchAnswers,
  noSuchRun,
  noWord,
  nobodyTookIt,
  notCancelable,
  notRecorded,
  stopping,
  taskOver,
} from './run-errors'

/** What a person presses that concerns something which goes on already: the process that carries it out has to do it. */
type Pressed =
  | { do: 'answer'; question: QuestionKey; press: Press; by: Actor }
  | { do: 'cancel-task'; task: TaskKey; by: Actor }
  | { do: 'cancel-run'; run: RunId; by: Actor }
  | { do: 'decide'; run: RunId; what: HeldDecision; by: Actor }
  | { do: 'begin-answers'; id: string; presses: readonly QuestionPress[]; by: Person }
  | { do: 'read-answers'; id: string; from: number; by: Person }
  | { do: 'stop-answers'; id: string; by: Person }

/**
 * What is pressed, here or at another process, is carried out by the one that has the lease: passed on where that is
 * another, and taken from others where it is this one.
 */
export function createPresses(options: {
  leases: Leases
  orders: Orders
  after: After
  inventoryOf: RunsOptions['inventoryOf']
  kept: Pick<KeptRuns, 'get' | 'ofTask' | 'onVm' | 'work'>
  others: Others
  records: Pick<Records, 'keeps'>
  answering: Pick<ReturnType<typeof createAnswering>, 'byPerson'>
  cancelling: Pick<ReturnType<typeof createCancelling>, 'byPerson'>
  isClosed: () => boolean
}) {
  const { leases, orders, after, inventoryOf, kept, others, records, answering, cancelling, isClosed } = options
  const many = createManyAnswers({
    leases,
    after,
    answer: (question, given, by) => press({ do: 'answer', question, press: given, by }),
    hostOf(vm) {
      const at = splitKey(vm)
      return at && (inventoryOf(at.connection)?.vms.get(vm)?.host?.key ?? at.connection)
    },
  })
  orders.serve((_to, pressed) => carryOut(pressed as Pressed)) // as `pass` sends it

  /** The lease of who has to carry it out; undefined when that is this process, or nobody. */
  function toWhom(pressed: Pressed): string | undefined {
    switch (pressed.do) {
      case 'answer': {
        const at = splitKey(pressed.question)
        const vm = at && vmKey(at.connection, at.moid)
        if (!vm || kept.onVm(vm).some((process) => process.asks(pressed.question))) return undefined
        return others.asking(vm, pressed.question) ?? keeperAt(pressed.question)
      }
      case 'cancel-task':
        return kept.ofTask(pressed.task) ? undefined : (others.ofTask(pressed.task) ?? keeperAt(pressed.task))
      case 'cancel-run':
      case 'decide':
        return !kept.get(pressed.run) && others.has(pressed.run) ? pressed.run : undefined
      case 'begin-answers':
      case 'read-answers':
      case 'stop-answers':
        return leases.areShared && !many.has(pressed.id) ? answersLease(pressed.id) : undefined
      default:
        return assertNever(pressed, 'what was pressed')
    }
  }

  /** What belongs to no run is dealt with by who keeps the record of its connection. */
  function keeperAt(key: QuestionKey | TaskKey): string | undefined {
    const connection = splitKey(key)?.connection
    return !leases.areShared || connection === undefined || records.keeps(connection) ? undefined : recordOf(connection)
  }

  /** @param to the name of a lease. */
  async function pass(to: string, pressed: Pressed): Promise<Result<unknown>> {
    try {
      const ordered = await orders.ask(to, pressed)
      switch (ordered.is) {
        case 'done':
          return ordered.result as Result<unknown> // as `carryOut` gives it
        case 'not-taken':
          return nobodyTookIt
        case 'no-word':
          return noWord
      }
    } catch (error) {
      return notRecorded(error)
    }
  }

  async function press<T = null>(pressed: Pressed): Promise<Result<T>> {
    if (isClosed()) return failed(stopping)
    const to = toWhom(pressed)
    const result = to === undefined ? carryOut(pressed) : pass(to, pressed)
    return (await result) as Result<T> // as `carryOut` gives it for what was pressed
  }

  async function carryOut(pressed: Pressed): Promise<Result<unknown>> {
    if (isClosed()) return failed(stopping)
    switch (pressed.do) {
      case 'answer':
        return answering.byPerson(pressed.question, pressed.press, pressed.by)
      case 'cancel-task':
        return cancelling.byPerson(pressed.task, pressed.by)
      case 'cancel-run':
        return cancelRun(pressed.run, pressed.by)
      case 'decide':
        return kept.get(pressed.run)?.decide(pressed.what, pressed.by) ?? noSuchRun
      case 'begin-answers':
        return (await many.begin(pressed.id, pressed.presses, pressed.by)) ?? noSuchAnswers
      case 'read-answers':
        return many.read(pressed.id, pressed.from, pressed.by)
      case 'stop-answers':
        return many.stop(pressed.id, pressed.by)
      default:
        return assertNever(pressed, 'what was pressed')
    }
  }

  async function cancelRun(run: RunId, by: Actor): Promise<Result<null>> {
    const process = kept.get(run)
    if (!process || process.phase === 'over') return taskOver
    const work = kept.work(run)
    const atHost = process.view.task && (await cancelling.byPerson(process.view.task, by))
    // Of a copy one task has ended, and the next has not begun. Of other runs that task was all.
    const goesOn = process.view.kind === 'vmCopy' && atHost?.ok === false && atHost.error.code === 'task-over'
    if (atHost && !goesOn) return atHost
    return work?.cancel(by) ?? notCancelable(runLabel(process.view))
  }

  async function answerMany(id: string, presses: readonly QuestionPress[], by: Person): Promise<Result<null>> {
    if (isClosed()) return failed(stopping)
    return (await many.begin(id, presses, by)) ?? press({ do: 'begin-answers', id, presses, by })
  }

  return { press, answerMany, close: () => many.close() }
}
