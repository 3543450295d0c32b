'use client'

import type { ReactNode } from 'react'
import type { QuestionView } from '@/lib/live/live-state'
import { runPath, vmPath } from '../pages/pages'
import { AnswerButtons } from './answer-buttons'
import { WhyItWaits } from './question-facts'
import { useQuestionLook } from './question-look'
import { QuestionAge } from './question-slab'
import { QuestionText } from './question-text'
import { useQuestionKeys } from './use-answer'

type StillQuestionProps = {
  question: QuestionView
  /** What happened until it was asked. It scrolls in the room that is left, and takes none of its own. */
  steps?: ReactNode
  /** The error above says already why it waits. */
  whyIsSaid?: boolean
}

/**
 * A question in a panel that keeps its height: its text, its answers beside it, and the steps before it. Only a text or
 * answers that are longer than usual make the panel grow, once.
 */
export function StillQuestion({ question, steps, whyIsSaid = false }: StillQuestionProps) {
  const look = useQuestionLook(question)
  const onKeyDown = useQuestionKeys(question.run ? runPath(question.run) : vmPath(question.vm))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys act on the card that has focus
    <article
      aria-label={`${look.word}: question of ${question.vmName}`}
      tabIndex={-1}
      data-question={question.key}
      data-still=""
      onKeyDown={onKeyDown}
      className="grid flex-1 grid-cols-1 outline-offset-[-2px] max-mid:grid-rows-[auto_auto_minmax(56px,1fr)] mid:grid-cols-[minmax(0,1fr)_250px] mid:grid-rows-[auto_minmax(40px,1fr)] wide:grid-cols-[minmax(0,1fr)_300px]"
    >
      <div className="min-w-0 px-3 pt-2 mid:px-4 mid:pb-1">
        <QuestionText connection={question.connection} text={question.text} className="max-mid:text-lg/[22px]" />
        {look.tone !== 'resolved' && <WhyItWaits question={question} whyIsSaid={whyIsSaid} />}
      </div>
      <div className="px-3 py-1.5 mid:col-start-2 mid:row-span-2 mid:row-start-1 mid:pr-4 mid:pl-0">
        <AnswerButtons key={question.key} question={question} />
      </div>
      <div className="relative min-w-0 overflow-hidden max-mid:border-t max-mid:border-line mid:col-start-1 mid:row-start-2">
        {steps}
      </div>
    </article>
  )
}

/** The age of the question, for the head of the panel. */
export function StillQuestionAge({ question }: { question: QuestionView }) {
  const look = useQuestionLook(question)
  return <QuestionAge question={question} look={look} className="text-xl" />
}
