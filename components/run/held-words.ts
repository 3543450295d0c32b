import { assertNever } from '@/lib/assert-never'
import type { RunStep, RunView, StepEvent } from '@/lib/runs/run'
import { formatShortSpan } from '../words/age'

type Held = Extract<StepEvent, { kind: 'held' }>

/** Why a run that is held has sent nothing: `Andon was stopped before it sent PowerOffVM_Task.` */
export function heldReason({ because, method = 'anything' }: Held): string {
  switch (because) {
    case 'andon-stopped':
      return `Andon was stopped before it sent ${method}.`
    case 'no-contact':
      return `There was no contact with the host, so Andon did not send ${method}.`
    case 'not-recorded':
      return `Andon could not write its journal, so it did not send ${method}.`
    default:
      return assertNever(because, 'reason to be held')
  }
}

/** How long ago that was, as far as it is known. @param now the server's clock, ms. */
function heldAge({ since, ageUnknown }: Held, now: number): string {
  return ageUnknown
    ? 'Andon’s clock was set back since, so how long ago that was is not known.'
    : `That was ${formatShortSpan(now - Date.parse(since))} ago.`
}

/** The step that says why a run is held; undefined when it is not. */
export const heldStep = (run: Pick<RunView, 'state' | 'steps'>): (RunStep & { event: Held }) | undefined => {
  if (run.state.at !== 'held') return undefined
  const step = run.steps.findLast(({ event }) => event.kind === 'held')
  return step?.event.kind === 'held' ? { ...step, event: step.event } : undefined
}

/** Both as one: `Andon was stopped before it sent PowerOffVM_Task. That was 3 h ago.` */
export const heldSentence = (held: Held, now: number): string => `${heldReason(held)} ${heldAge(held, now)}`
