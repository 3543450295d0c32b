'use client'

import { clsx } from 'clsx'
import { memo, useEffect, useId, useLayoutEffect, useRef, type RefObject } from 'react'
import type { QuestionView } from '@/lib/live/live-state'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useLive } from '../live/live-provider'
import { runPath, vmPath } from '../pages/pages'
import { ScreenSlot } from '../screen/screen-slot'
import { Link } from '../ui/link'
import { Name } from '../ui/name'
import { AnswerButtons } from './answer-buttons'
import { BlockedError, isError } from './blocked-error'
import { MakeRule, QuestionTask, WhyItWaits } from './question-facts'
import { FileAside } from './question-file'
import { slabTones, useQuestionLook } from './question-look'
import { QuestionAge, QuestionSlab } from './question-slab'
import { QuestionText } from './question-text'
import { needsPerson, questionPlace } from './questions'
import { Taken } from './taken'
import { useQuestionKeys } from './use-answer'

/**
 * What stands where the answers were is shorter than they were: the card keeps its height when it is answered, whoever
 * does that, so that nothing slides under a pointer or a finger.
 */
function useKeptHeight({ state }: QuestionView): RefObject<HTMLElement | null> {
  const card = useRef<HTMLElement>(null)
  const height = useRef(0)
  useLayoutEffect(() => {
    if (!card.current) return
    if (state.at === 'waiting') height.current = card.current.offsetHeight
    else if (height.current > 0) card.current.style.minHeight = `${height.current}px`
  })
  return card
}

/** Takes the focus to a card that has just come where its line was. */
export function useFocusWhenNew(isNew: boolean, card: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (isNew && !card.current?.contains(document.activeElement)) card.current?.focus({ preventScroll: true })
  }, [isNew, card])
}

type QuestionCardProps = {
  question: QuestionView
  /** It was a line that somebody opened: the focus goes on in it. */
  isNew?: boolean
}

/** A question in full: what waits, since when, why, its text, and every answer. */
export const QuestionCard = memo(function QuestionCard({ question, isNew = false }: QuestionCardProps) {
  const nameId = useId()
  const look = useQuestionLook(question)
  const place = useLive((tables) => questionPlace(question, tables.connections))
  const subject = useLive((tables) => tables.subjects[question.vm])
  const resolved = look.tone === 'resolved'
  const href = question.run ? runPath(question.run) : vmPath(question.vm)
  const onKeyDown = useQuestionKeys(href)
  const card = useKeptHeight(question)
  useFocusWhenNew(isNew, card)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys act on the card that has focus
    <article
      ref={card}
      aria-labelledby={nameId}
      tabIndex={-1}
      data-question={question.key}
      onKeyDown={onKeyDown}
      className={clsx(
        'grid grid-cols-1 overflow-hidden rounded-lg border bg-raised knock-raised mid:grid-cols-[104px_minmax(0,1fr)] roomy:grid-cols-[104px_minmax(0,1fr)_272px] wide:grid-cols-[104px_minmax(0,1fr)_336px]',
        look.tone === 'fail' ? 'border-fail-line shadow-[0_0_0_1px_var(--fail-line)]' : 'border-line',
      )}
    >
      <QuestionSlab question={question} look={look} />
      <div className="min-w-0 px-3 pt-3 pb-3 mid:px-4 wide:px-5 wide:pt-2.5">
        <div className="flex flex-wrap items-baseline gap-x-2.5">
          <h3 className="min-w-0 text-lg/5">
            <Name id={nameId} name={question.vmName} href={vmPath(question.vm)} />
          </h3>
          {question.vmStoredName !== question.vmName && (
            <span className="raw" title="As the host stores it">
              {question.vmStoredName}
            </span>
          )}
          {place && <span className="text-sm text-ink-3">{place}</span>}
          {needsPerson(question) && (
            <span className="flex min-h-6 flex-wrap items-center gap-x-3 ml-auto">
              <Taken questions={[question]} name={question.vmName} />
            </span>
          )}
        </div>
        <div className="flex flex-wrap items-baseline gap-x-3.5">
          <QuestionTask question={question} tone={look.tone} />
          <span className="flex flex-wrap items-baseline gap-x-3.5 mid:ml-auto">
            {question.messageId && <span className="raw">{question.messageId}</span>}
            <Link href={href} className="link text-sm max-mid:-my-1 max-mid:py-3">
              {question.run ? 'Open run' : 'Open VM'}
            </Link>
            <MakeRule question={question} />
          </span>
        </div>
        <BlockedError questions={[question]} />
        <div className="mt-1.5 flex items-start gap-x-4">
          <div className="min-w-0 flex-1">
            <QuestionText
              connection={question.connection}
              text={question.text}
              aside={<FileAside question={question} />}
              className="max-w-[92ch] max-mid:text-lg/[22px]"
            />
            {!resolved && <WhyItWaits question={question} whyIsSaid={isError(question)} />}
          </div>
          {!resolved && subject && <ScreenSlot vm={subject} />}
        </div>
      </div>
      <div className="grid px-3 pb-3 mid:px-4 roomy:border-l roomy:border-line roomy:p-2.5">
        <AnswerButtons key={question.key} question={question} />
      </div>
    </article>
  )
})

/** For the VM's own page, beside its timeline: the strip with the age, the text, the answers. */
export function QuestionPanel({ question }: { question: QuestionView }) {
  const look = useQuestionLook(question)
  const headId = useId()
  const onKeyDown = useQuestionKeys(question.run ? runPath(question.run) : vmPath(question.vm))
  const card = useKeptHeight(question)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys act on the card that has focus
    <article ref={card} aria-labelledby={headId} tabIndex={-1} data-question={question.key} onKeyDown={onKeyDown}>
      <div className={clsx('slab flex h-9 items-center gap-2 px-4 text-sm', slabTones[look.tone])}>
        <StatusGlyph glyph={look.glyph} plain />
        <h3 id={headId} className="font-semibold">
          {look.word}
          <span className="sr-only">: question of {question.vmName}</span>
        </h3>
        <QuestionAge question={question} look={look} className="ml-auto text-xl" />
      </div>
      <div className="px-4 pt-3 pb-4">
        <QuestionText connection={question.connection} text={question.text} aside={<FileAside question={question} />} />
        {look.tone !== 'resolved' && <WhyItWaits question={question} />}
        <p className="mt-3 mb-1 flex flex-wrap items-baseline justify-between gap-x-3 text-xs text-ink-3">
          {look.tone === 'resolved' ? 'Answer' : 'Possible answers'}
          <MakeRule question={question} />
        </p>
        <AnswerButtons key={question.key} question={question} />
      </div>
    </article>
  )
}
