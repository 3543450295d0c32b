import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import { ok } from '@/lib/result'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions } from '../testing/fixture-live'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfirmProvider } from '../ui/confirm'
import { RecordSettings } from './record'

function show(actions: Partial<ConsoleActions> = {}, role: Role = 'admin', days: number | null = null) {
  const readKeepDays = vi.fn(() => Promise.resolve(ok({ days })))
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ConsoleActionsProvider actions={fixtureActions({ readKeepDays, ...actions })}>
        <AccountProvider account={{ name: 'm.okafor', role }}>
          <ConfirmProvider>
            <RecordSettings />
          </ConfirmProvider>
        </AccountProvider>
      </ConsoleActionsProvider>
    </QueryClientProvider>,
  )
  return { user: userEvent.setup(), readKeepDays }
}

test('history is kept for ever until an administrator says otherwise, and says so twice', async () => {
  const setKeepDays = vi.fn(() => Promise.resolve(ok(null)))
  const { user } = show({ setKeepDays })
  const choice = await screen.findByRole('combobox', { name: 'History is kept' })
  expect(choice).toHaveProperty('value', '')
  await user.selectOptions(choice, 'for 1 year')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(setKeepDays).not.toHaveBeenCalled()
  expect(screen.getByRole('alertdialog').textContent).toMatch(/over for longer than 1 year are removed for good/)
  await user.click(screen.getByRole('button', { name: 'Remove' }))
  expect(setKeepDays).toHaveBeenCalledWith(365)
})

test('a person is forgotten by the name that History shows', async () => {
  const forgetPerson = vi.fn(() => Promise.resolve(ok({ wasKnown: true })))
  const { user } = show({ forgetPerson })
  await user.type(screen.getByRole('textbox', { name: 'Name in the record' }), 'Anna Haddad')
  await user.click(screen.getByRole('button', { name: 'Forget' }))
  await user.click(screen.getAllByRole('button', { name: 'Forget' }).at(-1)!) // the one in the dialog
  expect(forgetPerson).toHaveBeenCalledWith('Anna Haddad')
  expect(await screen.findByText('Anna Haddad is forgotten.')).toBeTruthy()
})

test('whoever is no administrator is told why', () => {
  const { readKeepDays } = show({}, 'operator')
  expect(readKeepDays).not.toHaveBeenCalled()
  // For how long it is kept is not known to them, so nothing is claimed.
  expect(screen.queryByRole('combobox')).toBeNull()
  expect(screen.getByText('Only an administrator sees and changes it.')).toBeTruthy()
  expect(screen.getByRole('button', { name: /Forget/ }).getAttribute('aria-disabled')).toBe('true')
})
