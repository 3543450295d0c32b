import { clsx } from 'clsx'
import type { PowerState } from '@/lib/vsphere/vm'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'

export const powerWords: Record<PowerState, { glyph: Glyph; word: string }> = {
  poweredOn: { glyph: 'poweredOn', word: 'On' },
  poweredOff: { glyph: 'poweredOff', word: 'Off' },
  suspended: { glyph: 'suspended', word: 'Suspended' },
  unknown: { glyph: 'unknown', word: 'Unknown' },
}

/** The power state as shape and word. Grey: that a VM runs is no news. */
export function PowerStateLabel({ state, className }: { state: PowerState; className?: string }) {
  const { glyph, word } = powerWords[state]
  return (
    <span
      className={clsx(
        'flex items-center gap-1.5',
        state === 'poweredOn' || state === 'suspended' ? 'text-ink-2' : 'text-ink-3',
        className,
      )}
    >
      <StatusGlyph glyph={glyph} className="size-3.5! text-bar" />
      {word}
    </span>
  )
}
