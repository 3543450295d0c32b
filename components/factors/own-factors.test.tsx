import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { OwnFactors as OwnFactorsRead } from '@/lib/contract/factors-input'
import { failed, ok } from '@/lib/result'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { tablesOf } from '../testing/vm-fixtures'
import { ConfirmProvider } from '../ui/confirm'
import { OwnFactors } from './own-factors'

const since = '2026-03-01T08:00:00Z'
const nothing: OwnFactorsRead = { passkeys: [], hasPassword: true }
const withApp: OwnFactorsRead = { ...nothing, authenticator: { since, recoveryCodesLeft: 1 } }
const recoveryCodes = ['aaaa-1111', 'bbbb-2222']
const refused = (code: string, sentence: string) => failed({ blame: 'ours', code, sentence })

function show(own: OwnFactorsRead, actions: Partial<ConsoleActions> = {}) {
  const readOwnFactors = vi.fn<ConsoleActions['readOwnFactors']>(() => Promise.resolve(ok(own)))
  const given = fixtureActions({
    readOwnFactors,
    proveAgain: () => Promise.resolve(ok(null)),
    beginAuthenticator: () => Promise.resolve(ok({ key: 'ABCD EFGH', uri: 'otpauth://totp/Andon:a?secret=ABCDEFGH' })),
    ...actions,
  })
  render(
    <ConsoleActionsProvider actions={given}>
      <AccountProvider account={{ name: 'm.okafor', role: 'viewer' }}>
        <FixtureLive feed={fixtureFeed(tablesOf({}), Date.parse('2026-03-02T08:00:00Z'))}>
          <ConfirmProvider>
            <OwnFactors />
          </ConfirmProvider>
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  return { user: userEvent.setup(), readOwnFactors }
}

test('an app is set up with a code of six figures; its recovery codes stay until they are said to be stored', async () => {
  const confirmAuthenticator = vi
    .fn<ConsoleActions['confirmAuthenticator']>()
    .mockResolvedValueOnce(refused('code-refused', 'This code is wrong.'))
    .mockResolvedValueOnce(ok({ recoveryCodes }))
  const { user, readOwnFactors } = show(nothing, { confirmAuthenticator })
  const begin = await screen.findByRole('button', { name: 'Set up' })
  expect(document.activeElement).toBe(document.body)
  await user.click(begin)
  const form = within(await screen.findByRole('dialog', { name: 'Set up an authenticator app' }))
  expect(form.getByRole('img', { name: 'QR code of the key' })).toBeTruthy()
  expect(form.getByText('ABCD EFGH')).toBeTruthy()
  const code = form.getByLabelText('Code that the app shows')
  await user.type(code, '12345')
  await user.click(form.getByRole('button', { name: 'Confirm' }))
  expect(confirmAuthenticator).not.toHaveBeenCalled()
  expect(code.getAttribute('aria-invalid')).toBe('true')
  await user.type(code, ' 6')
  await user.click(form.getByRole('button', { name: 'Confirm' }))
  expect((await form.findByRole('alert')).textContent).toContain('This code is wrong.')
  await user.click(form.getByRole('button', { name: 'Confirm' }))

  const shown = within(await screen.findByRole('alertdialog', { name: 'Your recovery codes' }))
  expect(shown.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(recoveryCodes)
  await user.keyboard('{Escape}')
  readOwnFactors.mockResolvedValue(ok(withApp))
  await user.click(shown.getByRole('button', { name: 'I have stored them' }))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  // The button that was pressed is there no more: the focus does not go with it.
  expect(document.activeElement).toBe(await screen.findByRole('button', { name: 'New recovery codes' }))
})

test('where the sign-in is too long ago the password comes first, and then what was wanted', async () => {
  const proveAgain = vi
    .fn<ConsoleActions['proveAgain']>()
    .mockResolvedValueOnce(refused('password-again', 'Enter your password again first.'))
    .mockResolvedValueOnce(refused('wrong-password', 'Your present password is not this.'))
    .mockResolvedValueOnce(ok(null))
  const { user } = show(nothing, { proveAgain })
  await user.click(await screen.findByRole('button', { name: 'Set up' }))
  const asked = within(await screen.findByRole('dialog', { name: 'Enter your password again' }))
  await user.type(asked.getByLabelText('Password'), 'a password')
  await user.click(asked.getByRole('button', { name: 'Go on' }))
  expect((await asked.findByRole('alert')).textContent).toContain('Your present password is not this.')
  await user.click(asked.getByRole('button', { name: 'Go on' }))
  expect(proveAgain.mock.calls).toEqual([[], ['a password'], ['a password']])
  expect(await screen.findByRole('dialog', { name: 'Set up an authenticator app' })).toBeTruthy()
})

test('where there is an app the proof takes a code too, and neither is sent without the other', async () => {
  const proveAgain = vi
    .fn<ConsoleActions['proveAgain']>()
    .mockResolvedValueOnce(refused('code-again', 'Enter your password and a code.'))
    .mockResolvedValueOnce(ok(null))
  const renewRecoveryCodes = () => Promise.resolve(ok({ recoveryCodes }))
  const { user } = show(withApp, { proveAgain, renewRecoveryCodes })
  await user.click(await screen.findByRole('button', { name: 'New recovery codes' }))
  const asked = within(await screen.findByRole('dialog', { name: 'Enter your password and a code again' }))
  await user.type(asked.getByLabelText('Password'), 'a password')
  await user.click(asked.getByRole('button', { name: 'Go on' }))
  expect(asked.getByText('Enter a code.')).toBeTruthy()
  await user.type(asked.getByLabelText('Code of the app, or a recovery code'), '123 456')
  await user.click(asked.getByRole('button', { name: 'Go on' }))
  expect(proveAgain.mock.calls).toEqual([[], ['a password', '123 456']])
  // Nothing more is asked for than whether it is meant.
  const meant = within(await screen.findByRole('alertdialog', { name: 'Make new recovery codes?' }))
  await user.click(meant.getByRole('button', { name: 'Make new ones' }))
  const shown = within(await screen.findByRole('alertdialog', { name: 'Your recovery codes' }))
  expect(shown.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(recoveryCodes)
})

test('the app is turned off with the password and a code, and with nothing less', async () => {
  const removeAuthenticator = vi.fn<ConsoleActions['removeAuthenticator']>().mockResolvedValue(ok(null))
  const { user } = show(withApp, { removeAuthenticator })
  expect(await screen.findByText(/1 recovery code left\.$/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Turn off' }))
  const form = within(screen.getByRole('dialog', { name: 'Turn off the authenticator app' }))
  await user.type(form.getByLabelText('Password'), 'a password')
  await user.click(form.getByRole('button', { name: 'Turn off' }))
  expect(removeAuthenticator).not.toHaveBeenCalled()
  expect(form.getByText('Enter a code.')).toBeTruthy()
  await user.type(form.getByLabelText('Code of the app, or a recovery code'), 'aaaa-1111')
  await user.click(form.getByRole('button', { name: 'Turn off' }))
  expect(removeAuthenticator).toHaveBeenCalledWith('a password', 'aaaa-1111')
})

test('passkeys are told apart by name and address, renamed, and removed after a question', async () => {
  const row = { id: 'AAAA', name: '<b>laptop</b>', address: 'andon.example', createdAt: since, isSynced: true }
  const renamePasskey = vi.fn<ConsoleActions['renamePasskey']>().mockResolvedValue(ok(null))
  const removePasskey = vi.fn<ConsoleActions['removePasskey']>().mockResolvedValue(ok(null))
  const { user } = show({ ...nothing, passkeys: [row] }, { renamePasskey, removePasskey })
  const line = within(await screen.findByRole('list', { name: 'Your passkeys' }))
  expect(line.getByText('<b>laptop</b>')).toBeTruthy()
  expect(line.getByText('for andon.example, kept by your other devices too')).toBeTruthy()
  expect(line.getByText('never used')).toBeTruthy()
  await user.click(line.getByRole('button', { name: 'Rename the passkey <b>laptop</b>' }))
  const form = within(screen.getByRole('dialog'))
  await user.clear(form.getByLabelText('Name'))
  await user.click(form.getByRole('button', { name: 'Rename' }))
  expect(form.getByText('Enter a name.')).toBeTruthy()
  await user.type(form.getByLabelText('Name'), ' phone ')
  await user.click(form.getByRole('button', { name: 'Rename' }))
  expect(renamePasskey.mock.calls).toEqual([['AAAA', 'phone']])
  await user.click(line.getByRole('button', { name: 'Remove the passkey <b>laptop</b>' }))
  expect(removePasskey).not.toHaveBeenCalled()
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Remove' }))
  expect(removePasskey).toHaveBeenCalledWith('AAAA')
})

test('a browser without passkeys is told so, and an account without a password has nothing to set up', async () => {
  const begin = vi.fn<ConsoleActions['beginAuthenticator']>()
  const { user } = show({ ...nothing, hasPassword: false }, { beginAuthenticator: begin })
  const setUp = await screen.findByRole('button', { name: 'Set up' })
  await user.click(setUp)
  expect(setUp.getAttribute('aria-disabled')).toBe('true')
  // Where nobody hovers it stands in words.
  const line = screen.getByText(/^Not set up\. Your account has no password: /)
  expect(line.textContent).not.toContain('takes your password')
  expect(begin).not.toHaveBeenCalled()
})
