'use client'

import { useMemo } from 'react'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { useLive, useOnServerClock } from '../live/live-provider'
import { waitingDefaults, type WaitingDefaults } from '../question/default-answers'
import { useRules } from '../rules/use-rules'
import { ruleAgainstDefault } from '../rules/would-decide'
import type { DefaultRounds } from './default-round'

type OfConnection = { connection: ConnectionView; rounds: DefaultRounds }

/** What waited when the switch was put on, or a round of answers to it; undefined when there is nothing of the kind. */
export function useLeftWaiting({ connection, rounds }: OfConnection): WaitingDefaults | undefined {
  const questions = useLive((tables) => tables.questions)
  const { on, changedAt } = connection.autoAnswer
  const isWaiting = Object.values(questions ?? {}).some((question) => question.connection === connection.id)
  const { rules } = useRules(isWaiting)
  const now = new Date(useOnServerClock((at) => Math.floor(at / 60_000) * 60_000)).toISOString()
  const round = rounds.of(connection.id)
  // Thousands may wait: what nobody is told is not reckoned.
  const isWanted = on || round !== undefined
  const waiting = useMemo(
    () =>
      isWanted
        ? waitingDefaults(questions ?? {}, connection, (question) => ruleAgainstDefault(rules ?? [], question, now))
        : undefined,
    [isWanted, questions, connection, rules, now],
  )
  if (!waiting) return undefined
  const isOffered =
    // What rules keep for a person is not given away before they are known.
    rules !== undefined &&
    on &&
    waiting.raisedBefore + waiting.begunBefore > 0 &&
    !rounds.areLeft(connection.id, changedAt)
  return isOffered || round ? waiting : undefined
}
