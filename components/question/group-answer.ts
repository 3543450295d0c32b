'use client'

import { useEffect, useRef, useState } from 'react'
import type { QuestionView } from '@/lib/live/live-state'
import type { QuestionKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { useConsoleActions } from '../console/console-context'
import { newPress, type GivenAnswer, type GivenChoice } from './send-answers'
import { begun, carryOut, stopPress, type SentAnswers } from './sent-answers'

/**
 * The list of a group: closed, open to be looked at, open with an answer that is about to be given to those ticked, or
 * with what becomes of the answers. `shown` are its questions as they were when it was opened: nobody answers what they
 * have not seen.
 */
export type GroupAnswer =
  | { at: 'closed' }
  | { at: 'open'; shown: readonly QuestionView[]; unticked: ReadonlySet<QuestionKey>; choice?: GivenChoice }
  | SentAnswers

export type GroupAnswering = {
  answer: GroupAnswer
  open: (shown: readonly QuestionView[], choice?: GivenChoice) => void
  close: () => void
  tick: (keys: readonly QuestionKey[], on: boolean) => void
  /** The list has to be open. */
  send: (answers: readonly GivenAnswer[]) => void
  /** After those that are on their way. */
  stop: () => void
}

/** @param first the questions of a list that is open from the first. */
export function useGroupAnswer(first?: readonly QuestionView[]): GroupAnswering {
  const actions = useConsoleActions()
  const [answer, setAnswer] = useState<GroupAnswer>(
    first ? { at: 'open', shown: first, unticked: new Set() } : { at: 'closed' },
  )
  const sending = useRef<string>(undefined)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => void (gone.current = true)
  }, [])

  const change = (to: (now: SentAnswers) => SentAnswers) => {
    if (!gone.current) setAnswer((now) => ('sent' in now ? to(now) : now))
  }

  async function send(answers: readonly GivenAnswer[]): Promise<void> {
    const id = newPress()
    sending.current = id
    setAnswer(begun(answers))
    await carryOut(actions, id, answers, change)
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
    send(answers) {
      if (answer.at === 'open' && answers.length > 0) void send(answers)
    },
    stop() {
      if (answer.at !== 'sending' || sending.current === undefined) return
      stopPress(actions, sending.current, change)
    },
  }
}

/** What is being sent stays in sight until its end is known. */
const isSending = ({ at }: GroupAnswer) => at === 'sending' || at === 'stopping'
