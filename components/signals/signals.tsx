'use client'

import type { SignalSettings } from '@/lib/contract/signals-input'
import { newRoutePath } from '../pages/pages'
import { buttonClass } from '../ui/button-class'
import { Link } from '../ui/link'
import { ErrorNotice, Notice } from '../ui/notice'
import { Empty, ListSkeleton } from '../ui/placeholders'
import { SectionHead } from '../ui/sections'
import { ChainPanel } from './chain-panel'
import { Deliveries } from './deliveries'
import { RouteRow } from './route-row'
import { useSignals, useWhyNoSignals } from './use-signals'

/** Settings → Signals: who is told outside the console, of what, and how that went. */
export function Signals() {
  const whyNot = useWhyNoSignals()
  return whyNot === undefined ? <All /> : <Notice>{whyNot}</Notice>
}

function All() {
  const { value, error } = useSignals()
  return (
    <div className="grid gap-5">
      {error && <ErrorNotice error={error} />}
      {value ? <Known {...value} /> : !error && <ListSkeleton what="Reading the signals" />}
    </div>
  )
}

function Known({ routes, chain, overdueMinutes, keptDays }: SignalSettings) {
  return (
    <>
      <section aria-labelledby="routes" className="grid gap-2">
        <SectionHead id="routes" title="Routes" count={routes.length}>
          <Link href={newRoutePath} className={buttonClass({ tone: 'solid' })}>
            Add a route
          </Link>
        </SectionHead>
        {routes.length === 0 ? (
          <Empty fact="Nobody outside this page is told" className="panel">
            <p>A route tells a chat, a phone, a mailbox or a program when a question waits.</p>
          </Empty>
        ) : (
          <ul aria-label="Routes" className="panel overflow-hidden">
            {routes.map((route) => (
              <RouteRow key={route.id} route={route} keptDays={keptDays} />
            ))}
          </ul>
        )}
      </section>
      <ChainPanel chain={chain} routes={routes} overdueMinutes={overdueMinutes} />
      <Deliveries routes={routes} keptDays={keptDays} />
    </>
  )
}
