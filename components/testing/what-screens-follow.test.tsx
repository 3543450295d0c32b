/** What each page asks of the stream, and that it takes nothing for none before it has come. */
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import type { HostView } from '@/lib/live/live-state'
import { ok } from '@/lib/result'
import { connectionId, hostKey, moid } from '@/lib/vsphere/ids'
import { Board } from '../board/board'
import { ScopeProvider } from '../connections/scope'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { DatastorePage } from '../datastores/datastore-page'
import { DatastoresPage } from '../datastores/datastores-page'
import { FileWorkProvider } from '../datastores/file-work-place'
import { HistoryPage } from '../history/history-page'
import { HostPage } from '../hosts/host-page'
import { HostsPage } from '../hosts/hosts-page'
import { Connections } from '../settings/connections'
import { Rail } from '../shell/rail'
import { SearchDialog } from '../shell/search-dialog'
import { endSearch, setSearchText } from '../shell/search-text'
import { ConfirmProvider } from '../ui/confirm'
import { VmPage } from '../vm/vm-page'
import { VmsPage } from '../vms/vms-page'
import { readSeat } from '@/lib/wall/seat'
import { Wall } from '../wall/wall'
import { fixtureActions, fixtureFeed, FixtureLive } from './fixture-live'
import { aConnection, aDatastore, aVm, tablesOf } from './vm-fixtures'

const now = Date.parse('2026-11-22T10:06:18Z')
const c1 = connectionId('c1')
const [vm, datastore] = [aVm('web'), aDatastore('ssd')]
const host: HostView = {
  key: hostKey(c1, moid('host-1')),
  connection: c1,
  moid: moid('host-1'),
  name: 'esx-01',
  connectionState: 'connected',
}
const tables = tablesOf({ connections: [aConnection('c1')], vms: [vm], hosts: [host], datastores: [datastore] })

function open(page: ReactNode) {
  const feed = fixtureFeed(undefined, now)
  const actions = fixtureActions({
    readHistory: () => Promise.resolve(ok({ runs: [], notes: [] })),
    browseDatastore: (of, folder) => Promise.resolve(ok({ datastore: of, folder, entries: [], clock: 'ours' })),
  })
  render(
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role: 'operator' }}>
        <ConsoleActionsProvider actions={actions}>
          <ConfirmProvider>
            <ScopeProvider>
              <FileWorkProvider>{page}</FileWorkProvider>
            </ScopeProvider>
          </ConfirmProvider>
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  return feed
}

const none =
  /\bno (?:vms?|hosts?|datastores?)\b|not connected to any|is not known any more|does not exist|there is no\b/i
const count = /^0$|\b0 (?:VMs|hosts|datastores)\b/

test.each<[string, ReactNode, string[]]>([
  ['Board', <Board key="1" />, ['board']],
  ['rail', <Rail key="1" />, ['board']],
  ['wall', <Wall key="1" seat={readSeat(undefined, undefined)} display={false} build="b" />, ['board']],
  ['History', <HistoryPage key="1" />, ['board']],
  ['settings', <Connections key="1" />, ['board']],
  ['list of VMs', <VmsPage key="1" />, ['board', 'vms:*']],
  ['page of a VM', <VmPage key="1" vm={vm.key} />, ['board', `vm:${vm.key}`]],
  ['list of hosts', <HostsPage key="1" />, ['board', 'hosts:*']],
  ['page of a host', <HostPage key="1" host={host.key} />, ['board', 'hosts:c1']],
  ['list of datastores', <DatastoresPage key="1" />, ['board', 'datastores:*']],
  ['page of a datastore', <DatastorePage key="1" datastore={datastore.key} />, ['board', 'datastores:c1']],
])('the %s asks for what it needs and no more, and says nothing of what has not come', async (_, page, wanted) => {
  const feed = open(page)
  await act(() => Promise.resolve())
  expect(feed.wanted()).toEqual(wanted)
  act(() => feed.putBoard(tables))
  await act(() => Promise.resolve())
  expect(document.body.textContent).not.toMatch(none)
  if (wanted.length > 1) expect(screen.queryByText(count)).toBeNull()
})

test('search finds pages at once, says that VMs are still being loaded, and finds them when they have come', async () => {
  const feed = open(<SearchDialog open onOpenChange={() => {}} />)
  const user = userEvent.setup()
  await act(async () => feed.putBoard(tables))
  expect(feed.wanted()).toEqual(['board', 'vms:*'])
  await user.type(screen.getByPlaceholderText('VM, address, page, command'), 'web')
  expect(screen.getByText('Nothing matches. The VMs are still being loaded.')).toBeTruthy()
  act(() => feed.put(tables))
  expect(screen.getByRole('option', { name: /^web/ })).toBeTruthy()
})

test('what was typed before the search had come is gone on with', async () => {
  setSearchText('pow')
  open(<SearchDialog open onOpenChange={() => {}} />)
  await userEvent.setup().keyboard('er')
  expect(screen.getByPlaceholderText<HTMLInputElement>('VM, address, page, command').value).toBe('power')
  act(endSearch)
})

test('a page of a VM whose connection there is not says so, though nothing comes of it', async () => {
  const gone = aVm('gone', { connection: connectionId('c9') })
  const feed = open(<VmPage vm={gone.key} />)
  act(() => feed.put(tables))
  expect(await screen.findByText(/not known|no such|no longer/i)).toBeTruthy()
})
