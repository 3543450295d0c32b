import { clsx } from 'clsx'
import type { PowerState, VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { contactWord } from './last-known'

export const powerWords: Record<PowerState, { glyph: Glyph; word: string }> = {
  poweredOn: { glyph: 'poweredOn', word: 'On' },
  poweredOff: { glyph: 'poweredOff', word: 'Off' },
  suspended: { glyph: 'suspended', word: 'Suspended' },
  unknown: { glyph: 'unknown', word: 'Unknown' },
}

/** The power state of a VM; where its server has no contact with it, that, and what was last known. */
export function VmStateLabel({ vm, className }: { vm: VmView; className?: string }) {
  const contact = contactWord(vm)
  if (contact === undefined) return <PowerStateLabel state={vm.powerState} {...withoutUndefined({ className })} />
  const before = `last known: ${powerWords[vm.powerState].word.toLowerCase()}`
  return (
    <span className={clsx('flex items-center gap-1.5 text-ink-2', className)} title={`${contact}, ${before}`}>
      <StatusGlyph glyph="noContact" className="size-3.5!" />
      <span className="min-w-0 overflow-hidden text-ellipsis">{contact}</span>
      <span className="sr-only">, {before}</span>
    </span>
  )
}

/** The power state as shape and word. Grey: that a VM runs is no news. */
function PowerStateLabel({ state, className }: { state: PowerState; className?: string }) {
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
