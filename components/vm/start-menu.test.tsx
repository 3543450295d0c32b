import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { aConnection } from '../testing/vm-fixtures'
import { asTheSwitchHint, StartMenu } from './start-menu'

const [off, alsoOff] = [aConnection('a'), aConnection('b')]
const on = { ...off, name: 'esx-on', autoAnswer: { ...off.autoAnswer, on: true } }

test('each way to start says what it does, and is asked for as what it is', async () => {
  const onStart = vi.fn()
  render(<StartMenu connections={[off]} disabledReason={undefined} onStart={onStart} />)
  const user = userEvent.setup()
  const open = () => user.click(screen.getByRole('button', { name: 'Power on: ask me, or with defaults' }))
  for (const name of [/^Power on, ask me/, /^Power on with defaults/, /^Power on as the switch says/]) {
    await open()
    await user.click(screen.getByRole('menuitem', { name }))
  }
  expect(onStart.mock.calls).toEqual([['ask me'], ['with defaults'], [undefined]])
})

test('as the switch says: what that is at the connections of these VMs', () => {
  expect(asTheSwitchHint([off])).toBe('Off at esx-a: cancelled and shown. This is what the button does')
  expect(asTheSwitchHint([on, off, alsoOff])).toBe(
    "On at esx-on: the default, or a rule's answer. Off at 2 connections: cancelled and shown. This is what the button does",
  )
})
