import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { AccountRow, SessionRow } from '@/lib/contract/accounts-input'
import type { ConsoleActions } from '@/lib/contract/contract'
import { failed, ok } from '@/lib/result'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { ConfirmProvider } from '../ui/confirm'
import { Accounts } from './accounts'

const row = (username: string, role: Role, more: Partial<AccountRow> = {}): AccountRow => ({
  username,
  role,
  state: { at: 'active' },
  mustChange: false,
  sessions: 1,
  ...more,
})
const rows = [row('audit', 'viewer', { sessions: 0 }), row('m.okafor', 'admin'), row('r.nakamura', 'admin')]

const session = (id: string, more: Partial<SessionRow> = {}): SessionRow => ({
  id,
  username: 'm.okafor',
  source: `10.40.2.${id}`,
  browser: 'Firefox on Linux',
  createdAt: '1970-01-01T00:00:00Z',
  usedAt: '1970-01-01T00:00:00Z',
  isThis: false,
  ...more,
})
const sessions = [session('17', { isThis: true }), session('18'), session('44', { username: 'audit' })]
const listSessions = () => Promise.resolve(ok({ sessions, idleMinutes: 720 }))

/** Without a provider, as most consoles are, and without a second factor. */
const alone = {
  readOwnIdentity: () => Promise.resolve(ok({})),
  readIdentityProvider: () => Promise.resolve(ok(null)),
  readOwnFactors: () => Promise.resolve(ok({ passkeys: [], hasPassword: true })),
  readFactorRules: () => Promise.resolve(ok({ required: 'nobody' as const, accounts: {} })),
  proveAgain: () => Promise.resolve(ok(null)),
}

type Shown = { role?: Role; list?: AccountRow[] }

function show(actions: Partial<ConsoleActions> = {}, { role = 'admin', list = rows }: Shown = {}) {
  const listAccounts = vi.fn(() => Promise.resolve(ok(list)))
  render(
    <ConsoleActionsProvider actions={fixtureActions({ listAccounts, listSessions, ...alone, ...actions })}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <FixtureLive feed={fixtureFeed(tablesOf({ connections: [aConnection('c1'), aConnection('c2')] }), 0)}>
          <ConfirmProvider>
            <Accounts />
          </ConfirmProvider>
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  return { user: userEvent.setup(), listAccounts }
}

test('the accounts of others are for administrators; everybody has the own one', async () => {
  const { listAccounts } = show({}, { role: 'operator' })
  expect(listAccounts).not.toHaveBeenCalled()
  expect(screen.queryByRole('table')).toBeNull()
  expect(screen.getByText('Only an administrator sees and changes the accounts of others.')).toBeTruthy()
  expect((await screen.findByRole('button', { name: 'Change your password' })).hasAttribute('aria-disabled')).toBe(
    false,
  )
})

test('how an account stands is said in words under its name', async () => {
  const list = [
    row('a', 'viewer', { state: { at: 'disabled', since: '1970-01-01T00:00:00Z' } }),
    row('b', 'viewer', { state: { at: 'without-password', linkUntil: '1970-01-04T00:00:00Z' } }),
    row('c', 'viewer', { state: { at: 'without-password' } }),
    row('d', 'viewer', { mustChange: true }),
  ]
  show({}, { list })
  const lines = within(await screen.findByRole('table'))
    .getAllByRole('row')
    .slice(1)
  expect(lines.map((line) => line.querySelector('small')?.textContent)).toEqual([
    expect.stringMatching(/^Disabled since /),
    expect.stringMatching(/^No password yet, link until /),
    'No password, and no link to choose one: reset it',
    'Has not changed the first password yet',
  ])
})

test('many accounts are looked through by name; few are not', async () => {
  const list = Array.from({ length: 13 }, (_, at) => row(`person.${at}`, 'viewer'))
  const { user } = show({}, { list })
  await user.type(await screen.findByLabelText('Find an account'), ' Person.12')
  const names = () => screen.queryAllByRole('button', { name: /^Edit / }).map((one) => one.getAttribute('aria-label'))
  expect(names()).toEqual(['Edit person.12'])
  await user.type(screen.getByLabelText('Find an account'), '3')
  expect(names()).toEqual([])
  expect(screen.getByText('No account matches.')).toBeTruthy()
})

test('an account is added, and a password reset, after the password where the sign-in is long ago', async () => {
  const again = failed({ blame: 'ours', code: 'password-again', sentence: 'Enter your password again.' })
  const proveAgain = vi.fn<ConsoleActions['proveAgain']>(async (password) => (password === 'a boat' ? ok(null) : again))
  const { user } = show({ proveAgain })
  const prove = async () => {
    const asked = within(await screen.findByRole('dialog', { name: 'Enter your password again' }))
    await user.type(asked.getByLabelText('Password'), 'a boat')
    await user.click(asked.getByRole('button', { name: 'Go on' }))
  }
  await user.click(screen.getByRole('button', { name: 'Add an account' }))
  await prove()
  await user.click(within(await screen.findByRole('dialog', { name: 'Add an account' })).getByText('Cancel'))
  await user.click(await screen.findByRole('button', { name: 'Edit audit' }))
  await user.click(screen.getByRole('button', { name: 'Reset the password' }))
  await prove()
  expect(await screen.findByRole('dialog', { name: /Reset the password of audit/ })).toBeTruthy()
})

test('a name or a password that is not fit is said in place, and nothing is sent', async () => {
  const { user } = show()
  await user.click(screen.getByRole('button', { name: 'Add an account' }))
  const form = await screen.findByRole('dialog')
  await user.type(within(form).getByLabelText('User name'), 'two words')
  await user.click(within(form).getByRole('radio', { name: 'A first password' }))
  await user.click(within(form).getByRole('button', { name: 'Add' }))
  const said = within(form)
    .getAllByRole('alert')
    .map(({ textContent }) => textContent)
  expect(said).toEqual([expect.stringContaining('no blanks'), expect.stringContaining('at least 10 characters')])
  // On a phone it may have been scrolled out of sight.
  expect(document.activeElement).toBe(within(form).getByLabelText('User name'))
})

test('what the server refuses is said in the form, and what was typed stays', async () => {
  const refused = failed({ blame: 'ours', code: 'name-taken', sentence: 'There is an account audit already.' })
  const { user } = show({ addAccount: () => Promise.resolve(refused) })
  await user.click(screen.getByRole('button', { name: 'Add an account' }))
  await user.type(await screen.findByLabelText('User name'), 'Audit')
  await user.click(screen.getByRole('button', { name: 'Add' }))
  expect((await screen.findByRole('alert')).textContent).toContain('There is an account audit already.')
  expect(screen.getByLabelText('User name')).toHaveProperty('value', 'Audit')
})

test('of two administrators one may be lowered; what cannot be done says why', async () => {
  const editAccount = vi.fn(() => Promise.resolve(ok(null)))
  const { user } = show({ editAccount })
  await user.click(await screen.findByRole('button', { name: 'Edit r.nakamura' }))
  expect(screen.getByRole('button', { name: 'Disable' }).hasAttribute('aria-disabled')).toBe(false)
  await user.click(screen.getByRole('radio', { name: 'Operator' }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(editAccount).toHaveBeenCalledExactlyOnceWith('r.nakamura', { role: 'operator' })
})

test('an account is limited to the connections that are ticked; an administrator to none', async () => {
  const addAccount = vi.fn<ConsoleActions['addAccount']>(() => Promise.resolve(ok({})))
  const { user } = show({ addAccount })
  await user.click(screen.getByRole('button', { name: 'Add an account' }))
  await user.type(await screen.findByLabelText('User name'), 'd.ferreira')
  await user.click(screen.getByRole('radio', { name: 'Only these' }))
  await user.click(screen.getByRole('checkbox', { name: 'esx-c2' }))
  await user.click(screen.getByRole('button', { name: 'Add' }))
  expect(addAccount).toHaveBeenCalledExactlyOnceWith({ username: 'd.ferreira', role: 'operator', connections: ['c2'] })
  await user.click(screen.getByRole('button', { name: 'Add an account' }))
  await user.click(await screen.findByRole('radio', { name: 'Admin' }))
  expect(screen.queryByRole('radio', { name: 'Only these' })).toBeNull()
})

test('no two controls of the page have the same name', async () => {
  show()
  await screen.findByRole('table')
  expect(screen.queryByLabelText('Find an account')).toBeNull()
  const names = screen.getAllByRole('button').map((one) => one.getAttribute('aria-label') ?? one.textContent)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toContain('Edit audit')
})

test('one session is ended, or all of the own but this one; what an administrator sets of them is sent', async () => {
  const endSession = vi.fn(() => Promise.resolve(ok(null)))
  const endOtherSessions = vi.fn(() => Promise.resolve(ok(null)))
  const setIdleMinutes = vi.fn(() => Promise.resolve(ok(null)))
  const { user } = show({ endSession, endOtherSessions, setIdleMinutes })
  expect(await screen.findByText('this one')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: /^End the session of audit, Firefox on Linux, 10\.40\.2\.44/ }))
  expect(endSession).toHaveBeenCalledExactlyOnceWith('44')
  await user.click(screen.getByRole('button', { name: 'End all of yours but this one' }))
  expect(endOtherSessions).toHaveBeenCalledOnce()
  await user.selectOptions(screen.getByLabelText('Signed out without activity after'), 'one hour')
  expect(setIdleMinutes).toHaveBeenCalledExactlyOnceWith(60)
})

test('who is no administrator reads after how long sessions end, and that nothing else is signed in', async () => {
  const mine = { sessions: sessions.slice(0, 1), idleMinutes: 15 }
  show({ listSessions: () => Promise.resolve(ok(mine)) }, { role: 'viewer' })
  expect(await screen.findByText(/Signed out after 15 minutes without activity/)).toBeTruthy()
  const others = screen.getByRole('button', { name: 'End all of yours but this one' })
  expect(others.getAttribute('aria-disabled')).toBe('true')
})
