import { expect, test } from 'vitest'
import { volumeOf } from '../estate/datastore-files'
import { faultTypeOf, testWorld } from '../testing/test-world'
import { text } from '../vim25/read-data'
import { screenshot } from '../vm/screenshot'
import { vmxPathOf } from '../vm/files'

/** Width and height as a PNG says them. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]

test('a screenshot task writes a picture beside the VM, each under a name of its own', async () => {
  const sim = testWorld()
  const vm = sim.vm('web-frontend')
  const paths = [await sim.run('CreateScreenshot_Task', vm), await sim.run('CreateScreenshot_Task', vm)].map(
    ({ result }) => text({ result }, 'result') ?? (result as { value: unknown }).value,
  )
  expect(paths).toEqual([
    '[datastore1] web-frontend/web-frontend-1.png',
    '[datastore1] web-frontend/web-frontend-2.png',
  ])
  const file = volumeOf(sim.world, vmxPathOf(sim.world, vm).datastore).file('web-frontend/web-frontend-1.png')
  expect(file?.size).toBeGreaterThan(100)
  expect(await sim.outcome(await sim.start('CreateScreenshot_Task', sim.vm('100% test')))).toContain(
    'InvalidPowerState',
  )
})

test('the screen is the BIOS just after the start, then what the guest shows, and a part of it in any size', async () => {
  const sim = testWorld()
  const vm = sim.vm('web-frontend')
  const running = screenshot(sim.world, vm)
  expect(sizeOf(running)).toEqual([720, 400])
  sim.world.update(vm, { 'runtime.bootTime': sim.world.clock.now() })
  const bios = screenshot(sim.world, vm)
  expect(bios.equals(running)).toBe(false)
  await sim.clock.advance(10_000)
  expect(screenshot(sim.world, vm).equals(bios)).toBe(false)
  expect(sizeOf(screenshot(sim.world, vm, { left: 9, top: 16, right: 99, bottom: 32 }))).toEqual([90, 16])
  expect(sizeOf(screenshot(sim.world, vm, { width: 360 }))).toEqual([360, 200])
  expect(sizeOf(screenshot(sim.world, vm, { width: 64, height: 64, right: 100_000 }))).toEqual([64, 64])
})

test('the installer of Tools is mounted while the guest runs, once, where there is one for it, and out at power-off', async () => {
  const sim = testWorld()
  const vm = sim.vm('web-frontend')
  const call = (method: 'MountToolsInstaller' | 'UnmountToolsInstaller', of = vm) =>
    faultTypeOf(() => sim.callNow(method, of))
  const isMounted = () => sim.world.prop(vm, 'runtime.toolsInstallerMounted')
  expect(call('MountToolsInstaller', sim.vm('100% test'))).toBe('InvalidPowerState')
  expect(call('UnmountToolsInstaller')).toBe('InvalidState')
  expect(call('MountToolsInstaller')).toBeUndefined()
  expect(isMounted()).toBe(true)
  expect(call('UnmountToolsInstaller')).toBeUndefined()
  expect(isMounted()).toBe(false)
  sim.callNow('MountToolsInstaller', vm)
  await sim.outcome(await sim.start('PowerOffVM_Task', vm))
  expect(isMounted()).toBe(false)
  await sim.outcome(await sim.start('PowerOnVM_Task', vm))
  sim.world.update(vm, { 'config.guestId': 'otherGuest' })
  expect(call('MountToolsInstaller')).toBe('ToolsImageNotAvailable')
})

test('a ticket for a console is for a VM that is on, leads to its host on a vCenter, and has a URL where it is for a browser', () => {
  const esx = testWorld()
  const ticket = (sim: typeof esx, name: string, ticketType: string) =>
    sim.callNow('AcquireTicket', sim.vm(name), { ticketType }) as Record<string, unknown>
  const web = ticket(esx, 'web-frontend', 'webmks')
  expect(web).toMatchObject({ port: 443, cfgFile: '[datastore1] web-frontend/web-frontend.vmx' })
  expect(web['url']).toBe(`wss://localhost:443/ticket/${String(web['ticket'])}`)
  expect(web['host']).toBeUndefined()
  expect(ticket(esx, 'web-frontend', 'mks')).not.toHaveProperty('url')
  expect(faultTypeOf(() => ticket(esx, '100% test', 'webmks'))).toBe('InvalidState')
  expect(faultTypeOf(() => ticket(esx, 'web-frontend', 'telepathy'))).toBe('InvalidArgument')
  expect(faultTypeOf(() => esx.callNow('AcquireMksTicket', esx.vm('web-frontend')))).toBe('NotSupported')
  const vcenter = testWorld({ product: 'vcenter' })
  const on = vcenter.world
    .byType('VirtualMachine')
    .find(({ props }) => (props['runtime'] as { powerState?: unknown }).powerState === 'poweredOn')
  const host = vcenter.callNow('AcquireTicket', on!.ref, { ticketType: 'webmks' }) as Record<string, unknown> // there is one
  expect(String(host['url'])).toContain(String(host['host']))
})
