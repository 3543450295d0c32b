'use client'

import { clsx } from 'clsx'
import { memo, useId, type MouseEvent } from 'react'
import { formatClock, formatDateTime } from '@/lib/format/clock'
import { withUnseenShown } from '@/lib/names/unseen'
import { Icon } from '../glyphs/icon'
import { StatusGlyph } from '../glyphs/status-glyph'
import { runTones } from '../run/run-state-label'
import { Said } from '../ui/said'
import { entryLine, type EntryLine } from './entry-line'
import { EntrySteps, hasSteps } from './entry-steps'
import type { HistoryEntry } from './history-entries'
import { NarrowLink, useHistoryWords } from './history-words-context'
import { NamedVm } from './named-vm'
import { columnCount, rowGrid } from './row-grid'

type RowProps = {
  entry: HistoryEntry
  oneVm: boolean
  /** Its steps are shown, which are a row too. */
  isOpen: boolean
  onToggle: (key: string) => void
  /** Its number among the rows of the table. */
  row: number
}

/** One line: what happened, and its steps in place. Drawn again only when something of it has changed. */
export const HistoryRow = memo(function HistoryRow({ entry, oneVm, isOpen: open, onToggle, row }: RowProps) {
  const id = useId()
  const line = entryLine(entry)
  const opens = hasSteps(entry)
  const isBare = oneVm || (line.name === undefined && line.vm === undefined && line.connection === undefined)
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the button at its end does the same by keyboard */}
      <div
        role="row"
        aria-rowindex={row}
        onClick={opens ? (event) => isOnItself(event) && onToggle(entry.key) : undefined}
        className={clsx(
          rowGrid(oneVm),
          'items-center text-sm/4 knock-surface hover:bg-hover',
          line.quiet ? 'min-h-8 text-ink-2' : 'min-h-11',
          opens && 'cursor-pointer',
          open && 'border-b-transparent bg-raised',
        )}
      >
        <div
          role="cell"
          className="text-ink-2 max-mid:col-start-3 max-mid:row-start-1 max-mid:self-start max-mid:leading-11"
        >
          <time dateTime={entry.at} title={formatDateTime(entry.at)}>
            {formatClock(entry.at)}
          </time>
        </div>
        <span className="text-bar max-mid:col-start-1 max-mid:row-start-1 max-mid:flex max-mid:h-11 max-mid:items-center max-mid:self-start">
          {line.glyph ? <StatusGlyph glyph={line.glyph} /> : <Icon name="info" className="text-ink-3" />}
        </span>
        {!oneVm && <Subject entry={entry} line={line} open={open} />}
        <What line={line} open={open} isBare={isBare} />
        <By line={line} />
        <div role="cell" className="text-right text-ink-2 max-wide:hidden">
          {line.took}
        </div>
        <div role="cell" className="max-mid:col-start-3 max-mid:row-start-4 max-mid:-mr-3 max-mid:justify-self-end">
          {opens && (
            <button
              type="button"
              aria-expanded={open}
              aria-controls={open ? id : undefined}
              aria-label={`Steps of ${[line.task, line.name, formatClock(entry.at)].filter(Boolean).join(', ')}`}
              onClick={() => onToggle(entry.key)}
              className="grid size-6 place-items-center rounded-md hover:bg-sunken max-mid:size-11"
            >
              <Icon name="chevronDown" className={clsx('size-3.5!', open && 'rotate-180')} />
            </button>
          )}
        </div>
      </div>
      {open && (
        <div role="row" aria-rowindex={row + 1} id={id} className="border-b border-line bg-raised">
          <div role="cell" aria-colspan={columnCount(oneVm)} className="px-3 pb-3 mid:pl-[88px]">
            <EntrySteps entry={entry} />
          </div>
        </div>
      )}
    </>
  )
})

/** A press on the row and on nothing in it, and not the end of marking text to copy. */
const isOnItself = ({ target }: MouseEvent) =>
  target instanceof Element && !target.closest('a,button') && (getSelection()?.toString() ?? '') === ''

/** What it is about, over where that is. */
function Subject({ entry, line, open }: { entry: HistoryEntry; line: EntryLine; open: boolean }) {
  const { whereSeveral } = useHistoryWords()
  const { name, vm, connection, host } = line
  const at = whereSeveral(connection)
  const isPair = at !== undefined && (name !== undefined || vm !== undefined)
  const shape = clsx(
    'name max-mid:inline-flex max-mid:min-h-11 max-mid:items-center',
    // Two links one over the other: each has its 24 px, and their words stay together.
    isPair && 'mid:pt-2',
    open ? 'mid:block' : 'mid:line-clamp-2',
    line.quiet && 'font-medium!',
  )
  return (
    <div
      role="cell"
      className={clsx(
        'min-w-0 max-mid:col-start-2 max-mid:row-start-1 max-mid:flex max-mid:flex-wrap max-mid:items-center max-mid:gap-x-2',
        isPair && 'mid:-my-1',
      )}
    >
      {name !== undefined ? (
        <span title={name}>
          {vm ? (
            <NarrowLink by={{ vm }} title="Only this VM" className={shape}>
              {shown(name)}
            </NarrowLink>
          ) : (
            <span className={shape}>{shown(name)}</span>
          )}
        </span>
      ) : (
        entry.kind === 'note' && vm && <NamedVm vm={vm} className={shape} />
      )}
      {(at !== undefined || host !== undefined) && (
        <span className={clsx('block truncate text-xs/4 text-ink-3', at !== undefined && 'max-mid:leading-11')}>
          {at !== undefined && connection !== undefined && (
            <NarrowLink
              by={{ connection }}
              title="Only this connection"
              className={clsx(
                'inline-block max-w-full truncate align-top hover:underline max-mid:leading-11',
                isPair && 'mid:pb-2',
              )}
            >
              {shown(at)}
            </NarrowLink>
          )}
          {at !== undefined && host !== undefined && ' / '}
          {host !== undefined && shown(host)}
        </span>
      )}
    </div>
  )
}

const shown = (name: string) => (name === '' ? '(no name)' : withUnseenShown(name))

/** `isBare`: it is about nothing that stands before it, and takes its place on a phone. */
type WhatProps = { line: EntryLine; open: boolean; isBare: boolean }

/** What was done, and what came of it. */
function What({ line, open, isBare }: WhatProps) {
  const { read } = useHistoryWords()
  const { task, rest, outcome, more, connection, tone } = line
  const said = (text: string) => <Said>{read(connection, text)}</Said>
  return (
    <>
      <div
        role="cell"
        aria-colspan={outcome === undefined ? 2 : undefined}
        className={clsx(
          'min-w-0 wrap-anywhere max-mid:col-start-2',
          isBare
            ? 'max-mid:row-start-1 max-mid:flex max-mid:min-h-11 max-mid:items-center'
            : 'max-mid:-col-end-1 max-mid:row-start-2 max-mid:pb-0.5',
          outcome === undefined ? 'mid:col-span-2' : 'max-mid:font-medium',
        )}
      >
        <span className={open ? undefined : 'line-clamp-3'}>
          {said(task)}
          {rest !== undefined && <span className="text-ink-2"> {said(rest)}</span>}
        </span>
      </div>
      {outcome !== undefined && (
        <div role="cell" className="min-w-0 max-mid:col-start-2 max-mid:-col-end-1 max-mid:row-start-3">
          <span className={clsx('font-medium', runTones[tone])}>{outcome}</span>
          {more !== undefined && (
            <span className={clsx('text-xs/4 wrap-anywhere text-ink-3', open ? 'block' : 'line-clamp-2')}>
              {said(more)}
            </span>
          )}
        </div>
      )}
    </>
  )
}

/** Who did it, over where that is known from. */
function By({ line: { who, person, source } }: { line: EntryLine }) {
  return (
    <div
      role="cell"
      className="min-w-0 max-mid:col-start-2 max-mid:row-start-4 max-mid:flex max-mid:flex-wrap max-mid:items-center max-mid:gap-x-2 max-mid:text-xs"
    >
      {who !== undefined && (
        <span className="block truncate" title={who}>
          {person === undefined ? (
            <span className="text-ink-2">{shown(who)}</span>
          ) : (
            <NarrowLink
              by={{ person }}
              title="Only this person"
              className="inline-block max-w-full truncate align-top hover:underline max-mid:leading-11"
            >
              {shown(who)}
            </NarrowLink>
          )}
        </span>
      )}
      <span className="block truncate text-xs/4 text-ink-3">{source}</span>
    </div>
  )
}
