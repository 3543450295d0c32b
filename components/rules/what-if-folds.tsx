'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import { formatSince } from '@/lib/format/clock'
import { formatNumber } from '@/lib/format/quantity'
import { withUnseenShown } from '@/lib/names/unseen'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { Icon } from '../glyphs/icon'
import { useServerNow } from '../live/live-provider'
import { runPath } from '../pages/pages'
import { Button } from '../ui/button'
import { Link } from '../ui/link'
import type { Judged } from './what-if'
import type { Fold } from './what-if-tally'
import { effectWords, gotOfAll, gotWords, pastName, wouldGet, type Got } from './what-if-words'

const shownAtOnce = 100

type FoldsProps = { folds: readonly Fold[]; nameOf: (connection: ConnectionId) => string }

/** The differences, the same change as one line; each opens its questions. */
export function WhatIfFolds({ folds, nameOf }: FoldsProps) {
  const [shown, setShown] = useState(shownAtOnce)
  return (
    <>
      <ul aria-label="Differences" className="panel overflow-hidden">
        {folds.slice(0, shown).map((fold) => (
          <FoldLine key={fold.key} fold={fold} nameOf={nameOf} />
        ))}
      </ul>
      {folds.length > shown && (
        <Button className="justify-self-center" onClick={() => setShown(shown + shownAtOnce)}>
          Show {formatNumber(Math.min(shownAtOnce, folds.length - shown))} more kinds of difference
        </Button>
      )}
    </>
  )
}

function FoldLine({ fold, nameOf }: { fold: Fold; nameOf: FoldsProps['nameOf'] }) {
  const [open, setOpen] = useState(false)
  const [first] = fold.all
  if (!first) return null
  const isBad = fold.effect === 'person-otherwise'
  const count = formatNumber(fold.all.length)
  const name = withUnseenShown(pastName(first.question))
  const effect = effectWords(fold)
  return (
    <li className="border-t border-line first:border-t-0">
      <div
        className={clsx(
          'grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-l-4 px-3 py-2 text-sm/5 mid:grid-cols-[52px_minmax(0,5fr)_minmax(0,6fr)_minmax(0,3fr)_32px] mid:px-4',
          isBad ? 'border-l-fail' : 'border-l-transparent',
        )}
      >
        <strong className="text-base font-semibold tabular-nums mid:text-right">{count}</strong>
        <span className="min-w-0">
          <span className="block font-semibold wrap-anywhere">
            <bdi>{name}</bdi>
          </span>
          <small className="block text-xs wrap-anywhere text-ink-3">
            <bdi>{whereWords(fold, nameOf)}</bdi>
          </small>
        </span>
        <Change from={gotOfAll(fold.all)} to={wouldGet(first)} />
        <span
          className={clsx(
            'text-xs wrap-anywhere max-mid:col-start-2',
            isBad ? 'font-medium text-fail-text' : 'text-ink-2',
          )}
        >
          {effect}
          {fold.isDestructive && <span className="block font-medium text-fail-text">Destructive</span>}
        </span>
        <Button
          tone="quiet"
          size="small"
          square
          className="max-mid:col-start-3 max-mid:row-start-1"
          aria-expanded={open}
          aria-label={`Show the ${count}: ${name}, ${effect}`}
          onClick={() => setOpen(!open)}
        >
          <Icon name="chevronDown" className={open ? 'rotate-180' : ''} />
        </Button>
      </div>
      {open && <Questions all={fold.all} nameOf={nameOf} />}
    </li>
  )
}

/** From what it got to what it would get. */
function Change({ from, to }: { from: Got; to: Got }) {
  return (
    <span className="min-w-0 wrap-anywhere text-ink-2 max-mid:col-start-2">
      <Part {...from} />
      <Icon name="arrow" className="mx-1.5 inline-block size-3.5! align-[-2px] text-ink-3" />
      <span className="sr-only"> becomes </span>
      <Part {...to} />
    </span>
  )
}

const Part = ({ strong, rest }: Got) => (
  <>
    <strong className="font-semibold text-ink">
      <bdi>{withUnseenShown(strong)}</bdi>
    </strong>
    <bdi>{withUnseenShown(rest)}</bdi>
  </>
)

/** `build-agent-02 at esx-edge-07` of one, `esx-edge-07 61, esx-lab-03 37` of many. */
function whereWords({ all }: Fold, nameOf: FoldsProps['nameOf']): string {
  const [first] = all
  if (first && all.length === 1)
    return `${withUnseenShown(first.question.vmName)} at ${withUnseenShown(nameOf(first.question.connection))}`
  const counts = new Map<ConnectionId, number>()
  for (const { question } of all) counts.set(question.connection, (counts.get(question.connection) ?? 0) + 1)
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a)
  const named = sorted.slice(0, 4).map(([id, count]) => `${withUnseenShown(nameOf(id))} ${formatNumber(count)}`)
  return sorted.length > 4 ? `${named.join(', ')} and ${sorted.length - 4} more` : named.join(', ')
}

function Questions({ all, nameOf }: { all: readonly Judged[]; nameOf: FoldsProps['nameOf'] }) {
  const now = useServerNow()
  const [shown, setShown] = useState(shownAtOnce)
  return (
    <div className="border-t border-line bg-sunken">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys */}
      <ul aria-label="Its questions" tabIndex={0} className="max-h-96 overflow-y-auto outline-offset-[-2px]">
        {all.slice(0, shown).map(({ question }) => (
          <li
            key={question.seq}
            className="grid gap-x-4 border-t border-line px-4 py-1.5 text-sm/5 first:border-t-0 mid:grid-cols-[minmax(0,5fr)_minmax(0,5fr)_minmax(0,2fr)]"
          >
            <span className="min-w-0 wrap-anywhere">
              <strong className="font-medium">
                <bdi>{withUnseenShown(question.vmName)}</bdi>
              </strong>{' '}
              <span className="text-ink-3">
                at <bdi>{withUnseenShown(nameOf(question.connection))}</bdi>
              </span>
            </span>
            <span className="min-w-0 wrap-anywhere text-ink-2">
              <Part {...gotWords(question)} />
            </span>
            <span className="text-xs/5 text-ink-3 mid:text-right">
              {question.run ? (
                <Link href={runPath(question.run)} className="link">
                  {formatSince(question.raisedAt, now)}
                </Link>
              ) : (
                formatSince(question.raisedAt, now)
              )}
            </span>
          </li>
        ))}
      </ul>
      {all.length > shown && (
        <p className="border-t border-line px-4 py-2 text-xs text-ink-2">
          {formatNumber(shown)} of {formatNumber(all.length)}.{' '}
          <Button size="small" onClick={() => setShown(shown + shownAtOnce)}>
            Show {formatNumber(Math.min(shownAtOnce, all.length - shown))} more
          </Button>
        </p>
      )}
    </div>
  )
}
