import type { HistoryFilter, HistoryNote, HistoryPage } from '@/lib/contract/history'
import type { LiveTables } from '@/lib/live/live-state'
import { compareNames } from '@/lib/names/inventory-name'
import { actorName } from '@/lib/runs/actor'
import { vmOf, type RunView } from '@/lib/runs/run'
import { hasEnded, isSameTask, taskOutcome, type TaskView } from '@/lib/vsphere/task'
import { taskLabel } from '@/lib/vsphere/task-label'
import { finishedWords } from '../run/finished-words'
import { onceForEach } from './once-for-each'

/** One line of the history. */
export type HistoryEntry =
  | { kind: 'run'; key: string; at: string; run: RunView }
  | { kind: 'note'; key: string; at: string; note: HistoryNote }
  /**
   * A task that was not started from Andon: as the journal has it, or, just ended, as the live tables do. `readBack`: nobody
   * looked when it went on; the host's own history had it afterwards.
   */
  | { kind: 'task'; key: string; at: string; task: TaskView; readBack?: true }

/**
 * Pages as one list, newest first.
 * @param live runs as the stream has them now: they go on while they are looked at.
 * @param others tasks that ended and were not started from Andon.
 */
export function historyEntries(
  pages: readonly HistoryPage[],
  live: Readonly<Record<string, RunView>>,
  others: readonly TaskView[] = [],
): HistoryEntry[] {
  const entries = new Map<string, HistoryEntry>()
  const put = (entry: HistoryEntry) => entries.set(entry.key, entry)
  for (const { runs, notes } of pages) {
    for (const run of runs) put(entryOfRun(live[run.id] ?? run))
    for (const note of notes) put(entryOfNote(note))
  }
  for (const task of notNoted(others, pages)) put(entryOfTask(task))
  return [...entries.values()].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : compareNames(b.key, a.key)))
}

const entryOfRun = onceForEach((run: RunView): HistoryEntry => ({
  kind: 'run',
  key: `run:${run.id}`,
  at: run.startedAt,
  run,
}))

const entryOfNote = onceForEach((note: HistoryNote): HistoryEntry => {
  const { content, at, seq } = note
  const key = `note:${seq}`
  if (content.kind !== 'task') return { kind: 'note', key, at, note }
  return { kind: 'task', key, at, task: content.task, ...(content.readBack && { readBack: content.readBack }) }
})

const entryOfTask = onceForEach((task: TaskView): HistoryEntry => ({
  kind: 'task',
  key: `task:${task.key}`,
  at: beganAt(task),
  task,
}))

/** Those of the live tasks that the pages do not hold and that would stand among what they hold. */
export function notNoted(tasks: readonly TaskView[], pages: readonly HistoryPage[]): TaskView[] {
  const last = pages.at(-1)
  const end = last?.nextBefore === undefined ? '' : oldestOf(last)
  const noted = new Map<string, TaskView[]>()
  for (const { notes } of pages) {
    for (const { content } of notes) {
      if (content.kind === 'task') noted.set(content.task.key, [...(noted.get(content.task.key) ?? []), content.task])
    }
  }
  return tasks.filter((task) => beganAt(task) >= end && !noted.get(task.key)?.some((one) => isSameTask(one, task)))
}

const beganAt = ({ startTime, queueTime }: TaskView) => startTime ?? queueTime

const oldestOf = ({ runs, notes }: HistoryPage): string =>
  [...runs.map(({ startedAt }) => startedAt), ...notes.map(({ at }) => at)].reduce(
    (a, b) => (a < b ? a : b),
    '\u{FFFF}',
  )

/**
 * The tasks of others that belong to a history with this filter and that the live tables still hold: one that has just
 * ended is not in the journal yet.
 */
export function othersTasks({ tasks, runs }: Pick<LiveTables, 'tasks' | 'runs'>, filter: HistoryFilter): TaskView[] {
  const { vm, connection, outcome, text, person, source } = filter
  return Object.values(tasks).filter(
    (task) =>
      hasEnded(task) &&
      !(task.run && runs[task.run]) &&
      (vm === undefined || task.vm === vm) &&
      (connection === undefined || task.connection === connection) &&
      (outcome === undefined || taskOutcome(task) === outcome) &&
      (text === undefined || holds(task, text)) &&
      (person === undefined || task.startedBy === person) &&
      (source === undefined || source.includes('others')) &&
      isWithin(beganAt(task), filter),
  )
}

/** The runs of now that are not in the list and surely belong to it; with a text only the server can say what matches. */
export function newerRuns(
  pages: readonly HistoryPage[],
  live: Readonly<Record<string, RunView>>,
  filter: HistoryFilter,
): RunView[] {
  const { vm, connection, outcome, text, person, source } = filter
  if (text !== undefined || (source !== undefined && !source.includes('andon'))) return []
  const known = new Set<string>(pages.flatMap(({ runs }) => runs.map(({ id }) => id)))
  const newest = pages[0]?.runs.reduce((most, { number }) => Math.max(most, number), 0) ?? 0
  return Object.values(live).filter(
    (run) =>
      !known.has(run.id) &&
      run.number > newest &&
      (vm === undefined || vmOf(run)?.key === vm) &&
      (connection === undefined || run.connection === connection) &&
      (outcome === undefined || (run.state.at === 'ended' && run.state.outcome.kind === outcome)) &&
      (person === undefined || actorName(run.actor) === person) &&
      isWithin(run.startedAt, filter),
  )
}

const isWithin = (at: string, { from, to }: HistoryFilter) =>
  (from === undefined || Date.parse(at) >= Date.parse(from)) && (to === undefined || Date.parse(at) < Date.parse(to))

const holds = (task: TaskView, text: string) =>
  [task.entityName, taskLabel(task), task.startedBy ?? ''].some((one) => one.toLowerCase().includes(text.toLowerCase()))

/** How a task of somebody else ended, in the words of the Board. */
export const taskDetail = (task: TaskView) =>
  finishedWords({ kind: 'task', id: task.key, endedAt: task.completeTime ?? task.queueTime, task }, false)
