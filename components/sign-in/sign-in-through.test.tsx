import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { failed } from '@/lib/result'
import { SignInThrough, type BeginThrough } from './sign-in-through'

const never: BeginThrough = () => new Promise(() => {})
const props = { provider: 'Company ID', next: '/vms' }

test('a press goes to the provider once, however often it is made, and says so meanwhile', async () => {
  const begin = vi.fn(never)
  render(<SignInThrough {...props} asks begin={begin} />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: 'Sign in with Company ID' }))
  await user.click(screen.getByRole('button', { name: 'Going to Company ID' }))
  expect(begin.mock.calls).toEqual([[{ next: '/vms', asks: true }]])
})

test('why it could not be begun is said, and it can be tried again', async () => {
  const away = failed({ blame: 'wire', code: 'provider-away', sentence: 'Company ID has not answered.' })
  const begin = vi.fn<BeginThrough>(() => Promise.resolve(away))
  render(<SignInThrough {...props} begin={begin} />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: 'Sign in with Company ID' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Company ID has not answered.')
  await user.click(await screen.findByRole('button', { name: 'Sign in with Company ID' }))
  await vi.waitFor(() => expect(begin).toHaveBeenCalledTimes(2))
})

/**
 * On a slow machine the button was there before its scripts: a press did nothing, and whoever waited for the provider
 * waited for ever.
 */
test('a press that is made before the scripts of the page are there is not lost', async () => {
  const begin = vi.fn(never)
  const page = document.createElement('div')
  document.body.append(page)
  const served = <SignInThrough {...props} begin={begin} />
  page.innerHTML = renderToString(served)
  // What a server sends with a form runs with the page; text that is set does not.
  for (const script of page.querySelectorAll('script')) {
    const running = document.createElement('script')
    running.textContent = script.textContent
    script.replaceWith(running)
  }
  await userEvent.setup().click(screen.getByRole('button', { name: 'Sign in with Company ID' }))
  expect(begin).not.toHaveBeenCalled()
  const root = await act(async () => hydrateRoot(page, served))
  expect(begin.mock.calls).toEqual([[{ next: '/vms' }]])
  expect(screen.getByRole('button', { name: 'Going to Company ID' })).toBeDefined()
  await act(async () => root.unmount())
  page.remove()
})
