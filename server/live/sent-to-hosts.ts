import { sentRecordMs } from '@/lib/live/live-state'
import type { Actor } from '@/lib/runs/actor'
import type { RunStep } from '@/lib/runs/run'
import type { QuestionKey, TaskKey } from '@/lib/vsphere/ids'
import { isSameQuestion, type Comparable } from '@/lib/vsphere/same-question'
import { withoutUndefined } from '@/lib/without-undefined'

/** The last thing that was sent from here in answer to a question, as the steps tell it. */
export type SentAnswer =
  | { at: 'sending'; by: Actor; choiceKey: string; sentAt: string }
  | {
      at: 'answered'
      by: Actor
      choiceKey: string
      isDefault: boolean
      answeredAt: string
      afterMs: number
      together?: string
    }
  /** The host refused it; the question may still wait. */
  | { at: 'not-taken'; by: Actor; endedAt: string; reason?: string }
  /**
   * Nobody knows whether the host took it. `asked`: what it answered, where a life before this one sent it. Since when
   * that is asked is not known then, so only what it asks tells whether it is meant.
   */
  | { at: 'unconfirmed'; by: Actor; choiceKey: string; endedAt: string; asked?: Comparable }

/** A request to cancel a task that was sent from here, until the host has refused it. */
export type SentCancel = { by: Actor; requestedAt: string; taken: boolean }

/** Longer than the engine waits for a host: by then it has written what became of a call, or it is gone. */
const unconfirmedAfterMs = 65_000

/** What one more step makes of the answer to the question that it names. */
function foldAnswer(before: SentAnswer | undefined, { at, actor, event }: RunStep): SentAnswer | undefined {
  switch (event.kind) {
    case 'answer-sent':
      return { at: 'sending', by: actor, choiceKey: event.choice.key, sentAt: at }
    case 'answered': {
      // Each run that has the question says it; the first one says when.
      if (before?.at === 'answered') return before
      const { choice, isDefault, afterMs, together } = event
      const answer = { at: 'answered', by: actor, choiceKey: choice.key, isDefault, answeredAt: at, afterMs } as const
      return { ...answer, ...withoutUndefined({ together }) }
    }
    case 'answer-not-taken':
      return {
        at: 'not-taken',
        by: actor,
        endedAt: at,
        ...withoutUndefined({ reason: event.reason }),
      }
    case 'answer-unconfirmed': {
      const after = unconfirmed(before, at)
      return after?.at === 'unconfirmed' && event.asked ? { ...after, asked: event.asked } : after
    }
    case 'question-gone':
      // The next one of this id may ask the same, and nobody has answered that.
      if (before?.at === 'unconfirmed' && before.asked) return undefined
      if (event.known === 'own-answer-probable') return unconfirmed(before, at)
      return before?.at === 'sending' ? { at: 'not-taken', by: before.by, endedAt: at } : before
    case 'answered-elsewhere':
    case 'not-answered':
      return before?.at === 'sending' ? { at: 'not-taken', by: before.by, endedAt: at } : before
    default:
      return before
  }
}

const unconfirmed = (before: SentAnswer | undefined, at: string): SentAnswer | undefined =>
  before?.at === 'sending' ? { at: 'unconfirmed', by: before.by, choiceKey: before.choiceKey, endedAt: at } : before

/** What one more step makes of the request to cancel the task that it is about. */
function foldCancel(before: SentCancel | undefined, { at, actor, event }: RunStep): SentCancel | undefined {
  switch (event.kind) {
    case 'cancel-sent':
      return { by: actor, requestedAt: at, taken: false }
    case 'cancel-taken':
      return before && { ...before, taken: true }
    case 'cancel-refused':
    case 'cancel-too-late':
    case 'cancel-unanswered':
      return undefined
    default:
      return before
  }
}

/** Answers by question and cancels by task. Both `take` and `tend` return what is different now. */
export type Sent = {
  /** @param task the one that a cancel is about. */
  take(step: RunStep, task?: TaskKey): Touched
  /** Gives up what has waited too long for its end, and forgets what is old. */
  tend(now: number): Touched
  /** @param since a host may use an id again: what was sent before this question was raised is not meant. */
  answer(question: QuestionKey, since: { raisedAt: string; question: Comparable }): SentAnswer | undefined
  cancel(task: TaskKey): SentCancel | undefined
}

export type Touched = { questions: QuestionKey[]; tasks: TaskKey[] }

export function createSent(): Sent {
  const answers = new Map<QuestionKey, SentAnswer>()
  const cancels = new Map<TaskKey, SentCancel>()

  return {
    take(step, task) {
      const touched: Touched = { questions: [], tasks: [] }
      const { event } = step
      const question = 'question' in event && typeof event.question === 'string' ? event.question : undefined
      if (question !== undefined) {
        const before = answers.get(question)
        if (put(answers, question, foldAnswer(before, step), before)) touched.questions.push(question)
      }
      if (task !== undefined) {
        const before = cancels.get(task)
        if (put(cancels, task, foldCancel(before, step), before)) touched.tasks.push(task)
      }
      return touched
    },
    tend(now) {
      const touched: Touched = { questions: [], tasks: [] }
      const over = (at: string, ms: number) => now - Date.parse(at) >= ms
      for (const [key, answer] of answers) {
        if (answer.at !== 'sending') {
          if (!over(endOf(answer), sentRecordMs)) continue
          answers.delete(key)
          touched.questions.push(key)
        } else if (over(answer.sentAt, unconfirmedAfterMs)) {
          const { by, choiceKey, sentAt } = answer
          answers.set(key, { at: 'unconfirmed', by, choiceKey, endedAt: sentAt })
          touched.questions.push(key)
        }
      }
      for (const [key, { requestedAt, taken }] of cancels) {
        if (!over(requestedAt, taken ? sentRecordMs : unconfirmedAfterMs)) continue
        cancels.delete(key)
        touched.tasks.push(key)
      }
      return touched
    },
    answer(question, { raisedAt, question: now }) {
      const answer = answers.get(question)
      if (!answer || answer.at === 'sending') return answer
      if (answer.at === 'unconfirmed' && answer.asked) return isSameQuestion(answer.asked, now) ? answer : undefined
      return Date.parse(raisedAt) > Date.parse(endOf(answer)) ? undefined : answer
    },
    cancel: (task) => cancels.get(task),
  }
}

const endOf = (answer: Exclude<SentAnswer, { at: 'sending' }>) =>
  answer.at === 'answered' ? answer.answeredAt : answer.endedAt

function put<Key, Value>(map: Map<Key, Value>, key: Key, value: Value | undefined, before: Value | undefined): boolean {
  if (value === before) return false
  if (value === undefined) map.delete(key)
  else map.set(key, value)
  return true
}
