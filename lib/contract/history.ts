import { z } from 'zod'
import type { RunView, StepEvent } from '../runs/run'
import type { ConnectionId, VmKey } from '../vsphere/ids'
import type { TaskView } from '../vsphere/task'
import { withoutUndefined } from '../without-undefined'
import { connectionIdInput, ofKey, vmInput, type Touched } from './entry'

/** Which part of the history: everything that is given has to hold. `before` is where the last page ended. */
export type HistoryFilter = {
  vm?: VmKey
  connection?: ConnectionId
  outcome?: string
  text?: string
  before?: number
  limit?: number
}

export const historyFilterInput: z.ZodType<HistoryFilter> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    vm: vmInput.exactOptional(),
    connection: connectionIdInput.exactOptional(),
    outcome: z.string().max(100).exactOptional(),
    text: z.string().max(500).exactOptional(),
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

/** What a note tells: a text that was written down as one, an event, with the name that its VM had then, or a task of others. */
export type NoteContent =
  | { kind: 'text'; text: string }
  | { kind: 'event'; event: EventAlone; vmName?: string }
  | { kind: 'task'; task: TaskView }

/** One line of the journal's readable history that is not a run: a setting that somebody changed, an answer to a task not started here. */
export type HistoryNote = {
  seq: number
  at: string
  by: string
  content: NoteContent
  connection?: ConnectionId
  vm?: VmKey
}

export type HistoryPage = { runs: RunView[]; notes: HistoryNote[]; nextBefore?: number }
