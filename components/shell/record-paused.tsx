'use client'

import { formatClock } from '@/lib/format/clock'
import type { BoardTables } from '@/lib/live/live-state'
import { useLive } from '../live/live-provider'
import { Notice } from '../ui/notice'

const readNotice = ({ notices }: BoardTables) => notices['record']

/** Above every page while the record cannot be written: why, what to do, and what that means meanwhile. */
export function RecordPaused() {
  const notice = useLive(readNotice)
  if (!notice) return null
  return (
    <div className="px-3 pt-3 mid:px-4 mid:pt-4 wide:px-5">
      <Notice tone="fail" glyph="failed">
        <span role="alert">
          <strong className="font-semibold">Andon cannot write its record.</strong> {notice.sentence}
        </span>{' '}
        Since {formatClock(notice.since)}, runs wait for it and then go on; what you start, answer or change until then
        is refused.
      </Notice>
    </div>
  )
}
