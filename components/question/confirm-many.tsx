'use client'

import { useEffect, useId, useRef } from 'react'
import { formatBytes, formatCount, formatNumber } from '@/lib/format/quantity'
import { sizeOf } from '@/lib/live/question-groups'
import { lostByMany } from '@/lib/vsphere/question-dictionary'
import { Button } from '../ui/button'
import { describedQuestion } from './question-file'
import type { GivenAnswer } from './send-answers'

type ConfirmManyProps = {
  /** Of those that are ticked. */
  answers: readonly GivenAnswer[]
  /** What all of them get; undefined where they get different answers. */
  label: string | undefined
  /** Something is lost by one of them. */
  loses: boolean
  /** How many could be answered. */
  waiting: number
  disabledReason: string | undefined
  onSend: (answers: readonly GivenAnswer[]) => void
  onKeep: () => void
}

/** A press that was meant for what stood here before must send nothing. */
const deafMs = 400

/** What is about to be sent to all that are ticked, what is lost by it, and the press that sends it. */
export function ConfirmMany({ answers, label, loses, waiting, disabledReason, onSend, onKeep }: ConfirmManyProps) {
  const send = useRef<HTMLButtonElement>(null)
  const keep = useRef<HTMLButtonElement>(null)
  const heard = useRef(Number.POSITIVE_INFINITY)
  const textId = useId()
  const first = useRef(loses)
  useEffect(() => {
    heard.current = performance.now() + deafMs
    const focused = first.current ? keep.current : send.current
    focused?.focus({ preventScroll: true })
  }, [])
  const rest = waiting - answers.length
  return (
    <>
      <p id={textId} className="min-w-0 flex-1 basis-80 wrap-anywhere">
        {answers.length === 0
          ? 'Nothing is ticked, so nothing is sent.'
          : byEffect(answers).map((some) => <WhatComes key={wordsKey(some[0])} answers={some} />)}
        {answers.length > 0 && rest > 0 && `${formatNumber(rest)} ${rest === 1 ? 'keeps' : 'keep'} waiting.`}
      </p>
      <Button
        ref={send}
        tone={loses ? 'danger-solid' : 'solid'}
        aria-describedby={textId}
        disabledReason={disabledReason ?? (answers.length === 0 ? 'Nothing is ticked.' : undefined)}
        onClick={() => performance.now() >= heard.current && onSend(answers)}
      >
        {label === undefined
          ? `Answer ${formatNumber(answers.length)}`
          : `Answer '${label}' for ${formatNumber(answers.length)}`}
      </Button>
      <Button ref={keep} onClick={onKeep}>
        Keep waiting
      </Button>
    </>
  )
}

type Some = [GivenAnswer, ...GivenAnswer[]]

/** An answer of one label does something else to another question. */
const wordsKey = ({ question: { messageId }, choice: { label, loses } }: GivenAnswer) =>
  JSON.stringify([label, loses, messageId])

function byEffect(answers: readonly GivenAnswer[]): Some[] {
  const all = new Map<string, Some>()
  for (const answer of answers) {
    const key = wordsKey(answer)
    const some = all.get(key)
    if (some) some.push(answer)
    else all.set(key, [answer])
  }
  return [...all.values()]
}

function WhatComes({ answers }: { answers: Some }) {
  const [{ question, choice }] = answers
  const size = sizeOf(answers.map((one) => one.question))
  const sizeText =
    size.of === 0
      ? undefined
      : size.of === answers.length
        ? `${formatBytes(size.bytes)} in all`
        : `${formatBytes(size.bytes)} in the ${size.of} whose size is known`
  const lost = lostByMany(question.question, choice.key, answers.length, sizeText)
  if (lost !== undefined) return <strong className="font-semibold text-fail-text">{lost} </strong>
  const consequence = describedQuestion(question).choices.find(({ key }) => key === choice.key)?.consequence
  return (
    <>
      <strong className="font-semibold">{choice.label}</strong> for {formatCount(answers.length, 'VM')}
      {consequence !== undefined && `: ${consequence}`}.{' '}
    </>
  )
}
