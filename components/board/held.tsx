'use client'

import { useMemo } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import { actorName } from '@/lib/runs/actor'
import type { RunView } from '@/lib/runs/run'
import { runLabel, runName, runRest } from '@/lib/runs/run-label'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { useScope } from '../connections/scope'
import { StatusGlyph } from '../glyphs/status-glyph'
import { shallowEqual, useLive, useServerNow } from '../live/live-provider'
import { useConnectionWhereSeveral } from '../live/place'
import { runPath } from '../pages/pages'
import { HeldControls } from '../run/held-controls'
import { heldSentence, heldStep } from '../run/held-words'
import { Name } from '../ui/name'
import { SectionHead } from '../ui/sections'

const readTables = ({ runs, connections }: BoardTables) => ({ runs, connections })

/** Runs that have sent nothing and are old: each asks a person first. No alarm, and nothing at all where there is none. */
export function Held() {
  const tables = useLive(readTables, shallowEqual)
  const { connection } = useScope()
  const held = useMemo(
    () =>
      Object.values(tables?.runs ?? {})
        .filter((run) => run.state.at === 'held' && (connection === undefined || run.connection === connection))
        .toSorted((a, b) => a.number - b.number),
    [tables, connection],
  )
  if (held.length === 0) return null
  return (
    <section aria-labelledby="held" className="grid gap-2">
      <SectionHead id="held" title="Asks a person first" count={held.length}>
        Nothing was started. Oldest first
      </SectionHead>
      <ul className="panel">
        {held.map((run) => (
          <Row key={run.id} run={run} connection={tables?.connections[run.connection]} />
        ))}
      </ul>
    </section>
  )
}

function Row({ run, connection }: { run: RunView; connection: ConnectionView | undefined }) {
  const now = useServerNow()
  const place = useConnectionWhereSeveral(run.connection)
  const step = heldStep(run)
  const rest = runRest(run)
  return (
    <li className="grid min-h-11 grid-cols-[16px_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 border-t border-line px-3 py-2 text-sm/4 first:border-t-0 mid:grid-cols-[16px_minmax(0,1fr)_auto]">
      <StatusGlyph glyph="waiting" plain className="text-ink-3" />
      <div className="grid min-w-0 gap-0.5">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-1.5">
          <Name name={runName(run)} href={runPath(run.id)} truncate />
          <span className="text-ink-2">
            {runLabel(run)}
            {rest && <span className="text-ink-3">{rest}</span>}
          </span>
          <span className="text-xs text-ink-3">
            {place !== undefined && `${place}, `}by {actorName(run.actor)}
          </span>
        </span>
        {step && <span className="text-xs/4 text-ink-2 wrap-anywhere">{heldSentence(step.event, now)}</span>}
      </div>
      <HeldControls run={run} connection={connection} className="max-mid:col-span-2" />
    </li>
  )
}
