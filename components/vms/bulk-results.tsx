'use client'

import { useCallback } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import type { RunView } from '@/lib/runs/run'
import { verbLabel } from '@/lib/runs/verb'
import type { RunId } from '@/lib/vsphere/ids'
import { Icon } from '../glyphs/icon'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useLive } from '../live/live-provider'
import { runDetail } from '../run/finished-words'
import { useConnectionWhereSeveral, usePlaceText } from '../live/place'
import { runPath, vmPath } from '../pages/pages'
import { RunStateLabel } from '../run/run-state-label'
import { runLook } from '../run/run-words'
import { Button } from '../ui/button'
import { Link } from '../ui/link'
import { leftOutText } from './bulk'
import type { BulkItem, BulkResult } from './use-bulk-run'

/** What became of each VM of a bulk run: what started and how it goes on, what was refused and why. */
export function BulkResults({ result, onDismiss }: { result: BulkResult; onDismiss: () => void }) {
  const { items, plan } = result
  const views = useLive(useCallback((tables: BoardTables) => tables.runs, []))
  const title = `${verbLabel[plan.verb]}: ${totals(items, views)}`
  const { leftOut } = plan
  return (
    <section aria-label="Result" className="border-b border-line px-3 py-2.5 mid:px-4 wide:px-5">
      <div className="flex items-center gap-2">
        <h2 className="text-sm font-semibold">
          <span role="status">{title}</span>
        </h2>
        <Button tone="quiet" size="small" square aria-label="Close the result" className="ml-auto" onClick={onDismiss}>
          <Icon name="close" />
        </Button>
      </div>
      <ul
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls, also by keyboard
        tabIndex={0}
        aria-label={title}
        className="mt-1 grid max-h-44 gap-x-6 overflow-y-auto text-sm mid:grid-cols-[repeat(auto-fill,minmax(340px,400px))]"
      >
        {[...items].sort(refusedFirst).map((item) => (
          <li key={item.vm} className="flex min-w-0 items-start gap-2 py-1">
            <span className="grid min-w-0 shrink">
              <Link href={vmPath(item.vm)} className="name min-w-0 truncate font-medium! whitespace-pre!">
                {item.name}
              </Link>
              <Place item={item} />
            </span>
            {item.result.ok ? (
              <Started run={item.result.value.run} />
            ) : (
              <Refused sentence={item.result.error.sentence} />
            )}
          </li>
        ))}
      </ul>
      {leftOut.length > 0 && (
        <p className="mt-1 max-h-20 overflow-y-auto text-xs wrap-anywhere text-ink-2">
          Left out: {leftOutText(leftOut)}.
        </p>
      )}
    </section>
  )
}

/** `12 started (8 done, 1 failed, 3 running), 2 refused`: what started, as it stands now, then what did not. */
function totals(items: readonly BulkItem[], runs: BoardTables['runs'] | undefined): string {
  const started = items.flatMap(({ result }) => (result.ok ? [runs?.[result.value.run]] : []))
  const refused = items.length - started.length
  const words = new Map<string, number>()
  for (const run of started) {
    const word = run ? standing(run) : 'started'
    words.set(word, (words.get(word) ?? 0) + 1)
  }
  const parts = [...words].filter(([word]) => word !== 'started').map(([word, count]) => `${count} ${word}`)
  const so = parts.length > 0 ? ` (${parts.join(', ')})` : ''
  return `${started.length} started${so}${refused > 0 ? `, ${refused} refused` : ''}`
}

/** How a run stands, without its percentage: `running`, `waiting`, `done`. */
const standing = (run: RunView) =>
  runLook(run)
    .word.replace(/, \d+ %$/, '')
    .toLowerCase()

function Place({ item: { connection, host } }: { item: BulkItem }) {
  const placeOf = usePlaceText()
  // With one connection alone the name of the VM says enough.
  if (useConnectionWhereSeveral(connection) === undefined) return null
  const place = placeOf({ connection, host })
  return <span className="truncate text-xs text-ink-3">{place}</span>
}

const refusedFirst = (a: BulkItem, b: BulkItem) => Number(a.result.ok) - Number(b.result.ok)

function Started({ run }: { run: RunId }) {
  const view = useLive(useCallback((tables: BoardTables) => tables.runs[run], [run]))
  // What went wrong is the first thing that somebody wants to know of it.
  const reason = view && runLook(view).tone === 'fail' ? runDetail(view) : undefined
  return (
    <span className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-x-2">
      {view ? <RunStateLabel run={view} /> : <span className="text-ink-3">Started</span>}
      {reason && <span className="min-w-0 text-right text-xs wrap-anywhere text-fail-text">{reason}</span>}
      <Link href={runPath(run)} className="link text-xs">
        {view ? `Run ${view.number}` : 'Run'}
      </Link>
    </span>
  )
}

const Refused = ({ sentence }: { sentence: string }) => (
  <span className="ml-auto flex min-w-0 items-start gap-1.5 text-fail-text">
    <StatusGlyph glyph="failed" className="mt-0.5" />
    {sentence}
  </span>
)
