import { assertNever } from '../assert-never'
import type { WhyWaiting } from './question-view'

/** Ends a text that somebody else wrote with a full stop, so that sentences can follow each other. */
const sentence = (text: string) => (/[.!?]\s*$/u.test(text) ? text.trim() : `${text.trim()}.`)

/** Why a question waits for a person, and with it what auto-answer does about it. */
export function whyWaitingText(why: WhyWaiting): string {
  switch (why.why) {
    case 'auto-answer-off':
      return 'Auto-answer is off, so it waits for a person.'
    case 'auto-answer-off-left-blocked':
      return `Auto-answer is off. ${sentence(why.detail)} Left blocked.`
    case 'no-default':
      return 'Auto-answer is on, but the host marked no default, so there is nothing to apply.'
    case 'no-choices':
      return 'Auto-answer is on, but the host offers no answer to choose from.'
    case 'not-started-here':
      return 'Auto-answer is on, but this task was not started from Andon, so it waits for a person.'
    case 'no-task':
      return 'No task is behind this question, so auto-answer does not apply and it waits for a person.'
    case 'came-back':
      return `Auto-answer gave '${why.answer}' three times and the question came back, so it waits for a person.`
    case 'answer-failed':
      return `Auto-answer is on, but its answer failed: ${sentence(why.detail)} It waits for a person.`
    case 'person-failed':
      return `${why.by} answered, and the answer did not get through: ${sentence(why.detail)} It waits for a person.`
    case 'answering':
      return "Auto-answer is on: the host's default answer is being given."
    default:
      return assertNever(why, 'why')
  }
}
