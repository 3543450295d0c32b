import { describe, expect, test } from 'vitest'
import { testWorld, type TestWorld } from '../testing/test-world'
import { backingTypes, deviceTypes } from '../vm/every-device'

const devicesOf = (
  sim: TestWorld,
  name: string,
): readonly { $type: string; key: number; backing?: { $type: string } }[] =>
  sim.prop(sim.vm(name), 'config.hardware.device') as { $type: string; key: number; backing?: { $type: string } }[] // VirtualDevice

describe.each(['esx', 'vcenter'] as const)('the field on %s', (product) => {
  const sim = testWorld({ product, preset: 'field' })

  test('is what vim25 declares, all of it', () => {
    expect(sim.problems()).toEqual([])
  })

  test('has a device of each type and of each backing, with keys of their own', () => {
    expect(devicesOf(sim, 'every-device').map((device) => device.$type)).toEqual(
      expect.arrayContaining([...deviceTypes]),
    )
    expect(devicesOf(sim, 'every-backing').map((device) => device.backing?.$type)).toEqual(
      expect.arrayContaining([...backingTypes]),
    )
    expect(deviceTypes.length).toBeGreaterThanOrEqual(40)
    expect(backingTypes.length).toBeGreaterThanOrEqual(40)
    for (const name of ['every-device', 'every-backing', 'devices-of-no-table']) {
      const keys = devicesOf(sim, name).map((device) => device.key)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  test('knows nothing of machines whose configuration cannot be read but name and path', async () => {
    for (const [name, state] of [
      ['inaccessible', 'inaccessible'],
      ['invalid', 'invalid'],
    ] as const) {
      const vm = sim.vm(name)
      expect(sim.prop(vm, 'runtime.connectionState')).toBe(state)
      for (const path of ['config', 'guest', 'layoutEx', 'storage', 'resourceConfig', 'summary.guest'])
        expect(sim.prop(vm, path)).toBeUndefined()
      expect(sim.prop(vm, 'summary.config')).toEqual({
        name,
        template: false,
        vmPathName: `[datastore1] ${name}/${name}.vmx`,
      })
      expect(() => sim.callNow('PowerOnVM_Task', vm)).toThrow('current state of the connection')
    }
    const byPath = sim.world
      .byType('VirtualMachine')
      .filter(({ props }) => String(props['name']).startsWith('/vmfs/volumes/'))
    expect(byPath).toHaveLength(1)
    await sim.call('Reload', sim.vm('invalid'))
    expect(sim.prop(sim.vm('invalid'), 'config.hardware.numCPU')).toBe(2)
    expect(sim.problems()).toEqual([])
    sim.callNow('UnregisterVM', sim.vm('inaccessible'))
  })

  test('stores the names of snapshots with their escapes', () => {
    const roots = sim.prop(sim.vm('snapshots-with-odd-names'), 'snapshot.rootSnapshotList') as {
      name: string
      childSnapshotList?: { name: string }[]
    }[] // SnapshotTree
    expect(JSON.stringify(roots)).toContain('"8%2f23%2f2023"')
    expect(JSON.stringify(roots)).toContain('"100%25 upgrade"')
    expect(JSON.stringify(roots)).toContain('"C:%5cbefore"')
  })

  test('finds files on a datastore with a bracket in its name', async () => {
    const vm = sim.vm('on-datastore-with-bracket')
    expect(sim.prop(vm, 'config.files.vmPathName')).toBe(
      '[store (1) [old]] on-datastore-with-bracket/on-datastore-with-bracket.vmx',
    )
    expect((await sim.run('PowerOnVM_Task', vm))['state']).toBe('success')
  })

  test('assigns cores per socket when a machine is powered on, whatever the number was', async () => {
    for (const name of ['cores-assigned-at-power-on', 'cores-per-socket-unset']) {
      expect(sim.prop(sim.vm(name), 'config.hardware.autoCoresPerSocket')).toBe(true)
      expect((await sim.run('PowerOnVM_Task', sim.vm(name)))['state']).toBe('success')
      expect(sim.prop(sim.vm(name), 'config.hardware.numCoresPerSocket')).toBe(6)
    }
    const spec = { numCoresPerSocket: 0 }
    expect((await sim.run('ReconfigVM_Task', sim.vm('every-backing'), { spec }))['state']).toBe('success')
    expect(sim.prop(sim.vm('every-backing'), 'config.hardware.autoCoresPerSocket')).toBe(true)
  })

  test('needs a consolidation until it has one', async () => {
    const vm = sim.vm('needs-consolidation')
    expect(sim.prop(vm, 'runtime.consolidationNeeded')).toBe(true)
    await sim.run('ConsolidateVMDisks_Task', vm)
    expect(sim.prop(vm, 'summary.runtime.consolidationNeeded')).toBe(false)
  })

  test('asks again with other figures at each Retry', async () => {
    const vm = sim.vm('asks-with-other-figures')
    await sim.start('PowerOnVM_Task', vm, {}, 2_000)
    const texts = new Set<unknown>()
    for (let round = 0; round < 4; round++) {
      texts.add(sim.prop(vm, 'runtime.question.text'))
      sim.answer(vm, 'Retry')
      await sim.clock.advance(2_000)
    }
    expect(texts.size).toBe(4)
  })
})

test('a vCenter has hosts out of reach, and two datacenters with the same names', async () => {
  const sim = testWorld({ product: 'vcenter', preset: 'field' })
  const away = sim.named('HostSystem', 'south-not-responding.example.net')
  const gone = sim.named('HostSystem', 'south-disconnected.example.net')
  expect(sim.prop(away, 'runtime')).toMatchObject({ connectionState: 'notResponding', powerState: 'unknown' })
  expect(sim.prop(away, 'config')).toBeDefined()
  expect(['config', 'hardware', 'capability'].map((path) => sim.prop(gone, path))).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  const lost = sim.vm('on-host-not-responding')
  expect([sim.prop(lost, 'runtime.connectionState'), sim.prop(lost, 'runtime.powerState')]).toEqual([
    'disconnected',
    'poweredOn',
  ])
  expect(() => sim.callNow('PowerOffVM_Task', lost)).toThrow('Unable to communicate with the remote host')
  const paths = sim.world
    .byType('VirtualMachine')
    .filter(({ props }) => props['name'] === 'same-name')
    .map(({ ref }) => sim.prop(ref, 'config.files.vmPathName'))
  expect(paths).toEqual(['[datastore1] same-name/same-name.vmx', '[datastore1] same-name/same-name.vmx'])
  expect(sim.prop(sim.vm('orphaned'), 'runtime.connectionState')).toBe('orphaned')
})
