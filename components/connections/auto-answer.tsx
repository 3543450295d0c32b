'use client'

import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import { formatSince } from '@/lib/format/clock'
import type { BoardTables } from '@/lib/live/live-state'
import { isInDryRun, type ConnectionView } from '@/lib/vsphere/connection'
import { useLive, useOnServerClock, useServerNow } from '../live/live-provider'
import { ErrorNotice, sentenceOf } from '../ui/notice'
import { Popover } from '../ui/popover'
import { laterOnPage } from '../ui/later'
import { Switch, SwitchTrack } from '../ui/switch'
import { useDefaultRounds, type DefaultRounds } from './default-round'
import { connectionsByName } from './lamp'
import type { LeftWaitingProps } from './left-waiting'
import { useScope } from './scope'
import { DryRuns, useSetAutoAnswer } from './set-auto-answer'
import { switchAt, switchState, switchWhy, untilText, whenOff, whenOn } from './switch-words'

const LeftWaiting = laterOnPage<LeftWaitingProps>(
  () => import('./left-waiting').then((part) => part.LeftWaiting),
  ({ isWaiting }) => isWaiting,
)

const readConnections = (tables: BoardTables) => tables.connections

/** Whether questions are answered with the host's default: of one connection a switch, of several a list of switches. */
export function AutoAnswer() {
  const connections = useLive(readConnections)
  const { connection: scope } = useScope()
  const rounds = useDefaultRounds()
  if (!connections) return <Frame state="" why="" />
  const all = connectionsByName(connections)
  const one = all.find((connection) => connection.id === scope) ?? (all.length === 1 ? all[0] : undefined)
  if (one) return <OneHost key={one.id} connection={one} rounds={rounds} />
  if (all.length === 0) return null
  return <AllHosts connections={all} rounds={rounds} />
}

const frameClass =
  'flex h-10 min-w-0 items-center gap-3 rounded-md border border-line px-3 text-left max-wide:gap-2.5 max-roomy:order-9 max-roomy:h-auto max-roomy:min-h-10 max-roomy:basis-full max-roomy:py-1.5 max-mid:min-h-12'

function Frame({ state, why, children }: { state: ReactNode; why: ReactNode; children?: ReactNode }) {
  return (
    <div className={frameClass}>
      <Label state={state} />
      {children}
      <span className="min-w-0 text-xs text-ink-2 max-mid:not-has-[[role=alert]]:sr-only">{why}</span>
    </div>
  )
}

const Label = ({ state }: { state: ReactNode }) => (
  <span className="text-sm/4 font-semibold whitespace-nowrap max-mid:whitespace-normal">
    Auto-answer <span className="block min-h-4 font-medium text-ink-2">{state}</span>
  </span>
)

type OfConnection = { connection: ConnectionView; rounds: DefaultRounds }

/** Whether something waits at a connection, or did when its defaults were given. */
function useIsWaiting({ connection: { id }, rounds }: OfConnection): boolean {
  const asks = useLive(({ questions }) => Object.values(questions).some(({ connection }) => connection === id)) === true
  return asks || rounds.of(id) !== undefined
}

function OneHost({ connection, rounds }: OfConnection) {
  const { busy, error, set, disabledReason, suggestions, dryRuns } = useSetAutoAnswer(connection)
  const whyId = useId()
  const { on } = connection.autoAnswer
  const state = useOnServerClock((now) => switchState[switchAt(connection.autoAnswer, now)])
  const until = useOnServerClock((now) => untilText(connection.autoAnswer, now))
  const why = useOnServerClock((now) => switchWhy(connection.autoAnswer, now))
  const isWaiting = useIsWaiting({ connection, rounds })
  const [open, setOpen] = useState(false)
  const popover = useMemo(() => ({ open, onOpenChange: setOpen }), [open])
  const pressed = useRef(false)
  const offering = suggestions !== undefined
  // Who puts it on while questions wait is told at once what that does not do.
  useEffect(() => {
    if (offering) return
    // After the dialog before it has given the focus back, which would close what is open.
    if (on && pressed.current) setTimeout(() => setOpen(true))
    pressed.current = false
  }, [on, offering])
  const change = (next: boolean) => {
    pressed.current = next
    set(next)
  }
  return (
    <Frame
      state={
        busy ? (
          'Saving'
        ) : (
          <>
            {state}
            {/* Beside it where there is room; readers have it there in any case. */}
            <span aria-hidden="true" className="mid:hidden">
              {until}
            </span>
          </>
        )
      }
      why={
        <span id={whyId} className="block">
          {error ? (
            <span role="alert" className="text-fail-text">
              {sentenceOf(error)}
            </span>
          ) : (
            why
          )}
        </span>
      }
    >
      <Switch
        label="Auto-answer"
        checked={on}
        busy={busy}
        onChange={change}
        describedBy={whyId}
        disabledReason={disabledReason}
      />
      <DryRuns {...dryRuns} />
      {suggestions}
      <LeftWaiting connection={connection} rounds={rounds} isWaiting={isWaiting} popover={popover} />
    </Frame>
  )
}

function AllHosts({ connections, rounds }: { connections: ConnectionView[]; rounds: DefaultRounds }) {
  const on = connections.filter((connection) => connection.autoAnswer.on).length
  const total = connections.length
  const dry = useOnServerClock((now) => connections.filter(({ autoAnswer }) => isInDryRun(autoAnswer, now)).length)
  const state = on === total ? `On at all ${total}` : on === 0 ? `Off at all ${total}` : `On at ${on} of ${total}`
  return (
    <Popover
      label="Auto-answer per connection"
      width={440}
      trigger={
        <button type="button" className={`${frameClass} hover:bg-hover`}>
          <Label state={dry > 0 ? `${state}, dry run at ${dry}` : state} />{' '}
          <SwitchTrack at={on === total ? 'on' : on === 0 ? 'off' : 'mixed'} />
          <span className="min-w-0 text-xs text-ink-2 max-mid:sr-only">
            <span className="block">{whenOn}</span> <span className="block">{whenOff}</span>
          </span>
        </button>
      }
    >
      <h2 className="mb-1 text-base font-semibold">Auto-answer per connection</h2>
      <p className="text-xs text-ink-2">{whenOn}.</p>
      <p className="text-xs text-ink-2">{whenOff}.</p>
      <ul className="my-3 border-t border-line">
        {connections.map((connection) => (
          <HostLine key={connection.id} connection={connection} rounds={rounds} />
        ))}
      </ul>
      <p className="text-xs text-ink-3">
        Applies to tasks started from Andon, from the next one on. Each change is recorded with your name. For one task
        alone it is chosen beside Power on: ask me, or with defaults.
      </p>
    </Popover>
  )
}

function HostLine({ connection, rounds }: OfConnection) {
  const { busy, error, set, disabledReason, suggestions, dryRuns } = useSetAutoAnswer(connection)
  const now = useServerNow()
  const { on, changedAt, changedBy, dryRunUntil } = connection.autoAnswer
  const isWaiting = useIsWaiting({ connection, rounds })
  return (
    <li className="border-b border-line py-2">
      <div className="flex items-center justify-between gap-3 text-sm/4">
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold" title={connection.name}>
            {connection.name}
          </span>
          <span className="block text-xs text-ink-3">
            {busy ? 'Saving' : `${on ? 'On' : 'Off'} since ${formatSince(changedAt, now)}, ${changedBy}`}
          </span>
          {dryRunUntil !== undefined && (
            <span className="block text-xs text-ink-2">{switchWhy(connection.autoAnswer, now)}</span>
          )}
        </span>
        <DryRuns {...dryRuns} />
        <Switch
          label={`Auto-answer at ${connection.name}`}
          checked={on}
          busy={busy}
          onChange={set}
          disabledReason={disabledReason}
        />
        {suggestions}
      </div>
      <LeftWaiting connection={connection} rounds={rounds} isWaiting={isWaiting} />
      {error && <ErrorNotice error={error} className="mt-2" />}
    </li>
  )
}
