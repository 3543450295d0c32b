'use client'

import { useId } from 'react'
import { assertNever } from '@/lib/assert-never'
import { formatCount } from '@/lib/format/quantity'
import { StatusGlyph } from '../glyphs/status-glyph'
import { usePlaceText } from '../live/place'
import { vmPath } from '../pages/pages'
import { Name } from '../ui/name'
import { Said } from '../ui/said'
import type { WouldDecide } from './would-decide'

/** Beside the editor: what the rule would make of the questions that wait now. */
export function ItWouldDecide({ found }: { found: readonly WouldDecide[] }) {
  const head = useId()
  const place = usePlaceText()
  const behind = found.filter(({ at }) => at === 'behind').length
  return (
    <aside aria-labelledby={head} className="panel">
      <h2 id={head} className="px-4 pt-3 text-sm font-semibold">
        It would decide
      </h2>
      <p role="status" className="px-4 pt-1 pb-3">
        <strong className="mr-1.5 text-xl font-semibold">{found.length - behind}</strong>
        <span className="text-sm text-ink-2">
          of those that wait now{behind > 0 && `; of ${behind} more a rule before it decides`}
        </span>
      </p>
      {found.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
        <ul aria-label="Questions that it fits" tabIndex={0} className="max-h-96 overflow-y-auto border-t border-line">
          {found.map((one) => (
            <li
              key={one.question.key}
              className="grid min-h-10 grid-cols-[16px_minmax(0,1fr)_minmax(0,auto)] items-center gap-2.5 border-b border-line px-4 py-1.5 text-sm/4 last:border-b-0"
            >
              <StatusGlyph glyph="waiting" />
              <span className="min-w-0">
                <Name name={one.question.vmName} href={vmPath(one.question.vm)} className="font-medium" />
                <small className="block text-xs text-ink-3">
                  {place({ connection: one.question.connection, host: one.question.hostName })}
                </small>
              </span>
              <span className="max-w-40 text-right text-xs wrap-anywhere text-ink-2">
                <Said>{outcomeWords(one)}</Said>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="border-t border-line px-4 py-2.5 text-xs text-ink-2">
        {found.length === 0
          ? 'No question that waits now fits.'
          : `${formatCount(found.length, 'question fits', 'questions fit')}. What waits keeps the rules that held when it began: a new rule answers nothing of it.`}
      </p>
    </aside>
  )
}

function outcomeWords(one: WouldDecide): string {
  switch (one.at) {
    case 'answer':
      return `'${one.label}'`
    case 'person':
      return 'A person answers'
    case 'cancel':
      return 'Cancel the task'
    case 'not-offered':
      return 'Not offered: a person answers'
    case 'behind':
      return `Rule '${one.rule}' comes first`
    default:
      return assertNever(one, 'what it would decide')
  }
}
