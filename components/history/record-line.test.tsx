import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { RecordCheck, RecordChecked } from '@/lib/contract/record-check'
import { ok } from '@/lib/result'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { tablesOf } from '../testing/vm-fixtures'
import { RecordLine } from './record-line'

const now = Date.parse('2026-11-22T14:06:18Z')
const head = {
  writer: '7ShUhAs-q8QmAhpt',
  place: 1_204,
  hash: 'yxe13R1bUscBzVOMcaq0rWn_ff4ExzdipUNd-1qRYT4',
  row: 1_204,
  at: '2026-11-22T14:00:00Z',
}
const whole: RecordCheck = { rows: 1_204, problems: [], problemCount: 0, head, writers: 3, removed: 0, forgotten: 1 }

function show(checked: RecordChecked, role: Role = 'admin', next: RecordChecked = checked) {
  let begun = false
  const actions = fixtureActions({
    readRecordCheck: () => Promise.resolve(ok(begun ? next : checked)),
    checkRecord: () => ((begun = true), Promise.resolve(ok(next))),
  })
  render(
    <FixtureLive feed={fixtureFeed(tablesOf({}), now)}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <ConsoleActionsProvider actions={actions}>
          <RecordLine />
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  return userEvent.setup()
}

test('a record that holds is said to in one line, with when and the head', async () => {
  show({ last: { at: '2026-11-21T09:00:00Z', check: whole } })
  expect(
    await screen.findByText(
      /^The record was checked at 21 Nov 2026 \d\d:00:00: 1,204 rows, none changed, 1 person forgotten\.$/,
    ),
  ).toBeTruthy()
  expect(screen.getByText('7ShUhAs-q8QmAhpt:1204:yx…')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Copy the head of the record' })).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('one that does not is said to loudly, with what is wrong and what to do', async () => {
  const problems = Array.from({ length: 7 }, (_, n) => ({ kind: 'changed', row: n + 1 }) as const)
  show({ last: { at: '2026-11-22T14:00:00Z', check: { ...whole, problems, problemCount: 31 } } })
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('The record is not what Andon wrote.')
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    ...[1, 2, 3, 4, 5].map((row) => `Row ${row} was changed after it was written.`),
    'And 26 more: npm run journal:verify says which.',
  ])
  expect(alert.textContent).toContain('Keep a copy of the database as it is now.')
})

test('an administrator has it checked, and sees how far it is; others are told who can', async () => {
  const user = show({}, 'admin', { going: { rows: 500, of: 2_000 } })
  await screen.findByText('The record has not been checked since Andon was started.')
  await user.click(screen.getByRole('button', { name: 'Check now' }))
  expect(await screen.findByText('The record is being checked: 25 %.')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Check now', description: 'The record is being checked.' })).toBeTruthy()
})

test('who may only look is told who has it checked', async () => {
  show({}, 'viewer')
  const name = 'Check now'
  expect(
    await screen.findByRole('button', { name, description: 'Only an administrator has the record checked.' }),
  ).toBeTruthy()
})

test('one that could not be read says why', async () => {
  show({ last: { at: '2026-11-22T14:00:00Z', unread: 'PostgreSQL at db:5432 cannot be reached.' } })
  expect(await screen.findByText(/could not be checked at .* PostgreSQL at db:5432 cannot be reached\./)).toBeTruthy()
})
