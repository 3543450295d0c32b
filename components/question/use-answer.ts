'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { allows, type Role } from '@/lib/accounts/role'
import type { SeenQuestion } from '@/lib/contract/run-input'
import type { QuestionView } from '@/lib/live/live-state'
import type { ConsoleError } from '@/lib/result'
import { noContactSentence, type ConnectionView } from '@/lib/vsphere/connection'
import { answerPrivilege, lacksSentence, missingPrivileges } from '@/lib/vsphere/rights'
import { withoutUndefined } from '@/lib/without-undefined'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useIsOld, useLive } from '../live/live-provider'
import { unreachable } from '../ui/confirm'
import { takesKeys, useSingleKeys } from '../ui/preferences'

/** `slow`: it has been sent, and the host has not replied for some seconds. */
export type AnswerBusy = { choiceKey: string; by: 'me' | 'other'; slow?: true }

export type Answering = {
  /** An answer is on its way, sent from here or by somebody else. */
  busy: AnswerBusy | undefined
  error: ConsoleError | undefined
  /** Why nothing can be answered now. */
  disabledReason: string | undefined
  /** The page says the reason once for all already. */
  reasonIsVisible: boolean
  /** @param confirmed what it loses was agreed to. */
  answer: (choiceKey: string, confirmed?: boolean) => Promise<void>
}

/** Answers one question, by its id and the key of this question's choice: a key means something else in another. */
export function useAnswer(question: QuestionView): Answering {
  const actions = useConsoleActions()
  const account = useAccount()
  const old = useIsOld()
  const connection = useLive((tables): ConnectionView | undefined => tables.connections[question.connection])
  const roles = useLive((tables) => tables.subjects[question.vm]?.roles)
  const [sent, setSent] = useState<{ choiceKey: string; slow?: true }>()
  const [error, setError] = useState<ConsoleError>()

  const answer = async (choiceKey: string, confirmed?: boolean) => {
    if (sent) return
    setSent({ choiceKey })
    setError(undefined)
    try {
      const result = await actions.answerQuestion(question.key, choiceKey, seenOf(question), confirmed || undefined)
      if (result.ok) return
      if (result.error.code === 'no-reply-yet') {
        setSent({ choiceKey, slow: true })
        return
      }
      setError(result.error)
      setSent(undefined)
      // Taken: it stays on its way until the stream says what became of it.
    } catch (cause) {
      setError(unreachable(cause))
      setSent(undefined)
    }
  }

  const { state } = question
  // The host did not take it: the question waits again, and so do its buttons.
  const before = useRef(state.at)
  useEffect(() => {
    if (before.current === 'sending' && state.at === 'waiting') setSent(undefined)
    before.current = state.at
  }, [state.at])
  const elsewhere = state.at === 'sending' ? { choiceKey: state.choiceKey, by: 'other' as const } : undefined
  return {
    busy: sent ? { ...sent, by: 'me' } : elsewhere,
    error,
    disabledReason: whyNotAnswer(account.role, connection, old) ?? whyNotAllowed(connection, roles),
    reasonIsVisible: old,
    answer,
  }
}

/** What stands on the card, for the server to compare with what is asked now. */
const seenOf = ({ messageId, text, question: { choices } }: QuestionView): SeenQuestion => ({
  ...withoutUndefined({ messageId }),
  text,
  choices,
})

/** Why an account may not answer at a connection now. @param old the data on the screen is. */
export function whyNotAnswer(role: Role, connection: ConnectionView | undefined, old: boolean): string | undefined {
  if (!allows(role, 'operator')) return 'Your account may look, but not answer.'
  if (old) return 'Old data. Andon does not answer, so nothing can be sent.'
  if (connection && connection.state.at !== 'live') {
    return `${noContactSentence(connection)} An answer cannot reach the host.`
  }
  return undefined
}

/** The account that would have to answer is known not to be allowed to. */
export function whyNotAllowed(connection: ConnectionView | undefined, roles: number[] | undefined): string | undefined {
  const missing = missingPrivileges(roles, connection?.rights)
  return missing?.includes(answerPrivilege) ? lacksSentence(answerPrivilege, connection?.name) : undefined
}

/**
 * `1`-`9` press an answer (a destructive one asks, many ask), `d` goes to the default without sending it, `t` takes the
 * question or gives it back, `x` opens the list of a group, Enter opens the run.
 */
export function useQuestionKeys(href: string | undefined) {
  const [singleKeys] = useSingleKeys()
  const router = useRouter()
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return
    const card = event.currentTarget
    if (event.key === 'Enter' && event.target === card && href !== undefined) {
      event.preventDefault()
      router.push(href)
      return
    }
    if (!singleKeys) return
    const wanted = /^[1-9]$/.test(event.key) ? `[data-choice="${event.key}"]` : buttonOfKey[event.key]
    const button = wanted ? card.querySelector<HTMLButtonElement>(wanted) : null
    if (!button) return
    event.preventDefault()
    if (event.key === 'd') button.focus()
    else button.click()
  }
}

const buttonOfKey: Readonly<Record<string, string | undefined>> = {
  d: '[data-default]',
  t: '[data-take]',
  x: '[data-list]',
}
