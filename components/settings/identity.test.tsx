import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { AccountRow, IdentityProvider, OwnIdentity } from '@/lib/contract/accounts-input'
import type { ConsoleActions } from '@/lib/contract/contract'
import { failed, ok } from '@/lib/result'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { ConfirmProvider } from '../ui/confirm'
import { Accounts } from './accounts'

const provider: IdentityProvider = {
  name: 'Company ID',
  issuer: 'https://id.example',
  clientId: 'andon',
  scopes: 'openid profile',
  callbackPath: '/sign-in/through',
  rules: [
    { role: 'admin', claim: 'groups', value: 'vm-admins' },
    { role: 'operator', connections: ['c1', 'gone'], claim: 'groups', value: 'lab' },
  ],
  state: { at: 'there' },
}

const row = (username: string, more: Partial<AccountRow> = {}): AccountRow => ({
  username,
  role: 'admin',
  state: { at: 'active' },
  mustChange: false,
  sessions: 1,
  ...more,
})

type Shown = { own?: OwnIdentity; list?: AccountRow[]; found?: IdentityProvider } & Partial<ConsoleActions>

function show({
  own = { provider: 'Company ID' },
  list = [row('m.okafor')],
  found = provider,
  ...actions
}: Shown = {}) {
  const given = fixtureActions({
    listAccounts: () => Promise.resolve(ok(list)),
    listSessions: () => Promise.resolve(ok({ sessions: [], idleMinutes: 720 })),
    readOwnIdentity: () => Promise.resolve(ok(own)),
    readIdentityProvider: () => Promise.resolve(ok(found)),
    proveAgain: () => Promise.resolve(ok(null)),
    ...actions,
  })
  render(
    <ConsoleActionsProvider actions={given}>
      <AccountProvider account={{ name: 'm.okafor', role: 'admin' }}>
        <FixtureLive feed={fixtureFeed(tablesOf({ connections: [{ ...aConnection('c1'), name: 'c1' }] }), 0)}>
          <ConfirmProvider>
            <Accounts />
          </ConfirmProvider>
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  return userEvent.setup()
}

test('who may sign in through the provider, and as what, can be read; a name that no connection has is said', async () => {
  show()
  const rules = within(await screen.findByRole('table', { name: 'Sign-in through Company ID' }))
  const lines = rules.getAllByRole('row').map((line) => line.textContent)
  expect(lines).toEqual([
    'ClaimValueBecomesConnections',
    'groupsvm-adminsAdminConnections: all',
    'groupslabOperatorConnections: c1, gone (no connection is called this)',
  ])
  expect(screen.getByText('http://localhost:3000/sign-in/through')).toBeTruthy()
})

test('a provider that does not answer says so, with what went wrong', async () => {
  show({ found: { ...provider, state: { at: 'away', raw: 'the provider cannot be reached (ECONNREFUSED)' } } })
  expect(await screen.findByText(/cannot be reached \(ECONNREFUSED\)/)).toBeTruthy()
})

test('the own account is linked with the own password, which may be refused', async () => {
  const joinIdentity = vi
    .fn<ConsoleActions['joinIdentity']>()
    .mockResolvedValue(
      failed({ blame: 'ours', code: 'wrong-password', sentence: 'Your present password is not this.' }),
    )
  const user = show({ joinIdentity })
  await user.click(await screen.findByRole('button', { name: 'Link to Company ID' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Link your account to Company ID' }))
  await user.click(dialog.getByRole('button', { name: 'Go on' }))
  expect(joinIdentity).not.toHaveBeenCalled()
  await user.type(dialog.getByLabelText('Present password'), 'a password')
  await user.click(dialog.getByRole('button', { name: 'Go on' }))
  expect(joinIdentity).toHaveBeenCalledWith('a password')
  expect(dialog.getByText('Your present password is not this.')).toBeTruthy()
})

test('whoever comes through the provider has no password to change, and nothing to link', async () => {
  show({ own: { provider: 'Company ID', identity: 'follows' } })
  // Not for a moment either, before that is known.
  expect(screen.queryByRole('button', { name: 'Change your password' })).toBeNull()
  expect(await screen.findByText('You sign in through Company ID, which says what you may.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Change your password' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Link to Company ID' })).toBeNull()
})

test('an account of the provider can be disabled, but is what the provider says, and no last administrator', async () => {
  const user = show({ list: [row('m.okafor'), row('anna', { identity: 'follows' })] })
  await user.click(await screen.findByRole('button', { name: 'Edit anna' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Account: anna' }))
  expect(dialog.queryByRole('radio')).toBeNull()
  expect(dialog.queryByRole('button', { name: 'Reset the password' })).toBeNull()
  expect(dialog.getByRole('button', { name: 'Disable' }).hasAttribute('aria-disabled')).toBe(false)
  await user.click(dialog.getAllByRole('button', { name: 'Close' })[0] as HTMLElement) // there are two
  await user.click(screen.getByRole('button', { name: 'Edit m.okafor' }))
  expect(screen.getByRole('button', { name: 'Disable' }).hasAttribute('aria-disabled')).toBe(true)
})

test('a linked account is unlinked by an administrator', async () => {
  const partIdentity = vi.fn<ConsoleActions['partIdentity']>().mockResolvedValue(ok(null))
  const user = show({ partIdentity, list: [row('m.okafor'), row('anna', { identity: 'joined' })] })
  expect(await screen.findByText('With a password, and through Company ID')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Edit anna' }))
  await user.click(screen.getByRole('button', { name: 'Unlink' }))
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Unlink' }))
  expect(partIdentity).toHaveBeenCalledWith('anna')
})
