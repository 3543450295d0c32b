'use client'

import { useEffect, useRef } from 'react'
import { formatCount } from '@/lib/format/quantity'
import type { QuestionView } from '@/lib/live/live-state'
import type { Result } from '@/lib/result'
import { useAccount } from '../console/console-context'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { useLive } from '../live/live-provider'
import { ProgressBar } from '../ui/bars'
import { Button } from '../ui/button'
import { sentenceOf } from '../ui/notice'
import type { GroupAnswer, GroupAnswering } from './group-answer'
import { Foot, NameAndPlace, Reason, Rows } from './group-rows'

type Sent = Extract<GroupAnswer, { sent: unknown }>

const ends = { taken: 'done', refused: 'failed', sending: 'running', next: 'queued', left: 'cancelled' } as const

/** What has become of each answer, in its place; the end is said once. */
export function Results({ answer, answering }: { answer: Sent; answering: GroupAnswering }) {
  const { name: me } = useAccount()
  const questions = useLive(({ questions: all }) => all)
  const { choice, sent, results, at, error } = answer
  const box = useRef<HTMLDivElement>(null)
  const before = useRef(at)
  useEffect(() => {
    // The button that was pressed is gone: focus stays here.
    if (before.current !== at || at === 'sending') box.current?.focus({ preventScroll: true })
    before.current = at
  }, [at])
  const refused = [...results.values()].filter((result) => !result.ok).length
  const taken = results.size - refused
  const left = sent.length - results.size
  const ended = at === 'ended'
  const said = ended && (
    <>
      <strong className="font-semibold">
        {taken} answered &apos;{choice.label}&apos;
      </strong>{' '}
      by {me}.
      {refused > 0 && (
        <>
          {' '}
          <span className="font-medium text-fail-text">{refused} did not go:</span>{' '}
          {refused === 1 ? 'it is' : 'they are'} marked in the list.
        </>
      )}
      {left > 0 &&
        (error ? ` What became of ${left} is not known here.` : ` ${left} ${left === 1 ? 'keeps' : 'keep'} waiting.`)}
      {error && ` ${sentenceOf(error)}`}
    </>
  )
  return (
    <>
      <div
        ref={box}
        tabIndex={-1}
        className="flex min-h-11 flex-wrap items-center gap-3 px-4 py-2 outline-offset-[-2px]"
      >
        <strong className="font-semibold">
          {ended ? (left > 0 && !error ? 'Stopped' : `Answered '${choice.label}'`) : `Sending '${choice.label}'`}
        </strong>
        <ProgressBar label="Answers sent" percent={(results.size / sent.length) * 100} className="min-w-30 flex-1" />
        <span>
          {results.size} of {sent.length}
          {refused > 0 && <span className="font-medium text-fail-text">, {refused} not</span>}
        </span>
      </div>
      <Rows count={sent.length} label={formatCount(sent.length, 'VM')}>
        {(index) => {
          const question = sent[index]
          if (!question) return null
          const result = results.get(question.key)
          const end = endOf(result, questions?.[question.key], ended)
          return (
            <div className="grid h-full grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-2 px-2">
              <StatusGlyph
                glyph={ends[end] satisfies Glyph}
                plain={end !== 'refused'}
                className={end === 'refused' ? '' : 'text-bar'}
              />
              <NameAndPlace question={question} off={false} alone={end === 'refused'} />
              {result && !result.ok ? (
                <Reason text={shortly(sentenceOf(result.error))} bad />
              ) : (
                <span className="text-xs text-ink-3">{endWords[end](choice.label)}</span>
              )}
            </div>
          )
        }}
      </Rows>
      <Foot>
        {/* Said once, at the end. */}
        <p role="status" className="min-w-0 flex-1 basis-80 wrap-anywhere">
          {said}
          {!ended && <span aria-hidden="true">What was sent stays sent. The rest keeps waiting when you stop.</span>}
        </p>
        {ended ? (
          <Button onClick={answering.close}>Close the list</Button>
        ) : (
          <Button
            onClick={answering.stop}
            disabledReason={at === 'stopping' ? 'It stops after the one that is on its way.' : undefined}
          >
            Stop after this one
          </Button>
        )}
      </Foot>
    </>
  )
}

const endWords: Record<keyof typeof ends, (label: string) => string> = {
  taken: (label) => `'${label}'`,
  refused: () => '',
  sending: () => 'sending',
  next: () => 'next',
  left: () => 'keeps waiting',
}

function endOf(result: Result<null> | undefined, now: QuestionView | undefined, ended: boolean): keyof typeof ends {
  if (result) return result.ok ? 'taken' : 'refused'
  if (now?.state.at === 'sending') return 'sending'
  return ended ? 'left' : 'next'
}

/** `Already answered 'Replace' by a.haddad at 14:07:02.` is too long beside a name. */
const shortly = (sentence: string) => sentence.replace(/^Already answered/u, 'Already').replace(/\.$/u, '')
