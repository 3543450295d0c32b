'use client'

import { useState } from 'react'
import { takenBy } from '@/lib/live/question-groups'
import type { QuestionView } from '@/lib/live/live-state'
import type { ConsoleError } from '@/lib/result'
import { useAccount, useConsoleActions } from '../console/console-context'
import { Icon } from '../glyphs/icon'
import { useIsOld, useServerNow } from '../live/live-provider'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { sentenceOf } from '../ui/notice'
import { formatAge } from '../words/age'
import { whyNotAnswer } from './use-answer'

type TakenProps = {
  /** Those that wait. */
  questions: readonly QuestionView[]
  /** Whose questions they are, for readers. */
  name: string
}

const tagClass =
  'inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-sm border px-2 text-xs font-medium max-mid:min-h-8'

/** Who deals with these questions, as everybody sees; or the button that says that one does. */
export function Taken({ questions, name }: TakenProps) {
  const actions = useConsoleActions()
  const { role, name: me } = useAccount()
  const old = useIsOld()
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const all = takenBy(questions)
  const others = questions.filter(({ taken }) => taken && taken.by !== me)
  const free = questions.filter(({ taken }) => !taken || taken.by === me)
  if (questions.length === 0) return null

  const send = async (what: 'takeQuestions' | 'giveBackQuestions', which: readonly QuestionView[]) => {
    if (sending) return
    setSending(true)
    setError(undefined)
    try {
      const result = await actions[what](which.map(({ key }) => key))
      const first = result.ok ? result.value[0]?.error : result.error
      if (first) setError(first)
    } catch (cause) {
      setError(unreachable(cause))
    } finally {
      setSending(false)
    }
  }

  const mayNot = whyNotAnswer(role, undefined, old)
  return (
    <>
      {all ? (
        all.by === me ? (
          <>
            <span className={`${tagClass} border-solid text-ink shadow-[inset_0_0_0_1px_var(--solid)]`}>
              <Icon name="hand" className="size-3.5!" />
              <span>
                You took it <TakenAge at={all.at} /> ago
              </span>
            </span>
            <Button
              tone="quiet"
              size="small"
              data-take=""
              disabledReason={mayNot}
              className="h-6! px-2! max-mid:h-auto!"
              onClick={() => void send('giveBackQuestions', questions)}
            >
              Give back<span className="sr-only"> {name}</span>
            </Button>
          </>
        ) : (
          <span className={`${tagClass} border-line-2 text-ink-2`}>
            <Icon name="hand" className="size-3.5!" />
            <span className="truncate">
              Taken by <bdi>{all.by}</bdi>, <TakenAge at={all.at} /> ago
            </span>
          </span>
        )
      ) : (
        <>
          {others.length > 0 && (
            <span className={`${tagClass} border-line-2 text-ink-2`}>
              <Icon name="hand" className="size-3.5!" />
              {others.length} of {questions.length} taken by {namesOf(others)}
            </span>
          )}
          <Button
            size="small"
            data-take=""
            disabledReason={mayNot}
            className="h-6! px-2! max-mid:h-auto!"
            onClick={() => void send('takeQuestions', free)}
          >
            <Icon name="hand" className="size-3.5!" />
            I&apos;ll take {others.length > 0 ? 'the rest' : 'it'}
            <span className="sr-only">: {name}</span>
          </Button>
        </>
      )}
      {error && (
        <span role="alert" className="text-xs text-fail-text">
          {sentenceOf(error)}
        </span>
      )}
    </>
  )
}

const namesOf = (questions: readonly QuestionView[]): string => {
  const [first, ...more] = new Set(questions.flatMap(({ taken }) => taken?.by ?? []))
  return more.length === 0 ? (first ?? '') : `${first} and ${more.length} more`
}

/** By itself, since it is drawn again every second. */
function TakenAge({ at }: { at: string }) {
  return <time dateTime={at}>{formatAge(useServerNow() - Date.parse(at))}</time>
}
