import type { KeptOf, ReadBack } from '@/lib/vsphere/host-history'
import { isSameTask, type TaskView } from '@/lib/vsphere/task'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { toConsoleError } from '../errors/console-error'
import { isRecorded } from '../inventory/host-event'
import type { HostHistory } from '../inventory/host-history'
import type { Journal } from '../journal/journal'
import type { Gap } from '../journal/read-host'
import type { EventLog } from './event-log'
import type { TaskLog } from './task-log'

/** What began before a gap may have ended in it, and two clocks are measured again now and then. */
const beforeMs = 24 * 3_600_000

/** Events are read now and then, and tasks are written a moment after their end: what came just before may be missing too. */
const overlapMs = 60_000

/** Files are read and written by tasks that no run tells of. Before the gap, what others did to them was seen as it was done. */
const isWorkOnFiles = ({ descriptionId }: TaskView) =>
  /^(?:HostDatastoreBrowser|FileManager|VirtualDiskManager)\./i.test(descriptionId)

/** What was read of one list before it broke off. */
type Sofar = { until: string; error?: unknown }

/**
 * Writes down what a host's own history has of a gap and the record has not.
 * @param isLastTry what breaks off is told as far as it came; else it rejects, and what was written is not written again.
 */
export async function readBack(
  connection: ConnectionId,
  gap: Gap,
  ports: {
    history: HostHistory
    journal: Pick<Journal, 'readNotedOfHost' | 'readStarts'>
    tasks: Pick<TaskLog, 'noteBack'>
    events: EventLog
  },
  isLastTry: boolean,
): Promise<{ tasks: ReadBack; events: ReadBack }> {
  const { history, journal, tasks, events } = ports
  const before = new Date(Date.parse(gap.from) - beforeMs).toISOString()
  const known = await journal.readNotedOfHost(connection, before)
  events.know(known.events.map(({ event }) => event))
  const knownTasks = new Map<string, TaskView[]>()
  for (const { task } of known.tasks) knownTasks.set(task.key, [...(knownTasks.get(task.key) ?? []), task])
  const ours = new Set((await journal.readStarts(before)).flatMap(({ task }) => task ?? []))
  const since = new Date(Date.parse(gap.from) - overlapMs).toISOString()
  const isIn = (at: string) => at <= gap.to
  const isOurs = (task: TaskView) => ours.has(task.key) || (task.queueTime < gap.from && isWorkOnFiles(task))

  const ofTasks = await tried(gap, isLastTry, (sofar) =>
    history.readTasks(since, async (page) => {
      for (const task of page) {
        const at = endOf(task)
        const isKnown = isOurs(task) || knownTasks.get(task.key)?.some((one) => isSameTask(one, task))
        if (!isKnown && isIn(at)) await tasks.noteBack(task)
        if (at > sofar.until) sofar.until = at
      }
    }),
  )
  const withTasks = ofTasks.kind === 'not-readable'
  const ofEvents = await tried(gap, isLastTry, (sofar) =>
    history.readEvents(since, async (page) => {
      for (const event of page) {
        if (isIn(event.at) && isRecorded(event, withTasks)) await events.noteBack(event)
        if (event.at > sofar.until) sofar.until = event.at
      }
    }),
  )
  // As the record has it: an earlier try may have written some.
  const noted = await journal.readNotedOfHost(connection, before)
  const ofGap = noted.tasks.filter(({ task, readBack }) => readBack && endOf(task) >= gap.from)
  return {
    tasks: { noted: ofGap.length, kept: ofTasks },
    events: {
      noted: noted.events.filter(({ event, readBack }) => readBack && event.at >= gap.from).length,
      kept: ofEvents,
    },
  }
}

const endOf = ({ completeTime, queueTime }: TaskView) => completeTime ?? queueTime

async function tried(gap: Gap, isLastTry: boolean, read: (sofar: Sofar) => Promise<KeptOf>): Promise<KeptOf> {
  const sofar: Sofar = { until: gap.from }
  try {
    return await read(sofar)
  } catch (error) {
    if (!isLastTry) throw error
    return { kind: 'until', until: sofar.until, reason: toConsoleError(error).sentence }
  }
}
