import { clsx } from 'clsx'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'

export type PlaceState = { word: string; glyph: Glyph; tone: 'fail' | 'plain' }

/** The state of a host or a datastore in a word, with a shape of its own. */
export function StateLabel({ state: { word, glyph, tone } }: { state: PlaceState }) {
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
