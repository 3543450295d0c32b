'use client'

import { clsx } from 'clsx'
import { useId, useState } from 'react'
import { formatDate } from '@/lib/format/clock'
import { formatNumber } from '@/lib/format/quantity'
import { withUnseenShown } from '@/lib/names/unseen'
import { hasEnded } from '@/lib/rules/order'
import type { StoredRule } from '@/lib/rules/rule'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { Icon } from '../glyphs/icon'
import { rulePath, ruleWaitingPath } from '../pages/pages'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { Link } from '../ui/link'
import { Menu, MenuItem } from '../ui/menu'
import { Said } from '../ui/said'
import { DecidedBars } from './decided-bars'
import { Pieces } from './pieces'
import type { RuleCount } from './rule-counts'
import { thenWords, untilWords, whenPieces } from './rule-words'
import { Warnings } from './warnings'
import type { DragOrder } from './use-drag-order'

/** The columns of the list: number, when, then, until, decided, what can be done. */
export const ruleColumns =
  'grid gap-x-4 px-3 mid:px-4 grid-cols-[24px_minmax(0,1fr)_auto] mid:grid-cols-[32px_minmax(0,1fr)_176px_72px] wide:grid-cols-[44px_minmax(0,1fr)_208px_124px_108px_124px]'

export type Move = 'up' | 'down'

type RuleRowProps = {
  rule: StoredRule
  place: number
  isLast: boolean
  now: number
  /** What is recorded of it; undefined until that is known. */
  count: RuleCount | undefined
  /** How many wait now that it would answer. */
  waiting: number
  warnings: readonly string[]
  /** Among many it is a line, which opens in its place. */
  compact: boolean
  nameOf: (connection: ConnectionId) => string
  /** Absent: it is the only one, or this account changes no rules. */
  drag: DragOrder | undefined
  /** Absent: this account changes no rules. */
  change: { move: (to: Move) => void; remove: () => void; busy: boolean } | undefined
}

/** A rule in the list: its place, its sentence, what it gives and until when, and what can be done with it. */
export function RuleRow(props: RuleRowProps) {
  const { rule, place, isLast, now, count, waiting, warnings, compact, nameOf, drag, change } = props
  const [isOpen, setOpen] = useState(false)
  const detailsId = useId()
  const isLine = compact && !isOpen
  const ended = hasEnded(rule, now)
  const { does, means } = thenWords(rule)
  const name = withUnseenShown(rule.name)
  const wait = change?.busy ? 'Sent; wait for the reply.' : undefined
  const up = place === 0 ? 'It is the first already.' : wait
  const down = isLast ? 'It is the last already.' : wait
  return (
    <li
      data-rule={rule.id}
      aria-label={name}
      {...drag?.row}
      className={clsx(
        ruleColumns,
        drag?.isDragged && 'opacity-50',
        drag?.drop === 'above' && 'shadow-[inset_0_2px_0_var(--link)]',
        drag?.drop === 'below' && 'shadow-[inset_0_-2px_0_var(--link)]',
        'items-start border-t border-line text-sm/5 first:border-t-0',
        isLine ? 'py-1.5' : 'py-2.5',
        ended && 'text-ink-3 [&_strong]:text-ink-3',
      )}
    >
      <span className="flex items-center gap-1 text-base font-semibold">
        {drag && (
          <span
            {...drag.handle}
            aria-hidden="true"
            className="-ml-3 cursor-grab text-ink-3 active:cursor-grabbing max-wide:hidden"
          >
            <Icon name="grip" className="size-3.5!" />
          </span>
        )}
        <span>
          <span className="sr-only">Rule </span>
          {place + 1}
        </span>
      </span>
      <div className="min-w-0">
        <p className={clsx('flex min-w-0 gap-x-3 text-base/5', isLine && 'max-mid:flex-col')}>
          {compact ? (
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={detailsId}
              onClick={() => setOpen(!isOpen)}
              className={clsx(
                'flex min-w-0 shrink-0 items-baseline gap-1.5 text-left font-semibold max-mid:-my-3 max-mid:py-3',
                isLine ? 'max-w-[60%] max-mid:max-w-full' : 'max-w-full',
              )}
            >
              <Icon
                name={isOpen ? 'chevronDown' : 'chevronRight'}
                className="size-3! shrink-0 self-center text-ink-3"
              />
              <bdi className={isLine ? 'truncate' : 'wrap-anywhere'}>{name}</bdi>
            </button>
          ) : (
            <bdi className="font-semibold wrap-anywhere">{name}</bdi>
          )}
          {isLine && (
            <span className={clsx('min-w-0 truncate text-sm/5', !ended && 'text-ink-2')}>
              <Pieces pieces={whenPieces(rule, nameOf)} />
            </span>
          )}
        </p>
        <div id={detailsId} hidden={isLine}>
          <p className={clsx('max-w-[72ch] text-pretty wrap-anywhere', !ended && 'text-ink-2')}>
            <Pieces pieces={whenPieces(rule, nameOf)} />.
          </p>
          <p className="mt-0.5 text-xs wrap-anywhere text-ink-3">
            <Said>{`${rule.setBy}, ${formatDate(rule.setAt)}.${rule.suggested ? ' From the suggestions.' : ''} ${rule.note}`}</Said>
          </p>
        </div>
        {waiting > 0 && (
          <p className="mt-0.5 text-xs">
            {waiting === 1 ? '1 question waits' : `${formatNumber(waiting)} questions wait`} that it would answer.{' '}
            <Link href={ruleWaitingPath(rule.id)} className="link inline-block max-mid:-my-2 max-mid:py-3.5">
              Answer {waiting === 1 ? 'it' : 'them'}
              <span className="sr-only"> as &apos;{name}&apos; says</span>
            </Link>
          </p>
        )}
        <Warnings warnings={warnings} />
      </div>
      <div
        className={clsx(
          'min-w-0 font-semibold wrap-anywhere max-mid:col-start-2 max-mid:row-start-2',
          isLine ? 'max-mid:mt-0.5' : 'max-mid:mt-1.5',
        )}
      >
        <Said>{does}</Said>
        {rule.dryRun && <Badge className="ml-1.5 align-px">Dry run</Badge>}
        <small className={clsx('text-xs font-normal text-ink-3', isLine ? 'hidden' : 'block')}>{means}</small>
        <small
          className={clsx('text-xs font-normal text-ink-3', rule.until === undefined ? 'hidden' : 'block wide:hidden')}
        >
          {ended ? '' : 'until '}
          {untilWords(rule, now)}
        </small>
      </div>
      <span className={clsx('max-wide:hidden', !ended && 'text-ink-2')}>{untilWords(rule, now)}</span>
      <Decided rule={rule} count={count} ended={ended} isLine={isLine} />
      {change && (
        <div className="-my-1 flex justify-end max-mid:col-start-3 max-mid:row-start-1 wide:gap-0.5">
          {(['up', 'down'] as const).map((to) => (
            <Button
              key={to}
              tone="quiet"
              size="small"
              square
              data-move={to}
              className="max-wide:hidden"
              aria-label={`Move '${name}' ${to}`}
              disabledReason={to === 'up' ? up : down}
              onClick={() => change.move(to)}
            >
              <Icon name={to} />
            </Button>
          ))}
          <Link
            href={rulePath(rule.id)}
            aria-label={`Edit '${name}'`}
            className={buttonClass({ tone: 'quiet', size: 'small', square: true })}
          >
            <Icon name="edit" />
          </Link>
          <Menu
            label={`More for '${name}'`}
            trigger={
              <Button tone="quiet" size="small" square aria-label={`More for '${name}'`}>
                <Icon name="more" />
              </Button>
            }
          >
            <MenuItem onSelect={() => change.move('up')} disabledReason={up}>
              Move up
            </MenuItem>
            <MenuItem onSelect={() => change.move('down')} disabledReason={down}>
              Move down
            </MenuItem>
            <MenuItem tone="danger" onSelect={change.remove} disabledReason={wait}>
              Remove
            </MenuItem>
          </Menu>
        </div>
      )}
    </li>
  )
}

type DecidedProps = Pick<RuleRowProps, 'rule' | 'count'> & { ended: boolean; isLine: boolean }

/** How often it decided in the last 30 days, or would have in dry run. Where there is no column for it, the number alone. */
function Decided({ rule, count, ended, isLine }: DecidedProps) {
  if (!count) return <span className="max-wide:hidden" />
  const daily = rule.dryRun ? count.inDryRun : count.decided
  const words = rule.dryRun ? 'would have decided' : ended ? 'before it ended' : 'in 30 days'
  return (
    <span
      className={clsx(
        isLine ? 'max-wide:hidden' : 'max-mid:col-start-2 mid:max-wide:col-start-3',
        !ended && 'text-ink-2',
      )}
    >
      <strong className="font-semibold">{formatNumber(daily.count)}</strong>{' '}
      <small className={clsx('text-xs text-ink-3', isLine ? 'sr-only' : 'wide:block')}>{words}</small>
      {daily.count > 0 && !isLine && (
        <DecidedBars days={daily.days} verb={rule.dryRun ? 'Would have decided' : 'Decided'} />
      )}
    </span>
  )
}
