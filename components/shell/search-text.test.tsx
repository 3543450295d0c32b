import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { beginTypingAhead, endSearch, endTypingAhead, isTypedAhead, useSearchText } from './search-text'

afterEach(() => act(endSearch))

const Text = () => <output>{useSearchText()}</output>

function open() {
  const heard = vi.fn()
  render(
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- as a page hears its shortcuts
    <div onKeyDown={({ key }) => heard(key)}>
      <button type="button">Power on</button>
      <div role="dialog">
        <input aria-label="Search" />
      </div>
      <Text />
    </div>,
  )
  return { heard, user: userEvent.setup() }
}

test('what is typed after the search was asked for, and before its field is there, is the beginning of its text', async () => {
  const { heard, user } = open()
  screen.getByRole('button').focus()
  beginTypingAhead()
  await user.keyboard('pox{Backspace}w1{Enter}')
  expect(screen.getByRole('status').textContent).toBe('pow1')
  expect(isTypedAhead()).toBe(true)
  expect(heard).not.toHaveBeenCalled()
  endTypingAhead()
  await user.keyboard('g')
  expect(heard).toHaveBeenCalledExactlyOnceWith('g')
  expect(screen.getByRole('status').textContent).toBe('pow1')
})

test('the field of the search takes its letters itself', async () => {
  const { user } = open()
  beginTypingAhead()
  const field = screen.getByLabelText<HTMLInputElement>('Search')
  await user.type(field, 'web')
  expect(field.value).toBe('web')
  expect(screen.getByRole('status').textContent).toBe('')
})

test('one that is closed leaves nothing to the next', async () => {
  const { user } = open()
  beginTypingAhead()
  await user.keyboard('po')
  act(endSearch)
  expect(screen.getByRole('status').textContent).toBe('')
  expect(isTypedAhead()).toBe(false)
})
