import { noteText } from '@/components/history/note-words'
import { stepLine } from '@/components/run/step-words'
import type { ApiHistoryEntry, ApiRun } from '@/lib/api/resources'
import { sourceOfNote, type HistoryNote, type HistoryPage } from '@/lib/contract/history'
import { actorName } from '@/lib/runs/actor'
import { runLabel, runName, runRest } from '@/lib/runs/run-label'
import { vmOf, type RunOutcome, type RunView, type StepEvent } from '@/lib/runs/run'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { hasEnded, taskOutcome } from '@/lib/vsphere/task'
import { faultSentence } from '@/lib/vsphere/wire-sentence'
import { withoutUndefined } from '@/lib/without-undefined'

/** Runs and the history, as `/api/v1` gives them (lib/api/resources.ts). */

/** What connections are called; one that was removed, or that one may not see, goes by its id. */
export type NameOf = (connection: ConnectionId) => string

const outcomeOf = (kind: RunOutcome['kind']) => (kind === 'lost' ? 'unknown' : kind)

export function apiRun(run: RunView, nameOf: NameOf): ApiRun {
  const { state } = run
  const ended = state.at === 'ended' ? state : undefined
  return {
    id: run.id,
    number: run.number,
    connection: run.connection,
    what: runLabel(run),
    subject: `${runName(run)}${runRest(run)}`,
    by: actorName(run.actor),
    askedAt: run.startedAt,
    state: state.at,
    ...withoutUndefined({
      vm: vmOf(run)?.key,
      questions: run.kind === 'vm' ? (run.start ?? ('as the switch says' as const)) : undefined,
      percent: 'percent' in state ? state.percent : undefined,
      waitsFor: state.at === 'waiting' ? state.question : undefined,
      task: run.task,
      outcome: ended && outcomeOf(ended.outcome.kind),
      made: ended?.outcome.kind === 'succeeded' ? ended.outcome.made : undefined,
      endedAt: ended?.endedAt,
      isFollowed: ended?.following,
      error: errorOf(run),
    }),
    steps: run.steps.map((step) => {
      const { title, detail } = stepLine(step, run, nameOf(run.connection))
      const question = questionOf(step.event)
      return {
        at: step.at,
        by: actorName(step.actor),
        kind: step.event.kind,
        title,
        ...withoutUndefined({ detail, question }),
      }
    }),
  }
}

function questionOf(event: StepEvent): string | undefined {
  if (!('question' in event)) return undefined
  return typeof event.question === 'string' ? event.question : event.question.key
}

function errorOf({ error, state }: RunView): ApiRun['error'] {
  switch (error?.kind) {
    case 'question': {
      const { key, text, messageId } = error.question
      return { kind: 'question', text, question: key, ...withoutUndefined({ messageId }) }
    }
    case 'fault':
      return { kind: 'fault', text: faultSentence(error.fault) }
    case 'text':
      return { kind: 'text', text: error.text }
    default:
      return state.at === 'ended' && state.outcome.kind === 'lost'
        ? { kind: 'text', text: state.outcome.reason }
        : undefined
  }
}

/** Newest first. `id`: of a run its number, which nothing else in the list is confused with by its kind. */
export function apiHistory({ runs, notes }: HistoryPage, nameOf: NameOf): ApiHistoryEntry[] {
  const ofRuns = runs.map((run): ApiHistoryEntry => {
    const given = apiRun(run, nameOf)
    const { connection, vm, outcome, by } = given
    return {
      id: run.number,
      at: run.startedAt,
      kind: 'run',
      source: 'andon',
      by,
      text: `${given.what} ${given.subject}`,
      connection,
      ...withoutUndefined({ vm, outcome }),
      run: given,
    }
  })
  return [...ofRuns, ...notes.map(apiNote)].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

function apiNote(note: HistoryNote): ApiHistoryEntry {
  const { content, connection, vm } = note
  const task = content.kind === 'task' ? content.task : undefined
  return {
    id: note.seq,
    at: note.at,
    kind: content.kind === 'text' ? 'note' : content.kind,
    source: sourceOfNote(content),
    by: byOfNote(note),
    text: task ? `${noteText(content, (text) => text)} ${task.entityName}` : noteText(content, (text) => text),
    ...withoutUndefined({
      connection: connection ?? task?.connection,
      vm: vm ?? task?.vm,
      outcome: task && hasEnded(task) ? outcomeOf(taskOutcome(task)) : undefined,
      readBack: 'readBack' in content ? content.readBack : undefined,
    }),
  }
}

function byOfNote({ by, content }: HistoryNote): string {
  if (content.kind === 'task') return content.task.startedBy ?? 'not known'
  return content.kind === 'host-event' ? (content.event.userName ?? 'not known') : by
}
