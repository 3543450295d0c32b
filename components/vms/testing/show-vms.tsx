/** For tests: the page of all VMs, as somebody who may operate sees it. */
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { LiveTables } from '@/lib/live/live-state'
import { AccountProvider, ConsoleActionsProvider } from '../../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../../testing/fixture-live'
import { aConnection, aQuestion, aTask, aVm } from '../../testing/vm-fixtures'
import { ConfirmProvider } from '../../ui/confirm'
import { VmsPage } from '../vms-page'

const now = Date.parse('2026-11-22T10:06:18Z')

/** jsdom lays nothing out: a window of 20 rows stands in for the screen. */
export function windowOfRows(): void {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(720)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1200)
  history.replaceState(null, '', '/vms')
}

/** Shows the page of all VMs. */
export function show(tables: LiveTables | undefined, actions: Partial<ConsoleActions> = {}) {
  const feed = fixtureFeed(tables, now)
  render(
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role: 'operator' }}>
        <ConsoleActionsProvider actions={fixtureActions(actions)}>
          <ConfirmProvider>
            <VmsPage />
          </ConfirmProvider>
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  return { feed, user: userEvent.setup() }
}

export const connections = [aConnection('c1')]
export const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('link')[0]?.textContent)

export const off = aVm('app-off', { powerState: 'poweredOff' })
export const on = aVm('app-on')
export const waiting = aVm('db/primary', { storedName: 'db%2Fprimary', powerState: 'poweredOff' })
export const small = {
  connections,
  vms: [on, off, waiting],
  tasks: [aTask(waiting)],
  questions: [aQuestion(waiting)],
}
