'use client'

import Link from 'next/link'
import { useCallback } from 'react'
import type { LiveTables } from '@/lib/live/live-state'
import { verbLabel } from '@/lib/runs/verb'
import type { RunId } from '@/lib/vsphere/ids'
import { Icon } from '../glyphs/icon'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useLive } from '../live/live-provider'
import { runPath } from '../pages/pages'
import { RunStateLabel } from '../run/run-state-label'
import { Button } from '../ui/button'
import type { BulkItem, BulkResult } from './use-bulk-run'

/** What became of each VM of a bulk run: what started and how it goes on, what was refused and why. */
export function BulkResults({ result, onDismiss }: { result: BulkResult; onDismiss: () => void }) {
  const { items, plan } = result
  const started = items.filter((item) => item.result.ok).length
  const refused = items.length - started
  const title = `${verbLabel[plan.verb]}: ${started} started${refused > 0 ? `, ${refused} refused` : ''}`
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
            <Link
              href={`/vms/${item.vm}`}
              prefetch={false}
              className="name min-w-0 shrink truncate font-medium! whitespace-pre!"
            >
              {item.name}
            </Link>
            {item.result.ok ? (
              <Started run={item.result.value.run} />
            ) : (
              <Refused sentence={item.result.error.sentence} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const refusedFirst = (a: BulkItem, b: BulkItem) => Number(a.result.ok) - Number(b.result.ok)

function Started({ run }: { run: RunId }) {
  const view = useLive(useCallback((tables: LiveTables) => tables.runs[run], [run]))
  return (
    <span className="ml-auto flex shrink-0 items-center gap-2">
      {view ? <RunStateLabel run={view} /> : <span className="text-ink-3">Started</span>}
      <Link href={runPath(run)} prefetch={false} className="link text-xs">
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
