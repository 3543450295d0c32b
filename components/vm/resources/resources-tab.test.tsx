import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { VmResources } from '@/lib/hardware/vm-hardware'
import { failed, ok } from '@/lib/result'
import { runId } from '@/lib/vsphere/ids'
import { known, notKnown, type Known } from '@/lib/vsphere/known'
import { AccountProvider, ConsoleActionsProvider } from '../../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../../testing/fixture-live'
import { aConnection, aVm, tablesOf } from '../../testing/vm-fixtures'
import { ConfirmProvider } from '../../ui/confirm'
import type { VmRow } from '../vm-row'
import { useStartRun } from '../vm-tab'
import { ResourcesTab } from './resources-tab'

const vm = aVm('db/primary')
const connection = aConnection('c1')
const row: VmRow = { key: vm.key, vm, connection, question: undefined, task: undefined }

const aReading = (changes: Partial<VmResources> = {}): VmResources => ({
  vm: vm.key,
  powerState: 'poweredOn',
  toolsRunning: true,
  configuredMiB: 8192,
  cpuCount: 4,
  memory: { reservation: 1024, limit: 'unlimited', shares: { level: 'normal' } },
  cpu: { reservation: 0, limit: 'unlimited', shares: { level: 'normal' } },
  memoryUsage: { privateMiB: 5170, activeMiB: 2150, sharedMiB: 610, overheadMiB: 64, consumedMiB: 5844 },
  cpuUsage: { usedMHz: 900, demandMHz: 1100, readyPercent: 0.4 },
  cpuCapacityMHz: 9600,
  changeVersion: 'v1',
  readAt: '2026-11-22T10:00:00Z',
  ...changes,
})

function Tab({ shown }: { shown: VmRow }) {
  const run = useStartRun(vm)
  return <ResourcesTab row={shown} run={run} />
}

function show(
  reading: VmResources | Known<VmResources>,
  actions: Partial<ConsoleActions> = {},
  role: Role = 'operator',
  shown: VmRow = row,
) {
  const feed = fixtureFeed(tablesOf({ connections: [connection], vms: [vm] }), Date.parse('2026-11-22T10:00:00Z'))
  render(
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <ConsoleActionsProvider
          actions={fixtureActions({
            readResources: () => Promise.resolve(ok('known' in reading ? reading : known(reading))),
            ...actions,
          })}
        >
          <ConfirmProvider>
            <Tab shown={shown} />
          </ConfirmProvider>
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  return userEvent.setup()
}

describe('where memory is', () => {
  test('the bar says in words what it draws, and each part is explained', async () => {
    show(aReading())
    const memory = await screen.findByRole('region', { name: 'Memory, 8 GB' })
    expect(within(memory).getByRole('img').getAttribute('aria-label')).toBe(
      'Memory: Active 2,150 MB, Idle 3,020 MB, Shared 610 MB, Untouched 2,412 MB, Overhead 64 MB, configured at 8,192 MB, reservation at 1,024 MB',
    )
    expect(within(memory).getByText('Ballooned, compressed, swapped')).toBeTruthy()
    expect(within(memory).getByText(/touched in the last minutes/)).toBeTruthy()
    expect(within(memory).getByText('5,844 MB')).toBeTruthy()
  })

  test('ballooning warns, swapping is a problem, and both are parts of the bar', async () => {
    show(aReading({ memoryUsage: { privateMiB: 3000, activeMiB: 1000, balloonedMiB: 1024, swappedMiB: 512 } }))
    const memory = await screen.findByRole('region', { name: 'Memory, 8 GB' })
    expect(within(memory).getByText(/short of memory and took back 1,024 MB/)).toBeTruthy()
    expect(within(memory).getByText(/swapped 512 MB of this VM to disk/)).toBeTruthy()
    expect(within(memory).getByRole('img').getAttribute('aria-label')).toContain('Ballooned 1,024 MB, Swapped 512 MB')
    expect(within(memory).queryByText('Ballooned, compressed, swapped')).toBeNull()
  })

  test.each([
    ['poweredOff', 'is off: it uses no memory'],
    ['suspended', 'its memory is in a file'],
    ['unknown', 'not known'],
  ] as const)('a VM that is %s uses nothing, whatever the counters say', async (powerState, words) => {
    show(aReading({ powerState }))
    const memory = await screen.findByRole('region', { name: 'Memory, 8 GB' })
    expect(memory.textContent).toContain(words)
    expect(memory.textContent).not.toContain('5,844')
  })

  test('the three numbers stand beside what libvirt calls them', async () => {
    show(aReading({ memory: { reservation: 1024, limit: 4096, shares: { level: 'high' } } }))
    const table = await screen.findByRole('table', { name: 'Memory allocation' })
    const cells = within(table)
      .getAllByRole('row')
      .map((each) =>
        within(each)
          .queryAllByRole('cell')
          .map((cell) => cell.textContent),
      )
    expect(cells.slice(1)).toEqual([
      ['8,192 MB', 'maximum memory, 8388608\u00a0KiB'],
      ['1,024 MB', 'min_guarantee, 1048576\u00a0KiB'],
      ['4,096 MB', 'memory (current), 4194304\u00a0KiB'],
      ['High (163,840)', 'not in libvirt'],
    ])
  })
})

describe('the CPU', () => {
  test('use, demand and ready time; a limit that holds it back is a problem', async () => {
    show(aReading({ cpu: { reservation: 500, limit: 1000, shares: { level: 'custom', shares: 77 } } }))
    const cpu = await screen.findByRole('region', { name: 'CPU, 4 vCPU' })
    expect(cpu.textContent).toContain('900 MHz of 9,600 MHz')
    expect(cpu.textContent).toContain('wants 1100 MHz and is held to its limit of 1000 MHz')
    expect(within(cpu).getByRole('table').textContent).toContain('shares, 77')
  })
})

describe('editing an allocation', () => {
  test('sends only what was edited, with the version that the form was opened with', async () => {
    const startRun = vi.fn<ConsoleActions['startRun']>().mockResolvedValue(ok({ run: runId('r1') }))
    const user = show(aReading(), { startRun })
    await user.click(await screen.findByRole('button', { name: 'Edit memory allocation' }))
    const reservation = screen.getByRole('textbox', { name: 'Reservation, MB' })
    await user.clear(reservation)
    await user.type(reservation, '2048')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Shares' }), 'High')
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Number of shares' }).value).toBe('163840')
    expect(screen.getByText(/weighs twice as much as/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Change allocation' }))
    expect(startRun).toHaveBeenCalledExactlyOnceWith(vm.key, {
      verb: 'setAllocation',
      memory: { reservation: 2048, limit: 'unlimited', shares: { level: 'high' } },
      changeVersion: 'v1',
    })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('what the host would refuse is said in the field and not sent; what it takes but hurts only warns', async () => {
    const startRun = vi.fn<ConsoleActions['startRun']>().mockResolvedValue(ok({ run: runId('r1') }))
    const user = show(aReading(), { startRun })
    await user.click(await screen.findByRole('button', { name: 'Edit memory allocation' }))
    await user.click(screen.getByRole('checkbox', { name: 'Unlimited' }))
    const limit = screen.getByRole('textbox', { name: 'Limit, MB' })
    await user.type(limit, '512')
    expect(screen.getByRole('alert').textContent).toContain('below the reservation')
    await user.click(screen.getByRole('button', { name: 'Change allocation' }))
    expect(startRun).not.toHaveBeenCalled()
    await user.clear(limit)
    await user.type(limit, '4096')
    expect(screen.getByText(/ballooned, compressed or swapped, even when the host has memory free/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Change allocation' }))
    expect(startRun).toHaveBeenCalledOnce()
  })

  test('nothing changed is nothing sent', async () => {
    const user = show(aReading())
    await user.click(await screen.findByRole('button', { name: 'Edit CPU allocation' }))
    await user.click(screen.getByRole('button', { name: 'Change allocation' }))
    expect(screen.getByText('Nothing was changed.')).toBeTruthy()
  })

  test('a viewer sees the reason on the button', async () => {
    show(aReading(), {}, 'viewer')
    const button = await screen.findByRole('button', { name: 'Edit memory allocation' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(button.parentElement?.textContent).toContain('may look, but not start tasks')
  })
})

test('what cannot be read says why and leaves the rest of the tab alone', async () => {
  const error = { blame: 'wire', code: 'timeout', sentence: 'The host did not answer.' } as const
  show(aReading(), { readResources: () => Promise.resolve(failed(error)) })
  expect(await screen.findByText('The host did not answer.')).toBeTruthy()
  expect(screen.getByText('CPU features')).toBeTruthy()
})

test('what was not read is not zero: it is said, with the reason, and nothing of it can be edited', async () => {
  show(notKnown('The host cannot read the files of this VM.'))
  expect((await screen.findByRole('region', { name: 'Memory and CPU' })).textContent).toContain(
    'is not known. The host cannot read the files of this VM.',
  )
  expect(screen.queryByRole('button', { name: /Edit/ })).toBeNull()
  expect(document.body.textContent).not.toMatch(/\b0 (bytes|MB|vCPU)/)
})

test('counters that the host does not give are not nothing', async () => {
  show(aReading({ memoryUsage: { privateMiB: 3000, activeMiB: 1000, balloonedMiB: 0 } }))
  const memory = await screen.findByRole('region', { name: 'Memory, 8 GB' })
  expect(within(memory).getByText('Ballooned').closest('div')?.textContent).toBe('Ballooned0 MB')
  expect(within(memory).getByText('Compressed, swapped').closest('div')?.textContent).toBe(
    'Compressed, swappednot known',
  )
})

test('figures of a VM whose host is out of contact are not said to be counted now', async () => {
  const lost = { ...row, vm: { ...vm, connectionState: 'disconnected', lastKnown: true as const } }
  show(aReading(), {}, 'operator', lost)
  expect(await screen.findByRole('region', { name: /^Memory/ })).toBeTruthy()
  expect(document.body.textContent).not.toContain('As the host counted')
})
