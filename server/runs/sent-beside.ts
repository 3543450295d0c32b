import { sentRecordMs } from '@/lib/live/live-state'
import type { Actor } from '@/lib/runs/actor'
import type { RunStep } from '@/lib/runs/run'
import type { QuestionKey, TaskKey } from '@/lib/vsphere/ids'
import type { Appended } from '../journal/entry'
import type { Journal } from '../journal/journal'
import { createKeptLately } from './kept-lately'

/** A press may come to another process before the run that has the question has told of it. */
const earlierMs = 60_000

/** Who asked that a task be cancelled; `probable`: it is not known whether the host took that. */
export type CancelBeside = { by: Actor; probable?: true }

/**
 * Answers and requests to cancel that left from here beside the run that they concern: by another process, or before the
 * run had written down that it is asked, or which task is its own. How its question or task went, that run learns from the
 * journal alone, after a restart too.
 */
export type SentBeside = {
  /** Takes in what was lately sent. Called once. */
  load(): Promise<void>
  /**
   * Whether an answer left that the host is not known to have refused.
   * @param raisedAt since when it is asked, ISO 8601: what was sent long before went to another question of the same id.
   */
  has(question: QuestionKey, raisedAt: string): Promise<boolean>
  cancelOf(task: TaskKey): Promise<CancelBeside | undefined>
  close(): void
}

export function createSentBeside(
  journal: Pick<Journal, 'onAppended' | 'readPresent' | 'catchUp'>,
  now: () => number,
): SentBeside {
  const sent = createKeptLately<QuestionKey, 'sent'>(now)
  const cancels = createKeptLately<TaskKey, CancelBeside>(now)

  function take(appended: Appended): void {
    if (appended.is === 'opened') return
    const { at, event } = appended.step
    if (appended.is === 'alone' && appended.task !== undefined) takeCancel(appended.task, appended.step)
    switch (event.kind) {
      case 'answer-sent':
      case 'answered':
      case 'answer-unconfirmed':
        if (appended.is === 'alone') sent.keep(event.question, 'sent', Date.parse(at))
        return
      case 'answer-not-taken':
      case 'question-gone':
        sent.delete(event.question)
        return
      default:
    }
  }

  function takeCancel(task: TaskKey, { at, event, actor }: RunStep): void {
    switch (event.kind) {
      case 'cancel-sent':
      case 'cancel-unanswered':
      case 'cancel-taken':
        cancels.keep(task, { by: actor, ...(event.kind === 'cancel-taken' ? {} : { probable: true }) }, Date.parse(at))
        return
      case 'cancel-refused':
      case 'cancel-too-late':
        cancels.delete(task)
        return
      default:
    }
  }

  const close = journal.onAppended(take)

  return {
    async load() {
      const iso = (ms: number) => new Date(ms).toISOString()
      const { alone } = await journal.readPresent({ ended: iso(now()), alone: iso(now() - sentRecordMs) })
      const heard = { answers: sent.all(), cancels: cancels.all() }
      alone.forEach(take)
      for (const [question, { value, at }] of heard.answers) sent.keep(question, value, at)
      for (const [task, { value, at }] of heard.cancels) cancels.keep(task, value, at)
    },
    async has(question, raisedAt) {
      await journal.catchUp()
      const at = sent.get(question)?.at
      return at !== undefined && at >= Date.parse(raisedAt) - earlierMs
    },
    async cancelOf(task) {
      await journal.catchUp()
      return cancels.get(task)?.value
    },
    close,
  }
}
