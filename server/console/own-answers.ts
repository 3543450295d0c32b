import type { OwnAnswer } from '@/lib/contract/shown-input'
import type { RunStep } from '@/lib/runs/run'
import { choiceLabel } from '@/lib/vsphere/question'
import { withoutUndefined } from '@/lib/without-undefined'

/**
 * What somebody answered to a question, and what became of it, read from the steps that the record has of the question,
 * oldest first. One that two runs had to deal with is in it twice, and told once.
 */
export function ownAnswersIn(steps: readonly RunStep[], name: string): OwnAnswer[] {
  const answers: OwnAnswer[] = []
  for (const { at, actor, event } of steps) {
    if (actor.kind !== 'person' || actor.name !== name) continue
    const last = answers.at(-1)
    switch (event.kind) {
      case 'answer-sent':
        if (last?.state !== 'sent') answers.push({ label: choiceLabel(event.choice), sentAt: at, state: 'sent' })
        break
      case 'answered':
        if (last?.state === 'sent') Object.assign(last, { state: 'taken', at } satisfies Partial<OwnAnswer>)
        break
      case 'answer-not-taken':
        if (last?.state === 'sent') Object.assign(last, { state: 'not-taken', at, ...because(event.reason) })
        break
      case 'answer-unconfirmed':
        if (last?.state === 'sent') Object.assign(last, { state: 'unconfirmed', at, ...because(event.reason) })
        break
      default:
        break
    }
  }
  return answers
}

const because = (reason: string | undefined) => withoutUndefined({ reason })
