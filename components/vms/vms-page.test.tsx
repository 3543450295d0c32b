import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import { ok } from '@/lib/result'
import { connectionId, hostKey, moid } from '@/lib/vsphere/ids'
import { aConnection, aQuestion, aTask, aVm, tablesOf } from '../testing/vm-fixtures'
import { connections, names, off, on, show, small, waiting, windowOfRows } from './testing/show-vms'
import { vmColumns } from './vm-columns'

beforeEach(windowOfRows)

describe('the table', () => {
  test('has the roles and the counts of a table, however long it is', () => {
    show(tablesOf({ connections, vms: Array.from({ length: 10_000 }, (_, index) => aVm(`vm-${index}`)) }))
    const table = screen.getByRole('table', { name: 'Virtual machines' })
    expect(table.getAttribute('aria-rowcount')).toBe('10001')
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Virtual machines 10,000')
    expect(screen.getAllByRole('row')[1]?.getAttribute('aria-rowindex')).toBe('2')
  })

  test('says the connection wherever there is more than one: hosts of two may have the same name', () => {
    const host = { key: hostKey(connectionId('c1'), moid('h')), name: 'localhost.localdomain' }
    const two = [aConnection('c1'), aConnection('c2')]
    const vms = [aVm('twin', { host }), aVm('twin', { host, connection: connectionId('c2') })]
    const { feed } = show(tablesOf({ connections: two, vms }))
    const hosts = () =>
      screen
        .getAllByRole('row')
        .slice(1)
        .map((row) => within(row).getAllByRole('cell')[3]?.textContent)
    expect(new Set(hosts())).toEqual(new Set(['localhost.localdomainesx-c1', 'localhost.localdomainesx-c2']))
    act(() => feed.put(tablesOf({ connections, vms: vms.slice(0, 1) })))
    expect(hosts()).toEqual(['localhost.localdomain'])
  })

  test('puts the VM that waits on top, with its age, its stored name and its blocked task', () => {
    show(tablesOf(small))
    const [, first] = screen.getAllByRole('row')
    if (!first) throw new Error('no row')
    expect(first.textContent).toContain('db/primarydb%2Fprimary')
    expect(within(first).getByRole('link', { name: /^Waits 6 minutes/ }).textContent).toBe('Waits 06:18')
    expect(within(first).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('47')
  })

  test('a question that comes while somebody points at the table moves no row', async () => {
    const { feed, user } = show(tablesOf({ connections, vms: [aVm('a'), aVm('b'), aVm('c')] }))
    await user.hover(screen.getByRole('link', { name: 'b' }))
    act(() =>
      feed.put(tablesOf({ connections, vms: [aVm('a'), aVm('b'), aVm('c')], questions: [aQuestion(aVm('c'))] })),
    )
    expect(names()).toEqual(['a', 'b', 'c'])
    expect(screen.getByRole('link', { name: /^Waits/ })).toBeTruthy()
    await user.hover(screen.getByRole('searchbox'))
    expect(names()).toEqual(['c', 'a', 'b'])
  })

  test('a change of one VM draws its row again and no other', () => {
    const [a, b] = [aVm('a', { ipAddress: '10.0.0.1' }), aVm('b', { ipAddress: '10.0.0.2' })]
    const { feed } = show(tablesOf({ connections, vms: [a, b] }))
    const meta = vmColumns.find(({ id }) => id === 'address')?.meta
    if (!meta) throw new Error('no such column')
    const Cell = vi.spyOn(meta, 'Cell')
    act(() => feed.put(tablesOf({ connections, vms: [a, { ...b, ipAddress: '10.0.0.3' }] })))
    expect(Cell.mock.calls.map(([{ row }]) => row.vm.name)).toEqual(['b'])
  })

  test('tells the server which rows are in sight, and all while it sorts by what is read again', async () => {
    const vms = Array.from({ length: 500 }, (_, index) => aVm(`vm-${String(index).padStart(3, '0')}`))
    const tellLook = vi.fn<ConsoleActions['tellLook']>(async () => ok({ heard: true }))
    const { user } = show(tablesOf({ connections, vms }), { tellLook })
    const told = () => tellLook.mock.calls.at(-1)?.[0]
    await vi.waitFor(() => expect(told()?.vms).toContain(vms[19]?.key))
    expect(told()?.vms.length).toBeLessThan(60)
    expect(told()?.all).toBe(false)
    await user.click(screen.getByRole('button', { name: 'CPU, GHz' }))
    await vi.waitFor(() => expect(told()).toMatchObject({ vms: [], all: true }))
  })

  test('an order by figures says how old they are, and is made anew once they are fresh', async () => {
    const old = '2026-11-22T10:02:00Z'
    const fresh = '2026-11-22T10:06:10Z'
    const [a, b] = [aVm('a', { cpuUsageMHz: 900, figuresAt: fresh }), aVm('b', { cpuUsageMHz: 100, figuresAt: old })]
    const { feed, user } = show(tablesOf({ connections, vms: [a, b] }))
    expect(screen.queryByText(/^The use of CPU/)).toBeNull()
    await user.click(screen.getByRole('button', { name: 'CPU, GHz' }))
    expect(names()).toEqual(['a', 'b'])
    expect(screen.getByText('The use of CPU is partly as of 4 min ago, and is being read')).toBeTruthy()
    await user.hover(screen.getByRole('searchbox'))
    await user.click(screen.getByRole('searchbox'))
    act(() => feed.put(tablesOf({ connections, vms: [a, { ...b, cpuUsageMHz: 1_900, figuresAt: fresh }] })))
    expect(screen.queryByText(/^The use of CPU/)).toBeNull()
    expect(names()).toEqual(['b', 'a'])
  })

  test('a press on a head sorts, a second one turns around', async () => {
    const { user } = show(tablesOf(small))
    await user.click(screen.getByRole('button', { name: 'Name' }))
    expect(names()).toEqual(['app-off', 'app-on', 'db/primary'])
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending')
    await user.click(screen.getByRole('button', { name: 'Name' }))
    expect(names()).toEqual(['db/primary', 'app-on', 'app-off'])
  })

  test('what is not known of a VM is a dash, and its state is Unknown', () => {
    const vm = aVm('lost', { powerState: 'unknown', cpuUsageMHz: 900, memoryUsageMiB: 100 })
    show(tablesOf({ connections, vms: [vm] }))
    const cells = within(screen.getAllByRole('row')[1] as HTMLElement).getAllByRole('cell') // one VM, one row
    expect(cells.map((cell) => cell.textContent)).toEqual(['', 'lost', 'Unknown', '–', '–', '–', '–', '', ''])
  })

  test('what a server was last told of a VM is not counted as its state, and its address is not known', () => {
    const lost = aVm('lost', { connectionState: 'orphaned', lastKnown: true, ipAddress: '10.0.0.9' })
    show(tablesOf({ connections, vms: [lost, aVm('on', { powerState: 'poweredOn' })] }))
    expect(screen.getByText('1 on, 0 off, 1 unknown')).toBeTruthy()
    const row = within(screen.getByRole('link', { name: 'lost' }).closest('[role="row"]') as HTMLElement) // its row
    expect(row.getByText('Orphaned')).toBeTruthy()
    expect(row.queryByText('10.0.0.9')).toBeNull()
  })

  test('without contact the lamp of a question is out and its clock stands still', () => {
    const state = {
      at: 'lost',
      since: '2026-11-22T10:03:00Z',
      lastAnswerAt: '2026-11-22T10:02:00Z',
      reason: 'timed out',
    } as const
    const vm = aVm('asks', { powerState: 'unknown' })
    const question = { ...aQuestion(vm), raisedAt: '2026-11-22T10:01:00Z' }
    show(tablesOf({ connections: [aConnection('c1', { state })], vms: [vm], questions: [question] }))
    expect(screen.getByRole('link', { name: /^Waited 1 minute when contact was lost/ }).textContent).toBe(
      'Waited 01:00',
    )
    expect(screen.getByText('1 unknown (esx-c1 gives no contact)')).toBeTruthy()
  })

  test('a machine of a few megabytes has more than 0.0 GB', () => {
    show(tablesOf({ connections, vms: [aVm('dos', { powerState: 'poweredOff', memoryMiB: 16 })] }))
    expect(screen.getByText('0.02')).toBeTruthy()
  })

  test('without contact nobody knows how far a task is', () => {
    const state = { at: 'lost', since: '2026-11-22T14:00:00Z', reason: 'timed out' } as const
    const vm = aVm('busy')
    const task = aTask(vm, { progress: 21 })
    show(tablesOf({ connections: [aConnection('c1', { state })], vms: [vm], tasks: [task] }))
    const row = within(screen.getAllByRole('row')[1] as HTMLElement) // one VM, one row
    expect(row.getByText('unknown')).toBeTruthy()
    expect(row.queryByText('21 %')).toBeNull()
  })

  test('where no connection was heard yet there are no counts either', () => {
    const state = { at: 'refused', since: '2026-11-22T10:00:00Z', reason: 'Wrong password.' } as const
    show(tablesOf({ connections: [aConnection('c1', { state })] }))
    expect(screen.getByRole('heading', { level: 1 }).textContent?.trim()).toBe('Virtual machines')
    expect(screen.getByText('No VM is known')).toBeTruthy()
    expect(screen.queryByText(/All 0 VMs|0 on/)).toBeNull()
  })

  test('before the first data there are no counts and nothing is said to be empty', () => {
    show(undefined)
    expect(screen.getByRole('heading', { level: 1 }).textContent?.trim()).toBe('Virtual machines')
    expect(screen.queryByText('No VM is known')).toBeNull()
    expect(screen.getByRole('status').textContent).toBe('Loading virtual machines')
  })
})

describe('finding', () => {
  test('search leaves what matches, says so, and can be cleared', async () => {
    const { user } = show(tablesOf(small))
    await user.type(screen.getByRole('searchbox'), 'primary')
    expect(names()).toEqual(['db/primary'])
    expect(screen.getByText('1 of 3 VMs')).toBeTruthy()
    await user.type(screen.getByRole('searchbox'), 'zzz')
    expect(screen.getByText('No VM matches')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Clear search and filters' }))
    expect(names()).toHaveLength(3)
  })

  test('/ goes to the search, but not out of a text field', async () => {
    const { user } = show(tablesOf(small))
    await user.keyboard('/')
    const search = screen.getByRole('searchbox')
    expect(document.activeElement).toBe(search)
    await user.keyboard('a/b')
    expect((search as HTMLInputElement).value).toBe('a/b')
  })

  test('a chip counts all VMs and leaves exactly those that it counts', async () => {
    const { user } = show(tablesOf(small))
    const chip = screen.getByRole('button', { name: 'Waiting 1' })
    await user.click(chip)
    expect(chip.getAttribute('aria-pressed')).toBe('true')
    expect(names()).toEqual(['db/primary'])
  })

  test('the list of a filter stays open while data arrives', async () => {
    const { feed, user } = show(tablesOf(small))
    await user.click(screen.getByRole('button', { name: 'Power any' }))
    await user.click(screen.getByRole('checkbox', { name: 'Off 2' }))
    act(() => feed.put(tablesOf({ ...small, vms: [on, waiting, { ...off, powerState: 'suspended' }] })))
    expect(screen.getByRole('dialog', { name: 'Filter by power' })).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Off 1' }).checked).toBe(true)
    expect(names()).toEqual(['db/primary'])
  })
})
