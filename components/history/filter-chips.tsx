'use client'

import { formatDate } from '@/lib/format/clock'
import { outcomeWord } from '@/lib/runs/outcome-word'
import { Icon } from '../glyphs/icon'
import { Button } from '../ui/button'
import { Said } from '../ui/said'
import { beginOf, type Days } from './days'
import { altered, usualView, type HistoryView } from './history-view'

/** What they are called that the view has only the ids of. */
export type ChosenNames = { vm: string | undefined; connection: string | undefined }

type ChipsProps = {
  view: HistoryView
  names: ChosenNames
  onChange: (change: (view: HistoryView) => HistoryView) => void
}

/** Each filter that leaves something out, with a way to take it back. */
export function FilterChips({ view, names, onChange }: ChipsProps) {
  const chips = chipsOf(view, names)
  return (
    <>
      {chips.map(({ part, what, text }) => (
        <Chip key={part} what={what} onRemove={() => onChange((now) => altered(now, { [part]: undefined }))}>
          {text}
        </Chip>
      ))}
      {chips.length > 1 && (
        <Button
          size="small"
          tone="quiet"
          onClick={() => onChange(({ others, events }) => ({ ...usualView, others, events }))}
        >
          Remove all
        </Button>
      )}
    </>
  )
}

type One = { part: keyof HistoryView; what: string; text: string }

function chipsOf(view: HistoryView, names: ChosenNames): One[] {
  const { text, vm, person, connection, outcome, days } = view
  const word = Object.entries(outcomeWord).find(([kind]) => kind === outcome)?.[1]
  const all: (Omit<One, 'text'> & { text: string | undefined })[] = [
    { part: 'text', what: 'Text', text: text.trim() },
    { part: 'vm', what: 'VM', text: vm && (names.vm ?? notKnown) },
    { part: 'person', what: 'Person', text: person },
    { part: 'connection', what: 'Connection', text: connection && (names.connection ?? notKnown) },
    { part: 'outcome', what: 'Outcome', text: word },
    { part: 'days', what: 'Days', text: daysText(days) },
  ]
  return all.flatMap(({ text: said, ...one }) => (said ? [{ ...one, text: said }] : []))
}

/** `21 Nov 2026`, `16 Nov 2026 to 22 Nov 2026`, `from 16 Nov 2026`. */
function daysText({ from, to }: Days): string | undefined {
  const [first, last] = [from, to].map((day) => day && formatDate(beginOf(day).getTime()))
  if (first === last) return first
  return first && last ? `${first} to ${last}` : first ? `from ${first}` : `until ${last}`
}

const notKnown = 'one that is not known'

/** A filter that is on. */
function Chip({ what, children, onRemove }: { what: string; children: string; onRemove: () => void }) {
  return (
    <span className="inline-flex min-h-7 max-w-full items-center gap-1 rounded-md border border-link bg-select pl-2.5 text-sm font-medium max-mid:min-h-11">
      <span className="min-w-0 truncate">
        {what}: <Said>{children}</Said>
      </span>
      <button
        type="button"
        aria-label={`Remove the filter ${what}`}
        onClick={onRemove}
        className="grid size-7 shrink-0 place-items-center rounded-sm hover:bg-hover max-mid:size-11"
      >
        <Icon name="close" className="size-3.5!" />
      </button>
    </span>
  )
}
