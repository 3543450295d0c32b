import { clsx } from 'clsx'
import { StatusGlyph } from '../glyphs/status-glyph'
import { hostState, type HostRow } from './host-row'

/** The state of a host in a word, with a shape of its own. */
export function HostStateLabel({ row }: { row: Pick<HostRow, 'host' | 'connection'> }) {
  const { word, glyph, tone } = hostState(row)
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 whitespace-nowrap',
        tone === 'fail' && 'font-medium text-fail-text',
      )}
    >
      <StatusGlyph glyph={glyph} {...(tone === 'fail' ? {} : { className: 'text-bar' })} />
      {word}
    </span>
  )
}
