import { beforeEach, describe, expect, test } from 'vitest'
import { refusal, testWorld, type TestWorld } from '../testing/test-world'
import type { DataObject, Ref } from '../vim25/value'

let at: TestWorld
let manager: Ref

beforeEach(() => {
  at = testWorld({ preset: 'demo' })
  manager = at.first('HostAutoStartManager')
  at.world.update(manager, { 'config.powerInfo': [], 'config.defaults.enabled': true })
})

const vm = (name: string) => at.named('VirtualMachine', name)
const entry = (name: string, more: DataObject = {}) => ({
  key: vm(name),
  startOrder: -1,
  startDelay: -1,
  waitForHeartbeat: 'systemDefault',
  startAction: 'powerOn',
  stopDelay: -1,
  stopAction: 'systemDefault',
  ...more,
})
const reconfigure = (spec: DataObject) => at.call('ReconfigureAutostart', manager, { spec: { powerInfo: [], ...spec } })
const listed = () => (at.prop(manager, 'config.powerInfo') as { key: Ref }[]).map(({ key }) => at.prop(key, 'name'))
const state = (name: string) => at.prop(vm(name), 'runtime.powerState')
const switchOff = (...names: string[]) => {
  for (const name of names) at.world.update(vm(name), { 'runtime.powerState': 'poweredOff' })
}

describe('reconfiguring', () => {
  test('merges: fields of the defaults, and entries by machine', async () => {
    await reconfigure({ defaults: { startDelay: 30 }, powerInfo: [entry('web-frontend', { startOrder: 2 })] })
    await reconfigure({ powerInfo: [entry('console-gateway', { startOrder: 1 }), entry('sap-hana')] })
    expect(at.prop(manager, 'config.defaults')).toMatchObject({ enabled: true, startDelay: 30, stopDelay: 120 })
    expect(listed()).toEqual(['console-gateway', 'web-frontend', 'sap-hana'])
    await reconfigure({ powerInfo: [entry('console-gateway', { startDelay: 5 })] })
    expect(listed()).toEqual(['web-frontend', 'sap-hana', 'console-gateway'])
    expect(at.problems()).toEqual([])
  })

  test('an action of none without an order takes a machine away, as libvirt says it', async () => {
    await reconfigure({ powerInfo: [entry('web-frontend'), entry('console-gateway')] })
    await reconfigure({ powerInfo: [entry('web-frontend', { startAction: 'none', stopAction: 'none' })] })
    expect(listed()).toEqual(['console-gateway'])
  })

  test('actions are taken in either case; what cannot be is refused and changes nothing', async () => {
    await reconfigure({
      powerInfo: [entry('console-gateway', { startAction: 'PowerOn', stopAction: 'GuestShutdown' })],
    })
    for (const wrong of [
      { startAction: 'reboot' },
      { stopAction: 'explode' },
      { startOrder: 0 },
      { startOrder: -2 },
      { stopDelay: -2 },
      { key: at.first('HostSystem') },
    ]) {
      const spec = { defaults: { enabled: false }, powerInfo: [entry('web-frontend', wrong)] }
      expect(await refusal(reconfigure(spec))).toBe('InvalidArgument')
    }
    expect(await refusal(reconfigure({ defaults: { startDelay: -1 } }))).toBe('InvalidArgument')
    expect(listed()).toEqual(['console-gateway'])
    expect(at.prop(manager, 'config.defaults.enabled')).toBe(true)
  })
})

describe('starting', () => {
  const three = ['web-frontend', 'console-gateway', 'sap-hana'] as const
  const start = () => at.call('AutoStartPowerOn', manager)

  test('one after the other, in their order, so far apart as is said', async () => {
    switchOff(...three)
    await reconfigure({
      defaults: { startDelay: 60 },
      powerInfo: [
        entry('sap-hana'),
        entry('console-gateway', { startOrder: 2 }),
        entry('web-frontend', { startOrder: 1, startDelay: 20 }),
      ],
    })
    const states = () => three.map((name) => state(name) === 'poweredOn')
    await start()
    await at.clock.advance(15_000)
    expect(states()).toEqual([true, false, false])
    await at.clock.advance(20_000)
    expect(states()).toEqual([true, true, false])
    await at.clock.advance(90_000)
    expect(states()).toEqual([true, true, true])
  })

  test('the next need not wait for its time once the guest answers', async () => {
    switchOff('web-frontend', 'console-gateway')
    await reconfigure({
      defaults: { startDelay: 3_600 },
      powerInfo: [
        entry('web-frontend', { startOrder: 1, waitForHeartbeat: 'yes' }),
        entry('console-gateway', { startOrder: 2 }),
      ],
    })
    await start()
    await at.clock.advance(60_000)
    expect(state('console-gateway')).toBe('poweredOn')
  })

  test('nothing starts while autostart is off, and no machine that is only listed', async () => {
    switchOff(...three)
    await reconfigure({ defaults: { enabled: false }, powerInfo: [entry('console-gateway')] })
    await start()
    await reconfigure({
      defaults: { enabled: true },
      powerInfo: [entry('console-gateway', { startAction: 'none', startOrder: 1 })],
    })
    await start()
    await at.clock.advance(600_000)
    expect(state('console-gateway')).toBe('poweredOff')
  })
})

describe('stopping', () => {
  const stop = () => at.call('AutoStartPowerOff', manager)

  test('in the reverse order, each in its way, the next as soon as one is off', async () => {
    await reconfigure({
      powerInfo: [
        entry('web-frontend', { startOrder: 1, stopAction: 'suspend' }),
        entry('console-gateway', { startOrder: 2, stopAction: 'guestShutdown' }),
        entry('db%2fprimary', { startOrder: 3, stopAction: 'none' }),
      ],
    })
    await stop()
    await at.clock.advance(1_000)
    expect(at.prop(vm('console-gateway'), 'guest.guestState')).toBe('shuttingDown')
    expect(state('web-frontend')).toBe('poweredOn')
    await at.clock.advance(30_000)
    expect(['web-frontend', 'console-gateway', 'db%2fprimary'].map(state)).toEqual([
      'suspended',
      'poweredOff',
      'poweredOn',
    ])
  })

  test('a guest that cannot be asked is switched off, by default and when its time is up', async () => {
    at.world.update(vm('console-gateway'), { 'guest.toolsRunningStatus': 'guestToolsNotRunning' })
    await reconfigure({
      defaults: { stopAction: 'guestShutdown' },
      powerInfo: [entry('console-gateway', { startOrder: 1 })],
    })
    await stop()
    await at.clock.advance(5_000)
    expect(state('console-gateway')).toBe('poweredOff')
  })
})
