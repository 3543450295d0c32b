import { knownTaskLabel } from '@/lib/vsphere/task-label'
import type { RunId, TaskKey, VmKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import type { RecentTask, RecentTasks } from '../inventory/contract'
import type { RecordedStart } from '../journal/read-starts'

/**
 * What the host's recent tasks say of a start whose reply is missing. `nothing`: the host was not asked to, or refused.
 * `among`: it is one of these, or none.
 */
export type Found =
  | { is: 'task'; task: TaskKey }
  | { is: 'nothing' }
  | { is: 'unclear'; reason: string; among?: readonly TaskKey[] }

/** A host forgets a task ten minutes after its end; what is older than this may have been there. */
const surelyListedMs = 8 * 60_000
/** Two clocks are read one after the other, and hosts round to seconds. */
const slackMs = 2_000

/** What other runs sent so long before a call may have begun a task that is queued only now. */
const othersSinceMs = 30_000

/** Since when the starts of other runs count for a call that was sent then, ISO 8601. */
export const othersSince = (sentAt: string): string => new Date(Date.parse(sentAt) - othersSinceMs).toISOString()

/** The tasks that other runs have: none of them is what this one's call began. */
export const tasksOfOthers = (starts: readonly RecordedStart[], own: RunId): ReadonlySet<TaskKey> =>
  new Set(starts.flatMap(({ run, task }) => (run !== own && task !== undefined ? [task] : [])))

/** Servers list only so many tasks that have ended, vCenter about 200. */
const maybeAllListed = 150

export type Call = {
  method: string
  /** How long ago it was sent. */
  sentMsAgo: number
  vm?: VmKey
  /** Whether it can be this one, beside method and VM. */
  mayBe?: (task: RecentTask) => boolean
  /** Which one it is of several that it can be, in the order in which they were queued. */
  which?: (own: readonly [RecentTask, ...RecentTask[]]) => Found
}

const oldest = ([task]: readonly [RecentTask, ...RecentTask[]]): Found => ({ is: 'task', task: task.key })

/**
 * Looks for the task that a call began, by who began it, when, what it is and what it is about. Times are compared as
 * times ago, so that clocks which differ do no harm.
 */
export function findStart(recent: RecentTasks, call: Call): Found {
  const hostNow = Date.parse(recent.hostNow)
  const isSince = (task: RecentTask) => agoMs(hostNow, task.queueTime) <= call.sentMsAgo + slackMs
  const { mayBe = () => true, which = oldest } = call
  const since = recent.tasks.filter((task) => fitsTask(task, call) && isSince(task) && mayBe(task))
  const [first, ...more] = since.filter(({ startedBy }) => isUser(startedBy, recent.user)).toSorted(byQueueTime)
  if (first) return which([first, ...more])
  if (since.some(({ startedBy }) => startedBy === undefined || isAnyonesName(startedBy, recent))) {
    return { is: 'unclear', reason: 'The host has such a task, and does not say that it is this one.' }
  }
  if (recent.unread > 0) return { is: 'unclear', reason: 'Not all of the recent tasks may be read.' }
  if (recent.tasks.length >= maybeAllListed && recent.tasks.every(isSince)) {
    return { is: 'unclear', reason: 'The host lists its newest tasks only.' }
  }
  if (call.sentMsAgo > surelyListedMs) return { is: 'unclear', reason: 'The host may have forgotten it since.' }
  return { is: 'nothing' }
}

/** A time that cannot be read is taken for one that may be meant. */
const agoMs = (hostNow: number, time: string) => {
  const ago = hostNow - Date.parse(time)
  return Number.isNaN(ago) ? 0 : ago
}

const byQueueTime = (a: TaskView, b: TaskView) => (a.queueTime < b.queueTime ? -1 : a.queueTime > b.queueTime ? 1 : 0)

const isUser = (startedBy: string | undefined, user: string) =>
  startedBy !== undefined && oneForm(startedBy) === oneForm(user)

/** A directory may write the same user in several ways; only the host knows. */
const isAnyonesName = (startedBy: string, { user, userIsSaid }: RecentTasks) =>
  !userIsSaid && [startedBy, user].every((name) => /[@\\]/u.test(name))

/** `VSPHERE.LOCAL\\Administrator` signs in as `administrator@vsphere.local`. */
const oneForm = (user: string) => user.toLowerCase().replace(/^([^\\]+)\\(.+)$/u, '$2@$1')

/**
 * Whether a task can be the one that a method began on a VM. Another server at the same address has tasks of the same
 * ids. What the host does not say is not held against it, nor a name that is not known here.
 */
export function fitsTask(task: TaskView, { vm, method }: { vm?: VmKey; method?: string }): boolean {
  if (vm !== undefined && task.vm !== undefined && task.vm !== vm) return false
  if (method === undefined || task.name === method) return true
  const label = knownTaskLabel(task)
  return label === undefined || label === knownTaskLabel({ name: method, descriptionId: '' })
}
