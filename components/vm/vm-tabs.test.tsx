import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import { ok } from '@/lib/result'
import { notKnown } from '@/lib/vsphere/known'
import type { VmDetail } from '@/lib/vsphere/vm'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { connections, detail, off, showVmPage, started } from './testing/show-vm-page'

beforeEach(() => {
  history.replaceState(null, '', '/vms/c1/vm-db')
})

describe('snapshots', () => {
  test('the tree shows where the VM stands; removing with children says how many go', async () => {
    history.replaceState(null, '', '/vms/c1/vm-db?tab=snapshots')
    const startRun = started()
    const { user } = showVmPage(tablesOf({ connections, vms: [{ ...off, snapshotCount: 2 }] }), { startRun })
    const table = await screen.findByRole('table', { name: 'Snapshots' })
    expect(within(table).getByText('Now here').closest('tr')?.textContent).toContain('after')
    await user.click(screen.getByRole('button', { name: 'Remove before' }))
    await user.click(screen.getByRole('menuitem', { name: 'Remove it and the 1 below' }))
    const dialog = screen.getByRole('alertdialog')
    expect(dialog.textContent).toContain('"before" or the 1 snapshot below it')
    await user.click(within(dialog).getByRole('button', { name: 'Remove 2 snapshots' }))
    expect(startRun).toHaveBeenCalledExactlyOnceWith(off.key, {
      verb: 'removeSnapshot',
      snapshot: 's1',
      snapshotName: 'before',
      removeChildren: true,
    })
  })

  test('disks that need consolidation are told, with the verb beside it, which asks first', async () => {
    history.replaceState(null, '', '/vms/c1/vm-db?tab=snapshots')
    const startRun = started()
    const needing = { ...off, consolidationNeeded: true as const }
    const { user, feed } = showVmPage(tablesOf({ connections, vms: [needing] }), { startRun })
    await screen.findByText(/need consolidation/)
    await user.click(screen.getByRole('button', { name: 'Consolidate disks' }))
    const dialog = screen.getByRole('alertdialog')
    expect(dialog.textContent).toContain('Nothing is lost. It can take long')
    await user.click(within(dialog).getByRole('button', { name: 'Consolidate disks' }))
    expect(startRun).toHaveBeenCalledExactlyOnceWith(off.key, { verb: 'consolidateDisks' })
    act(() => feed.put(tablesOf({ connections, vms: [off] })))
    expect(screen.queryByText(/need consolidation/)).toBeNull()
  })

  test('why no snapshot can be taken stands beside the button, not only in a tooltip', async () => {
    history.replaceState(null, '', '/vms/c1/vm-db?tab=snapshots')
    const template = { ...off, isTemplate: true }
    showVmPage(tablesOf({ connections, vms: [template] }))
    const tab = await screen.findByRole('tabpanel')
    const said = await within(tab).findAllByText(/^A template cannot do this/)
    expect(said.some((one) => !one.className.includes('sr-only'))).toBe(true)
  })

  test('a detail that cannot be read says why and can be read again', async () => {
    history.replaceState(null, '', '/vms/c1/vm-db?tab=snapshots')
    const readVmDetail = vi
      .fn<ConsoleActions['readVmDetail']>()
      .mockResolvedValueOnce({
        ok: false,
        error: { blame: 'wire', code: 'x', sentence: 'esx-edge-07 does not answer.' },
      })
      .mockResolvedValue(ok(detail))
    const { user } = showVmPage(tablesOf({ connections, vms: [off] }), { readVmDetail })
    expect((await screen.findByRole('alert')).textContent).toContain('does not answer')
    await user.click(screen.getByRole('button', { name: 'Read again' }))
    expect(await screen.findByRole('table', { name: 'Snapshots' })).toBeTruthy()
  })
})

describe('history', () => {
  test('what happened yesterday to this VM is two presses away', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T14:06:18Z') })
    const readHistory = vi.fn<ConsoleActions['readHistory']>().mockResolvedValue(ok({ runs: [], notes: [] }))
    const { user } = showVmPage(tablesOf({ connections, vms: [off] }), { readHistory })
    await user.click(await screen.findByRole('tab', { name: 'History' }))
    await user.click(screen.getByRole('button', { name: 'Yesterday' }))
    expect(location.search).toBe('?tab=history&from=2026-11-21&to=2026-11-21')
    const { vm, from, to } = readHistory.mock.lastCall?.[0] ?? {}
    expect(vm).toBe(off.key)
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000)
    expect(await screen.findByText('Nothing matches')).toBeTruthy()
    // Another tab does not keep it, and Back leads to it again.
    await user.click(screen.getByRole('tab', { name: 'Snapshots' }))
    expect(location.search).toBe('?tab=snapshots')
  })
})

describe('what was not read', () => {
  const because = 'The VM is orphaned: its host no longer has it.'
  const { snapshotCount: _count, cpuCount: _cpus, memoryMiB: _memory, ...rest } = off
  const orphan = { ...rest, connectionState: 'orphaned' }
  const unread: VmDetail = {
    key: off.key,
    devices: notKnown(because),
    snapshots: notKnown(because),
    readAt: '2026-11-22T10:00:00Z',
    guestDisks: notKnown(because),
    guestNics: notKnown(because),
  }
  const showTab = (tab: string) => {
    history.replaceState(null, '', `/vms/c1/vm-db?tab=${tab}`)
    return showVmPage(tablesOf({ connections, vms: [orphan] }), { readVmDetail: () => Promise.resolve(ok(unread)) })
  }

  test('devices, size and snapshots are not known, and why; none of it is said to be none or zero', async () => {
    showTab('hardware')
    const devices = await screen.findByRole('region', { name: 'Devices' })
    expect(devices.textContent).toContain(`Its devices are not known. ${because}`)
    expect(screen.getByRole('region', { name: 'Memory and CPU' }).textContent).toContain('vCPUnot knownMemorynot known')
    expect(document.body.textContent).not.toMatch(/names no device|0 vCPU|0 bytes|NaN/)
    const edit = screen.getByRole('button', { name: 'Edit memory and CPU' })
    expect(edit.getAttribute('aria-disabled')).toBe('true')
  })

  test('nobody is told that it has no snapshot', async () => {
    showTab('snapshots')
    expect(await screen.findByText('Whether this VM has snapshots is not known')).toBeTruthy()
    expect(document.body.textContent).not.toContain('has no snapshot')
  })

  test('the overview says so too', async () => {
    showTab('overview')
    const facts = await screen.findByRole('region', { name: 'VM' })
    expect(facts.textContent).toContain('Snapshotsnot known')
    expect(await within(facts).findByText('The rest is not known.')).toBeTruthy()
  })

  test('of a guest that nobody has asked it is not said that it reported no address', async () => {
    const { ipAddress: _address, toolsRunning: _tools, cpuUsageMHz: _usage, ...silent } = { ...orphan }
    history.replaceState(null, '', '/vms/c1/vm-db')
    const vm = { ...silent, powerState: 'poweredOn', lastKnown: true } as const
    showVmPage(tablesOf({ connections, vms: [vm] }), { readVmDetail: () => Promise.resolve(ok(unread)) })
    const use = await screen.findByRole('region', { name: 'Use now' })
    expect(use.textContent).toContain('CPUnot known')
    expect(use.textContent).toContain('Addressnot known')
  })

  test.each(['overview', 'hardware', 'resources', 'serial', 'snapshots', 'configuration'])(
    'with its host out of contact, what stands on %s is called last known',
    async (tab) => {
      history.replaceState(null, '', `/vms/c1/vm-db?tab=${tab}`)
      const lost = { ...off, connectionState: 'disconnected', lastKnown: true } as const
      const never = () => new Promise<never>(() => {})
      showVmPage(tablesOf({ connections, vms: [lost] }), {
        readResources: never,
        readVmCpuid: never,
        readSerialPorts: never,
        readVmx: never,
      })
      expect((await screen.findByText(/What stands here is what was last known/)).textContent).toContain(
        'vCenter has no contact with the host of this VM.',
      )
    },
  )

  test('without contact that is no error of each tab, and nothing that has to be tried again', async () => {
    history.replaceState(null, '', '/vms/c1/vm-db?tab=hardware')
    const state = { at: 'lost', since: '2026-11-22T14:00:00Z', reason: 'timed out' } as const
    const error = { blame: 'wire', code: 'x', sentence: 'The server cannot be reached.' } as const
    const lost = aConnection('c1', { name: 'esx-edge-07', state })
    showVmPage(tablesOf({ connections: [lost], vms: [off] }), {
      readVmDetail: () => Promise.resolve({ ok: false, error }),
    })
    expect((await screen.findByText(/it is read when contact is back/)).textContent).toContain(
      'esx-edge-07 since 14:00',
    )
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Read again' })).toBeNull()
  })
})
