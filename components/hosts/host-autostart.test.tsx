import { fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import { asDefault, type HostAutostart } from '@/lib/hardware/autostart'
import type { HostView } from '@/lib/live/live-state'
import { failed, ok } from '@/lib/result'
import { connectionId, hostKey, moid, runId } from '@/lib/vsphere/ids'
import { known, notKnown } from '@/lib/vsphere/known'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, aVm, tablesOf } from '../testing/vm-fixtures'
import { HostAutostartPanel } from './host-autostart'

const connection = connectionId('c1')
const key = hostKey(connection, moid('ha-host'))
const host: HostView = { key, connection, moid: moid('ha-host'), name: 'esx-01', connectionState: 'connected' }
const on = { key, name: 'esx-01' }
const [a, b, c] = [aVm('db/primary', { host: on }), aVm('שרת %2f', { host: on }), aVm('<c>', { host: on })]
const listed = (enabled: boolean): HostAutostart => ({
  defaults: { enabled, startDelay: 120, stopDelay: 60, waitForHeartbeat: false, stopAction: 'PowerOff' },
  entries: [
    { ...asDefault(a.key), name: a.name, order: 1, stopAction: 'GuestShutdown' },
    { ...asDefault(b.key), name: b.name, order: 2, startDelay: 10 },
  ],
})

function show(
  read: ConsoleActions['readAutostart'],
  changeHost = vi.fn<ConsoleActions['changeHost']>(),
  role: 'operator' | 'viewer' = 'operator',
) {
  const feed = fixtureFeed(
    tablesOf({ connections: [aConnection('c1')], vms: [a, b, c] }),
    Date.parse('2026-11-22T14:00:00Z'),
  )
  render(
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <ConsoleActionsProvider actions={fixtureActions({ readAutostart: read, changeHost })}>
          <HostAutostartPanel host={host} connection={aConnection('c1')} />
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  return { user: userEvent.setup(), changeHost }
}

const cells = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    )

test('the order, the actions and the defaults are said, and that nothing starts while the host’s autostart is off', async () => {
  show(() => Promise.resolve(ok(known(listed(false)))))
  expect(await screen.findByText('Off: none of these starts with the host.')).toBeTruthy()
  expect(cells()).toEqual([
    ['1', 'db/primary', 'yes', 'default', 'default', 'Shut down the guest', 'default'],
    ['2', 'שרת %2f', 'yes', '10 s', 'default', 'As the host’s default', 'default'],
  ])
})

test('order, entries and defaults are changed together, and only what differs is sent', async () => {
  const taken = vi.fn<ConsoleActions['changeHost']>().mockResolvedValue(ok({ run: runId('r1') }))
  const { user } = show(() => Promise.resolve(ok(known(listed(false)))), taken)
  await user.click(await screen.findByRole('button', { name: 'Change autostart' }))
  const dialog = await screen.findByRole('dialog', { name: 'Autostart: esx-01' })
  const inside = within(dialog)
  await user.click(inside.getByRole('checkbox', { name: 'VMs start and stop with the host' }))
  await user.click(inside.getByRole('button', { name: 'Later: db/primary' }))
  expect(inside.getByText('db/primary: place 2')).toBeTruthy()
  await user.selectOptions(inside.getByRole('combobox', { name: 'Add a VM of this host' }), c.key)
  const [delay] = inside.getAllByRole('textbox', { name: 'Start delay' })
  fireEvent.change(delay!, { target: { value: 'soon' } }) // the host's own stands first
  await user.click(inside.getByRole('button', { name: 'Change' }))
  expect(taken).not.toHaveBeenCalled()
  expect(inside.getByRole('alert').textContent).toBe('A whole number of seconds, a week at most.')
  fireEvent.change(delay!, { target: { value: '30' } }) // the same as above
  await user.click(inside.getByRole('button', { name: 'Change' }))
  expect(taken).toHaveBeenCalledExactlyOnceWith(key, {
    do: 'setAutostart',
    change: {
      defaults: { enabled: true, startDelay: 30 },
      entries: [
        { ...asDefault(b.key), order: 1, startDelay: 10 },
        { ...asDefault(a.key), order: 2, stopAction: 'GuestShutdown' },
        { ...asDefault(c.key), order: 3 },
      ],
    },
  })
})

test('what the host refuses stays in the dialog; a viewer may only look; unread is not none', async () => {
  const refused = {
    blame: 'vsphere',
    code: 'NoPermission',
    sentence: 'Permission to perform this operation was denied.',
  } as const
  const { user } = show(
    () => Promise.resolve(ok(known(listed(true)))),
    vi.fn<ConsoleActions['changeHost']>().mockResolvedValue(ok({ run: runId('r1'), refused })),
  )
  await user.click(await screen.findByRole('button', { name: 'Change autostart' }))
  await user.click(await screen.findByRole('button', { name: 'Take off the list: db/primary' }))
  await user.click(screen.getByRole('button', { name: 'Change' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Permission to perform this operation was denied.')
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
})

test('a viewer may only look, and what could not be read is not called empty', async () => {
  show(() => Promise.resolve(ok(known(listed(true)))), undefined, 'viewer')
  const button = await screen.findByRole('button', { name: 'Change autostart' })
  expect(button.getAttribute('aria-disabled')).toBe('true')
  show(() => Promise.resolve(ok(notKnown('The host does not say.'))))
  expect(await screen.findByText(/Which VMs start with it is/)).toBeTruthy()
  show(() => Promise.resolve(failed({ blame: 'wire', code: 'x', sentence: 'No contact.' })))
  expect(await screen.findByText(/No contact\./)).toBeTruthy()
})
