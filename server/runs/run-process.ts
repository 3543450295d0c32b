import { ok, type Result } from '@/lib/result'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Actor } from '@/lib/runs/actor'
import type { RunOf, RunOutcome } from '@/lib/runs/run'
import { splitKey, taskKey, type QuestionKey, type TaskKey } from '@/lib/vsphere/ids'
import { assertNever } from '@/lib/assert-never'
import type { Inventory, StartedTask, VmBeforeRun } from '../inventory/contract'
import { advance } from './advance'
import { othersSince, tasksOfOthers } from './find-start'
import { callError, isUnsent } from './host-call'
import { lookForStart } from './look-for-start'
import type { Order } from './order'
import { notHeld, notRecorded } from './run-errors'
import type { Command, Input, NewStep, RunSoFar, TimerName, Turn } from './run-machine'
import type { HeldDecision } from './contract'
import type { ProcessPorts, RunProcess } from './run-kind'
import { withDiskHolders } from './disk-holders'
import { createRecord } from './run-record'
import { followTask } from './task-reports'

/** A run of the kind that may meet questions: a task of one VM. */
export type VmProcess = RunProcess & {
  readonly view: RunOf<'vm'>
  readonly soFar: RunSoFar
  send(input: Input): void
  /** Whether this is the question that the run has to deal with now. */
  asks(key: QuestionKey): boolean
}

/** What happened is still being written down: what is to be written next goes along with it. */
export type StillWriting = {
  readonly process: VmProcess
  /** False: it is on the disk, and the next step waits for its own turn. */
  isOpen(): boolean
  /** Resolves when the step, and all before it, are in the journal. */
  record(step: NewStep): Promise<void>
}

export type VmPorts = ProcessPorts & {
  answer: (writing: StillWriting, command: Extract<Command, { do: 'answer' }>) => void
  cancel: (process: VmProcess, command: Extract<Command, { do: 'cancel' }>) => void
}

/**
 * A run as it goes on: takes what happens one after the other, records each step, and only then sends what follows
 * from it. All of it stands in one closure: writing, following, waiting and calling read and change the same `soFar`, `closed`
 * and `unwritten`, and what is in which order between them is what this file is about.
 */
export function startProcess(first: { view: RunOf<'vm'>; turn: (order: Order) => Turn }, options: VmPorts): VmProcess {
  const { after, now } = options
  const record = createRecord(first.view, options.journal)
  const { inTurn, write } = record
  const order = options.orderOf(() => record.view)
  const begin = first.turn(order)
  let soFar: RunSoFar = begin.soFar
  let closed = false
  /** Where the check before the start knew that whatever is told of the VM's question is younger, and since when there is contact. */
  let onlyNew: { inventory: Inventory; liveSince: string } | undefined
  let unfollow: (() => void) | undefined
  let unwatch: (() => void) | undefined
  let unwait: (() => void) | undefined
  const timers = new Map<TimerName, () => void>()
  const vm = first.view.subjects[0].key
  const target = splitKey(vm)

  const iso = () => new Date(now()).toISOString()

  /** That it has begun, while it is being written. What is asked meanwhile goes to the disk with it, or right behind. */
  let unwritten: Promise<void> | undefined

  async function settle(turn: Turn): Promise<void> {
    soFar = turn.soFar
    const { steps, commands } = turn
    if (begins(turn)) return followAtOnce(turn)
    const asksFor = commands.find((command) => command.do === 'answer')
    const last =
      asksFor && steps.findLast(({ event }, index) => event.kind === 'question-raised' && index === steps.length - 1)
    for (const step of steps) {
      if (step === last) continue
      await unwritten
      await write(await withWhy(step))
    }
    if (asksFor && last) await writeWithAnswer(last, asksFor)
    else if (commands.length > 0) await unwritten
    if (closed) return
    for (const command of commands) if (!last || command !== asksFor) execute(command)
    if (soFar.phase === 'over') stop()
    options.onPhase(process)
  }

  /** Its task asks nothing of the host, so it is heard of before it is on the disk that the task was begun. */
  function followAtOnce({ steps, commands }: Turn): void {
    const written = Promise.all(steps.map(write)).then(() => {
      if (unwritten === written) unwritten = undefined
      // That it is over by now is not written yet: the turn that writes it tells.
      if (!closed && process.phase === 'working') options.onPhase(process)
    })
    unwritten = written
    written.catch(breakDown)
    for (const command of commands) execute(command)
  }

  /**
   * What is asked goes to the disk together with what is answered: the host waits for it, and one commit takes as long as
   * the other.
   */
  async function writeWithAnswer(step: NewStep, command: Extract<Command, { do: 'answer' }>): Promise<void> {
    let isOpen = true
    const first = Promise.all([unwritten, write(step)])
    const record = async (next: NewStep) => {
      if (closed) throw stoppingNow()
      await Promise.all([first, write(next)])
    }
    options.answer({ process, isOpen: () => isOpen, record }, command)
    await first.finally(() => (isOpen = false))
  }

  /** That its question went, or its task was cancelled or failed, is one thing; what is not in this record may be why. */
  async function withWhy(step: NewStep): Promise<NewStep> {
    const { event } = step
    if (event.kind === 'ended' && event.outcome.kind === 'failed') {
      const asked = { vm: moidOf(target), request: record.view.request, inventory: options.inventory(), after }
      return { ...step, event: { ...event, outcome: await withDiskHolders(event.outcome, asked) } }
    }
    if (event.kind === 'ended' && isCancelledElsewhere(event.outcome) && record.view.task) {
      const cancel = await options.sentBeside.cancelOf(record.view.task)
      return cancel ? { ...step, event: { ...event, outcome: { kind: 'cancelled', ...cancel } } } : step
    }
    if (event.kind !== 'question-gone' || (event.known !== 'unknown' && event.known !== 'not-watched')) return step
    const raised = record.view.steps.findLast(({ event: { kind } }) => kind === 'question-raised' || kind === 'checked')
    const isSent = await options.sentBeside.has(event.question, raised?.at ?? record.view.startedAt)
    return isSent ? { ...step, event: { ...event, known: 'own-answer-probable' } } : step
  }

  function breakDown(error: unknown): void {
    options.warn(`run ${record.view.number} stopped: its journal could not be written`, error)
    if (closed) return
    soFar = { ...soFar, phase: 'over' }
    closed = true
    stop()
    options.onBroken(process)
  }

  function stop(): void {
    unfollow?.()
    unwatch?.()
    unwait?.()
    unfollow = unwatch = unwait = undefined
    for (const clear of timers.values()) clear()
    timers.clear()
  }

  const send = (input: Input) =>
    void inTurn(() => (closed ? undefined : settle(advance(soFar, input)))).catch(breakDown)

  function call<T>(
    work: (inventory: Inventory) => Promise<T>,
    then: (value: T) => Input,
    otherwise: (error: unknown) => Input,
    again: () => void = () => call(work, then, otherwise),
  ): void {
    const inventory = options.inventory()
    if (!inventory) return send({ is: 'dropped' })
    work(inventory).then(
      (value) => send(then(value)),
      async (error: unknown) => {
        if (!isUnsent(error)) return send(otherwise(error))
        if ((await options.isStillOurs()) && !closed) again()
      },
    )
  }

  function follow(task: TaskKey): void {
    unfollow?.()
    unfollow = undefined
    const inventory = options.inventory()
    if (!inventory) return send({ is: 'dropped' })
    const areNew = onlyNew?.inventory === inventory && onlyNew.liveSince === liveSince(inventory)
    unfollow = followTask(inventory, task, vm, (report) => send({ is: 'report', report, at: iso() }), areNew)
  }

  /** What is asked before the start is sent is none of its. */
  async function readBefore(inventory: Inventory): Promise<VmBeforeRun> {
    const before = await inventory.readBeforeRun(moidOf(target))
    const since = liveSince(inventory)
    onlyNew = before.tellsOnlyNew && since !== undefined ? { inventory, liveSince: since } : undefined
    return before
  }

  function startTask(inventory: Inventory): Promise<StartedTask> {
    if (inventory.questions.has(vm)) onlyNew = undefined
    return inventory.startTask(moidOf(target), record.view.request)
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
        if (change.kind === 'connection' && change.state.at === 'live') tellPower(inventory)
        if (change.kind === 'connection' && (change.state.at === 'lost' || change.state.at === 'refused'))
          contact(false, change.state.reason)
      }
    })
    if (inventory.state.at === 'live') tellPower(inventory)
  }

  function tellPower(inventory: Inventory): void {
    send({ is: 'report', report: { kind: 'contact-back' }, at: iso() })
    send({ is: 'power', powerState: inventory.vms.get(vm)?.powerState ?? 'vm-gone' })
  }

  function awaitContact(): void {
    unwait?.()
    unwait = undefined
    const inventory = options.inventory()
    if (!inventory) return send({ is: 'dropped' })
    const tell = () => {
      if (inventory.state.at !== 'live') return
      unwait?.()
      unwait = undefined
      send({ is: 'contact' })
    }
    unwait = inventory.onChanges(tell)
    tell()
  }

  /** What was written down takes its time where the journal had to wait: what is too old by then is not sent. */
  function start(): void {
    const age = order.age()
    if (age !== 'fresh') return send({ is: 'late', age })
    return call(
      startTask,
      (started) =>
        started.kind === 'task'
          ? { is: 'started', task: taskKey(record.view.connection, started.task.value) }
          : { is: 'started' },
      (error) => ({ is: 'start-failed', error: callError(error) }),
      start,
    )
  }

  async function decide(is: HeldDecision, by: Actor): Promise<Result<null>> {
    if (closed || soFar.phase !== 'held') return notHeld(record.view)
    const turn = advance(soFar, { is, by, at: iso() })
    try {
      await settle(turn)
      return ok(null)
    } catch (error) {
      breakDown(error)
      return notRecorded(error)
    }
  }

  function execute(command: Command): void {
    switch (command.do) {
      case 'read':
        return call(
          readBefore,
          (before) => ({ is: 'read', before, at: iso(), age: order.age() }),
          (error) => ({ is: 'read-failed', error: callError(error) }),
        )
      case 'start':
        return start()
      case 'await-contact':
        return awaitContact()
      case 'look': {
        const { method } = soFar
        const { id, startedAt, steps } = record.view
        const sentAt = steps.findLast(({ event }) => event.kind === 'start-sent')?.at ?? startedAt
        const sentMsAgo = now() - Date.parse(sentAt)
        return call(
          async (inventory) => {
            const taken = tasksOfOthers(await options.journal.readStarts(othersSince(sentAt)), id)
            const mayBe = ({ key }: { key: TaskKey }) => !taken.has(key)
            return lookForStart(inventory, moidOf(target), soFar.request, { vm, method, sentMsAgo, mayBe })
          },
          (found) => ({ is: 'looked', found, sentMsAgo }),
          (error) => ({ is: 'look-failed', error: callError(error) }),
        )
      }
      case 'reread':
        return call(
          (inventory) => inventory.readQuestion(moidOf(target)),
          (question) => ({ is: 'reread', question, at: iso(), age: order.age() }),
          (error) => ({ is: 'reread-failed', error: callError(error) }),
        )
      case 'follow':
        return follow(command.task)
      case 'answer':
        return options.answer({ process, isOpen: () => false, record: (step) => process.record(step) }, command)
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

  const process: VmProcess = {
    get view() {
      return record.view
    },
    get phase() {
      if (soFar.phase === 'following' || soFar.phase === 'over') return soFar.phase
      return 'working'
    },
    get soFar() {
      return soFar
    },
    send,
    record: (step) =>
      inTurn(() => {
        // A step that cannot be written any more must not look written: the call after it would go out unrecorded.
        if (closed) throw stoppingNow()
        return Promise.all([unwritten, write(step)]).then(() => undefined)
      }),
    asks: (key) => soFar.phase !== 'over' && soFar.pending?.key === key,
    reattach() {
      if (soFar.phase === 'over') return
      if (unfollow && soFar.task) follow(soFar.task)
      if (unwatch) watchPower()
      if (unwait) awaitContact()
    },
    async decide(what, by) {
      let result: Result<null> = notHeld(record.view)
      await inTurn(async () => void (result = await decide(what, by)))
      return result
    },
    cancelling: (by) => send({ is: 'cancelling', by }),
    cancelled: (result) => send({ is: 'cancel', result, at: iso() }),
    drop: (because) => send({ is: 'dropped', ...withoutUndefined({ because }) }),
    async settled() {
      await record.settled()
      await unwritten?.catch(() => undefined)
    },
    close() {
      closed = true
      stop()
    },
  }
  void inTurn(() => (closed ? undefined : settle(begin))).catch(breakDown)
  return process
}

/** A run's VM key was checked when the run began. */
function moidOf(target: ReturnType<typeof splitKey>) {
  if (!target) throw new Error('a run without a VM')
  return target.moid
}

const liveSince = ({ state }: Inventory) => (state.at === 'live' ? state.since : undefined)

const stoppingNow = () => new Error('Andon is stopping')

const begins = ({ steps, commands }: Turn) =>
  steps.length > 0 &&
  steps.every(({ event }) => event.kind === 'started') &&
  commands.length > 0 &&
  commands.every((command) => command.do === 'follow')

const isCancelledElsewhere = (outcome: RunOutcome) => outcome.kind === 'cancelled' && outcome.by.kind === 'elsewhere'
