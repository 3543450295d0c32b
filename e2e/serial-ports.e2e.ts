import { expect, test, type Locator, type Page } from './fixtures/console'
import { labWith } from './fixtures/worlds'
import { expectRow } from './steps/table'
import { openTab, openVm } from './steps/vm'
import type { SimulatedHost } from '../simulator/start/start-simulator'

/** Virtual serial ports: every backing, listed, added, edited and removed, and which of them makes power-on ask. */

test.use({ world: labWith(['console-gateway', '100% test', 'build|agent "7"'], { speed: 0 }) })

const ports = (page: Page): Locator => page.getByRole('table', { name: 'Serial ports' })

async function openPorts(page: Page, vm: string): Promise<void> {
  await openVm(page, vm)
  await openTab(page, 'Serial ports')
}

type Device = { $type: string; backing?: Record<string, unknown>; yieldOnPoll?: boolean }
const devices = (host: SimulatedHost, vm: string): Device[] =>
  (host.world.prop(host.vm(vm), 'config.hardware.device') as Device[]).filter(
    ({ $type }) => $type === 'VirtualSerialPort',
  ) // as built

async function openAdd(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Add serial port' }).click()
  return page.getByRole('dialog', { name: /^Add serial port: / })
}

async function send(form: Locator, verb: string): Promise<void> {
  await form.getByRole('button', { name: verb }).click()
  await expect(form).toBeHidden()
}

/** The header is a row too. */
const expectPorts = (page: Page, count: number) => expect(ports(page).getByRole('row')).toHaveCount(count + 1)

test('ports say what is behind them and whether power-on asks, and are changed and removed', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await test.step('each port says what is behind it, how it is connected, and that power-on asks nothing', async () => {
    await openPorts(page, 'console-gateway')
    for (const words of [
      /^Network server telnet:\/\/0\.0\.0\.0:12345/,
      /^Network client tcp:\/\/10\.20\.0\.9:5001/,
      /^Named pipe server \/tmp\/console-gateway/,
      /^Host device \/dev\/char\/serial\/uart0/,
    ]) {
      await expectRow(ports(page), { 'Behind it': words, 'At power-on': /^No question/ })
    }
  })

  await test.step('a port whose file exists makes power-on ask, and the page says so and why before it happens', async () => {
    await openPorts(page, 'build|agent "7"')
    await expectRow(ports(page), {
      'Behind it': /^File \[datastore1\] build_agent _7_\/build-agent-7\.log/,
      'At power-on': /^The host asks The file exists, so power-on and reset stop and ask: append to it \(the default\)/,
    })
    await expect(page.getByRole('main')).toContainText('The next power-on or reset asks because of Serial port 1.')
    await expect(page.getByRole('main')).toContainText('Auto-answer is off')
  })

  await test.step('a port is changed to TLS behind a concentrator, and removed again', async () => {
    const vm = 'build|agent "7"'
    await ports(page).getByRole('button', { name: /^Edit/ }).click()
    const form = page.getByRole('dialog', { name: `Serial port 1: ${vm}` })
    await form.getByRole('radio', { name: 'Network' }).check()
    await form.getByRole('radio', { name: 'Client' }).check()
    await form.getByLabel('Service URI').fill('tcp+ssl://logger.example:6001')
    await expect(form).toContainText('Connects to logger.example at 6001. TLS over TCP.')
    await form.getByRole('checkbox', { name: 'Through a virtual serial port concentrator' }).check()
    await form.getByLabel('Proxy URI').fill('tcp://vspc.example:13370')
    await expect(form).toContainText('A concentrator is reached with telnet:// or telnets://.')
    await form.getByLabel('Proxy URI').fill('telnets://vspc.example:13370')
    await send(form, 'Change serial port')
    await expectRow(ports(page), {
      'Behind it':
        /^Network client tcp\+ssl:\/\/logger\.example:6001 through the concentrator telnets:\/\/vspc\.example:13370/,
      'At power-on': /^No question/,
    })
    expect(devices(host, vm)).toMatchObject([
      {
        backing: {
          serviceURI: 'tcp+ssl://logger.example:6001',
          direction: 'client',
          proxyURI: 'telnets://vspc.example:13370',
        },
      },
    ])

    await ports(page)
      .getByRole('button', { name: /^Remove/ })
      .click()
    const sure = page.getByRole('alertdialog')
    await expect(sure).toContainText('The guest no longer has the port.')
    await sure.getByRole('button', { name: 'Remove serial port' }).click()
    await expect(page.getByRole('main')).toContainText('This VM has no serial port')
    expect(devices(host, vm)).toEqual([])
  })
})

test('a port of each kind is added; what the host would refuse is refused in the form', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await test.step('what the host would refuse is refused in the form, with the reason at its field', async () => {
    await openPorts(page, '100% test')
    const form = await openAdd(page)
    const uri = form.getByLabel('Service URI')
    await form.getByRole('radio', { name: 'Network' }).check()
    for (const [typed, because] of [
      ['udp://h:1', /"udp" is no protocol of a serial port/],
      ['telnet://', /The port is missing|not of the form/],
      ['tcp://h:99999', /99999 is no port; ports go from 1 to 65535/],
      ['tcp://a b:1', /holds a blank/],
      ['tcp://h:1#verify', /A certificate cannot be verified on an unencrypted connection/],
    ] as const) {
      await uri.fill(typed)
      await expect(form).toContainText(because)
      await expect(uri).toHaveAttribute('aria-invalid', 'true')
    }
    await form.getByRole('radio', { name: 'Client' }).check()
    await uri.fill('tcp+ssl://:6001')
    await expect(form).toContainText('A client needs the host it connects to')
    await form.getByRole('button', { name: 'Add serial port' }).click()
    await expect(form).toBeVisible()

    await form.getByRole('radio', { name: 'File' }).check()
    for (const [typed, because] of [
      ['serial.log', /has to start with|must start|\[datastore\]/],
      ['[datastore1] dir/', /The path ends with a folder; the name of a file is missing\./],
      ['[datastore1] ../etc/x.log', /climbs|\.\./],
    ] as const) {
      await form.getByLabel('Output file').fill(typed)
      await expect(form.getByLabel('Output file')).toHaveAttribute('aria-invalid', 'true')
      await expect(form).toContainText(because)
    }
    expect(devices(host, '100% test')).toEqual([])
    await form.getByRole('button', { name: 'Cancel' }).click()
    await expect(form).toBeHidden()
  })

  await test.step('a port of each kind is added as the host wants it', async () => {
    const vm = '100% test'

    const file = await openAdd(page)
    await expect(file.getByLabel('Output file')).toHaveValue('[datastore1] 100% test/serial0.log')
    await expect(file.getByRole('status')).toContainText('May ask')
    await send(file, 'Add serial port')
    await expectPorts(page, 1)

    const network = await openAdd(page)
    await network.getByRole('radio', { name: 'Network' }).check()
    await expect(network.getByRole('status')).toContainText('Power-on asks nothing.')
    await network.getByLabel('Service URI').fill('telnet://:7001')
    await expect(network).toContainText('Listens on port 7001. Telnet over TCP.')
    await send(network, 'Add serial port')
    await expectPorts(page, 2)

    const pipe = await openAdd(page)
    await pipe.getByRole('radio', { name: 'Named pipe' }).check()
    await pipe.getByLabel('Name of the pipe').fill('/tmp/R&D <lab>')
    await pipe.getByRole('radio', { name: 'Client' }).check()
    await pipe.getByRole('checkbox', { name: 'Wait rather than lose bytes' }).check()
    await send(pipe, 'Add serial port')
    await expectPorts(page, 3)

    const device = await openAdd(page)
    await device.getByRole('radio', { name: 'Host device' }).check()
    await device.getByLabel('Device of the host').fill('/dev/char/serial/uart0')
    await device.getByRole('checkbox', { name: 'Yield CPU on poll' }).uncheck()
    await send(device, 'Add serial port')
    await expectPorts(page, 4)

    expect(devices(host, vm)).toMatchObject([
      {
        yieldOnPoll: true,
        backing: { $type: 'VirtualSerialPortFileBackingInfo', fileName: '[datastore1] 100+JQ-25 test/serial0.log' },
      },
      { backing: { $type: 'VirtualSerialPortURIBackingInfo', serviceURI: 'telnet://:7001', direction: 'server' } },
      {
        backing: {
          $type: 'VirtualSerialPortPipeBackingInfo',
          pipeName: '/tmp/R&D <lab>',
          endpoint: 'client',
          noRxLoss: true,
        },
      },
      { yieldOnPoll: false, backing: { $type: 'VirtualSerialPortDeviceBackingInfo' } },
    ])
  })
})
