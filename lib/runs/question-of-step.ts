import type { QuestionKey } from '../vsphere/ids'
import type { StepEvent } from './run'

/** The question that a step is about, whether it holds what was asked or only its key. */
export function questionOfStep(event: StepEvent): QuestionKey | undefined {
  if (!('question' in event)) return undefined
  return typeof event.question === 'string' ? event.question : event.question.key
}
