import { foldStep } from '@/lib/runs/fold-run'
import type { RunOf, RunStep, StepEvent } from '@/lib/runs/run'
import { splitKey, taskKey, type QuestionKey, type TaskKey } from '@/lib/vsphere/ids'
import { assertNever } from '@/lib/assert-never'
import type { Inventory } from '../inventory/contract'
import type { Journal } from '../journal/journal'
import { advance } from './advance'
import { callError } from './call-error'
import type { After } from './contract'
import type { Command, Core, Input, NewStep, TimerName, Turn } from './core'
import { followTask } from './task-reports'

export type RunProcess = {
  readonly view: RunOf<'vm'>
  readonly core: Core
  send(input: Input): void
  /** Adds a step in its turn; resolves when it is in the journal. */
  record(step: NewStep): Promise<void>
  /** Whether this is the question that the run has to deal with now. */
  asks(key: QuestionKey): boolean
  reattach(): void
  /** Resolves when everything sent so far has been dealt with. */
  settled(): Promise<void>
  close(): void
}

export type ProcessOptions = {
  journal: Journal
  after: After
  now: () => number
  inventory: () => Inventory | undefined
  answer: (process: RunProcess, command: Extract<Command, { do: 'answer' }>) => void
  cancel: (process: RunProcess, command: Extract<Command, { do: 'cancel' }>) => void
  /** Called when what happened has been dealt with: the run may have a task, its outcome, or nothing to follow any more. */
  onPhase: (process: RunProcess) => void
  warn: (text: string, error: unknown) => void
}

/**
 * A run as it goes on: takes what happens one after the other, records each step, and only then sends what follows
 * from it.
 */
export function startProcess(first: { view: RunOf<'vm'>; turn: Turn }, options: ProcessOptions): RunProcess {
  const { journal, after, now } = options
  let { view } = first
  let core: Core = first.turn.core
  let closed = false
  let tail: Promise<unknown> = Promise.resolve()
  let unfollow: (() => void) | undefined
  let unwatch: (() => void) | undefined
  const timers = new Map<TimerName, () => void>()
  const vm = view.subjects[0].key
  const target = splitKey(vm)

  const iso = () => new Date(now()).toISOString()

  /** One thing at a time. A journal that cannot be written ends the run here: nothing is done that is not recorded. */
  function inTurn(job: () => Promise<void> | undefined): Promise<void> {
    const done = tail.then(job)
    tail = done.catch(() => undefined)
    return done
  }

  async function write(step: NewStep): Promise<void> {
    const { id: run, connection } = view
    const { at } = await journal.append({ ...step, run, connection, vm })
    view = foldStep(view, { at, ...step })
  }

  async function settle(turn: Turn): Promise<void> {
    core = turn.core
    for (const step of turn.steps) await write(step)
    if (closed) return
    for (const command of turn.commands) execute(command)
    if (core.phase === 'over') stop()
    options.onPhase(process)
  }

  function breakDown(error: unknown): void {
    options.warn(`run ${view.number} stopped: its journal could not be written`, error)
    core = { ...core, phase: 'over' }
    const reason = 'Andon could not write its journal, so it stopped here. The task goes on at the host.'
    if (view.state.at !== 'ended') {
      const event: StepEvent = { kind: 'ended', outcome: { kind: 'lost', reason }, following: false }
      const step: RunStep = { at: iso(), actor: { kind: 'andon' }, event }
      view = foldStep(view, step)
      journal.tellUnkept(view.id, step)
    }
    stop()
    options.onPhase(process)
  }

  function stop(): void {
    unfollow?.()
    unwatch?.()
    unfollow = unwatch = undefined
    for (const clear of timers.values()) clear()
    timers.clear()
  }

  const send = (input: Input) => void inTurn(() => (closed ? undefined : settle(advance(core, input)))).catch(breakDown)

  function call<T>(
    work: (inventory: Inventory) => Promise<T>,
    then: (value: T) => Input,
    otherwise: (error: unknown) => Input,
  ) {
    const inventory = options.inventory()
    if (!inventory) return send({ is: 'dropped' })
    work(inventory).then(
      (value) => send(then(value)),
      (error: unknown) => send(otherwise(error)),
    )
  }

  function follow(task: TaskKey): void {
    unfollow?.()
    unfollow = undefined
    const inventory = options.inventory()
    if (!inventory) return send({ is: 'dropped' })
    unfollow = followTask(inventory, task, vm, (report) => send({ is: 'report', report, at: iso() }))
  }

  /** For a guest operation, which is no task: its effect is the VM's power state. */
  function watchPower(): void {
    unwatch?.()
    const inventory = options.inventory()
    if (!inventory) return send({ is: 'dropped' })
    const contact = (live: boolean, reason: string) =>
      send({
        is: 'report',
        report: live ? { kind: 'contact-back' } : { kind: 'contact-lost', reason },
        at: iso(),
      })
    unwatch = inventory.onChanges((changes) => {
      for (const change of changes) {
        if (change.kind === 'vm' && change.key === vm) {
          send({ is: 'power', powerState: change.vm?.powerState ?? 'vm-gone' })
        }
        if (change.kind === 'connection' && change.state.at === 'live') contact(true, '')
        if (change.kind === 'connection' && (change.state.at === 'lost' || change.state.at === 'refused'))
          contact(false, change.state.reason)
      }
    })
    if (inventory.state.at !== 'live') return undefined
    contact(true, '')
    return send({ is: 'power', powerState: inventory.vms.get(vm)?.powerState ?? 'vm-gone' })
  }

  function execute(command: Command): void {
    switch (command.do) {
      case 'read':
        return call(
          (inventory) => inventory.readBeforeRun(moidOf(target)),
          (before) => ({ is: 'read', before, at: iso() }),
          (error) => ({ is: 'read-failed', error: callError(error) }),
        )
      case 'start':
        return call(
          (inventory) => inventory.startTask(moidOf(target), view.request),
          (started) =>
            started.kind === 'task'
              ? { is: 'started', task: taskKey(view.connection, started.task.value) }
              : { is: 'started' },
          (error) => ({ is: 'start-failed', error: callError(error) }),
        )
      case 'reread':
        return call(
          (inventory) => inventory.readQuestion(moidOf(target)),
          (question) => ({ is: 'reread', question, at: iso() }),
          () => ({ is: 'reread-failed' }),
        )
      case 'follow':
        return follow(command.task)
      case 'answer':
        return options.answer(process, command)
      case 'cancel':
        return options.cancel(process, command)
      case 'timer': {
        timers.get(command.name)?.()
        timers.set(
          command.name,
          after(command.ms, () => send({ is: 'timer', name: command.name })),
        )
        return undefined
      }
      case 'clear':
        timers.get(command.name)?.()
        timers.delete(command.name)
        return undefined
      case 'watch-power':
        return watchPower()
      default:
        return assertNever(command, 'command')
    }
  }

  const process: RunProcess = {
    get view() {
      return view
    },
    get core() {
      return core
    },
    send,
    record: (step) =>
      inTurn(() => {
        // A step that cannot be written any more must not look written: the call after it would go out unrecorded.
        if (closed) throw new Error('Andon is stopping')
        return write(step)
      }),
    asks: (key) => core.phase !== 'over' && core.pending?.key === key,
    reattach() {
      if (core.phase === 'over') return
      if (unfollow && core.task) follow(core.task)
      if (unwatch) watchPower()
    },
    settled: async () => {
      let seen: Promise<unknown> | undefined
      while (seen !== tail) {
        seen = tail
        await seen
      }
    },
    close() {
      closed = true
      stop()
    },
  }
  void inTurn(() => (closed ? undefined : settle(first.turn))).catch(breakDown)
  return process
}

/** A run's VM key was checked when the run began. */
function moidOf(target: ReturnType<typeof splitKey>) {
  if (!target) throw new Error('a run without a VM')
  return target.moid
}
