import type { HistoryNote } from '@/lib/contract/history'
import { assertNever } from '@/lib/assert-never'
import { actorName } from '@/lib/runs/actor'
import { vmOf, type RunView } from '@/lib/runs/run'
import { runLabel, runName, runRestAlone } from '@/lib/runs/run-label'
import type { HostEvent } from '@/lib/vsphere/host-event'
import { splitKey, type ConnectionId, type VmKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Glyph } from '../glyphs/status-glyph'
import { sentence } from '../run/finished-words'
import { runGlyphs } from '../run/run-state-label'
import { runLook, type RunLook } from '../run/run-words'
import { endedAt } from '../run/finished-rows'
import { formatShortTime } from '../words/age'
import { decidedText } from '../words/decided-words'
import { eventLabel } from './event-label'
import { taskDetail, type HistoryEntry } from './history-entries'
import { noteText } from './note-words'
import { onceForEach } from './once-for-each'
import { questionTitle, runMore } from './run-more'

/** What a line of History says, wherever it stands; texts of hosts as they are. */
export type EntryLine = {
  /** Absent: nothing that has a state. */
  glyph?: Glyph
  tone: RunLook['tone']
  /** What it is about. */
  name?: string
  vm?: VmKey
  connection?: ConnectionId
  host?: string
  /** What was done; or all there is to say, where there is no outcome. */
  task: string
  /** Beside it: `to [ssd-01] iso`. */
  rest?: string
  outcome?: string
  /** Why, what was asked, who answered. */
  more?: string
  who?: string
  /** Whom one can ask for by this name. */
  person?: string
  /** Where it comes from. */
  source: string
  took?: string
  /** Of little weight: what hosts say has happened. */
  quiet?: true
}

/** A line in words. */
export const entryLine = onceForEach((entry: HistoryEntry): EntryLine => {
  switch (entry.kind) {
    case 'run':
      return lineOfRun(entry.run)
    case 'task':
      return lineOfTask(entry.task, entry.readBack)
    case 'note':
      return lineOfNote(entry.note)
    default:
      return assertNever(entry, 'entry')
  }
})

function lineOfRun(run: RunView): EntryLine {
  const { glyph, word, tone } = runLook(run)
  const end = endedAt(run)
  const who = actorName(run.actor)
  return {
    glyph: runGlyphs[glyph],
    tone,
    name: runName(run),
    connection: run.connection,
    task: runLabel(run),
    outcome: word,
    who,
    source: 'Andon',
    ...withoutUndefined({
      vm: vmOf(run)?.key,
      rest: runRestAlone(run) || undefined,
      more: runMore(run),
      took: end && !isUnknown(run) ? formatShortTime(run.startedAt, end) : undefined,
      person: run.actor.kind === 'person' ? who : undefined,
    }),
  }
}

/** When it ended, if it did, nobody knows then. */
const isUnknown = ({ state }: RunView) => state.at === 'ended' && state.outcome.kind === 'lost'

function lineOfTask(task: TaskView, readBack: true | undefined): EntryLine {
  const { glyph, word, label, detail } = taskDetail(task)
  const { reason } = task
  const planned = reason?.kind === 'schedule' || reason?.kind === 'alarm' ? reason : undefined
  return {
    glyph: runGlyphs[glyph],
    tone: glyph === 'failed' ? 'fail' : 'grey',
    name: task.entityName,
    connection: task.connection,
    task: label,
    outcome: word,
    who: planned?.name ?? task.startedBy ?? (reason?.kind === 'system' ? 'the host itself' : 'not known'),
    source: [planned?.kind ?? (readBack ? 'host' : 'outside Andon'), ...(readBack ? ['read back'] : [])].join(', '),
    ...withoutUndefined({
      vm: task.vm,
      more: glyph === 'done' ? undefined : sentence(detail),
      took: task.completeTime && formatShortTime(task.startTime ?? task.queueTime, task.completeTime),
      person: planned ? undefined : task.startedBy,
    }),
  }
}

function lineOfNote({ content, by, connection, vm }: HistoryNote): EntryLine {
  const place = withoutUndefined({ vm, connection: connection ?? (vm && splitKey(vm)?.connection) })
  if (content.kind === 'host-event') return { ...place, ...lineOfEvent(content.event, content.readBack) }
  const line: EntryLine = { ...place, tone: 'grey', task: noteText(content, (text) => text), source: 'Andon' }
  if (content.kind !== 'event') return { ...line, ...byWhom(by) }
  const { event, vmName } = content
  const named = { ...line, ...withoutUndefined({ name: vmName }) }
  switch (event.kind) {
    case 'question-noted': {
      const decided = decidedText(event.decided)
      return {
        ...named,
        glyph: 'questionRaised',
        task: whoseTask[event.origin],
        outcome: 'Question raised',
        more: [questionTitle(event.question), decided].filter(Boolean).join('. '),
        source: 'Andon saw it',
        ...withoutUndefined({ host: event.hostName }),
      }
    }
    case 'question-gone':
    case 'not-watched':
      return { ...named, source: 'Andon saw it' }
    default:
      return { ...named, ...byWhom(by) }
  }
}

/** What Andon did by itself names nobody. */
function byWhom(by: string): Pick<EntryLine, 'who' | 'person'> {
  if (by === actorName({ kind: 'andon' })) return {}
  return isPerson(by) ? { who: by, person: by } : { who: by }
}

/** Notes keep what an actor is called; these are nobody whom one can ask for. */
const isPerson = (by: string) =>
  by !== actorName({ kind: 'autoAnswer', setBy: '' }) &&
  by !== actorName({ kind: 'elsewhere' }) &&
  !by.startsWith("rule '")

const whoseTask = { 'own run': 'Run', 'foreign task': 'Task of others', 'no task': 'No task' } as const

const lineOfEvent = (
  { type, text, userName, vm, vmName, hostName }: HostEvent,
  readBack: true | undefined,
): EntryLine => ({
  tone: 'grey',
  task: 'Event',
  outcome: eventLabel(type),
  source: readBack ? 'host event, read back' : 'host event',
  quiet: true,
  ...withoutUndefined({
    name: vmName ?? hostName,
    vm,
    host: vmName === undefined ? undefined : hostName,
    more: text.trim() || undefined,
    who: userName || undefined,
    person: userName || undefined,
  }),
})
