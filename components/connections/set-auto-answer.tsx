'use client'

import { useState } from 'react'
import { allows } from '@/lib/accounts/role'
import { failed, type ConsoleError, type Result } from '@/lib/result'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { useAccount, useConsoleActions } from '../console/console-context'
import { Icon } from '../glyphs/icon'
import { useIsOld, useOnServerClock } from '../live/live-provider'
import type { SuggestionsProps } from '../rules/suggestions-dialog'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { later } from '../ui/later'
import { Menu, MenuItem } from '../ui/menu'
import { switchAt, type SwitchAt } from './switch-words'

const SuggestionsDialog = later<SuggestionsProps>(() =>
  import('../rules/suggestions-dialog').then((part) => part.SuggestionsDialog),
)

/**
 * The switch shows what the server holds: it moves when the stream says so, not when it was pressed. Before it is put on for
 * the first time rules are offered: `suggestions` has to be drawn beside it.
 */
export function useSetAutoAnswer(connection: ConnectionView) {
  const actions = useConsoleActions()
  const { role } = useAccount()
  const old = useIsOld()
  const { id, name, autoAnswer } = connection
  const { changedAt, neverOn } = autoAnswer
  const held = useOnServerClock((now) => switchAt(autoAnswer, now))
  /** What was pressed, and which setting it was to replace: any newer one ends the waiting. */
  const [wanted, setWanted] = useState<{ to: SwitchAt; instead: string }>()
  const [error, setError] = useState<ConsoleError>()
  const [offering, setOffering] = useState(false)
  const send = async (to: SwitchAt, call: () => Promise<Result<null>>): Promise<Result<null>> => {
    setWanted({ to, instead: changedAt })
    setError(undefined)
    const result = await call().catch((cause: unknown) => failed(unreachable(cause)))
    if (!result.ok) setWanted(undefined)
    return result
  }
  const turn = (on: boolean) => send(on ? 'on' : 'off', () => actions.setAutoAnswer(id, on))
  const beginDryRun = (days: number) => send('dry run', () => actions.dryRunAutoAnswer(id, days))
  const orSay = (sent: Promise<Result<null>>) =>
    void sent.then((result) => {
      if (!result.ok) setError(result.error)
    })
  const set = (on: boolean) => {
    if (on && neverOn) return setOffering(true)
    orSay(turn(on))
  }
  const suggestions = offering ? (
    <SuggestionsDialog
      first={{ connection: name, switchOn: () => turn(true), dryRun: () => beginDryRun(7) }}
      onClose={() => setOffering(false)}
    />
  ) : undefined
  const disabledReason = !allows(role, 'operator')
    ? `Your account may not change auto-answer at ${name}.`
    : old
      ? 'Old data. Andon does not answer, so nothing can be sent.'
      : undefined
  const busy = wanted !== undefined && wanted.to !== held && wanted.instead === changedAt
  const dryRuns: DryRunsProps = {
    name,
    isInDryRun: held === 'dry run',
    begin: (days) => orSay(beginDryRun(days)),
    end: () => orSay(turn(false)),
    disabledReason: disabledReason ?? (busy ? 'Sent; wait for the reply.' : undefined),
  }
  return { busy, error, set, disabledReason, suggestions, dryRuns }
}

type DryRunsProps = {
  name: string
  isInDryRun: boolean
  begin: (days: number) => void
  end: () => void
  disabledReason: string | undefined
}

/** What a switch can be besides on and off: it only says what it would do, for some days. */
export function DryRuns({ name, isInDryRun, begin, end, disabledReason }: DryRunsProps) {
  return (
    <Menu
      label={`More for auto-answer at ${name}`}
      trigger={
        <Button
          tone="quiet"
          size="small"
          square
          className="max-mid:-my-1.5"
          aria-label={`More for auto-answer at ${name}`}
        >
          <Icon name="more" />
        </Button>
      }
    >
      {[7, 30].map((days) => (
        <MenuItem
          key={days}
          onSelect={() => begin(days)}
          disabledReason={disabledReason}
          hint="Nothing is answered. Each question, and History, says what it would have got. Then it is off."
        >
          {isInDryRun ? `Dry run for ${days} days from now` : `Dry run for ${days} days`}
        </MenuItem>
      ))}
      {isInDryRun && (
        <MenuItem onSelect={end} disabledReason={disabledReason}>
          End the dry run
        </MenuItem>
      )}
    </Menu>
  )
}
