'use client'

import { clsx } from 'clsx'
import { useState, type ReactNode } from 'react'
import type { DeliveryView, RouteView } from '@/lib/contract/signals-input'
import { formatDayClock } from '@/lib/format/clock'
import { withUnseenShown } from '@/lib/names/unseen'
import type { ConsoleError } from '@/lib/result'
import { useConsoleActions } from '../console/console-context'
import { useServerNow } from '../live/live-provider'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { ErrorNotice } from '../ui/notice'
import { ListSkeleton } from '../ui/placeholders'
import { Said } from '../ui/said'
import { SectionHead } from '../ui/sections'
import { Table, Td, Th, Tr } from '../ui/table'
import { usePhone } from '../ui/media'
import { ResultOf, Tries } from './delivery-result'
import { kindWords } from './signal-words'
import { useDeliveries, useReadSignalsAgain } from './use-signals'

/** What was told and what was not, newest first. What was given up stays until it is sent again, or is old. */
export function Deliveries({ routes, keptDays }: { routes: readonly RouteView[]; keptDays: number }) {
  const { value, error } = useDeliveries()
  const givenUp = routes.reduce((sum, route) => sum + route.givenUp, 0)
  return (
    <section aria-labelledby="deliveries" className="grid gap-2">
      <SectionHead id="deliveries" title="Deliveries">
        {givenUp > 0 && <span className="font-medium text-fail-text">{givenUp} given up. </span>}
        Kept {keptDays} days
      </SectionHead>
      {error && <ErrorNotice error={error} />}
      {!value && !error && <ListSkeleton what="Reading the deliveries" />}
      {value?.length === 0 && <p className="panel px-4 py-3 text-sm text-ink-2">Nothing was told yet.</p>}
      {value && value.length > 0 && <DeliveryTable rows={value} routes={routes} />}
    </section>
  )
}

function DeliveryTable({ rows, routes }: { rows: readonly DeliveryView[]; routes: readonly RouteView[] }) {
  const actions = useConsoleActions()
  const readAgain = useReadSignalsAgain()
  const now = useServerNow()
  const phone = usePhone()
  const [sending, setSending] = useState<string>()
  const [error, setError] = useState<ConsoleError>()

  const again = async (row: DeliveryView) => {
    setSending(row.id)
    setError(undefined)
    try {
      const reply = await actions.sendAgain(row.id)
      if (!reply.ok) setError(reply.error)
      await readAgain()
    } catch (cause) {
      setError(unreachable(cause))
    }
    setSending(undefined)
  }
  const shown = rows.map((row): Shown => {
    const what = `${kindWords[row.kind]}${row.repeat === undefined ? '' : ', again'}${row.count > 1 ? ', folded' : ''}`
    const title = withUnseenShown(row.title)
    const route = routes.find(({ id }) => id === row.route)?.name ?? 'a route that is gone'
    const sendAgain = row.state !== 'taken' && (
      <Button
        size="small"
        className="max-mid:h-11"
        aria-label={`Send again: ${what}, ${title} to ${route}`}
        disabledReason={sending === undefined ? undefined : 'Sent; wait for the reply.'}
        onClick={() => void again(row)}
      >
        Send again
      </Button>
    )
    return { row, what, title, route, sendAgain, now }
  })

  return (
    <>
      {error && <ErrorNotice error={error} />}
      {phone ? (
        <ul aria-labelledby="deliveries" className="panel">
          {shown.map((one) => (
            <DeliveryCard key={one.row.id} {...one} />
          ))}
        </ul>
      ) : (
        <Table aria-labelledby="deliveries">
          <thead>
            <tr>
              {['When', 'What', 'About', 'Route', 'Tries', 'Result'].map((head) => (
                <Th key={head}>{head}</Th>
              ))}
              <Th>
                <span className="sr-only">Action</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <DeliveryRow key={one.row.id} {...one} />
            ))}
          </tbody>
        </Table>
      )}
    </>
  )
}

type Shown = { row: DeliveryView; what: string; title: string; route: string; sendAgain: ReactNode; now: number }

const lostEdge = (row: DeliveryView) => row.state === 'given-up' && 'shadow-[inset_4px_0_0_var(--fail)]'

function DeliveryRow({ row, what, title, route, sendAgain, now }: Shown) {
  return (
    <Tr>
      <Td className={clsx('whitespace-nowrap', lostEdge(row))}>
        <time dateTime={row.at}>{formatDayClock(row.at, now)}</time>
      </Td>
      <Td className="whitespace-nowrap">{what}</Td>
      <Td className="min-w-52 wrap-anywhere">
        <bdi>{title}</bdi>
      </Td>
      <Td className="min-w-36 font-semibold wrap-anywhere">
        <Said>{route}</Said>
      </Td>
      <Td>
        <Tries row={row} />
      </Td>
      <Td className="min-w-40 wrap-anywhere">
        <ResultOf row={row} now={now} />
      </Td>
      <Td className="text-right">{sendAgain}</Td>
    </Tr>
  )
}

/** The same on a phone. */
function DeliveryCard({ row, what, title, route, sendAgain, now }: Shown) {
  return (
    <li className={clsx('grid gap-1 border-b border-line px-3 py-2 text-sm last:border-b-0', lostEdge(row))}>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold wrap-anywhere">
          <Said>{route}</Said>
        </span>
        <span className="ml-auto text-xs text-ink-3">
          {what}, <time dateTime={row.at}>{formatDayClock(row.at, now)}</time>
        </span>
      </p>
      <p className="wrap-anywhere">
        <bdi>{title}</bdi>
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Tries row={row} />
        <div className="min-w-0 flex-1 wrap-anywhere">
          <ResultOf row={row} now={now} />
        </div>
        {sendAgain}
      </div>
    </li>
  )
}
