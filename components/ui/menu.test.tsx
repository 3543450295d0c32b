import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { Dialog } from './dialog'
import { Menu, MenuItem } from './menu'

function RenameMenu() {
  const [open, setOpen] = useState(false)
  return (
    <main id="main" tabIndex={-1}>
      <Menu label="More" trigger={<button type="button">More</button>}>
        <MenuItem onSelect={() => setOpen(true)}>Rename</MenuItem>
        <MenuItem onSelect={() => {}}>Remove</MenuItem>
      </Menu>
      <Dialog open={open} onOpenChange={setOpen} title="Rename" />
    </main>
  )
}

const more = () => screen.getByRole('button', { name: 'More', hidden: true })

test('a menu says what it is before it was ever opened, and its first entry takes the focus of a key', async () => {
  render(<RenameMenu />)
  const user = userEvent.setup()
  expect(more().getAttribute('aria-haspopup')).toBe('menu')
  expect(more().getAttribute('aria-expanded')).toBe('false')
  more().focus()
  await user.keyboard('{Enter}')
  expect(more().getAttribute('aria-expanded')).toBe('true')
  expect(document.activeElement?.textContent).toBe('Rename')
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('menu')).toBeNull()
  expect(document.activeElement).toBe(more())
})

test('a dialog that was opened from a menu gives the focus back to the button, also at the first press', async () => {
  render(<RenameMenu />)
  const user = userEvent.setup()
  more().focus()
  await user.keyboard('{Enter}')
  await user.keyboard('{Enter}')
  expect(screen.getByRole('dialog', { name: 'Rename' })).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).toBe(more())
})
