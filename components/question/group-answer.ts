'use client'

import { useEffect, useRef, useState } from 'react'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { QuestionView } from '@/lib/live/live-state'
import type { ConsoleError, Result } from '@/lib/result'
import type { QuestionKey } from '@/lib/vsphere/ids'
import { partsOfText } from '@/lib/vsphere/own-parts'
import { withoutUndefined } from '@/lib/without-undefined'
import { useConsoleActions } from '../console/console-context'
import { unreachable } from '../ui/confirm'

/** What an answer is called, and what it would lose. */
export type GroupChoice = { key: string; label: string; loses: boolean }

/**
 * The list of a group: closed, open to be looked at, open with an answer that is about to be given to those ticked, or
 * with what becomes of the answers. `shown` are its questions as they were when it was opened: nobody answers what they
 * have not seen.
 */
export type GroupAnswer =
  | { at: 'closed' }
  | { at: 'open'; shown: readonly QuestionView[]; unticked: ReadonlySet<QuestionKey>; choice?: GroupChoice }
  | {
      at: 'sending' | 'stopping' | 'ended'
      choice: GroupChoice
      sent: readonly QuestionView[]
      results: ReadonlyMap<QuestionKey, Result<null>>
      /** Why nothing more is heard of it. */
      error?: ConsoleError
    }

export type GroupAnswering = {
  answer: GroupAnswer
  open: (shown: readonly QuestionView[], choice?: GroupChoice) => void
  close: () => void
  tick: (keys: readonly QuestionKey[], on: boolean) => void
  send: (questions: readonly QuestionView[]) => void
  /** After those that are on their way. */
  stop: () => void
}

/** Between two looks at what has come: more often nobody reads. */
const lookEveryMs = 250

export function useGroupAnswer(): GroupAnswering {
  const actions = useConsoleActions()
  const [answer, setAnswer] = useState<GroupAnswer>({ at: 'closed' })
  const sending = useRef<string>(undefined)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => void (gone.current = true)
  }, [])

  const change = (to: (now: Extract<GroupAnswer, { sent: unknown }>) => GroupAnswer) => {
    if (!gone.current) setAnswer((now) => ('sent' in now ? to(now) : now))
  }

  async function send(choice: GroupChoice, questions: readonly QuestionView[]): Promise<void> {
    const id = newId()
    sending.current = id
    setAnswer({ at: 'sending', choice, sent: questions, results: new Map() })
    const end = (error?: ConsoleError) => change((now) => ({ ...now, at: 'ended', ...withoutUndefined({ error }) }))
    try {
      for (let from = 0; from < questions.length; from += atOnce) {
        const begun = await actions.answerQuestions(id, manyOf(choice, questions.slice(from, from + atOnce)))
        if (!begun.ok) return end(begun.error)
      }
      await follow(actions, id, (news) =>
        change((now) => ({ ...now, results: new Map([...now.results, ...news.map(resultOf)]) })),
      ).then(end)
    } catch (cause) {
      end(unreachable(cause))
    }
  }

  return {
    answer,
    open: (shown, choice) =>
      setAnswer((now) =>
        isSending(now)
          ? now
          : {
              at: 'open',
              shown: now.at === 'open' ? now.shown : shown,
              unticked: now.at === 'open' ? now.unticked : new Set(),
              ...withoutUndefined({ choice }),
            },
      ),
    close: () => setAnswer((now) => (isSending(now) ? now : { at: 'closed' })),
    tick: (keys, on) =>
      setAnswer((now) => {
        if (now.at !== 'open') return now
        const unticked = new Set(now.unticked)
        for (const key of keys) unticked[on ? 'delete' : 'add'](key)
        return { ...now, unticked }
      }),
    send(questions) {
      if (answer.at === 'open' && answer.choice && questions.length > 0) void send(answer.choice, questions)
    },
    stop() {
      if (answer.at !== 'sending' || sending.current === undefined) return
      setAnswer({ ...answer, at: 'stopping' })
      // What it could not be told is told by the results: they go on coming.
      actions.stopAnswers(sending.current).catch(() => change((now) => ({ ...now, at: 'sending' })))
    },
  }
}

/** What is being sent stays in sight until its end is known. */
const isSending = ({ at }: GroupAnswer) => at === 'sending' || at === 'stopping'

/** So many questions in one request, which has a largest size. */
const atOnce = 2_000

/** Hears what becomes of the answers until nothing more comes. @returns why not, if that is not known. */
async function follow(
  actions: ConsoleActions,
  id: string,
  onNews: (news: { question: QuestionKey; result: Result<null> }[]) => void,
): Promise<ConsoleError | undefined> {
  let known = 0
  for (let missed = 0; ;) {
    try {
      const read = await actions.readAnswers(id, known)
      if (!read.ok) return read.error
      missed = 0
      if (read.value.results.length > 0) onNews(read.value.results)
      known = read.value.known
      if (read.value.ended) return undefined
    } catch (cause) {
      // A request may get lost; what is sent goes on without it.
      if (++missed > 20) return unreachable(cause)
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}

const resultOf = ({ question, result }: { question: QuestionKey; result: Result<null> }) => [question, result] as const

/** What these questions have in common is sent once. */
function manyOf(
  choice: GroupChoice,
  questions: readonly QuestionView[],
): Parameters<ConsoleActions['answerQuestions']>[1] {
  const parts = questions.map(({ key, text }) => ({ question: key, ...partsOfText(text) }))
  const [first] = questions
  return {
    choice: choice.key,
    ...withoutUndefined({ messageId: first?.messageId }),
    choices: first?.question.choices ?? [],
    literals: [...(parts[0]?.literals ?? [''])],
    questions: parts.map(({ question, own }) => ({ question, own: [...own] })),
    ...(choice.loses && { confirmed: true }),
  }
}

/** `crypto.randomUUID` is there only on secure pages. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte, at) =>
    (at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0'),
  )
  return [0, 4, 6, 8, 10].map((from, at, all) => hex.slice(from, all[at + 1]).join('')).join('-')
}
