import { formatPercent } from '@/lib/format/quantity'
import { percentOf, type RunView } from '@/lib/runs/run'
import { actorName } from '@/lib/runs/actor'

export type ChainLink = {
  mark: 'done' | 'no' | 'blocked' | 'pending' | 'unknown'
  /** The words that carry it, such as `Cancel requested`. */
  strong: string
  rest?: string
  /** ISO 8601; shown as a clock time behind the words. */
  at?: string
}

/**
 * What became of the attempt to cancel, step by step. It stands under the error and never replaces it. Empty when
 * nobody tried.
 */
export function cancelChain(run: RunView): ChainLink[] {
  const chain: ChainLink[] = []
  for (const { at, event } of run.steps) {
    switch (event.kind) {
      case 'cancel-sent':
        chain.push({ mark: 'done', strong: 'Cancel requested', at })
        break
      case 'cancel-taken':
        chain.push({ mark: 'done', strong: 'The host took the request', at })
        break
      case 'cancel-refused':
        chain.push({ mark: 'no', strong: 'The host refuses:', rest: event.reason })
        break
      case 'not-cancelable':
        chain.push({
          mark: 'no',
          strong: chain.length > 0 ? 'The host refuses:' : 'Not cancelled:',
          rest: `${event.method} is not cancelable`,
        })
        break
      case 'cancel-too-late':
        chain.push({ mark: 'done', strong: 'The task ended first' })
        break
      case 'cancel-unanswered':
        chain.push({ mark: 'unknown', strong: 'No reply from the host for 30 s.', rest: 'Outcome unknown' })
        break
      default:
        break
    }
  }
  const last = lastLink(run, chain.length > 0)
  return last ? [...chain, last] : chain
}

function lastLink(run: RunView, tried: boolean): ChainLink | undefined {
  if (run.state.at === 'cancelling') {
    return { mark: 'pending', strong: run.kind === 'upload' ? 'What had arrived is removed' : 'The task still runs' }
  }
  if (run.state.at !== 'ended') return undefined
  const { outcome, following } = run.state
  if (outcome.kind === 'cancelled') {
    const percent = percentOf(run)
    const at = percent === undefined ? '' : ` at ${formatPercent(percent)}`
    return {
      mark: 'done',
      strong: `Cancelled${outcome.probable ? ', probably' : ''} by ${actorName(outcome.by)}${at}.`,
      ...(run.kind === 'upload' ? {} : { rest: 'The host confirmed' }),
    }
  }
  if (outcome.kind !== 'left-blocked' || !tried) return undefined
  if (following) return { mark: 'blocked', strong: 'Left blocked,', rest: 'answer it here' }
  const ended = run.steps.findLast(({ event }) => event.kind === 'task-ended')
  return ended?.event.kind === 'task-ended' && ended.event.state !== 'unknown'
    ? {
        mark: ended.event.state === 'success' ? 'done' : 'no',
        strong: ended.event.state === 'success' ? 'Then the task was done' : 'Then the task failed',
        at: ended.at,
      }
    : { mark: 'unknown', strong: 'Left blocked;', rest: 'what became of the task is not known' }
}
