'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useId, type KeyboardEvent } from 'react'
import { formatAge, speakAge } from '@/lib/format/age'
import { formatClock } from '@/lib/format/clock'
import type { QuestionView } from '@/lib/live/question-view'
import { runPath, vmPath } from '@/lib/vms/vm-path'
import { StatusGlyph } from '../glyphs/status-glyph'
import { Name } from '../name'
import { takesKeys, useSingleKeys } from '../preferences'
import { AnswerButtons } from './answer-buttons'
import { slabTones, useQuestionLook, type QuestionLook } from './question-look'
import { QuestionTask, WhyItWaits } from './question-facts'

/** A question in full: what waits, since when, why, its text, and every answer. */
export function QuestionCard({ question }: { question: QuestionView }) {
  const nameId = useId()
  const look = useQuestionLook(question)
  const resolved = look.tone === 'resolved'
  const href = question.run ? runPath(question.run) : vmPath(question.vm)
  const onKeyDown = useQuestionKeys(href)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys act on the card that has focus
    <article
      aria-labelledby={nameId}
      tabIndex={-1}
      data-question={question.key}
      onKeyDown={onKeyDown}
      className={clsx(
        'grid grid-cols-1 overflow-hidden rounded-lg border bg-raised knock-raised mid:grid-cols-[104px_minmax(0,1fr)_272px] wide:grid-cols-[104px_minmax(0,1fr)_336px]',
        look.tone === 'fail' ? 'border-fail-line shadow-[0_0_0_1px_var(--fail-line)]' : 'border-line',
      )}
    >
      <Slab look={look} raisedAt={question.raisedAt} />
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
          {question.hostName && <span className="text-sm text-ink-3">{question.hostName}</span>}
          <span className="flex flex-wrap items-baseline gap-x-3.5 mid:ml-auto">
            {question.messageId && <span className="raw">{question.messageId}</span>}
            <Link href={href} prefetch={false} className="link text-sm max-mid:py-2">
              {question.run ? 'Open run' : 'Open VM'}
            </Link>
          </span>
        </div>
        <QuestionTask question={question} tone={look.tone} />
        <p className="mt-1.5 max-w-[92ch] text-base text-pretty wrap-anywhere whitespace-pre-line max-mid:text-lg/[22px]">
          {question.text}
        </p>
        {!resolved && <WhyItWaits question={question} />}
      </div>
      <div className="grid px-3 pb-3 mid:border-l mid:border-line mid:p-2.5">
        <AnswerButtons key={question.key} question={question} />
      </div>
    </article>
  )
}

/** For the VM's own page, beside its timeline: the strip with the age, the text, the answers. */
export function QuestionPanel({ question }: { question: QuestionView }) {
  const look = useQuestionLook(question)
  const headId = useId()
  const onKeyDown = useQuestionKeys(question.run ? runPath(question.run) : vmPath(question.vm))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys act on the card that has focus
    <article aria-labelledby={headId} tabIndex={-1} data-question={question.key} onKeyDown={onKeyDown}>
      <div className={clsx('slab flex h-9 items-center gap-2 px-4 text-sm', slabTones[look.tone])}>
        <StatusGlyph glyph={look.glyph} plain />
        <h3 id={headId} className="font-semibold">
          {look.word}
          <span className="sr-only">: question of {question.vmName}</span>
        </h3>
        <SpokenAge look={look} raisedAt={question.raisedAt} className="ml-auto text-xl font-semibold" />
      </div>
      <div className="px-4 pt-3 pb-4">
        <p className="text-base text-pretty wrap-anywhere whitespace-pre-line">{question.text}</p>
        {look.tone !== 'resolved' && <WhyItWaits question={question} />}
        <p className="mt-3 mb-1 text-xs text-ink-3">{look.tone === 'resolved' ? 'Answer' : 'Possible answers'}</p>
        <AnswerButtons key={question.key} question={question} />
      </div>
    </article>
  )
}

function Slab({ look, raisedAt }: { look: QuestionLook; raisedAt: string }) {
  return (
    <div
      className={clsx(
        'slab flex items-center gap-2.5 px-3 py-2 mid:flex-col mid:items-start mid:gap-0 mid:py-3 mid:pr-2.5',
        slabTones[look.tone],
      )}
    >
      <span className="flex items-center gap-1.5 text-sm/4 font-semibold">
        <StatusGlyph glyph={look.glyph} plain />
        {look.word}
      </span>
      <SpokenAge
        look={look}
        raisedAt={raisedAt}
        className={clsx(
          'font-semibold tracking-[-0.02em] mid:mt-1.5',
          // `1 h 02 m` is wider than `12:41` and must not leave the slab.
          look.ageMs < 3_600_000 ? 'text-xl/6 mid:text-[24px]/8 wide:text-2xl' : 'text-xl/6 mid:text-lg/8',
        )}
      />
      <span className="text-xs max-mid:ml-auto">since {formatClock(raisedAt)}</span>
    </div>
  )
}

type SpokenAgeProps = { look: QuestionLook; raisedAt: string; className?: string }

/** The age for the eye; a reader hears "waiting 12 minutes". */
function SpokenAge({ look, raisedAt, className }: SpokenAgeProps) {
  const verb = look.tone === 'resolved' ? 'after' : 'waiting'
  return (
    <>
      <time dateTime={raisedAt} aria-hidden="true" className={clsx('whitespace-nowrap', className)}>
        {formatAge(look.ageMs)}
      </time>
      <span className="sr-only">
        {verb} {speakAge(look.ageMs)}
      </span>
    </>
  )
}

/** `1`-`9` press an answer (a destructive one asks), `d` goes to the default without sending it, Enter opens the run. */
function useQuestionKeys(href: string) {
  const [singleKeys] = useSingleKeys()
  const router = useRouter()
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return
    const card = event.currentTarget
    if (event.key === 'Enter' && event.target === card) {
      event.preventDefault()
      router.push(href)
      return
    }
    if (!singleKeys) return
    const wanted = /^[1-9]$/.test(event.key)
      ? `[data-choice="${event.key}"]`
      : event.key === 'd'
        ? '[data-default]'
        : ''
    const button = wanted ? card.querySelector<HTMLButtonElement>(wanted) : null
    if (!button) return
    event.preventDefault()
    if (event.key === 'd') button.focus()
    else button.click()
  }
}
