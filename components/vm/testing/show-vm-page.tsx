import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { LiveTables } from '@/lib/live/live-state'
import { ok } from '@/lib/result'
import { moid, runId } from '@/lib/vsphere/ids'
import { known, notKnown } from '@/lib/vsphere/known'
import type { VmDetail } from '@/lib/vsphere/vm'
import { AccountProvider, ConsoleActionsProvider } from '../../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../../testing/fixture-live'
import { aConnection, aVm } from '../../testing/vm-fixtures'
import { ConfirmProvider } from '../../ui/confirm'
import { VmPage } from '../vm-page'

const now = Date.parse('2026-11-22T14:06:18Z')
export const connections = [aConnection('c1', { name: 'esx-edge-07' })]
export const off = aVm('db/primary', { storedName: 'db%2Fprimary', powerState: 'poweredOff' })

export const detail: VmDetail = {
  key: off.key,
  changeVersion: 'v1',
  coresPerSocket: 2,
  devices: known([
    { key: 200, type: 'VirtualIDEController', label: 'IDE 0', summary: 'IDE 0' },
    { key: 3000, type: 'VirtualCdrom', label: 'CD/DVD drive 1', summary: 'ISO', connected: true, startConnected: true },
  ]),
  readAt: '2026-11-22T10:00:00Z',
  guestNics: notKnown('VMware Tools is not running, and only that tells them.'),
  guestDisks: notKnown('VMware Tools is not running, and only that tells them.'),
  snapshots: known([
    {
      moid: moid('s1'),
      name: 'before',
      description: '',
      createTime: '2026-11-01T00:00:00Z',
      powerState: 'poweredOff',
      quiesced: false,
      current: false,
      children: [
        {
          moid: moid('s2'),
          name: 'after',
          description: '',
          createTime: '2026-11-02T00:00:00Z',
          powerState: 'poweredOn',
          quiesced: true,
          current: true,
          children: [],
        },
      ],
    },
  ]),
  datastores: ['ssd-01'],
}

/** The page of `off` on the screen, and a person at the keyboard. */
export function showVmPage(tables: LiveTables, given: Partial<ConsoleActions> = {}) {
  const feed = fixtureFeed(tables, now)
  const actions: Partial<ConsoleActions> = {
    readVmDetail: () => Promise.resolve(ok(detail)),
    readAutostart: () => Promise.resolve(ok(known({ defaults: { enabled: false }, entries: [] }))),
    readHistory: () => Promise.resolve(ok({ runs: [], notes: [] })),
    ...given,
  }
  render(
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role: 'operator' }}>
        <ConsoleActionsProvider actions={fixtureActions(actions)}>
          <ConfirmProvider>
            <VmPage vm={off.key} />
          </ConfirmProvider>
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  return { feed, user: userEvent.setup() }
}

export const action = (name: string) =>
  within(screen.getByRole('group', { name: 'Actions' })).getByRole('button', { name })
export const started = () => vi.fn<ConsoleActions['startRun']>().mockResolvedValue(ok({ run: runId('r1') }))
