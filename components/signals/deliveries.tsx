'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import type { DeliveryView, RouteView, Try } from '@/lib/contract/signals-input'
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
import { seconds } from './route-row'
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
  const [sending, setSending] = useState<string>()
  const [error, setError] = useState<ConsoleError>()
  const nameOf = (row: DeliveryView) => routes.find(({ id }) => id === row.route)?.name ?? 'a route that is gone'

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

  return (
    <>
      {error && <ErrorNotice error={error} />}
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
          {rows.map((row) => {
            const what = `${kindWords[row.kind]}${row.repeat === undefined ? '' : ', again'}${row.count > 1 ? ', folded' : ''}`
            const title = withUnseenShown(row.title)
            return (
              <Tr key={row.id}>
                <Td
                  className={clsx(
                    'whitespace-nowrap',
                    row.state === 'given-up' && 'shadow-[inset_4px_0_0_var(--fail)]',
                  )}
                >
                  <time dateTime={row.at}>{formatDayClock(row.at, now)}</time>
                </Td>
                <Td className="whitespace-nowrap">{what}</Td>
                <Td className="min-w-52 wrap-anywhere">
                  <bdi>{title}</bdi>
                </Td>
                <Td className="min-w-36 font-semibold wrap-anywhere">
                  <Said>{nameOf(row)}</Said>
                </Td>
                <Td>
                  <Tries row={row} />
                </Td>
                <Td className="min-w-40 wrap-anywhere">
                  <ResultOf row={row} now={now} />
                </Td>
                <Td className="text-right">
                  {row.state !== 'taken' && (
                    <Button
                      size="small"
                      aria-label={`Send again: ${what}, ${title} to ${nameOf(row)}`}
                      disabledReason={sending === undefined ? undefined : 'Sent; wait for the reply.'}
                      onClick={() => void again(row)}
                    >
                      Send again
                    </Button>
                  )}
                </Td>
              </Tr>
            )
          })}
        </tbody>
      </Table>
    </>
  )
}

const failedTry = (one: Try) => !one.ok

/** A disc for what was taken, a red square for what was refused, a dashed ring for what is to come. */
function Tries({ row: { tries, state } }: { row: DeliveryView }) {
  const words = [...tries.map(({ ok }) => (ok ? 'taken' : 'refused')), ...(state === 'waiting' ? ['to come'] : [])]
  if (words.length === 0) return <span className="text-ink-3">none</span>
  return (
    <span
      role="img"
      aria-label={`${words.length} ${words.length === 1 ? 'try' : 'tries'}: ${words.join(', ')}`}
      className="inline-flex flex-wrap items-center gap-[3px]"
    >
      {/* In their order: each try has its place. */}
      {words.map((word, place) => (
        <i
          key={place}
          className={clsx(
            'size-2 border-[1.5px]',
            word === 'taken' && 'rounded-full border-bar bg-bar',
            word === 'refused' && 'rounded-[1px] border-fail-line bg-fail',
            word === 'to come' && 'rounded-full border-dashed border-bar',
          )}
        />
      ))}
    </span>
  )
}

function ResultOf({ row: { tries, state, nextAt }, now }: { row: DeliveryView; now: number }) {
  const last = tries.at(-1)
  switch (state) {
    case 'taken':
      return (
        <span className="text-ink-2">
          {last ? seconds(last.ms) : ''}
          {tries.some(failedTry) && last ? `, taken ${formatDayClock(last.at, now)}` : ''}
        </span>
      )
    case 'given-up':
      return (
        <span className="font-medium text-fail-text">
          {tries.length === 0 ? 'Given up: its route is off or gone' : 'Given up after a day'}
          {last && !last.ok && <Why said={last.said} />}
        </span>
      )
    default:
      return (
        <span className={tries.length > 0 ? 'text-wait-text' : 'text-ink-2'}>
          {tries.length > 0 && nextAt !== undefined ? `Next try ${formatDayClock(nextAt, now)}` : 'On its way'}
          {last && !last.ok && <Why said={last.said} />}
        </span>
      )
  }
}

const Why = ({ said }: { said: string }) => (
  <small className="block text-xs font-normal text-ink-3">
    <Said>{said}</Said>
  </small>
)
