import {
  sourceOfNote,
  type GapTold,
  type HistoryFilter,
  type HistoryNote,
  type HistoryPage,
  type HistorySource,
} from '@/lib/contract/history'
import { csvLine, csvMark } from '@/lib/format/csv'
import { actorName } from '@/lib/runs/actor'
import type { RunOutcome, RunView, StepQuestion } from '@/lib/runs/run'
import { runLabel, runName, runRestAlone } from '@/lib/runs/run-label'
import { splitKey, type ConnectionId } from '@/lib/vsphere/ids'
import { choiceLabel, type QuestionChoice } from '@/lib/vsphere/question'
import type { ReadBack } from '@/lib/vsphere/host-history'
import { taskOutcome } from '@/lib/vsphere/task'
import { taskLabel } from '@/lib/vsphere/task-label'

/** The columns of History as a table, in their order; docs/operating.md says what each holds. Times are ISO 8601. */
const columns = [
  'line',
  'what',
  'run',
  'began',
  'ended',
  'connection',
  'subject',
  'operation',
  'outcome',
  'error',
  'by',
  'questions',
  'answers',
  'source',
  'read_back',
] as const

type Cells = Partial<Record<(typeof columns)[number], string | number | undefined>>

/**
 * History as comma-separated values (RFC 4180, UTF-8 with its mark so that spreadsheets know it), the newest line first,
 * in pieces of some lines each.
 * @param nameOf what a connection is called; one that was removed goes by its id.
 */
export async function* historyAsCsv(
  filter: HistoryFilter,
  readPage: (filter: HistoryFilter) => Promise<HistoryPage>,
  nameOf: (connection: ConnectionId) => string | undefined,
): AsyncGenerator<string> {
  yield csvMark + csvLine(columns)
  const named = (id: ConnectionId | undefined) => (id === undefined ? undefined : (nameOf(id) ?? id))
  for (let before: number | undefined; ;) {
    const page = await readPage({ ...filter, limit: linesAtATime, ...(before === undefined ? {} : { before }) })
    const { runs, notes, nextBefore } = page
    const lines = [
      ...runs.map((run) => ({ at: run.startedAt, cells: cellsOfRun(run, named(run.connection)) })),
      ...notes.map((note) => ({
        at: note.at,
        cells: cellsOfNote(note, named(note.connection ?? (note.vm && splitKey(note.vm)?.connection))),
      })),
    ].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    yield lines.map(({ cells }) => csvLine(columns.map((column) => cells[column] ?? ''))).join('')
    if (nextBefore === undefined) return
    before = nextBefore
  }
}

const linesAtATime = 100

function cellsOfRun(run: RunView, connection: string | undefined): Cells {
  const ended = run.state.at === 'ended' ? run.state : undefined
  const rest = runRestAlone(run)
  const questions = run.steps.flatMap(({ event }) =>
    event.kind === 'question-raised' || (event.kind === 'checked' && event.found === 'question')
      ? [event.question]
      : [],
  )
  const answers = run.steps.flatMap(({ at, actor, event }) =>
    event.kind === 'answered' ? [answerText(event.choice, actorName(actor), at)] : [],
  )
  return {
    line: run.number,
    what: 'run',
    run: run.number,
    began: run.startedAt,
    ended: ended?.endedAt,
    connection,
    subject: runName(run),
    operation: rest === '' ? runLabel(run) : `${runLabel(run)} ${rest}`,
    outcome: ended ? outcomeName(ended.outcome.kind) : run.state.at,
    error: errorText(run),
    by: actorName(run.actor),
    questions: questions.map(({ text }) => text).join('\n'),
    answers: answers.join('\n'),
    source: 'andon' satisfies HistorySource,
  }
}

function errorText({ error, state }: RunView): string | undefined {
  if (state.at === 'ended' && state.outcome.kind === 'lost') return state.outcome.reason
  switch (error?.kind) {
    case 'fault':
      return error.fault.message
    case 'question':
      return error.question.text
    case 'text':
      return error.text
    default:
      return undefined
  }
}

/** `lost` is what the journal calls it when nobody knows; nothing was lost for all that anybody knows. */
const outcomeName = (kind: RunOutcome['kind']): string => (kind === 'lost' ? 'unknown' : kind)

const answerText = (choice: QuestionChoice, by: string, at: string) => `${choiceLabel(choice)} (${by}, ${at})`

function cellsOfNote({ at, by, content, ...note }: HistoryNote, connection: string | undefined): Cells {
  const cells: Cells = { line: note.seq, began: at, connection, by, source: sourceOfNote(content) }
  if (content.kind === 'text') return { ...cells, what: 'note', operation: content.text }
  if (content.kind === 'task') {
    const { task, readBack } = content
    return {
      ...cells,
      what: 'task',
      began: task.startTime ?? task.queueTime,
      ended: task.completeTime,
      subject: task.entityName,
      operation: taskLabel(task),
      outcome: outcomeName(taskOutcome(task)),
      error: task.fault?.message,
      by: task.startedBy ?? 'not known',
      read_back: readBack && 'yes',
    }
  }
  if (content.kind === 'host-event') {
    const { type, text, vmName, hostName, userName } = content.event
    return {
      ...cells,
      what: 'host-event',
      subject: vmName ?? hostName,
      operation: `${type}: ${text}`,
      by: userName ?? 'not known',
      read_back: content.readBack && 'yes',
    }
  }
  if (content.kind === 'gap') {
    const { gap } = content
    return { ...cells, what: gap.kind, began: gap.from, ended: gap.to, operation: gapText(gap) }
  }
  const { event, vmName } = content
  const question: StepQuestion | undefined =
    'question' in event && typeof event.question === 'object' ? event.question : undefined
  return {
    ...cells,
    what: event.kind,
    subject: vmName,
    began: event.kind === 'not-watched' ? event.from : at,
    ended: event.kind === 'not-watched' ? event.to : undefined,
    error: 'reason' in event ? event.reason : undefined,
    questions: question?.text,
    answers: event.kind === 'answered' ? answerText(event.choice, by, at) : undefined,
  }
}

function gapText(gap: GapTold): string {
  if (gap.kind === 'events-left-out') return `events not written down: ${gap.count}`
  const told = ({ noted, kept }: ReadBack) => `${noted}, ${kept.kind}${'reason' in kept ? ` (${kept.reason})` : ''}`
  return `tasks: ${told(gap.tasks)}; events: ${told(gap.events)}`
}
