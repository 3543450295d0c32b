'use client'

import { useEffect, useMemo } from 'react'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { useLive, useOnServerClock } from '../live/live-provider'
import { QueryProvider } from '../live/query-provider'
import { waitingDefaults, type WaitingDefaults } from '../question/default-answers'
import { useRules } from '../rules/use-rules'
import { ruleAgainstDefault } from '../rules/would-decide'
import { Button } from '../ui/button'
import { Popover } from '../ui/popover'
import { ApplyDefaults } from './apply-defaults'
import type { DefaultRounds } from './default-round'

type OfConnection = { connection: ConnectionView; rounds: DefaultRounds }

/** `popover`: behind a button; else all of it stands there. `isWaiting`: something waits, or did. */
export type LeftWaitingProps = OfConnection & {
  isWaiting: boolean
  popover?: { open: boolean; onOpenChange: (open: boolean) => void }
}

/** What still waits at a connection whose switch was put on, and its defaults; nothing where there is nothing of the kind. */
export function LeftWaiting(props: LeftWaitingProps) {
  return (
    <QueryProvider>
      <Left {...props} />
    </QueryProvider>
  )
}

function Left({ connection, rounds, popover }: LeftWaitingProps) {
  const waiting = useLeftWaiting({ connection, rounds })
  const isWrongly = waiting === undefined && popover?.open === true
  // What is taken away comes back closed.
  useEffect(() => {
    if (isWrongly) popover?.onOpenChange(false)
  }, [isWrongly, popover])
  if (!waiting) return null
  const answers = <ApplyDefaults connection={connection} rounds={rounds} waiting={waiting} />
  if (!popover) return <div className="mt-2">{answers}</div>
  return (
    <Popover
      label={`What waits at ${connection.name}`}
      width={440}
      {...popover}
      trigger={<Button size="small">{stillWait(waiting)}</Button>}
    >
      {answers}
    </Popover>
  )
}

/** What the button says that opens what was left waiting. */
function stillWait({ answers, without, kept }: WaitingDefaults): string {
  const count = answers.length + without.length + kept.length
  return count === 0 ? 'Answered' : count === 1 ? '1 still waits' : `${count} still wait`
}

/** What waited when the switch was put on, or a round of answers to it; undefined when there is nothing of the kind. */
function useLeftWaiting({ connection, rounds }: OfConnection): WaitingDefaults | undefined {
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
