'use client'

import { StatusGlyph } from '../glyphs/status-glyph'
import { useServerNow } from '../live/live-provider'
import { HeldControls, type HeldProps } from './held-controls'
import { heldSentence, heldStep } from './held-words'

/** Why a run has sent nothing so far and asks a person first, and what that person can say. Nothing when it does not ask. */
export function HeldNotice({ run, connection }: HeldProps) {
  const now = useServerNow()
  const held = heldStep(run)
  if (!held) return null
  return (
    <div className="grid grid-cols-[16px_minmax(0,1fr)] items-center gap-x-3 gap-y-2 border-line bg-sunken not-last:border-b px-3 py-2.5 shadow-[inset_4px_0_0_var(--line-2)] knock-sunken mid:grid-cols-[16px_minmax(0,1fr)_auto] mid:px-4">
      <span className="text-ink-3">
        <StatusGlyph glyph="waiting" plain />
      </span>
      <p className="text-sm wrap-anywhere">
        <strong className="font-semibold">{heldSentence(held.event, now)}</strong> Nothing was started. Is it still
        wanted?
      </p>
      <HeldControls run={run} connection={connection} className="max-mid:col-span-2" />
    </div>
  )
}
