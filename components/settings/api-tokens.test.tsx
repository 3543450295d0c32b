import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { ApiTokenRow } from '@/lib/contract/tokens-input'
import { failed, ok } from '@/lib/result'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { ConfirmProvider } from '../ui/confirm'
import { ApiTokens } from './api-tokens'

const hour = 3_600_000
const at = (ms: number) => new Date(ms).toISOString()
const now = Date.parse('2030-01-31T00:00:00Z')

const token = (name: string, more: Partial<ApiTokenRow> = {}): ApiTokenRow => ({
  id: name,
  name,
  owner: 'm.okafor',
  scopes: ['read'],
  createdAt: at(now),
  ...more,
})

function show(list: ApiTokenRow[], actions: Partial<ConsoleActions> = {}) {
  const given = {
    listApiTokens: () => Promise.resolve(ok(list)),
    proveAgain: () => Promise.resolve(ok(null)),
    ...actions,
  }
  render(
    <ConsoleActionsProvider actions={fixtureActions(given)}>
      <AccountProvider account={{ name: 'm.okafor', role: 'admin' }}>
        <FixtureLive feed={fixtureFeed(tablesOf({ connections: [aConnection('c1')] }), now)}>
          <ConfirmProvider>
            <ApiTokens />
          </ConfirmProvider>
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  return userEvent.setup()
}

test('where there is none, that is said, and what one is for', async () => {
  show([])
  expect(await screen.findByText('No program has a token.', { exact: false })).toBeTruthy()
})

test('an end is called out in the last quarter of the time that a token was made for, and not before', async () => {
  show([
    token('fresh-of-a-day', { until: at(now + 23 * hour), createdAt: at(now - hour) }),
    token('late-of-a-day', { until: at(now + 5 * hour), createdAt: at(now - 19 * hour) }),
    token('fresh-of-a-year', { until: at(now + 300 * 24 * hour), createdAt: at(now - 65 * 24 * hour) }),
    token('late-of-a-year', { until: at(now + 13 * 24 * hour), createdAt: at(now - 352 * 24 * hour) }),
  ])
  const lines = within(await screen.findByRole('table'))
    .getAllByRole('row')
    .slice(1)
  expect(lines.filter((line) => line.querySelector('.text-wait-text')).map((line) => line.textContent)).toEqual([
    expect.stringContaining('late-of-a-day'),
    expect.stringContaining('late-of-a-year'),
  ])
})

test('a token is made after the password where the sign-in is long ago, and says why', async () => {
  const again = failed({ blame: 'ours', code: 'password-again', sentence: 'Enter your password again.' })
  const proveAgain = vi.fn<ConsoleActions['proveAgain']>(async (password) => (password === 'a boat' ? ok(null) : again))
  const user = show([], { proveAgain })
  await user.click(screen.getByRole('button', { name: 'Make a token' }))
  const asked = await screen.findByRole('dialog', { name: 'Enter your password again' })
  expect(asked.textContent).toContain('a token lets a program in under your name')
  await user.type(within(asked).getByLabelText('Password'), 'a boat')
  await user.click(within(asked).getByRole('button', { name: 'Go on' }))
  expect(await screen.findByRole('dialog', { name: 'Make an API token' })).toBeTruthy()
})

test('limited to nothing is said before it is made', async () => {
  const user = show([])
  await user.click(screen.getByRole('button', { name: 'Make a token' }))
  await user.click(await screen.findByRole('radio', { name: 'Only these' }))
  const nothing = 'Nothing is ticked: it has no connection at all.'
  expect(screen.getByText(nothing)).toBeTruthy()
  await user.click(screen.getByRole('checkbox', { name: 'esx-c1' }))
  expect(screen.queryByText(nothing)).toBeNull()
})
