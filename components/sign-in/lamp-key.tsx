import { AndonMark } from '../glyphs/andon-mark'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'

const lamps: { glyph: Glyph; word: string; meaning: string }[] = [
  { glyph: 'live', word: 'Live', meaning: 'Nothing needs you' },
  { glyph: 'waiting', word: 'Waiting', meaning: 'A task waits for an answer' },
  { glyph: 'overdue', word: 'Overdue', meaning: 'It has waited longer than it should' },
  { glyph: 'leftBlocked', word: 'Left blocked', meaning: 'The cancel was refused' },
  { glyph: 'noContact', word: 'No contact', meaning: 'The host gives no data' },
]

/** What the lamps mean, for somebody who comes for the first time. */
export function LampKey() {
  return (
    <section
      aria-label="About Andon"
      className="knock-rail flex flex-col border-line bg-rail mid:border-r max-mid:border-b"
    >
      <div className="flex h-14 items-center gap-2.5 px-4 text-[17px] font-semibold">
        <AndonMark waiting={false} overdue={false} />
        Andon
      </div>
      <div className="mt-auto border-t border-line p-4 max-mid:hidden">
        <h2 className="mb-2 text-xs font-medium text-ink-3">What the lamps mean</h2>
        <ul>
          {lamps.map(({ glyph, word, meaning }) => (
            <li key={word} className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 py-1.5 text-sm/4">
              <StatusGlyph glyph={glyph} {...(glyph === 'live' ? { className: 'text-bar' } : {})} />
              <strong className="font-semibold">{word}</strong>
              <span className="col-start-2 text-xs text-ink-2">{meaning}</span>
            </li>
          ))}
        </ul>
      </div>
      <p className="border-t border-line px-4 pt-3 pb-4 text-xs text-ink-2 max-mid:hidden">
        Every start, answer and cancel is recorded with your name.
      </p>
    </section>
  )
}
