import type { ReactNode } from 'react'
import type { RunStep, RunView, StepQuestion } from '@/lib/runs/run'
import { choiceLabel } from '@/lib/vsphere/question'
import { QuestionText } from '../question/question-text'
import { FaultDetails } from './error-panel'

/** What stands under a step that is over, where its line says too little: what was asked, and the whole of a fault. */
export function recordedStep(run: RunView): (step: RunStep) => ReactNode {
  return ({ event }) => {
    switch (event.kind) {
      case 'question-raised':
        return <Asked question={event.question} run={run} />
      case 'checked':
        return event.found === 'question' && <Asked question={event.question} run={run} />
      case 'task-ended':
        return event.fault && <FaultDetails fault={event.fault} />
      case 'ended':
        return event.outcome.kind === 'failed' && <FaultDetails fault={event.outcome.fault} />
      default:
        return null
    }
  }
}

const Asked = ({ question, run }: { question: StepQuestion; run: RunView }) => (
  <div className="text-ink-2">
    <QuestionText connection={run.connection} text={question.text} className="text-sm!" />
    <p className="text-xs text-ink-3">
      Answers:{' '}
      {question.choices
        .map((choice, index) => `'${choiceLabel(choice)}'${index === question.defaultIndex ? ', the default' : ''}`)
        .join('; ')}
    </p>
  </div>
)
