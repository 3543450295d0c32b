import type { Decided } from '@/lib/runs/decide'
import type { NotAnswered } from '@/lib/runs/run'
import { dryRunText, whyWaitingText } from './decision-words'

/** What a step says of a decision that is not told by the steps after it; nothing for the switch alone. */
export function decidedText(decided: Decided | undefined): string | undefined {
  if (!decided) return undefined
  const dry = decided.dryRun && dryRunText(decided.dryRun)
  return [whyDecided(decided), dry].filter(Boolean).join(' ') || undefined
}

function whyDecided({ do: what, because, rule }: Decided): string | undefined {
  if (because === 'ask-me') return 'Started to be asked: it waits for a person.'
  if (!rule || what === 'answer') return undefined
  if (because === 'rule-not-offered') return whyWaitingText({ why: because, rule: rule.name })
  return whyWaitingText({ why: what === 'leave' ? 'rule' : 'rule-cancels', rule: rule.name })
}

/** Why auto-answer left a question to a person although it is on: as a line of the timeline, and within the run's error. */
export const notAnsweredWords: Record<NotAnswered, { line: string; clause: string }> = {
  'no-default': {
    line: whyWaitingText({ why: 'no-default' }),
    clause: 'auto-answer found no default to apply',
  },
  'no-choices': {
    line: whyWaitingText({ why: 'no-choices' }),
    clause: 'the host offers no answer',
  },
  'came-back-three-times': {
    line: 'Auto-answer gave the default three times and the question came back, so it waits for a person.',
    clause: 'it came back after three automatic answers',
  },
  'too-many-answers': {
    line: 'Auto-answer has given so many answers in this run that it gives no more. It waits for a person.',
    clause: 'it came after too many automatic answers',
  },
  'answer-failed': {
    line: 'The host did not take the answer.',
    clause: 'the automatic answer failed',
  },
}
