import { uploadSuffix } from '../lib/files/transfer'
import { vmOf, pathOf, type RunView } from '../lib/runs/run'
import { splitKey } from '../lib/vsphere/ids'
import type { HostCall, HostRecord, HostTask } from './host-record'
import { hostOf, time, type Evidence, type Finding } from './evidence'
import { isUnderWay } from './rest'

/** A run, with the calls that it made by the host's own record. */
type Traced = { run: RunView; host: HostRecord; calls: HostCall[] }

/** Processes reckon the database's clock, each a little differently: a call may look older than the line that announced it. */
const clocksMs = 500

/** A task is there as soon as its call was taken. */
const taskWithinMs = 1_000

/** What became of each run, against what the hosts saw. */
export function judgeRuns(evidence: Evidence): Finding[] {
  const { traced, unclaimed } = trace(evidence)
  return [
    ...traced.filter(({ run }) => !endedBefore(run, evidence.upgradedAt)).flatMap(judgeRun),
    ...unclaimed.map(({ host, call }): Finding => ({
      fault: 'unrecorded',
      what: `${host.name} got ${call.method} for ${call.object} at ${time(call.at)}, and no run sent it`,
      details: [call.text],
    })),
    ...evidence.hosts.flatMap((host) =>
      host.files
        .filter((file) => file.endsWith(uploadSuffix))
        .map((file): Finding => ({ fault: 'leftBehind', what: `${host.name}: ${file}` })),
    ),
    ...evidence.hosts.flatMap((host) =>
      host.questions
        .filter(({ goneAt }) => goneAt === undefined)
        .map(({ vm, id }): Finding => ({ fault: 'stuck', what: `${host.name}: ${vm} still asks ${id}` })),
    ),
  ]
}

const endedBefore = ({ state }: RunView, at = 0) => state.at === 'ended' && Date.parse(state.endedAt) < at

/** What a run calls at its host, to tell its calls from others: a method, on an object or about a path. */
function targetOf(run: RunView): ((call: HostCall) => boolean) | undefined {
  const sent = run.steps.find(({ event }) => event.kind === 'start-sent' || event.kind === 'writing')?.event
  if (!sent) return undefined
  if (sent.kind === 'writing') {
    const { temporary } = sent
    return ({ method, text }) => method === 'MoveDatastoreFile_Task' && text.includes(temporary)
  }
  if (sent.kind !== 'start-sent') return undefined
  const { method } = sent
  if (run.kind === 'vm') {
    const { request } = run
    const vm = splitKey(run.subjects[0].key)?.moid
    const object = 'snapshot' in request ? request.snapshot : vm
    return (call) => call.method === method && call.object === object
  }
  const name = run.subjects.map((subject) => (subject.kind === 'datastorePath' ? subject.path : '')).at(-1) ?? ''
  return (call) => call.method === method && call.text.includes(`${name}"`)
}

/**
 * Of runs with the same target, a call belongs to the one that wrote down last that it would send it, or to the one that
 * wrote so at the same moment and has none yet.
 */
function trace(evidence: Evidence): { traced: Traced[]; unclaimed: { host: HostRecord; call: HostCall }[] } {
  const traced = evidence.record.runs.flatMap((run): Traced[] => {
    const host = hostOf(evidence, run.connection)
    return host ? [{ run, host, calls: [] }] : []
  })
  const unclaimed: { host: HostRecord; call: HostCall }[] = []
  for (const host of evidence.hosts) {
    const own = traced
      .filter((one) => one.host === host)
      .map((one) => ({ one, is: targetOf(one.run), at: sentAt(one.run) }))
    for (const call of host.calls) {
      if (!call.method.endsWith('_Task') && call.method !== 'MakeDirectory') continue
      const senders = own.filter(({ is, at }) => at <= call.at + clocksMs && is?.(call)).toSorted((a, b) => a.at - b.at)
      const near = senders.findLast(({ one, at }) => one.calls.length === 0 && Math.abs(at - call.at) <= clocksMs)
      const sender = near ?? senders.findLast(({ at }) => at <= call.at)
      if (sender) sender.one.calls.push(call)
      // What a cut upload has left is taken away by its run, or by the next life of the process.
      else if (!(call.method === 'DeleteDatastoreFile_Task' && call.text.includes(uploadSuffix)))
        unclaimed.push({ host, call })
    }
  }
  return { traced, unclaimed }
}

function sentAt({ steps }: RunView): number {
  const sent = steps.find(({ event }) => event.kind === 'start-sent' || event.kind === 'writing')
  return sent ? Date.parse(sent.at) : Number.POSITIVE_INFINITY
}

function judgeRun(traced: Traced): Finding[] {
  const { run, calls } = traced
  const details = detailsOf(traced)
  const finding = (fault: Finding['fault'], what: string): Finding => ({
    fault,
    what: `${title(run)}: ${what}`,
    run,
    details,
  })
  const found: Finding[] = []
  if (calls.length > 1) found.push(finding('startedTwice', `its host got ${calls.length} calls`))
  if (isUnderWay(run)) return [...found, finding('stuck', `it is ${run.state.at}`)]
  if (run.state.at !== 'ended') return found
  const { outcome } = run.state
  const task = taskOf(traced)
  switch (outcome.kind) {
    case 'lost':
      if (run.kind !== 'vm' || run.request.verb !== 'shutdownGuest')
        found.push(finding(task || calls.length > 0 ? 'lostThoughStarted' : 'unknownThoughTold', outcome.reason))
      break
    case 'refused':
    case 'answered-earlier':
      if (calls.length > 0) found.push(finding('disagreement', `it says ${outcome.kind}, and its host got a call`))
      if (
        outcome.kind === 'refused' &&
        // The bytes of an upload were in the process that is gone.
        run.kind !== 'upload' &&
        outcome.refusal.why === 'not-possible' &&
        /was stopped/.test(outcome.refusal.because)
      )
        found.push(finding('dropped', outcome.refusal.because))
      break
    case 'failed':
      if (outcome.fault.type === 'StartNotTaken' && task)
        found.push(finding('disagreement', `it says that nothing was started, and the host has ${task.task}`))
      else if (task && task.end?.fault !== outcome.fault.type)
        found.push(finding('disagreement', `it says ${outcome.fault.type}, its task ${endOf(task)}`))
      break
    case 'succeeded':
      found.push(...judgeSuccess(traced, task, finding))
      break
    case 'cancelled':
      if (task?.end?.fault !== 'RequestCanceled')
        found.push(finding('disagreement', `it says cancelled, its task ${endOf(task)}`))
      break
    case 'left-blocked':
      break
  }
  const after = run.steps.findLast(({ event }) => event.kind === 'task-ended')?.event
  if (after?.kind === 'task-ended' && outcome.kind !== 'answered-earlier') {
    if (after.state === 'unknown') found.push(finding('unknownThoughTold', 'what became of its task is not known'))
    else if (after.state !== task?.end?.state)
      found.push(finding('disagreement', `it says that its task ended in ${after.state}, its task ${endOf(task)}`))
  }
  return found
}

function judgeSuccess(
  { run, host, calls }: Traced,
  task: HostTask | undefined,
  finding: (fault: Finding['fault'], what: string) => Finding,
): Finding[] {
  if (run.kind === 'upload') {
    const path = pathOf(run)
    const file = `[${path?.datastoreName}] ${path?.path}`
    return host.files.includes(file) ? [] : [finding('disagreement', `it says succeeded, and ${file} is not there`)]
  }
  if (calls.length === 0) return [finding('disagreement', 'it says succeeded, and its host got no call')]
  if (calls[0]?.method.endsWith('_Task') && task?.end?.state !== 'success')
    return [finding('disagreement', `it says succeeded, its task ${endOf(task)}`)]
  return []
}

const endOf = (task: HostTask | undefined) => {
  if (!task) return 'is not there'
  return task.end ? `ended in ${task.end.state} ${task.end.fault ?? ''}`.trim() : 'has not ended'
}

/** The task that its run names; else the one that came of its call, by what the host did next. */
function taskOf({ run, host, calls }: Traced): HostTask | undefined {
  const named = run.task && splitKey(run.task)?.moid
  if (named !== undefined) return host.tasks.find(({ task }) => task === named)
  const vm = vmOf(run)
  const entity = vm && splitKey(vm.key)?.moid
  const [call] = calls
  if (!call || entity === undefined) return undefined
  return host.tasks.find(
    ({ entity: of, queuedAt }) => of === entity && queuedAt >= call.at && queuedAt <= call.at + taskWithinMs,
  )
}

const title = (run: RunView) =>
  `run ${run.number} (${run.kind === 'vm' ? `${run.request.verb} ${run.subjects[0].name}` : run.kind})`

const detailsOf = (traced: Traced): string[] => {
  const { run, host, calls } = traced
  const vm = vmOf(run)
  const entity = vm && splitKey(vm.key)?.moid
  const questions = host.questions.filter(({ vm: of }) => of === entity)
  const first = Date.parse(run.startedAt)
  const last = Date.parse(run.steps.at(-1)?.at ?? run.startedAt) + 5_000
  const answers = host.calls.filter(
    ({ method, object, at }) => method === 'AnswerVM' && object === entity && at >= first && at <= last,
  )
  const task = taskOf(traced)
  return [
    ...[...calls, ...answers].map(
      (call) => `host  ${time(call.at)} ${call.method} ${call.object} ${call.question ?? ''} ${call.choice ?? ''}`,
    ),
    ...questions
      .filter(({ raisedAt }) => raisedAt >= first && raisedAt <= last)
      .map(
        ({ id, raisedAt, goneAt }) =>
          `host  ${time(raisedAt)} asks ${id}, gone ${goneAt === undefined ? 'never' : time(goneAt)}`,
      ),
    ...(task ? [`host  ${time(task.queuedAt)} ${task.task} ${endOf(task)} ${task.end ? time(task.end.at) : ''}`] : []),
  ]
}
