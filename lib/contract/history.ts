import { z } from 'zod'
import { assertNever } from '../assert-never'
import type { RunView, StepEvent } from '../runs/run'
import type { HostEvent } from '../vsphere/host-event'
import type { ConnectionId, VmKey } from '../vsphere/ids'
import type { TaskView } from '../vsphere/task'
import { withoutUndefined } from '../without-undefined'
import { connectionIdInput, ofKey, vmInput, type Touched } from './entry'
import { historySources, type HistorySource } from './history-sources'

export { historySources, type HistorySource }

/** The source of what belongs to no run; of a step of a run, that is Andon. */
export function sourceOfStep(event: StepEvent | undefined): HistorySource {
  switch (event?.kind) {
    case 'question-noted':
      return event.origin === 'own run' ? 'andon' : 'others'
    case 'question-gone':
    case 'task-noted':
      return 'others'
    case 'event-noted':
      return 'event'
    case 'not-watched':
    case 'read-back':
    case 'events-left-out':
      return 'gap'
    default:
      return 'andon'
  }
}

/** The source of a note. */
export function sourceOfNote(content: NoteContent): HistorySource {
  switch (content.kind) {
    case 'text':
      return 'andon'
    case 'event':
      return sourceOfStep(content.event)
    case 'task':
      return 'others'
    case 'host-event':
      return 'event'
    case 'gap':
      return 'gap'
    default:
      return assertNever(content, 'content of a note')
  }
}

/** Which part of the history: everything that is given has to hold. `before` is where the last page ended. */
export type HistoryFilter = {
  /** With the times in which nobody looked at its connection, unless they are not asked for. */
  vm?: VmKey
  connection?: ConnectionId
  outcome?: string
  text?: string
  /** The whole name of somebody who did something there, here or at the host; programs that worked for them count. */
  person?: string
  /** One of these. */
  source?: readonly HistorySource[]
  /** ISO 8601; by when it happened, which is not when it became known. `to` itself is left out. */
  from?: string
  to?: string
  before?: number
  limit?: number
}

/** An instant as the record writes it, so that instants can be compared as texts. */
export const instantInput = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString())

export const personInput = z.string().min(1).max(500)

const sources = z.array(z.enum(historySources)).min(1).max(historySources.length)

/** As one text with commas between them, as addresses have it. */
export const sourcesText = z
  .string()
  .transform((text) => text.split(','))
  .pipe(sources)

export const historyFilterInput: z.ZodType<HistoryFilter> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    vm: vmInput.exactOptional(),
    connection: connectionIdInput.exactOptional(),
    outcome: z.string().max(100).exactOptional(),
    text: z.string().max(500).exactOptional(),
    person: personInput.exactOptional(),
    source: z.union([sources, sourcesText]).exactOptional(),
    from: instantInput.exactOptional(),
    to: instantInput.exactOptional(),
    before: z.int().min(0).exactOptional(),
    limit: z.int().min(1).max(500).exactOptional(),
  }),
)

/** The connections of a filter. */
export const ofHistory = ({ connection, vm }: HistoryFilter): Touched =>
  connection === undefined ? (vm === undefined ? 'all' : ofKey(vm)) : [connection]

/** What is recorded of tasks and questions that belong to no run, and of times when nobody looked. */
export type EventAlone = Extract<
  StepEvent,
  {
    kind:
      | 'question-noted'
      | 'answered'
      | 'answer-unconfirmed'
      | 'question-gone'
      | 'not-watched'
      | 'cancel-taken'
      | 'cancel-refused'
      | 'cancel-unanswered'
  }
>

/** What is known of a time in which nobody looked, or of what was too much to write down. */
export type GapTold = Extract<StepEvent, { kind: 'read-back' | 'events-left-out' }>

/**
 * What a note tells: a text that was written down as one, an event, with the name that its VM had then, a task of others,
 * what a host says has happened, or what is known of a gap. `readBack`: nobody looked when it happened; the host's own
 * history had it afterwards.
 */
export type NoteContent =
  | { kind: 'text'; text: string }
  | { kind: 'event'; event: EventAlone; vmName?: string }
  | { kind: 'task'; task: TaskView; readBack?: true }
  | { kind: 'host-event'; event: HostEvent; readBack?: true }
  | { kind: 'gap'; gap: GapTold }

/**
 * One line of the journal's readable history that is not a run: a setting that somebody changed, an answer to a task not
 * started here. `at`: when it happened; of a time, when that ended.
 */
export type HistoryNote = {
  seq: number
  at: string
  by: string
  content: NoteContent
  connection?: ConnectionId
  vm?: VmKey
}

/** So many people are offered to choose from. */
export const peopleAtMost = 1_000

/** Of whom History can be asked, in no order; `isMore`: there are more. */
export type HistoryPeople = { names: string[]; isMore: boolean }

/** So many lines of a filter are counted. */
export const countedAtMost = 10_000

/** How many lines a filter finds; `isMore`: more than are counted. */
export type HistoryCount = { lines: number; isMore: boolean }

export type HistoryPage = { runs: RunView[]; notes: HistoryNote[]; nextBefore?: number }
