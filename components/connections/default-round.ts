'use client'

import { useRef, useState } from 'react'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../console/console-context'
import type { DefaultAnswer } from '../question/default-answers'
import { givenOf, newPress } from '../question/send-answers'
import { begun, carryOut, stopPress, type SentAnswers } from '../question/sent-answers'

/**
 * The defaults of one connection, given by a person in one go: each is an ordinary answer to what that person saw.
 * `confirm`: something would be lost, and nothing has been sent yet.
 */
export type Round = { at: 'confirm'; answers: readonly DefaultAnswer[] } | SentAnswers

export type DefaultRounds = {
  of: (connection: ConnectionId) => Round | undefined
  /** Asks first when one of them loses something. */
  begin: (connection: ConnectionId, answers: readonly DefaultAnswer[]) => void
  /** What is lost was agreed to. */
  confirm: (connection: ConnectionId) => void
  /** After those that are on their way. */
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
  const presses = useRef(new Map<ConnectionId, string>())

  const put = (connection: ConnectionId, round: Round) => setRounds((all) => ({ ...all, [connection]: round }))
  const change = (connection: ConnectionId, to: (round: SentAnswers) => SentAnswers) =>
    setRounds((all) => {
      const round = all[connection]
      return round && 'sent' in round ? { ...all, [connection]: to(round) } : all
    })

  async function send(connection: ConnectionId, answers: readonly DefaultAnswer[]): Promise<void> {
    const id = newPress()
    presses.current.set(connection, id)
    const sent = answers.map(({ question, choice }) => ({ question, choice: givenOf(choice) }))
    put(connection, begun(sent))
    await carryOut(actions, id, sent, (to) => change(connection, to))
  }

  return {
    of: (connection) => rounds[connection],
    begin(connection, answers) {
      if (answers.some(({ choice }) => choice.confirm !== undefined)) put(connection, { at: 'confirm', answers })
      else void send(connection, answers)
    },
    confirm(connection) {
      const round = rounds[connection]
      if (round?.at === 'confirm') void send(connection, round.answers)
    },
    stop(connection) {
      const id = presses.current.get(connection)
      if (id === undefined || rounds[connection]?.at !== 'sending') return
      stopPress(actions, id, (to) => change(connection, to))
    },
    leave(connection) {
      setRounds(({ [connection]: _left, ...others }) => others)
    },
    leaveThem: (connection, changedAt) => setLeft((all) => ({ ...all, [connection]: changedAt })),
    areLeft: (connection, changedAt) => left[connection] === changedAt,
  }
}
