import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { failed } from '@/lib/result'
import { SignInForm, type SignIn } from './sign-in-form'

async function submit(signIn: SignIn) {
  render(<SignInForm signIn={signIn} next="/vms" />)
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
  render(<SignInForm signIn={() => new Promise(() => {})} next="/" />)
  await userEvent.setup().keyboard('m.okafor')
  expect(screen.getByLabelText('User name')).toHaveProperty('value', 'm.okafor')
})

test('a server that does not answer is said, and one can try again', async () => {
  await submit(() => Promise.reject(new Error('Failed to fetch')))
  expect(screen.getByRole('alert').textContent).toContain('Andon does not answer.')
  expect(screen.getByRole('button', { name: 'Sign in' }).hasAttribute('aria-disabled')).toBe(false)
})

test('the password can be shown, and hidden again', async () => {
  render(<SignInForm signIn={() => new Promise(() => {})} next="/" />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: 'Show the password' }))
  expect(screen.getByLabelText('Password').getAttribute('type')).toBe('text')
  await user.click(screen.getByRole('button', { name: 'Show the password' }))
  expect(screen.getByLabelText('Password').getAttribute('type')).toBe('password')
})
