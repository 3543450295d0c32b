import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { ok } from '@/lib/result'
import { FormDialog } from './form-dialog'

/** A form of which the field comes once something was read. */
const form = (isRead: boolean) => (
  <FormDialog title="Move" verb="Move" send={() => Promise.resolve(ok(null))} onClose={() => {}}>
    {isRead ? <input aria-label="Folder" /> : <p>Loading</p>}
  </FormDialog>
)
const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent

test('a field that comes later is the first to be typed into; without one the way out has the focus', async () => {
  const { rerender } = render(form(false))
  await screen.findByRole('dialog')
  expect(focused()).toBe('Cancel')
  rerender(form(true))
  expect(focused()).toBe('Folder')
})

test('who has gone on from there is not fetched back', async () => {
  const user = userEvent.setup()
  const { rerender } = render(form(false))
  await screen.findByRole('dialog')
  await user.tab()
  await user.tab({ shift: true })
  expect(focused()).toBe('Cancel')
  rerender(form(true))
  expect(focused()).toBe('Cancel')
})

test('nor is who goes to the way out of a form that had its field', async () => {
  const user = userEvent.setup()
  const { rerender } = render(form(true))
  await screen.findByRole('dialog')
  expect(focused()).toBe('Folder')
  await user.tab()
  expect(focused()).toBe('Cancel')
  rerender(form(true))
  expect(focused()).toBe('Cancel')
})
