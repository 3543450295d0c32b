import { clsx } from 'clsx'
import { lampGlyph, lampWord, type Lamp } from './lamp'
import { StatusGlyph } from '../glyphs/status-glyph'

const wordTones: Record<Lamp['at'], string> = {
  live: 'text-ink-3',
  connecting: 'text-ink-3',
  waiting: 'font-medium text-wait-text',
  overdue: 'font-medium text-fail-text',
  lost: 'font-medium text-fail-text',
  refused: 'font-medium text-fail-text',
}

export const LampGlyph = ({ lamp }: { lamp: Lamp }) => (
  <StatusGlyph
    glyph={lampGlyph[lamp.at]}
    {...(lamp.at === 'live' || lamp.at === 'connecting' ? { className: 'text-bar' } : {})}
  />
)

export const LampWord = ({ lamp, now, className }: { lamp: Lamp; now: number; className?: string }) => (
  <span className={clsx('text-xs', wordTones[lamp.at], className)}>{lampWord(lamp, now)}</span>
)
