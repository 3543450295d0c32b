'use client'

import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import { allows } from '@/lib/accounts/role'
import { formatClock } from '@/lib/format/clock'
import { formatNumber } from '@/lib/format/quantity'
import { sumCounts } from '@/lib/live/derived'
import { knownCount } from '@/lib/live/known-count'
import type { BoardTables } from '@/lib/live/live-state'
import { OldTls } from '../connections/connection-oddities'
import { LampGlyph, LampWord, useLamps, useWaitingCount } from '../connections/lamps'
import { useScope, vmsPath } from '../connections/scope'
import { useAccount } from '../console/console-context'
import { AndonMark } from '../glyphs/andon-mark'
import { Icon } from '../glyphs/icon'
import { StatusGlyph } from '../glyphs/status-glyph'
import { shallowEqual, useIsOld, useLive, useLiveStatus, useServerNow } from '../live/live-provider'
import { isCurrent, pages, type Page } from '../pages/pages'
import { Link } from '../ui/link'

const pageCounts = ({ connections, counts }: BoardTables): Partial<Record<string, number | undefined>> => {
  const all = sumCounts(counts)
  return {
    '/vms': knownCount(all.vms, connections),
    '/hosts': knownCount(all.hosts, connections),
    '/datastores': knownCount(all.datastores, connections),
  }
}

/** Where one can go, how much is there, and a lamp for every connection. A bottom bar on a phone. */
export function Rail() {
  const path = usePathname() ?? '/'
  const counts = useLive(pageCounts, shallowEqual)
  const waiting = useWaitingCount()
  const old = useIsOld()
  return (
    <nav
      aria-label="Main"
      className={clsx(
        old && 'grayscale',
        'knock-rail z-30 flex min-w-0 bg-rail max-mid:fixed max-mid:inset-x-0 max-mid:bottom-0 max-mid:border-t max-mid:border-line mid:sticky mid:top-0 mid:row-span-2 mid:h-screen mid:flex-col mid:border-r mid:border-line',
      )}
    >
      <Link
        href="/"
        aria-label="Andon, to the board"
        className="flex h-14 shrink-0 items-center gap-2.5 px-4 text-[17px] font-semibold tracking-[-0.005em] max-wide:justify-center max-wide:px-0 max-mid:hidden"
      >
        <AndonMark waiting={(waiting?.waiting ?? 0) > (waiting?.overdue ?? 0)} overdue={(waiting?.overdue ?? 0) > 0} />
        <span className="max-wide:hidden">Andon</span>
      </Link>
      <ul className="grid gap-0.5 p-2 max-wide:p-1 max-mid:flex max-mid:flex-1 max-mid:gap-0">
        {pages.map((page) => (
          <li key={page.path} className={clsx('max-mid:min-w-0 max-mid:flex-1', !page.phone && 'max-mid:hidden')}>
            <RailItem
              page={page}
              current={isCurrent(page, path)}
              count={page.path === '/' ? undefined : counts?.[page.path]}
              lit={page.path === '/' ? waiting : undefined}
            />
          </li>
        ))}
      </ul>
      <Lamps />
      <div className="border-t border-line p-2 max-wide:p-1 max-mid:hidden">
        <a href="/wall" target="_blank" rel="noreferrer" className={itemClass}>
          <Icon name="wall" />
          <span>
            Wall <span className="sr-only">(opens a new tab)</span>
          </span>
          <Icon name="external" className="ml-auto size-3.5! text-ink-3 max-wide:hidden" />
        </a>
      </div>
    </nav>
  )
}

const itemClass =
  'relative flex h-9 items-center gap-2.5 rounded-md px-2 font-medium text-ink-2 no-underline hover:bg-hover hover:text-ink max-wide:h-12 max-wide:flex-col max-wide:justify-center max-wide:gap-0.5 max-wide:px-0 max-wide:text-xs/[14px] max-wide:tracking-[-0.01em] max-mid:h-13'

type RailItemProps = {
  page: Page
  current: boolean
  count: number | undefined
  lit: { waiting: number; overdue: number } | undefined
}

function RailItem({ page, current, count, lit }: RailItemProps) {
  const { connection } = useScope()
  const isLit = lit !== undefined && lit.waiting > 0
  return (
    <Link
      href={page.path === '/vms' ? vmsPath(connection) : page.path}
      aria-current={current ? 'page' : undefined}
      className={clsx(itemClass, current && 'bg-raised font-semibold! text-ink! shadow-[0_0_0_1px_var(--line)]')}
    >
      {/* In the narrow rail there is no room beside the icon: the count stands in its place. */}
      <Icon name={page.icon} className={isLit ? 'mid:max-wide:hidden' : ''} />
      <span>{page.label}</span>{' '}
      {isLit && (
        <span
          className={clsx(
            'slab ml-auto h-5 min-w-5 rounded-sm px-[5px] text-center text-xs/5 font-semibold max-mid:absolute max-mid:top-px max-mid:right-1.5 max-wide:h-4 max-wide:min-w-4 max-wide:px-1 max-wide:text-xs/4 mid:max-wide:order-first mid:max-wide:mx-auto',
            lit.overdue > 0 ? 'bg-fail text-fail-ink' : 'bg-wait text-wait-ink',
          )}
        >
          {formatNumber(lit.waiting)}{' '}
          <span className="sr-only">
            waiting for an answer{lit.overdue > 0 && `, ${formatNumber(lit.overdue)} of them overdue`}
          </span>
        </span>
      )}
      {count !== undefined && (
        <span className="ml-auto text-xs font-normal text-ink-3 max-wide:hidden">{formatNumber(count)}</span>
      )}
    </Link>
  )
}

function Lamps() {
  const lamps = useLamps()
  const mayAdd = allows(useAccount().role, 'admin')
  const now = useServerNow()
  const status = useLiveStatus()
  const old = useIsOld()
  return (
    <div className="mt-auto min-h-0 overflow-y-auto border-t border-line px-2 pt-3 pb-2 max-wide:px-1 max-wide:pt-2 max-mid:hidden">
      <h2 className="px-2 pb-1.5 text-xs font-medium text-ink-3 max-wide:sr-only">
        {old ? `Connections at ${formatClock(now)}` : 'Connections'}
      </h2>
      {lamps === undefined && (
        <p className="grid grid-cols-[16px_minmax(0,1fr)] items-center gap-x-2.5 px-2 py-1 text-xs text-ink-3 max-wide:justify-items-center">
          <StatusGlyph glyph="queued" className="text-bar" />
          <span className="max-wide:sr-only">{status.at === 'signed-out' ? 'Hidden' : 'Connecting'}</span>
        </p>
      )}
      {lamps?.length === 0 &&
        (mayAdd ? (
          <Link href="/settings" className="link px-2 text-xs max-wide:sr-only">
            Add a connection
          </Link>
        ) : (
          <p className="px-2 text-xs text-ink-3 max-wide:sr-only">None</p>
        ))}
      <ul aria-label="State of each connection">
        {lamps?.map(({ connection, lamp }) => (
          <li key={connection.id}>
            <Link
              href={vmsPath(connection.id)}
              className="grid grid-cols-[16px_minmax(0,1fr)] items-center gap-x-2.5 rounded-md px-2 py-[5px] text-sm/4 text-ink no-underline hover:bg-hover max-wide:grid-cols-1 max-wide:justify-items-center max-wide:px-0 max-wide:py-1.5"
            >
              <LampGlyph lamp={lamp} />
              <span className="truncate max-wide:sr-only">{connection.name}</span>
              <LampWord lamp={lamp} now={now} className="col-start-2 max-wide:sr-only" />
              <OldTls connection={connection} className="col-start-2 max-wide:sr-only" />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
