import type { Actor } from '@/lib/runs/actor'
import { policyFor, type Policy, type StartHow } from '@/lib/runs/decide'
import type { RunRequest } from '@/lib/runs/verb'
import { orderAge } from '@/lib/runs/order-age'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Result } from '@/lib/result'
import { connectionId, splitKey, type ConnectionId, type RunId, type VmKey } from '@/lib/vsphere/ids'
import { vmOf } from '@/lib/runs/run'
import type { RunOpening } from '../journal/entry'
import { leasesInMemory } from '../journal/leases-in-memory'
import type { Inherited } from '../journal/leases'
import { noOrders } from '../journal/orders'
import { createAnswering } from './answering'
import { beginCopy, whyNotBegun, withPlace } from './begin-vm'
import { createCancelling } from './cancelling'
import { createTaking } from './taking'
import type { Runs, RunsOptions } from './contract'
import { createFileRuns } from './file-runs'
import { realAfter } from './host-call'
import { createOwnRuns } from './own-runs'
import { createOthers, noOthers } from './others'
import type { Keeper } from './question-log'
import type { RuleOrder } from './by-rule'
import { connectionOfRecord, createRecords } from './records'
import { andon } from './run-machine'
import { createPowerOnMade, type Wanted } from './power-on-made'
import { createSentBeside } from './sent-beside'
import { createPresses } from './presses'
import { noConnection, noContact, noSuchVm } from './run-errors'
import type { RunProcess } from './run-kind'

/** A power-on that is wanted beside a run comes within moments of its end. */
const endedLately = (last: string) => new Date(Date.parse(last) - 10 * 60_000).toISOString()

/**
 * All runs of this console: begins them, one at a time per VM, follows them, and takes people's answers and cancels.
 * See ./advance.ts for what a run does when. What is shown of them is read from the journal. Of several processes each
 * carries out those that it has the leases of.
 */
export function createRuns(options: RunsOptions): Runs {
  const { journal, now, inventoryOf, policyOf } = options
  const { leases, orders } = options.replica ?? { leases: leasesInMemory(now), orders: noOrders }
  const after = options.after ?? realAfter
  const warn = options.warn ?? (() => undefined)
  const elapsed = options.elapsed ?? (() => performance.now())
  const connectionName = (id: ConnectionId) => options.connectionName?.(id) ?? id
  let closed = false

  const shared = { journal, leases, now, elapsed, after, warn, inventoryOf, connectionName }
  const answering = createAnswering({
    ...shared,
    onVm: (vm) => kept.onVm(vm),
    noteFirst,
  })
  const cancelling = createCancelling({ ...shared, ownerOf: (task) => kept.ofTask(task) })
  const beside = createSentBeside(journal, now)
  const own = createOwnRuns({
    ...shared,
    answer: answering.byRun,
    cancel: cancelling.byRun,
    sentBeside: beside,
    isHeld: (run) => own.kept.get(run)?.view.state.at === 'held' || others.isHeld(run),
    onPhase,
  })
  const { kept } = own
  const others = leases.areShared ? createOthers(journal, (run) => kept.get(run) !== undefined) : noOthers
  const records = createRecords({
    ...shared,
    keeperOf,
    isOfRun: (task) => kept.isOfRun(task) || others.ofTask(task) !== undefined,
    isStarting: (connection) => own.isStarting(connection) || others.isStarting(connection),
    isRunning: ({ id }) => kept.get(id) !== undefined,
    policyAt,
    onRule,
  })
  const {
    press,
    answerMany,
    close: closePresses,
  } = createPresses({
    ...shared,
    orders,
    kept,
    others,
    records,
    answering,
    cancelling,
    isClosed: () => closed,
  })
  let lastTime: string | undefined
  const powerOnMade = createPowerOnMade({
    ...shared,
    start,
    isClosed: () => closed,
    refuse: refusePowerOn,
    ageOf: (since) =>
      orderAge({
        asked: Date.parse(since),
        now: now(),
        passedMs: 0,
        ...(lastTime === undefined ? {} : { newest: Date.parse(lastTime) }),
      }),
  })
  const taking = createTaking({ ...shared, looksAfter: (connection) => records.keeps(connection) })

  function onPhase({ view, phase }: RunProcess): void {
    if (phase === 'over') {
      records.takeLeft(view)
      powerOnMade.onOver(view)
    }
    const vm = vmOf(view)
    if (vm) records.look(vm.key)
  }

  async function refusePowerOn({ vm, name, actor, how }: Wanted, because: string): Promise<void> {
    const connection = splitKey(vm)?.connection
    const held = policyAt(vm)
    if (connection === undefined || !held || closed) return
    const { run } = await journal.openRun({
      connection,
      kind: 'vm',
      subjects: [{ kind: 'vm', key: vm, name }],
      request: { verb: 'powerOn' },
      policy: policyFor({ connection, vmName: name }, held),
      ...withoutUndefined({ start: how }),
      actor,
    })
    const outcome = { kind: 'refused', refusal: { why: 'not-possible', because } } as const
    await journal.append({ run, connection, actor: andon, event: { kind: 'ended', outcome, following: false } })
  }

  function keeperOf(vm: VmKey): Keeper {
    const here = own.keeperOf(vm)
    const elsewhere = others.keeperOf(vm)
    if (here === 'run' || elsewhere === 'run') return 'run'
    return here === 'log' ? elsewhere : here
  }

  /** What another process has written lately may be of a run that has the question to deal with. */
  async function noteFirst(vm: VmKey): Promise<Keeper> {
    await journal.catchUp()
    await records.noteNow(vm)
    return keeperOf(vm)
  }

  function onInherited(all: readonly Inherited[]): void {
    for (const inherited of all) {
      const connection = connectionOfRecord(inherited.lease.name)
      if (connection === undefined) own.inherit(inherited)
      else records.inherit(inherited.lease, connectionId(connection))
    }
  }

  const stops = [
    leases.onInherited(onInherited),
    leases.onAbandoned(() => {
      own.takeUpAbandoned(undefined).catch((error: unknown) => warn('runs that nobody has', error))
    }),
  ]

  function policyAt(vm: VmKey): Policy | undefined {
    const at = splitKey(vm)
    return at && policyOf(at.connection)
  }

  /** A rule has decided about a question that no run of ours has to deal with: its answer is a run of its own. */
  function onRule(vm: VmKey, { question, origin, rule, policy }: RuleOrder): void {
    const actor: Actor = { kind: 'autoAnswer', setBy: rule.setBy, rule: rule.name }
    start(vm, { verb: 'answerQuestion', question, origin }, actor, undefined, policy).then(
      (started) => {
        if (!started.ok) warn(`rule ${rule.name} could not answer: ${started.error.sentence}`, undefined)
      },
      (error: unknown) => warn(`rule ${rule.name} could not answer`, error),
    )
  }

  async function start(
    vm: VmKey,
    request: RunRequest,
    actor: Actor,
    how?: StartHow,
    held = policyAt(vm),
  ): Promise<Result<{ run: RunId }>> {
    const at = splitKey(vm)
    if (!at) return noSuchVm
    const inventory = inventoryOf(at.connection)
    if (!inventory || !held || closed) return noConnection
    const known = inventory.vms.get(vm)
    if (!known) return inventory.state.at === 'live' ? noSuchVm : noContact(connectionName(at.connection), 'started')
    if (inventory.state.at !== 'live') return noContact(connectionName(at.connection), 'started')
    if (request.verb === 'copy') return beginCopy(own, inventory, known, request, actor)
    const because = await whyNotBegun(inventory, known, request)
    if (because) return because
    const opening: RunOpening & { kind: 'vm' } = {
      connection: at.connection,
      kind: 'vm',
      subjects: [{ kind: 'vm', key: vm, name: known.name }],
      request: withPlace(request, known),
      policy: policyFor({ connection: at.connection, vmName: known.name }, held),
      ...withoutUndefined({ start: how }),
      actor,
    }
    return own.begin(opening)
  }

  return {
    start: (vm, request, actor, how) => start(vm, request, actor, how),
    startMany: (vms, request, actor, how) =>
      Promise.all(vms.map(async (vm) => ({ vm, result: await start(vm, request, actor, how) }))),
    watch: (inventory) => records.watch(inventory),
    async resume() {
      const last = await journal.readLastTime()
      await others.load()
      await beside.load()
      await taking.load()
      const made = last === undefined ? [] : await journal.readRunsEndedSince(endedLately(last))
      await own.takeUpAbandoned(last)
      await records.begin(last)
      lastTime = last
      powerOnMade.takeUp(made)
    },
    ...createFileRuns({ begin: (opening, work) => own.begin(opening, work), inventoryOf }),
    cancelRun: (run, by) => press({ do: 'cancel-run', run, by }),
    decideHeld: (run, what, by) => press({ do: 'decide', run, what, by }),
    answer: (question, given, by) => press({ do: 'answer', question, press: given, by }),
    answerMany,
    readAnswers: (id, from, by) => press({ do: 'read-answers', id, from, by }),
    stopAnswers: (id, by) => press({ do: 'stop-answers', id, by }),
    take: (questions, by) => taking.take(questions, by),
    giveBack: (questions, by) => taking.giveBack(questions, by),
    cancelTask: (task, by) => press({ do: 'cancel-task', task, by }),
    reattach(connection) {
      for (const process of kept.all()) if (process.view.connection === connection) process.reattach()
    },
    async dropConnection(connection, because) {
      const dropped = kept.all().filter(({ view }) => view.connection === connection)
      for (const process of dropped) process.drop(because)
      await Promise.all(dropped.map((process) => process.settled()))
      if (because === undefined) records.drop(connection)
    },
    async close() {
      closed = true
      for (const stop of stops) stop()
      others.close()
      beside.close()
      taking.close()
      closePresses()
      records.close()
      await own.close()
      await records.settled()
    },
  }
}
