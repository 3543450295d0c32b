import { act, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { roles } from '@/lib/accounts/role'
import { failed } from '@/lib/result'
import { ChoosePassword } from './choose-password'
import { DemoAccounts } from './demo-accounts'
import { SignInForm, type SignIn } from './sign-in-form'

const passkey = { begin: () => new Promise<never>(() => {}), finish: () => new Promise<never>(() => {}) }

async function submit(signIn: SignIn) {
  render(<SignInForm signIn={signIn} passkey={passkey} next="/vms" />)
  const user = userEvent.setup()
  await user.type(screen.getByLabelText('User name'), ' m.okafor ')
  await user.type(screen.getByLabelText('Password'), ' secret ')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  return user
}

test('the name is trimmed, the password is not; what was typed stays when it is refused', async () => {
  const signIn = vi.fn<SignIn>(() =>
    Promise.resolve(failed({ blame: 'ours', code: 'sign-in-refused', sentence: 'User name or password is wrong.' })),
  )
  await submit(signIn)
  expect(signIn.mock.calls).toEqual([[{ username: 'm.okafor', password: ' secret ' }]])
  expect(screen.getByRole('alert').textContent).toContain('User name or password is wrong.')
  expect(document.activeElement).toBe(screen.getByLabelText('Password'))
  expect(screen.getByLabelText('Password').getAttribute('aria-invalid')).toBe('true')
  expect(screen.getByLabelText('User name')).toHaveProperty('value', ' m.okafor ')
})

test('typing begins in the user name, without a press', async () => {
  render(<SignInForm signIn={() => new Promise(() => {})} passkey={passkey} next="/" />)
  await userEvent.setup().keyboard('m.okafor')
  expect(screen.getByLabelText('User name')).toHaveProperty('value', 'm.okafor')
})

test.each([
  [{ username: undefined }, 'Your user name'],
  [{ username: 'anna', asksPresent: true }, 'Password you were given'],
  [{ username: 'anna' }, 'New password'],
])('so it does where a password is chosen: %j', (given, label) => {
  render(<ChoosePassword {...given} send={() => new Promise(() => {})} next="/" />)
  expect(document.activeElement).toBe(screen.getByLabelText(label))
})

test('a password may be pasted, and a manager knows both fields', async () => {
  const signIn = vi.fn<SignIn>(() => new Promise(() => {}))
  render(<SignInForm signIn={signIn} passkey={passkey} next="/" />)
  const user = userEvent.setup()
  await user.type(screen.getByLabelText('User name'), 'm.okafor')
  await user.click(screen.getByLabelText('Password'))
  await user.paste('from a manager')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(signIn.mock.calls).toEqual([[{ username: 'm.okafor', password: 'from a manager' }]])
  expect(screen.getByLabelText('User name').getAttribute('autocomplete')).toBe('username')
  expect(screen.getByLabelText('Password').getAttribute('autocomplete')).toBe('current-password')
})

test('a server that does not answer is said, and one can try again', async () => {
  await submit(() => Promise.reject(new Error('Failed to fetch')))
  expect(screen.getByRole('alert').textContent).toContain('Andon does not answer.')
  expect(screen.getByRole('button', { name: 'Sign in' }).hasAttribute('aria-disabled')).toBe(false)
})

describe('after too many failures', () => {
  const slowed = failed({
    blame: 'ours',
    code: 'sign-in-slowed',
    sentence: 'Too many failed attempts.',
    wayOut: 'Possible again in 57 s.',
    waitMs: 56_400,
  })
  const button = () => screen.getByRole('button', { name: 'Sign in' })
  const enter = () => act(async () => void fireEvent.submit(button().closest('form')!)) // it stands in one
  const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)))

  async function refuse() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
    const signIn = vi.fn<SignIn>(() => Promise.resolve(slowed))
    render(<SignInForm signIn={signIn} passkey={passkey} next="/" />)
    fireEvent.change(screen.getByLabelText('User name'), { target: { value: 'm.okafor' } })
    fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'secret' } })
    await enter()
    return signIn
  }

  test('the wait is counted down, whatever the clock of this machine says, and then the button works again', async () => {
    try {
      const signIn = await refuse()
      const timer = screen.getByRole('timer')
      expect(timer.textContent).toBe('Possible again in 57\u00a0s.')
      expect(button().getAttribute('aria-disabled')).toBe('true')
      expect(screen.getByRole('alert').textContent).toBe('Too many failed attempts. Possible again in 57 s.')
      vi.setSystemTime(0)
      await enter()
      expect(signIn).toHaveBeenCalledOnce()
      await pass(20_000)
      expect(timer.textContent).toBe('Possible again in 37\u00a0s.')
      // What was said at first is not there to be read as if it were so now.
      expect(screen.getByRole('alert').textContent).toBe('')
      expect(screen.queryByText('You can try again now.')).toBeNull()
      await pass(36_000)
      expect(timer.textContent).toBe('Possible again in 1\u00a0s.')
      expect(button().getAttribute('aria-disabled')).toBe('true')
      await pass(1_000)
      expect(screen.getByText('You can try again now.').getAttribute('role')).toBe('status')
      expect(button().hasAttribute('aria-disabled')).toBe(false)
      await enter()
      expect(signIn).toHaveBeenCalledTimes(2)
    } finally {
      vi.useRealTimers()
    }
  })

  test('another name can be tried at once: it is counted by itself', async () => {
    try {
      await refuse()
      fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'another' } })
      expect(button().getAttribute('aria-disabled')).toBe('true')
      fireEvent.change(screen.getByLabelText('User name'), { target: { value: 'm.okafo' } })
      expect(button().hasAttribute('aria-disabled')).toBe(false)
      expect(screen.queryByRole('timer')).toBeNull()
    } finally {
      vi.useRealTimers()
    }
  })
})

test('the password can be shown, and hidden again', async () => {
  render(<SignInForm signIn={() => new Promise(() => {})} passkey={passkey} next="/" />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: 'Show the password' }))
  expect(screen.getByLabelText('Password').getAttribute('type')).toBe('text')
  await user.click(screen.getByRole('button', { name: 'Show the password' }))
  expect(screen.getByLabelText('Password').getAttribute('type')).toBe('password')
})

test('a demo shows an account of each role and signs in with one press; elsewhere nothing is shown', async () => {
  const signIn = vi.fn<SignIn>(() => Promise.resolve(failed({ blame: 'ours', code: 'x', sentence: 'Not now.' })))
  const accounts = roles.map((role) => ({ username: role, role, password: `password of ${role}` }))
  const { rerender } = render(<DemoAccounts accounts={accounts} signIn={signIn} next="/" />)
  expect(screen.getAllByRole('listitem')).toHaveLength(3)
  expect(screen.getByText('password of viewer')).toBeTruthy()
  await userEvent.setup().click(screen.getByRole('button', { name: 'Sign in as operator' }))
  expect(signIn).toHaveBeenCalledExactlyOnceWith({ username: 'operator', password: 'password of operator' })
  expect((await screen.findByRole('alert')).textContent).toContain('Not now.')
  rerender(<DemoAccounts accounts={[]} signIn={signIn} next="/" />)
  expect(screen.queryByRole('list')).toBeNull()
})
