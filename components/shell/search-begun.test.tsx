import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { SearchBegun } from './search-begun'

function Page() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Search
      </button>
      {open && <SearchBegun onClose={() => setOpen(false)} />}
    </>
  )
}

test('a search that is closed before its script has come gives the focus back', async () => {
  const user = userEvent.setup()
  render(<Page />)
  const button = screen.getByRole('button', { name: 'Search' })
  await user.click(button)
  expect(document.activeElement).toBe(screen.getByRole('textbox'))
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).toBe(button)
})
