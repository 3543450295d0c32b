import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { NoSuchPage } from './no-such-page'

test('an address that leads nowhere says so, and leads on', () => {
  render(<NoSuchPage />)
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('No such page')
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/', '/vms', '/history'])
})
