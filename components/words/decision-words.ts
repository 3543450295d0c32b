import { assertNever } from '@/lib/assert-never'
import type { DryRun } from '@/lib/runs/decide'
import type { WhyWaiting } from '@/lib/runs/why-waiting'

/** Ends a text that somebody else wrote with a full stop, so that sentences can follow each other. */
const sentence = (text: string) => (/[.!?]\s*$/u.test(text) ? text.trim() : `${text.trim()}.`)

/** Why a question waits for a person, and with it what auto-answer does about it. */
export function whyWaitingText(why: WhyWaiting): string {
  switch (why.why) {
    case 'auto-answer-off':
      return why.when === 'now'
        ? 'Auto-answer is off, so it waits for a person.'
        : 'Auto-answer was off when this started, so it waits for a person.'
    case 'auto-answer-off-left-blocked':
      return `Auto-answer was off when this started. ${sentence(why.detail)} Left blocked.`
    case 'no-default':
      return 'The host marked no default, so auto-answer has nothing to apply and it waits for a person.'
    case 'no-choices':
      return 'The host offers no answer to choose from, so auto-answer has nothing to apply.'
    case 'not-started-here':
      return 'Auto-answer is on, but this task was not started from Andon, so it waits for a person.'
    case 'no-task':
      return 'No task is behind this question, so auto-answer does not apply and it waits for a person.'
    case 'ask-me':
      return `${why.by} started this to be asked, so it waits for a person and nothing is cancelled.`
    case 'rule':
      return `Rule '${why.rule}' keeps this for a person.`
    case 'rule-not-offered':
      return `The host does not offer what rule '${why.rule}' gives, so it waits for a person.`
    case 'rule-cancels':
      return `Rule '${why.rule}' has the task cancelled.${why.detail === undefined ? '' : ` ${sentence(why.detail)} Left blocked.`}`
    case 'came-back':
      return `Auto-answer gave '${why.answer}' three times and the question came back, so it waits for a person.`
    case 'too-many-answers':
      return `Auto-answer has given ${why.answers} answers in this run and the host asks on, so it waits for a person.`
    case 'answer-failed':
      return `The answer of auto-answer failed: ${sentence(why.detail)} It waits for a person.`
    case 'person-failed':
      return `${why.by} answered, and the answer did not get through: ${sentence(why.detail)} It waits for a person.`
    case 'answer-unconfirmed':
      return `${why.by} answered, and whether the host took the answer is not known. While it is still asked, it can be answered again.`
    case 'answering':
      return why.rule === undefined ? "Auto-answer gives the host's default answer." : `Rule '${why.rule}' answers it.`
    default:
      return assertNever(why, 'why')
  }
}

/** What would have been done: on the card, in the timeline, in History. */
export function dryRunText({ would, rule }: DryRun): string {
  const who = rule ? `rule '${rule.name}'` : 'auto-answer'
  switch (would.do) {
    case 'answer':
      return `Dry run: ${who} would have answered '${would.label}'.`
    case 'person':
      return `Dry run: ${who} would have kept this for a person.`
    case 'cancel':
      return `Dry run: ${who} would have had the task cancelled.`
    default:
      return assertNever(would, 'what would have been done')
  }
}
