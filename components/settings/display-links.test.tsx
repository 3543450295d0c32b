import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { DisplayLink } from '@/lib/contract/tokens-input'
import { ok } from '@/lib/result'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { tablesOf } from '../testing/vm-fixtures'
import { ConfirmProvider } from '../ui/confirm'
import { DisplayLinks } from './display-links'

function show(list: DisplayLink[], role: Role = 'admin') {
  render(
    <ConsoleActionsProvider actions={fixtureActions({ listDisplayLinks: () => Promise.resolve(ok(list)) })}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <FixtureLive feed={fixtureFeed(tablesOf({}), 0)}>
          <ConfirmProvider>
            <DisplayLinks />
          </ConfirmProvider>
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
}

test('a name that turns the direction of writing turns nothing beside it', async () => {
  const link = { id: 'd1', createdAt: '1970-01-01T00:00:00Z', createdBy: 'm.okafor', idleDays: 90, isMasked: false }
  show([{ ...link, name: 'hall\u202Egpj.exe' }])
  expect(await screen.findByText('hall⟨U+202E⟩gpj.exe')).toBeTruthy()
})

test('where there is none, that is said', async () => {
  show([])
  expect(await screen.findByText('No display has a link.')).toBeTruthy()
})

test('who makes none is told so, and gets no form', () => {
  show([], 'operator')
  expect(screen.getByText('Only an administrator sees and makes display links.')).toBeTruthy()
  expect(screen.queryByRole('textbox')).toBeNull()
})

test('a screen that would be read from too far is refused before anything is sent, with both ways out', () => {
  show([])
  fireEvent.change(screen.getByLabelText('Name of the display'), { target: { value: 'Hall' } })
  fireEvent.change(screen.getByLabelText('Farthest seat, metres'), { target: { value: '12' } })
  const because = 'Too far: sit closer than 7.2 m or use a screen of 108 inches.'
  expect(screen.getAllByText(because).length).toBeGreaterThan(0)
  const make = screen.getByRole('button', { name: 'Make a link' })
  expect(make.getAttribute('aria-disabled')).toBe('true')
})
