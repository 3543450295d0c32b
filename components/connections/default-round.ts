'use client'

import { useRef, useState } from 'react'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { ConsoleError } from '@/lib/result'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../console/console-context'
import type { DefaultAnswer } from '../question/default-answers'
import { seenOf } from '../question/use-answer'
import { unreachable } from '../ui/confirm'

/** What became of one answer of a round. `not-sent`: the round was stopped before it. */
export type Outcome =
  | { at: 'next' }
  | { at: 'sending' }
  | { at: 'taken' }
  | { at: 'no-reply' }
  | { at: 'not-taken'; error: ConsoleError }
  | { at: 'not-sent' }

/**
 * The defaults of one connection, given by a person in one go: each is an ordinary answer to what that person saw.
 * `confirm`: something would be lost, and nothing has been sent yet.
 */
export type Round = {
  at: 'confirm' | 'sending' | 'stopping' | 'ended'
  answers: (DefaultAnswer & { outcome: Outcome })[]
}

export type DefaultRounds = {
  of: (connection: ConnectionId) => Round | undefined
  /** Asks first when one of them loses something. */
  begin: (connection: ConnectionId, answers: readonly DefaultAnswer[]) => void
  /** What is lost was agreed to. */
  confirm: (connection: ConnectionId) => void
  /** After the one that is on its way. */
  stop: (connection: ConnectionId) => void
  leave: (connection: ConnectionId) => void
  /** They are to wait, and are not offered again until the switch is put on anew. @param changedAt when that was. */
  leaveThem: (connection: ConnectionId, changedAt: string) => void
  areLeft: (connection: ConnectionId, changedAt: string) => boolean
}

/** Rounds outlive the popover that shows them: what is being sent goes on when it is closed. */
export function useDefaultRounds(): DefaultRounds {
  const actions = useConsoleActions()
  const [rounds, setRounds] = useState<Readonly<Record<ConnectionId, Round>>>({})
  const [left, setLeft] = useState<Readonly<Record<ConnectionId, string>>>({})
  const stopped = useRef(new Set<ConnectionId>())

  function change(connection: ConnectionId, to: (round: Round) => Round): void {
    setRounds((all) => {
      const round = all[connection]
      return round ? { ...all, [connection]: to(round) } : all
    })
  }

  async function send(connection: ConnectionId, answers: readonly DefaultAnswer[]): Promise<void> {
    stopped.current.delete(connection)
    const put = (index: number, outcome: Outcome) =>
      change(connection, (round) => ({
        ...round,
        answers: round.answers.map((answer, at) => (at === index ? { ...answer, outcome } : answer)),
      }))
    for (const [index, answer] of answers.entries()) {
      if (stopped.current.has(connection)) {
        put(index, { at: 'not-sent' })
        continue
      }
      put(index, { at: 'sending' })
      const outcome = await give(actions, answer)
      put(index, outcome)
      // Who is signed out, or hears nothing of Andon, would only be told the same again.
      if (outcome.at === 'not-taken' && endsRound.has(outcome.error.code)) stopped.current.add(connection)
    }
    change(connection, (round) => ({ ...round, at: 'ended' }))
  }

  return {
    of: (connection) => rounds[connection],
    begin(connection, answers) {
      const at = answers.some(({ choice }) => choice.confirm !== undefined) ? 'confirm' : 'sending'
      const round: Round = { at, answers: answers.map((answer) => ({ ...answer, outcome: { at: 'next' } })) }
      setRounds((all) => ({ ...all, [connection]: round }))
      if (at === 'sending') void send(connection, answers)
    },
    confirm(connection) {
      const round = rounds[connection]
      if (round?.at !== 'confirm') return
      change(connection, (one) => ({ ...one, at: 'sending' }))
      void send(connection, round.answers)
    },
    stop(connection) {
      stopped.current.add(connection)
      change(connection, (round) => ({ ...round, at: round.at === 'sending' ? 'stopping' : round.at }))
    },
    leave(connection) {
      setRounds(({ [connection]: _left, ...others }) => others)
    },
    leaveThem: (connection, changedAt) => setLeft((all) => ({ ...all, [connection]: changedAt })),
    areLeft: (connection, changedAt) => left[connection] === changedAt,
  }
}

const endsRound: ReadonlySet<string> = new Set(['console-unreachable', 'signed-out'])

async function give(
  { answerQuestion }: ConsoleActions,
  { question, choice: { key, confirm } }: DefaultAnswer,
): Promise<Outcome> {
  try {
    const result = await answerQuestion(question.key, key, seenOf(question), confirm === undefined ? undefined : true)
    if (result.ok) return { at: 'taken' }
    return result.error.code === 'no-reply-yet' ? { at: 'no-reply' } : { at: 'not-taken', error: result.error }
  } catch (cause) {
    return { at: 'not-taken', error: unreachable(cause) }
  }
}
