import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { VmSerialPorts } from '@/lib/hardware/vm-hardware'
import { ok } from '@/lib/result'
import { runId } from '@/lib/vsphere/ids'
import { known, notKnown, type Known } from '@/lib/vsphere/known'
import { AccountProvider, ConsoleActionsProvider } from '../../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../../testing/fixture-live'
import { aConnection, aVm, tablesOf } from '../../testing/vm-fixtures'
import { ConfirmProvider } from '../../ui/confirm'
import type { VmRow } from '../vm-row'
import { useStartRun } from '../vm-tab'
import type { KnownPort } from './serial-form'
import { SerialTab } from './serial-tab'

const off = aVm('build|agent "7"', { powerState: 'poweredOff' })
const connection = aConnection('c1')
const folder = '[ssd%2f01] build_agent _7_'

const aPort = (backing: KnownPort['backing'], changes: Partial<KnownPort> = {}): KnownPort => ({
  key: 9000,
  label: 'Serial port 1',
  backing,
  yieldOnPoll: true,
  startConnected: true,
  ...changes,
})
const file = aPort({ kind: 'file', fileName: `${folder}/serial0.log` }, { fileExists: true })

const portsOf = (...ports: KnownPort[]): VmSerialPorts => ({
  vm: off.key,
  powerState: 'poweredOff',
  ports,
  vmFolder: folder,
  changeVersion: 'v1',
})

function Tab({ row }: { row: VmRow }) {
  const run = useStartRun(row.vm)
  return <SerialTab row={row} run={run} />
}

function show(ports: VmSerialPorts | Known<VmSerialPorts>, { vm = off, autoAnswer = false } = {}) {
  const startRun = vi.fn<ConsoleActions['startRun']>().mockResolvedValue(ok({ run: runId('r1') }))
  const feed = fixtureFeed(tablesOf({ connections: [connection], vms: [vm] }), Date.parse('2026-11-22T10:00:00Z'))
  const host = { ...connection, autoAnswer: { ...connection.autoAnswer, on: autoAnswer } }
  render(
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role: 'operator' }}>
        <ConsoleActionsProvider
          actions={fixtureActions({
            readSerialPorts: () => Promise.resolve(ok('known' in ports ? ports : known(ports))),
            startRun,
          })}
        >
          <ConfirmProvider>
            <Tab row={{ key: vm.key, vm, connection: host, question: undefined, task: undefined }} />
          </ConfirmProvider>
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  return { user: userEvent.setup(), startRun }
}

const type = async (user: ReturnType<typeof userEvent.setup>, name: string, text: string) => {
  const input = screen.getByRole('textbox', { name })
  await user.clear(input)
  if (text !== '') await user.type(input, text.replaceAll(/[[{]/g, '$&$&'))
}

describe('the list', () => {
  test('what the host does not say of a port is not known, and not edited', async () => {
    const { yieldOnPoll: _, ...untold } = file
    show(portsOf(untold))
    const [, row] = within(await screen.findByRole('table', { name: 'Serial ports' })).getAllByRole('row')
    expect(row?.textContent).toContain('whether it yields CPU on poll is not known')
    expect(screen.getByRole('button', { name: 'Edit Serial port 1' }).getAttribute('aria-disabled')).toBe('true')
  })

  test('an output file that exists makes power-on ask; what auto-answer does with it is said', async () => {
    show(portsOf(file))
    const [, row] = within(await screen.findByRole('table', { name: 'Serial ports' })).getAllByRole('row')
    expect(row?.textContent).toContain('The host asks')
    expect(row?.textContent).toContain('[ssd/01] build_agent _7_/serial0.log')
    expect(row?.textContent).toContain(`stored as ${folder}/serial0.log`)
    expect(screen.getByText(/asks because of Serial port 1/).textContent).toContain('Auto-answer is off')
  })

  test('with auto-answer on, the default is named', async () => {
    show(portsOf(file), { autoAnswer: true })
    expect((await screen.findByText(/asks because of/)).textContent).toContain('which is Append')
  })

  test('every backing is shown in words, an unknown one is kept and not edited', async () => {
    show(
      portsOf(
        aPort({ kind: 'network', serviceUri: 'vspc', direction: 'client', proxyUri: 'telnets://c.example:13370' }),
        aPort(
          { kind: 'pipe', pipeName: '/tmp/x', endpoint: 'server', noRxLoss: true },
          { key: 9001, label: 'Serial port 2' },
        ),
        aPort(
          { kind: 'unknown', type: 'VirtualSerialPortNewBackingInfo', why: 'it is new' },
          { key: 9002, label: 'Serial port 3' },
        ),
      ),
    )
    const [, network, pipe, unknown] = within(await screen.findByRole('table')).getAllByRole('row')
    expect(network?.textContent).toContain('through the concentrator telnets://c.example:13370')
    expect(pipe?.textContent).toContain('waits rather than lose bytes')
    expect(unknown?.textContent).toContain('VirtualSerialPortNewBackingInfo')
    expect(screen.getByRole('button', { name: 'Edit Serial port 3' }).getAttribute('aria-disabled')).toBe('true')
  })

  test('none yet: says so, with the way on', async () => {
    show(portsOf())
    expect(await screen.findByText('This VM has no serial port')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Add serial port' })).toBeTruthy()
  })

  test('of a running VM: what can be changed, what not and why', async () => {
    const on = aVm('a', { powerState: 'poweredOn' })
    show(portsOf({ ...file, connected: false, status: 'recoverableError' }), { vm: on })
    const add = await screen.findByRole('button', { name: 'Add serial port' })
    expect(add.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getAllByText(/only while the VM is off/).length).toBeGreaterThan(0)
    expect(screen.getByRole('button', { name: 'Edit Serial port 1' }).getAttribute('aria-disabled')).toBeNull()
    expect(screen.getByText(/the last attempt failed, and is tried again/)).toBeTruthy()
  })
})

describe('the form', () => {
  test('a new port proposes a file beside the VM that no port has, and sends its stored path', async () => {
    const { user, startRun } = show(portsOf(file))
    await user.click(await screen.findByRole('button', { name: 'Add serial port' }))
    const path = screen.getByRole<HTMLInputElement>('textbox', { name: 'Output file' })
    expect(path.value).toBe('[ssd/01] build_agent _7_/serial1.log')
    const dialog = screen.getByRole('dialog')
    expect(within(dialog).getByText(/The first power-on creates the file/)).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: 'Add serial port' }))
    expect(startRun).toHaveBeenCalledExactlyOnceWith(off.key, {
      verb: 'addSerialPort',
      port: {
        backing: { kind: 'file', fileName: `${folder}/serial1.log` },
        yieldOnPoll: true,
        startConnected: true,
      },
      changeVersion: 'v1',
    })
  })

  test('a file that another port has already is known to exist', async () => {
    const { user } = show(portsOf(file))
    await user.click(await screen.findByRole('button', { name: 'Add serial port' }))
    await type(user, 'Output file', '[ssd/01] build_agent _7_/serial0.log')
    expect(within(screen.getByRole('dialog')).getByText('The host asks')).toBeTruthy()
  })

  test('the network: server and client are checked as the host would, with a concentrator', async () => {
    const { user, startRun } = show(portsOf())
    await user.click(await screen.findByRole('button', { name: 'Add serial port' }))
    await user.click(screen.getByRole('radio', { name: 'Network' }))
    expect(within(screen.getByRole('dialog')).getByText('No question')).toBeTruthy()
    await type(user, 'Service URI', 'http://x:1')
    expect(screen.getByRole('alert').textContent).toContain('is no protocol of a serial port')
    await type(user, 'Service URI', 'telnet://:7001')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByText(/Listens on port 7001/)).toBeTruthy()
    await user.click(screen.getByRole('radio', { name: 'Client' }))
    expect(screen.getByRole('alert').textContent).toContain('A client needs the host')
    await user.click(screen.getByRole('checkbox', { name: 'Through a virtual serial port concentrator' }))
    await type(user, 'Service at the concentrator', 'vSPC.py')
    await type(user, 'Proxy URI', 'tcp://c.example:13370')
    expect(screen.getByRole('alert').textContent).toContain('reached with telnet')
    await type(user, 'Proxy URI', 'telnets://c.example:13370')
    const dialog = screen.getByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Add serial port' }))
    expect(startRun.mock.lastCall?.[1]).toMatchObject({
      port: {
        backing: {
          kind: 'network',
          serviceUri: 'vSPC.py',
          direction: 'client',
          proxyUri: 'telnets://c.example:13370',
        },
      },
    })
  })

  test('what the host would refuse is not sent', async () => {
    const { user, startRun } = show(portsOf())
    await user.click(await screen.findByRole('button', { name: 'Add serial port' }))
    const dialog = screen.getByRole('dialog')
    for (const [kind, name, because] of [
      ['Host device', 'Device of the host', 'The host device is missing'],
      ['Named pipe', 'Name of the pipe', 'The name of the pipe is missing'],
      ['File', 'Output file', 'The output file is missing'],
    ] as const) {
      await user.click(screen.getByRole('radio', { name: kind }))
      await type(user, name, '')
      await user.click(within(dialog).getByRole('button', { name: 'Add serial port' }))
      expect(screen.getByRole('alert').textContent).toContain(because)
    }
    await type(user, 'Output file', '[ds] ../other/x.log')
    expect(screen.getByRole('alert').textContent).toContain('climbs out')
    expect(startRun).not.toHaveBeenCalled()
  })

  test('trying another backing loses nothing of what was typed', async () => {
    const { user } = show(portsOf())
    await user.click(await screen.findByRole('button', { name: 'Add serial port' }))
    await type(user, 'Output file', '[ds] logs/mine.log')
    await user.click(screen.getByRole('radio', { name: 'Named pipe' }))
    await user.click(screen.getByRole('radio', { name: 'File' }))
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Output file' }).value).toBe('[ds] logs/mine.log')
  })

  test('an edit of a running VM can disconnect the port and names the device', async () => {
    const on = aVm('a', { powerState: 'poweredOn' })
    const { user, startRun } = show(portsOf({ ...file, connected: true }), { vm: on })
    await user.click(await screen.findByRole('button', { name: 'Edit Serial port 1' }))
    await user.click(screen.getByRole('checkbox', { name: 'Connected now' }))
    await user.click(screen.getByRole('checkbox', { name: 'Yield CPU on poll' }))
    await user.click(screen.getByRole('button', { name: 'Change serial port' }))
    expect(startRun).toHaveBeenCalledExactlyOnceWith(on.key, {
      verb: 'editSerialPort',
      deviceKey: 9000,
      deviceLabel: 'Serial port 1',
      port: { backing: file.backing, yieldOnPoll: false, startConnected: true, connected: false },
      changeVersion: 'v1',
    })
  })
})

test('removing asks first and says what stays', async () => {
  const { user, startRun } = show(portsOf(file))
  await user.click(await screen.findByRole('button', { name: 'Remove Serial port 1' }))
  const dialog = screen.getByRole('alertdialog')
  expect(dialog.textContent).toContain('The output file stays on the datastore')
  await user.click(within(dialog).getByRole('button', { name: 'Remove serial port' }))
  expect(startRun).toHaveBeenCalledExactlyOnceWith(off.key, {
    verb: 'removeSerialPort',
    deviceKey: 9000,
    deviceLabel: 'Serial port 1',
    changeVersion: 'v1',
  })
})

test('a VM whose configuration was not read is not said to have no serial port', async () => {
  show(notKnown('The VM is orphaned: its host no longer has it.'))
  expect(await screen.findByText('Whether this VM has serial ports is not known')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Add serial port' })).toBeNull()
  expect(document.body.textContent).not.toContain('has no serial port')
})
