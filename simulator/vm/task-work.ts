import { SimFault } from '../vim25/faults'
import type { Ref } from '../vim25/value'
import type { World } from '../world/world'
import {
  ask,
  pendingQuestionText,
  QuestionWithdrawn,
  withdrawQuestions,
  type Answer,
  type QuestionSpec,
} from './questions'

export type RunningTask = {
  readonly ref: Ref
  readonly chainId: number
  readonly userName: string
  /** Spend simulated time, reporting progress from `from` to `to` percent if they are given. Throws RequestCanceled when cancelled. */
  work(ms: number, from?: number, to?: number): Promise<void>
  progress(percent: number): void
  /** Wait for something that is not the task's own doing. Throws RequestCanceled when cancelled. */
  wait<T>(promise: Promise<T>): Promise<T>
  /** Put a question to the people and wait for the answer. Throws when the VM is terminated meanwhile. */
  ask(vm: Ref, question: QuestionSpec): Promise<Answer>
}

export type TaskOutcome = { result: unknown } | { error: SimFault }

/** A task at work: what can be done to it, and where its end is told. */
export type TaskAtWork = {
  readonly ref: Ref
  readonly work: (task: RunningTask) => unknown
  /** Replaced while the work goes on, by what stops it. */
  cancel: () => void
  finished: boolean
}

/** vCenter shows a task that waits for an answer as nearly done; a host on its own gives no percentage then. */
const stalled = { progress: 95 }

/** Do the work of a task, and say how it ended. Never rejects. */
export async function perform(
  world: World,
  entry: TaskAtWork,
  by: { readonly chainId: number; readonly userName: string },
  end: (outcome: TaskOutcome) => void,
): Promise<void> {
  if (entry.finished) return
  let asking: Ref | undefined
  const cancelled = new Promise<never>((_, reject) => {
    entry.cancel = () => {
      if (asking !== undefined) withdrawQuestions(world, asking, 'The task was canceled.')
      reject(new SimFault('RequestCanceled'))
    }
  })
  cancelled.catch(() => undefined)
  let running = false
  const run = (first?: { readonly progress: number }) => {
    if (running || entry.finished) return
    running = true
    world.update(entry.ref, {
      'info.state': 'running',
      'info.startTime': world.clock.now(),
      ...(first && { 'info.progress': first.progress }),
    })
  }
  const progress = (percent: number) => {
    run()
    if (!entry.finished) world.update(entry.ref, { 'info.progress': Math.max(0, Math.min(100, Math.round(percent))) })
  }
  const task: RunningTask = {
    ref: entry.ref,
    ...by,
    progress,
    work(ms, from, to) {
      run()
      const reached = world.prop(entry.ref, 'info.progress')
      const start = from !== undefined && typeof reached === 'number' ? Math.max(from, reached) : from
      return Promise.race([cancelled, spend(world, entry, ms, start, to, progress)])
    },
    wait(promise) {
      run()
      return Promise.race([cancelled, promise])
    },
    async ask(vm, question) {
      asking = vm
      const answered = ask(world, vm, question, by.chainId)
      // The question stands before `running` is published: libvirt looks for it once, when the state changes.
      if (pendingQuestionText(world, vm) !== undefined) run(world.product === 'vcenter' ? stalled : undefined)
      const answer = await Promise.race([cancelled, answered])
      asking = undefined
      return answer
    },
  }
  try {
    const result = await entry.work(task)
    run()
    end({ result })
  } catch (error) {
    run()
    end({ error: asFault(error) })
  }
}

/** Work in steps, so that progress moves about three times a second of simulated time. */
async function spend(
  world: World,
  entry: TaskAtWork,
  ms: number,
  from: number | undefined,
  to: number | undefined,
  progress: (percent: number) => void,
): Promise<void> {
  const steps = from === undefined || to === undefined ? 1 : Math.max(1, Math.min(60, Math.round(ms / 350)))
  for (let step = 1; step <= steps; step++) {
    await new Promise<void>((resolve) => {
      world.clock.after(ms / steps, resolve)
    })
    if (entry.finished) return
    if (from !== undefined && to !== undefined) progress(from + ((to - from) * step) / steps)
  }
}

function asFault(error: unknown): SimFault {
  if (error instanceof SimFault) return error
  if (error instanceof QuestionWithdrawn) return new SimFault('RequestCanceled', {}, error.message)
  const reason = error instanceof Error ? error.message : String(error)
  return new SimFault('SystemError', { reason }, `A general system error occurred: ${reason}`)
}
