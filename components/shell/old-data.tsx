'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { formatClock } from '@/lib/format/clock'
import { formatShortSpan, formatSpan } from '../words/age'
import { useLiveStatus, useLocalNow, useRetryLive, type LiveStatus } from '../live/live-provider'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'

/** Wraps a page: while its data is old it says so above the page, and every page looks it. */
export function OldData({ children }: { children: ReactNode }) {
  const status = useLiveStatus()
  const old = status.at === 'stale' || status.at === 'lost'
  return (
    <>
      {old && <OldNotice status={status} />}
      <div className={clsx('min-w-0', old && 'old-data')}>{children}</div>
    </>
  )
}

function OldNotice({ status }: { status: Extract<LiveStatus, { at: 'stale' | 'lost' }> }) {
  const now = useLocalNow()
  const retry = useRetryLive()
  const because = status.at === 'lost' ? status.because?.trim() : undefined
  const again = status.at === 'lost' && status.retryAt !== undefined ? status.retryAt - now : 0
  return (
    <div className="px-3 pt-3 mid:px-4 mid:pt-4 wide:px-5">
      <Notice
        tone="fail"
        glyph={status.at === 'stale' ? 'stale' : 'noContact'}
        action={
          <Button size="small" onClick={retry}>
            Try now
          </Button>
        }
      >
        <span role="alert">
          <strong className="font-semibold">
            {because === undefined ? 'Old data. Nothing here is current.' : 'No live data. Nothing here is current.'}
          </strong>
        </span>{' '}
        {because ??
          `No contact with Andon for ${formatSpan(now - status.since)}; shown is what was known at ${formatClock(status.since)}.`}
        {again > 500 && ` Trying again in ${formatShortSpan(again + 500)}.`}
      </Notice>
    </div>
  )
}
