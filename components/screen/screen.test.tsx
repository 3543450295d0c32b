import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ComponentType } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { Role } from '@/lib/accounts/role'
import { failed, ok, type ConsoleError } from '@/lib/result'
import { screenPrivilege, type ScreenPicture } from '@/lib/screen/screen'
import type { VmView } from '@/lib/vsphere/vm'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, aVm, tablesOf } from '../testing/vm-fixtures'
import { ScreenPanel } from './screen-panel'
import { ScreenSlot } from './screen-slot'

const now = Date.parse('2026-11-29T14:07:38Z')
const picture: ScreenPicture = {
  image: 'data:image/png;base64,AAAA',
  width: 720,
  height: 400,
  takenAt: new Date(now - 6_000).toISOString(),
  way: 'screen',
}
const notOffered: ConsoleError = { blame: 'ours', code: 'not-offered', sentence: 'No screens here.' }

/** Says to all who watch whether they are in sight. */
let sight: (isIntersecting: boolean) => void

beforeEach(() => {
  const watching = new Set<(entries: { isIntersecting: boolean }[]) => void>()
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      #told: (entries: { isIntersecting: boolean }[]) => void
      constructor(told: (entries: { isIntersecting: boolean }[]) => void) {
        this.#told = told
      }
      observe() {
        watching.add(this.#told)
      }
      disconnect() {
        watching.delete(this.#told)
      }
    },
  )
  sight = (isIntersecting) => act(() => watching.forEach((told) => told([{ isIntersecting }])))
})

type Given = { vm?: Partial<VmView>; role?: Role; rights?: boolean; look?: ConsoleActions['lookAtScreen'] }

function show(
  given: Given = {},
  actions: Partial<ConsoleActions> = {},
  Place: ComponentType<{ vm: VmView }> = ScreenPanel,
) {
  const look = vi.fn(given.look ?? (() => Promise.resolve(ok(picture))))
  const vm = aVm('db/primary', { roles: [7], ...given.vm })
  const rights = { lacks: { 7: [screenPrivilege] }, vms: { known: 1, missing: {} } }
  const tables = tablesOf({ connections: [aConnection('c1', given.rights ? { rights } : {})], vms: [vm] })
  render(
    <FixtureLive feed={fixtureFeed(tables, now)}>
      <AccountProvider account={{ name: 'ada', role: given.role ?? 'operator' }}>
        <ConsoleActionsProvider actions={fixtureActions({ ...actions, lookAtScreen: look })}>
          <Place vm={vm} />
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  return { look, user: userEvent.setup() }
}

test('a screen is asked for when it comes into sight, and shown with its age; it opens larger, and Esc gives the focus back', async () => {
  const { look, user } = show()
  expect(look).not.toHaveBeenCalled()
  sight(true)
  const shown = await screen.findByRole('img', { name: 'Screen of db/primary, 6 seconds old' })
  expect(shown.getAttribute('src')).toBe(picture.image)
  expect(screen.getByText('6 s ago')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Zoom the screen' }))
  const dialog = await screen.findByRole('dialog', { name: 'Screen of db/primary' })
  expect(within(dialog).getByText('6 s ago, 720 × 400 pixels.')).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Zoom the screen' }))
})

test.each<[string, Given, string]>([
  ['a VM that is off', { vm: { powerState: 'poweredOff' } }, 'No picture: the VM is off.'],
  ['a suspended VM', { vm: { powerState: 'suspended' } }, 'No picture: the VM is suspended.'],
  ['a viewer', { role: 'viewer' }, 'Your account may look at VMs, but not at screens.'],
  ['an account without the right', { rights: true }, `Andon’s account at esx-c1 lacks ${screenPrivilege}.`],
])('of %s it is said why there is none, and nothing is asked for', (_, given, because) => {
  const { look } = show(given)
  sight(true)
  expect(screen.getByText(because, { selector: 'p' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Zoom the screen' }).getAttribute('aria-disabled')).toBe('true')
  expect(look).not.toHaveBeenCalled()
})

test('when the next one fails the old picture stays, is marked old, and the reason is said', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const error: ConsoleError = { blame: 'wire', code: 'timed-out', sentence: 'The host did not answer in time.' }
  const replies = [ok(picture), failed(error)]
  show({ look: () => Promise.resolve(replies.shift() ?? failed(error)) })
  sight(true)
  await screen.findByText('6 s ago')
  await act(() => vi.advanceTimersByTimeAsync(5_000))
  expect(screen.getByText('The host did not answer in time.')).toBeTruthy()
  expect(screen.getByRole('img', { name: /^Screen of db\/primary, from \d\d:07:32, old$/ })).toBeTruthy()
  expect(screen.getByText(/^From \d\d:07:32, old$/)).toBeTruthy()
})

test('nobody looks, nothing is asked for: out of sight, no more pictures come', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const { look } = show()
  sight(true)
  await screen.findByRole('img')
  await act(() => vi.advanceTimersByTimeAsync(5_000))
  expect(look).toHaveBeenCalledTimes(2)
  sight(false)
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(look).toHaveBeenCalledTimes(2)
})

test('where a server shows none by itself, a press has one taken by way of a file, and says what it left', async () => {
  const taken: ScreenPicture = { ...picture, way: 'file', left: '[ds] a-1.png could not be removed.' }
  const { user } = show(
    { look: () => Promise.resolve(failed(notOffered)) },
    { takeScreenshot: () => Promise.resolve(ok(taken)) },
  )
  sight(true)
  await user.click(await screen.findByRole('button', { name: 'Take a picture' }))
  expect(await screen.findByRole('img', { name: /^Screen of db\/primary, from \d\d:07:32$/ })).toBeTruthy()
  expect(screen.getByText('[ds] a-1.png could not be removed.')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Take another' })).toBeTruthy()
})

test('beside a question its room is there while it loads, and who may not see it sees no empty room', async () => {
  show({}, {}, ScreenSlot)
  expect(screen.getByRole('figure').textContent).toBe('Screen')
  sight(true)
  expect(await screen.findByText('Screen, 6 s ago')).toBeTruthy()
})

test('a viewer has no place for a screen beside a question', () => {
  show({ role: 'viewer' }, {}, ScreenSlot)
  expect(screen.queryByRole('figure')).toBeNull()
})
