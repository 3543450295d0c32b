import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { CpuIdInfo } from '@/lib/cpuid/leaves'
import { printRegister, registerOf } from '@/lib/cpuid/register'
import type { HostDetail } from '@/lib/hardware/host-detail'
import type { VmCpuid } from '@/lib/hardware/vm-hardware'
import type { HostView } from '@/lib/live/live-state'
import { failed, ok } from '@/lib/result'
import { connectionId, hostKey, moid } from '@/lib/vsphere/ids'
import { known } from '@/lib/vsphere/known'
import { ConsoleActionsProvider } from '../../console/console-context'
import { HostComparison } from '../../hosts/host-comparison'
import { fixtureActions, fixtureFeed, FixtureLive } from '../../testing/fixture-live'
import { aConnection, aVm, tablesOf } from '../../testing/vm-fixtures'
import { CpuidPanel } from './cpuid-panel'

const vm = aVm('sap-hana', { powerState: 'suspended' })
const connection = aConnection('c1')
const bits = (...on: number[]) => printRegister(registerOf(on.reduce((value, bit) => value + 2 ** bit, 0)))

/** Level 1 ECX: 0 is SSE3, 5 is VMX, 25 is AES, 28 is AVX. */
const newer: CpuIdInfo[] = [
  { level: 1, ecx: bits(0, 5, 25, 28), edx: bits(0) },
  { level: -2147483647, edx: bits(29) },
]
const older: CpuIdInfo[] = [
  { level: 1, ecx: bits(0, 5), edx: bits(0) },
  { level: -2147483647, edx: bits() },
]

const aHost = (name: string): HostView => ({
  key: hostKey(connectionId('c1'), moid(name)),
  connection: connectionId('c1'),
  moid: moid(name),
  name,
  connectionState: 'connected',
  inMaintenanceMode: false,
})
const [hostA, hostB] = [aHost('esx-a'), aHost('R&D <b>')]

const aDetail = (host: HostView, cpuFeature: CpuIdInfo[], changes: Partial<HostDetail> = {}): HostDetail => ({
  key: host.key,
  name: host.name,
  connectionState: 'connected',
  inMaintenanceMode: false,
  system: {},
  cpu: { packageModels: [] },
  memory: {},
  services: known([]),
  datastores: known([]),
  cpuFeature,
  featureCapability: [],
  ...changes,
})

const aCpuid = (changes: Partial<VmCpuid> = {}): VmCpuid => ({
  vm: vm.key,
  powerState: 'suspended',
  mask: [],
  host: { key: hostA.key, name: hostA.name, cpuFeature: newer },
  featureRequirement: [],
  featureMask: [],
  ...changes,
})

function show(what: ReactNode, actions: Partial<ConsoleActions>) {
  const tables = tablesOf({ connections: [connection], vms: [vm], hosts: [hostA, hostB] })
  render(
    <FixtureLive feed={fixtureFeed(tables, Date.parse('2026-11-22T10:00:00Z'))}>
      <ConsoleActionsProvider actions={fixtureActions(actions)}>{what}</ConsoleActionsProvider>
    </FixtureLive>,
  )
  return userEvent.setup()
}

const readHostDetail: ConsoleActions['readHostDetail'] = (key) =>
  Promise.resolve(ok(key === hostA.key ? aDetail(hostA, newer) : aDetail(hostB, older)))

const panel = <CpuidPanel row={{ key: vm.key, vm, connection, question: undefined, task: undefined }} />

describe('the CPU features of a VM', () => {
  test('of a VM whose configuration was not read nobody says what its guest sees', async () => {
    const { mask: _mask, ...unread } = aCpuid()
    show(panel, { readVmCpuid: () => Promise.resolve(ok(unread)) })
    expect(await screen.findByText('not known: the configuration of the VM was not read')).toBeTruthy()
    expect(screen.queryByText(/features? that the guest sees$/)).toBeNull()
  })

  test('without a mask: says that nothing is hidden, whether the host has long mode, and what the guest sees', async () => {
    const user = show(panel, { readVmCpuid: () => Promise.resolve(ok(aCpuid())) })
    expect(await screen.findByText(/the VM has no mask of its own/)).toBeTruthy()
    expect(screen.getByText('yes, the host has long mode')).toBeTruthy()
    await user.click(screen.getByText(/features that the guest sees$/))
    expect(screen.getByRole('list', { name: 'Features that the guest sees' }).textContent).toContain('AES')
  })

  test('what the mask hides is named, with the mark and its meaning', async () => {
    const mask: CpuIdInfo[] = [{ level: 1, ecx: '----:--0-:----:----:----:----:--R-:----' }]
    show(panel, { readVmCpuid: () => Promise.resolve(ok(aCpuid({ mask }))) })
    expect(await screen.findByText('2 features of the host: VMX, AES')).toBeTruthy()
    const [, vmx] = within(screen.getByRole('table', { name: 'Features that a mask names' })).getAllByRole('row')
    expect(vmx?.textContent).toContain('Hidden from the guest, but a host it moves to must have the same.')
    expect(vmx?.textContent).toContain('On the host: thereFor the guest: not there')
  })

  test('what the host masks for the guest operating system counts where the VM has no mark of its own', async () => {
    const guestOs: CpuIdInfo[] = [
      { level: 1, ecx: '----:--0-:----:----:----:----:--0-:----' },
      { level: -2147483647, edx: '--T-:----:----:----:----:----:----:----' },
    ]
    const mask: CpuIdInfo[] = [{ level: 1, ecx: '----:--H-:----:----:----:----:----:----' }]
    show(panel, { readVmCpuid: () => Promise.resolve(ok(aCpuid({ guestOs, mask }))) })
    expect(await screen.findByText('1 feature of the host: VMX')).toBeTruthy()
    expect(screen.getByText(/a mask of its own; the host has one for this guest operating system/)).toBeTruthy()
    const rows = within(screen.getByRole('table', { name: 'Features that a mask names' })).getAllByRole('row')
    const words = rows.map(({ textContent }) => textContent ?? '')
    expect(words.find((text) => text.startsWith('LM'))).toContain(
      'T by the guest operating systemThe host must have it',
    )
    expect(words.find((text) => text.startsWith('AES'))).toContain('The guest sees what the host has')
  })

  test('a mask that keeps the VM from starting here says so', async () => {
    const mask: CpuIdInfo[] = [{ level: 1, ecx: '----:--F-:----:----:----:----:----:----' }]
    show(panel, { readVmCpuid: () => Promise.resolve(ok(aCpuid({ mask }))) })
    expect(await screen.findByText(/must not have AES, which this host has. It will not start here/)).toBeTruthy()
  })

  test('a register of the wrong length is named, and the rest is shown', async () => {
    const host = { key: hostA.key, name: 'esx-a', cpuFeature: [{ level: 1, ecx: '0000', edx: bits(0) }] }
    show(panel, { readVmCpuid: () => Promise.resolve(ok(aCpuid({ host }))) })
    expect(await screen.findByText(/Level 0x1 ECX: A register has 39 characters/)).toBeTruthy()
    expect(screen.getByText('1 feature that the guest sees')).toBeTruthy()
    expect(screen.getByText(/does not report EDX of level 0x80000001/)).toBeTruthy()
  })

  test('what the suspended VM needs that another host lacks, by registers', async () => {
    const user = show(panel, { readVmCpuid: () => Promise.resolve(ok(aCpuid())), readHostDetail })
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Could it resume on' }), hostB.key)
    const answer = await screen.findByText(/lacks 3 things that this VM needs/)
    expect(answer.closest('[role="status"]')?.textContent).toMatch(/AES.*AVX.*LM/)
  })

  test('by name where the hosts tell, which then is what counts', async () => {
    const requirement = { key: 'cpuid.AVX', featureName: 'cpuid.AVX', value: 'Bool:Min:1' }
    const capability = { key: 'cpuid.AVX', featureName: 'cpuid.AVX', value: '1' }
    const user = show(panel, {
      readVmCpuid: () => Promise.resolve(ok(aCpuid({ featureRequirement: [requirement] }))),
      readHostDetail: () => Promise.resolve(ok(aDetail(hostB, older, { featureCapability: [capability] }))),
    })
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Could it resume on' }), hostB.key)
    expect(await screen.findByText(/has everything that this VM needs/)).toBeTruthy()
  })
})

describe('two hosts compared', () => {
  test('feature by feature, with what it means for a VM', async () => {
    show(<HostComparison hosts={[hostA, hostB]} />, { readHostDetail })
    const only = await screen.findByRole('region', { name: 'Only esx-a has' })
    expect(
      within(only)
        .getAllByRole('listitem')
        .map((item) => item.textContent?.split(' ')[0]),
    ).toEqual([
      expect.stringContaining('AES') as string,
      expect.stringContaining('AVX') as string,
      expect.stringContaining('LM') as string,
    ])
    expect(only.textContent).toContain('cannot move to R&D <b>')
    expect(screen.queryByRole('region', { name: 'Only R&D <b> has' })).toBeNull()
  })

  test('the same host twice is not compared; equal ones are said to be equal', async () => {
    const user = show(<HostComparison hosts={[hostA, hostB]} />, {
      readHostDetail: (key) => Promise.resolve(ok(aDetail(key === hostA.key ? hostA : hostB, newer))),
    })
    expect(await screen.findByText(/Both have the same 6 features/)).toBeTruthy()
    await user.selectOptions(screen.getByRole('combobox', { name: 'And this host' }), 'esx-a')
    expect(screen.getByText(/choose two different ones/)).toBeTruthy()
  })

  test('one host alone; a host that cannot be read', async () => {
    show(<HostComparison hosts={[hostA]} />, { readHostDetail })
    expect(screen.getByText('There is only one host')).toBeTruthy()
    cleanup()
    const error = { blame: 'wire', code: 'x', sentence: 'No contact with R&D <b>.' } as const
    show(<HostComparison hosts={[hostA, hostB]} />, {
      readHostDetail: (key) => (key === hostA.key ? readHostDetail(key) : Promise.resolve(failed(error))),
    })
    expect((await screen.findByRole('alert')).textContent).toContain('No contact with R&D <b>.')
  })
})
