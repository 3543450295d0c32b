import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import { failed } from '@/lib/result'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { ConfirmProvider } from '../ui/confirm'
import { Connections } from './connections'

const pinned = Array.from({ length: 32 }, () => 'AA').join(':')
const shown = `${pinned.slice(0, -2)}BB`
const first = aConnection('c1')
const usual = [
  { ...first, endpoint: { ...first.endpoint, trust: { kind: 'thumbprint' as const, sha256: pinned } } },
  aConnection('c2'),
]

type Shown = { role?: Role; connections?: ConnectionView[] }

function show(actions: Partial<ConsoleActions> = {}, { role = 'admin', connections = usual }: Shown = {}) {
  render(
    <ConsoleActionsProvider actions={fixtureActions(actions)}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <FixtureLive feed={fixtureFeed(tablesOf({ connections }), 0)}>
          <ConfirmProvider>
            <Connections />
          </ConfirmProvider>
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  return userEvent.setup()
}

test('no two controls of the list have the same name: each says what it is for', () => {
  show()
  const list = screen.getByRole('list', { name: 'Connections' })
  const names = [...within(list).getAllByRole('button'), ...within(list).getAllByRole('switch')].map(
    (control) => control.getAttribute('aria-label') ?? control.textContent,
  )
  expect(names.length).toBeGreaterThanOrEqual(6)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toContain('Edit esx-c2')
})

test('what a connection that was never heard no longer shows is not counted', async () => {
  const user = show()
  await user.click(screen.getByRole('button', { name: 'Remove esx-c2' }))
  const asked = await screen.findByRole('alertdialog', { name: /Remove the connection to esx-c2/ })
  expect(asked.textContent).toContain('no longer shows its VMs.')
})

test('of a renewed certificate the old and the new thumbprint stand side by side, in lines of eight pairs', async () => {
  const error = {
    blame: 'wire',
    code: 'thumbprint-changed',
    sentence: 'Another certificate.',
    thumbprint: shown,
  } as const
  const user = show({ testConnection: () => Promise.resolve(failed(error)) })
  await user.click(screen.getByRole('button', { name: 'Edit esx-c1' }))
  await user.click(screen.getByRole('button', { name: 'Test connection' }))
  const before = (await screen.findByText('Trusted until now')).nextElementSibling?.firstElementChild
  const now = screen.getByText('Shown now').nextElementSibling?.firstElementChild
  expect([before, now].map((one) => one?.children.length)).toEqual([4, 4])
  expect([before?.textContent, now?.textContent]).toEqual([pinned, shown])
  await user.click(screen.getByRole('button', { name: 'Trust this certificate' }))
  expect(screen.getByRole('textbox', { name: 'Thumbprint' })).toHaveProperty('value', shown)
})

test('who may only look is told why nothing can be pressed, also to try a connection again', () => {
  const lost = { at: 'lost', since: new Date(0).toISOString(), reason: 'timed out' } as const
  show({}, { role: 'viewer', connections: [{ ...first, state: lost }] })
  for (const name of ['Try now: esx-c1', 'Edit esx-c1', 'Remove esx-c1']) {
    const button = screen.getByRole('button', { name })
    expect(button.getAttribute('aria-disabled'), name).toBe('true')
  }
})
