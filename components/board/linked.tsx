'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { assertNever } from '@/lib/assert-never'
import type { QuestionEnd } from '@/lib/contract/run-input'
import { formatDayClock } from '@/lib/format/clock'
import { goneWords } from '@/lib/runs/gone-words'
import { vmOfQuestion, type QuestionKey } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../console/console-context'
import { useLive, useServerNow } from '../live/live-provider'
import { QueryProvider } from '../live/query-provider'
import { vmPath } from '../pages/pages'
import { needsPerson } from '../question/questions'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { unreachable } from '../ui/confirm'
import { Link } from '../ui/link'
import { ErrorNotice, Notice } from '../ui/notice'
import { Said } from '../ui/said'

export type LinkedProps = { question: QuestionKey }

/** Gives the focus to its card, or says in a line what became of it. */
export function Linked(props: LinkedProps) {
  return (
    <QueryProvider>
      <FocusedOrOver {...props} />
    </QueryProvider>
  )
}

function FocusedOrOver({ question: key }: LinkedProps) {
  const router = useRouter()
  const path = usePathname()
  const isKnown = useLive((tables) => tables.questions !== undefined) === true
  const question = useLive((tables) => tables.questions[key])
  const isOpen = question !== undefined && needsPerson(question)
  const shown = useRef(false)
  useEffect(() => {
    if (!isOpen || shown.current) return
    // Once the cards stand.
    const timer = setTimeout(() => {
      const card = document.querySelector<HTMLElement>(`[data-question="${CSS.escape(key)}"]`)
      if (!card) return
      shown.current = true
      card.scrollIntoView({ block: 'center' })
      card.focus()
    }, 100)
    return () => clearTimeout(timer)
  }, [isOpen, key])
  const close = (
    <Button size="small" onClick={() => router.replace(path)}>
      Close
    </Button>
  )
  if (!isKnown) return null
  if (!isOpen) return <Over question={key} close={close} />
  return (
    <Notice
      tone="wait"
      glyph="waiting"
      action={
        <span className="flex flex-wrap gap-1.5">
          <Link href={vmPath(question.vm)} className={buttonClass({ size: 'small' })}>
            Open its VM
          </Link>
          {close}
        </span>
      }
    >
      The link leads to the question of <Said>{question.vmName}</Said>, which waits for an answer.
    </Notice>
  )
}

function Over({ question, close }: { question: QuestionKey; close: React.ReactNode }) {
  const actions = useConsoleActions()
  const now = useServerNow()
  const read = useQuery({ queryKey: ['question-end', question], queryFn: () => actions.readQuestionEnd(question) })
  const error = read.error ? unreachable(read.error) : read.data?.ok === false ? read.data.error : undefined
  if (error) return <ErrorNotice error={error} />
  if (!read.data?.ok) return null
  const end = read.data.value
  return (
    <Notice
      action={
        <span className="flex flex-wrap gap-1.5">
          {end.is !== 'never' && (
            <Link href={vmPath(vmOfQuestion(question))} className={buttonClass({ size: 'small' })}>
              Open its VM
            </Link>
          )}
          {close}
        </span>
      }
    >
      <Said>{endWords(end, (at) => formatDayClock(at, now))}</Said>
    </Notice>
  )
}

/** What became of a question, in a sentence. */
function endWords(end: QuestionEnd, clock: (at: string) => string): string {
  const of = end.is !== 'never' && end.vmName !== undefined ? ` of ${end.vmName}` : ''
  switch (end.is) {
    case 'never':
      return 'The record has no such question any more.'
    case 'asked':
      return `The question${of} was raised at ${clock(end.at)}. Whether it still waits is not known now, or auto-answer deals with it.`
    case 'answered':
      return `The question${of} is over: '${end.answer}' by ${end.by}, ${clock(end.at)}.`
    case 'gone':
      return `The question${of} is over since ${clock(end.at)}. ${goneWords[end.known]}`
    default:
      return assertNever(end, 'end of a question')
  }
}
