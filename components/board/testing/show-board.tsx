import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { LiveTables } from '@/lib/live/live-state'
import { ScopeProvider } from '../../connections/scope'
import { AccountProvider, ConsoleActionsProvider } from '../../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../../testing/fixture-live'
import { Board } from '../board'

/** The Board with live data that the test holds in its hand. @param tables undefined: nothing has arrived yet. */
export function showBoard(
  tables: LiveTables | undefined,
  options: { now: number; role?: Role; actions?: Partial<ConsoleActions> },
) {
  const { now, role = 'admin', actions = {} } = options
  const feed = fixtureFeed(tables, now)
  render(
    <ConsoleActionsProvider actions={fixtureActions(actions)}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <FixtureLive feed={feed}>
          <ScopeProvider>
            <Board />
          </ScopeProvider>
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  return { feed, user: userEvent.setup() }
}
