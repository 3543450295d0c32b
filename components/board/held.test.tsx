import { act, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import { failed, ok } from '@/lib/result'
import { aRun, stepAt } from '@/lib/testing/run-fixtures'
import { runId } from '@/lib/vsphere/ids'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { showBoard } from './testing/show-board'

const now = Date.parse('2026-11-22T17:00:30Z')
const held = aRun({
  id: runId('run-9'),
  number: 9,
  request: { verb: 'powerOff' },
  state: { at: 'held' },
  steps: [
    stepAt(0, { kind: 'requested' }),
    stepAt(40, {
      kind: 'held',
      because: 'andon-stopped',
      method: 'PowerOffVM_Task',
      since: '2026-11-22T14:00:00.000Z',
    }),
  ],
})
const { task: _, ...run } = held
const connections = [aConnection('c1')]

function show(role: Role = 'operator', actions: Partial<ConsoleActions> = {}, live = connections) {
  return showBoard(tablesOf({ connections: live, runs: [run] }), { now, role, actions })
}

const section = () => screen.getByRole('region', { name: 'Asks a person first' })
const what = 'Power off of build|agent "7"'

test('says why it was not sent, and how long ago; nothing is said to be running or to wait for an answer', () => {
  show()
  expect(section().textContent).toContain('Andon was stopped before it sent PowerOffVM_Task. That was 3 h ago.')
  expect(within(section()).queryByRole('alert')).toBeNull()
  expect(screen.getByText('Nothing is running')).toBeTruthy()
  expect(screen.getByText('No task waits for an answer.')).toBeTruthy()
})

test('an operator starts it, or drops it', async () => {
  const startHeldRun = vi.fn<ConsoleActions['startHeldRun']>(async () => ok(null))
  const dropHeldRun = vi.fn<ConsoleActions['dropHeldRun']>(async () =>
    failed({ blame: 'ours', code: 'not-held', sentence: 'Run 9 was already started by a.haddad.' }),
  )
  const { user } = show('operator', { startHeldRun, dropHeldRun })
  await user.click(screen.getByRole('button', { name: `Drop it: ${what}` }))
  expect(dropHeldRun).toHaveBeenCalledWith(run.id)
  expect((await within(section()).findByRole('alert')).textContent).toBe('Run 9 was already started by a.haddad.')
  await user.click(screen.getByRole('button', { name: `Start it now: ${what}` }))
  expect(startHeldRun).toHaveBeenCalledWith(run.id)
})

test('a viewer sees both, with the reason why not', async () => {
  const { user } = show('viewer')
  for (const name of ['Start it now', 'Drop it']) {
    const description = 'Your account may look, but not start or drop tasks.'
    const button = screen.getByRole('button', { name: `${name}: ${what}`, description })
    expect(button).toHaveProperty('ariaDisabled', 'true')
    await user.click(button)
  }
  expect(screen.queryByRole('alert')).toBeNull()
})

test('without contact it can be dropped, not started', () => {
  const state = { at: 'lost', since: '2026-11-22T16:00:00Z', reason: 'timed out' } as const
  show('operator', {}, [aConnection('c1', { state })])
  expect(screen.getByRole('button', { name: `Start it now: ${what}` })).toHaveProperty('ariaDisabled', 'true')
  expect(screen.getByRole('button', { name: `Drop it: ${what}` })).toHaveProperty('ariaDisabled', null)
})

test('there is no such section while nothing is held', () => {
  const { feed } = show()
  expect(section()).toBeTruthy()
  act(() => feed.put(tablesOf({ connections })))
  expect(screen.queryByRole('region', { name: 'Asks a person first' })).toBeNull()
})
