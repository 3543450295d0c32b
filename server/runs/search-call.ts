import { assertNever } from '@/lib/assert-never'
import type { FileVerb } from '@/lib/files/file-request'
import type { RunOf } from '@/lib/runs/run'
import { subjectName, type Subject } from '@/lib/runs/subject'
import { splitKey } from '@/lib/vsphere/ids'
import { isChangedSince, lookAt, seenSentence } from '../files/look-at'
import { lookForHostChange } from '../hardware/host-change'
import type { Inventory, RecentTask } from '../inventory/contract'
import { findStart, othersSince, tasksOfOthers, type Found } from './find-start'
import { callError, faultLine, isPassing } from './host-call'
import { nextLook } from './look-times'
import { askAgainMs, unsaidAtMost } from './on-start-unanswered'
import { pause, withContact } from './with-contact'
import type { WorkingRun } from './work'

/**
 * `done`: the call takes no task, and what it was to bring has come. `before`: that was there before the call, so the
 * host cannot have taken it. `stopped`: nobody waits any more.
 */
export type CallFound = Found | { is: 'done' | 'before' | 'stopped' }

/**
 * Looks whether the host took a call on files whose reply is missing, since the line was cut or Andon was stopped: for its
 * task among the recent ones, or, of a call that takes none, at the path. It is never sent again.
 */
export async function searchForCall(run: WorkingRun, method: string): Promise<CallFound> {
  const sentAt = sentAtOf(run)
  for (let waitedMs = 0; ;) {
    let sinceMs = waitedMs
    const looked = await askUntilAnswered(run, (inventory) => {
      sinceMs = Math.max(waitedMs, run.now() - Date.parse(sentAt))
      if (run.view.kind === 'host') return lookAtHost(run.view, inventory)
      return method.endsWith('_Task')
        ? lookForTask(run, inventory, { method, sentAt })
        : lookForFolder(run, inventory, sentAt)
    })
    if (looked.is === 'stopped') return looked
    if (looked.is === 'refused') return { is: 'unclear', reason: looked.reason }
    const found = looked.value
    const next = found.is === 'nothing' || found.is === 'unclear' ? nextLook(sinceMs) : undefined
    if (!next) return found
    await pause(run, next.inMs)
    waitedMs = next.atMs
  }
}

type Asked<Value> = { is: 'answer'; value: Value } | { is: 'refused'; reason: string } | { is: 'stopped' }

/** Asks the host something as soon as it can be asked. What it refuses to say it will not say later either. */
export async function askUntilAnswered<Value>(
  run: WorkingRun,
  ask: (inventory: Inventory) => Promise<Value>,
): Promise<Asked<Value>> {
  for (let unsaid = 0; ;) {
    const inventory = await withContact(run)
    if (run.signal.aborted) return { is: 'stopped' }
    if (!inventory) return { is: 'refused', reason: 'The connection was removed.' }
    try {
      return { is: 'answer', value: await ask(inventory) }
    } catch (thrown) {
      const error = callError(thrown)
      if (error.blame === 'ours') return { is: 'refused', reason: error.reason }
      if (error.blame === 'vsphere') {
        unsaid += 1
        const isFinal = !isPassing(error.fault.type) || unsaid > unsaidAtMost
        if (isFinal) return { is: 'refused', reason: faultLine(error.fault) }
      }
    }
    await pause(run, askAgainMs)
  }
}

async function lookForTask(
  run: WorkingRun,
  inventory: Inventory,
  { method, sentAt }: { method: string; sentAt: string },
): Promise<CallFound> {
  const sent = Date.parse(sentAt)
  const recent = await inventory.readRecentTasks()
  const starts = await run.readStarts(othersSince(sentAt))
  const others = starts.filter(({ run: id }) => id !== run.view.id)
  // Of a run of several calls, those before this one have theirs.
  const before = run.view.steps.flatMap(({ event }) => (event.kind === 'started' && event.task ? [event.task] : []))
  const taken = new Set([...tasksOfOthers(starts, run.view.id), ...before])
  const datastores = new Set<string>(
    run.view.subjects.flatMap((subject) =>
      subject.kind === 'datastorePath' ? (splitKey(subject.datastore)?.moid ?? []) : [],
    ),
  )
  let own: readonly RecentTask[] = []
  const found = findStart(recent, {
    method,
    sentMsAgo: run.now() - sent,
    mayBe: ({ key, entity }: RecentTask) =>
      !taken.has(key) &&
      entity?.type !== 'VirtualMachine' &&
      (entity?.type !== 'Datastore' || datastores.has(entity.value)),
    // A task does not say which file it is about.
    which([first, ...more]) {
      if (more.length === 0 && !others.some((other) => other.method === method && !other.task && !other.isRefused))
        return { is: 'task', task: first.key }
      own = [first, ...more]
      const among = own.map(({ key }) => key)
      return { is: 'unclear', reason: 'The host has such a task, and does not say which file it is about.', among }
    },
  })
  const isToldByFiles = own.length > 0 && own.every(({ state }) => state === 'success')
  return isToldByFiles ? ((await toldByFiles(run, inventory, sent)) ?? found) : found
}

/**
 * All tasks that may be this call's have ended well: had it come to the host, its file would be as it was to be.
 * @returns undefined: what is there says neither.
 */
async function toldByFiles(run: WorkingRun, inventory: Inventory, sent: number): Promise<CallFound | undefined> {
  const { view } = run
  if (view.kind !== 'file') return undefined
  const { subjects, request } = view
  const look = async (subject: Subject | undefined) => {
    const datastore = subject?.kind === 'datastorePath' ? splitKey(subject.datastore) : undefined
    if (subject?.kind !== 'datastorePath' || !datastore) return undefined
    return await lookAt(inventory.access(), datastore.moid, subject.path)
  }
  const isThere = async (subject: Subject | undefined) => (await look(subject))?.is === 'there'
  switch (request.do) {
    case 'delete':
      return { is: (await isThere(subjects[0])) ? 'nothing' : 'done' }
    case 'move': {
      const [hasLeft, hasCome] = [!(await isThere(subjects[0])), await isThere(lastPath(subjects))]
      return hasLeft === hasCome ? { is: hasCome ? 'done' : 'nothing' } : undefined
    }
    case 'copy':
    case 'cloneDisk':
    case 'createDisk': {
      const goal = await look(lastPath(subjects))
      if (goal?.is === 'absent') return { is: 'nothing' }
      return goal && isChangedSince(goal, sent) ? { is: 'done' } : undefined
    }
    case 'makeFolder':
    case 'growDisk':
    case 'wipeDisk':
    case 'registerVm':
    case 'createVm':
    case 'defineVm':
      return undefined
    default:
      return assertNever(request, 'work on files')
  }
}

/** Folders are made without a task. Whether one is there, and since when, tells the same. */
async function lookForFolder(run: WorkingRun, inventory: Inventory, sentAt: string): Promise<CallFound> {
  const seen = await see(run, inventory)
  if (!seen || seen.is === 'absent') return { is: 'nothing' }
  const changed = isChangedSince(seen, Date.parse(sentAt))
  if (changed === undefined) return { is: 'unclear', reason: 'The folder is there; since when, the host does not say.' }
  return { is: changed ? 'done' : 'before' }
}

async function lookAtHost({ subjects, request }: RunOf<'host'>, inventory: Inventory): Promise<CallFound> {
  const host = splitKey(subjects[0].key)
  if (!host) return { is: 'unclear', reason: 'The host is not known.' }
  return lookForHostChange(inventory.access(), host.moid, request)
}

/** The last path is where things go. */
function see({ view }: WorkingRun, inventory: Inventory) {
  const path = lastPath(view.subjects)
  const datastore = path && splitKey(path.datastore)
  return datastore && lookAt(inventory.access(), datastore.moid, path.path)
}

/**
 * What speaks against a task that was found being this run's, although it ended well: a sentence. Another program may have
 * begun one like it with the same account.
 */
export async function speaksAgainst(run: WorkingRun): Promise<string | undefined> {
  const { view } = run
  const inventory = run.inventory()
  if (view.kind !== 'file' || inventory?.state.at !== 'live') return undefined
  const { request, subjects } = view
  const isThere = async (subject: Subject | undefined) => {
    const datastore = subject?.kind === 'datastorePath' ? splitKey(subject.datastore) : undefined
    if (subject?.kind !== 'datastorePath' || !datastore) return undefined
    return (await lookAt(inventory.access(), datastore.moid, subject.path)).is === 'there'
  }
  const leaves = request.do === 'delete' || request.do === 'move' ? await isThere(subjects[0]) : undefined
  if (leaves === true) return `${subjectName(subjects[0])} is still there.`
  const goal = lastPath(subjects)
  const brings = request.do !== 'delete' && !bringsVm.has(request.do) ? await isThere(goal) : undefined
  return brings === false && goal ? `${subjectName(goal)} is not there.` : undefined
}

/** Their outcome is a VM, not a file. */
const bringsVm: ReadonlySet<FileVerb> = new Set(['registerVm', 'createVm', 'defineVm'])

/** What a person has to look at when it stays unknown, and what is there as far as that can be seen: sentences. */
export async function whatToLookAt(run: WorkingRun): Promise<string> {
  const path = lastPath(run.view.subjects)
  if (!path) return ''
  const inventory = run.inventory()
  const seen =
    inventory?.state.at === 'live' ? await Promise.resolve(see(run, inventory)).catch(() => undefined) : undefined
  return `Look at ${subjectName(path)}.${seen ? ` ${seenSentence(seen, Date.parse(sentAtOf(run)))}` : ''}`
}

export const sentAtOf = ({ view }: WorkingRun) =>
  view.steps.findLast(({ event }) => event.kind === 'start-sent')?.at ?? view.startedAt

const lastPath = (subjects: readonly Subject[]) => subjects.findLast((subject) => subject.kind === 'datastorePath')
