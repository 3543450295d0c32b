import { describe, expect, test } from 'vitest'
import { testWorld, type TestWorld, fileText } from '../testing/test-world'
import { any, type DataObject, type Ref } from '../vim25/value'
import { eventsOf } from '../world/events'

const off = '100% test'
const on = 'web-frontend'
const vmxOf = (sim: TestWorld, vm: Ref) => fileText(sim.world, String(sim.world.prop(vm, 'config.files.vmPathName')))
const reconfigure = async (sim: TestWorld, vm: Ref, spec: DataObject) =>
  sim.outcome(await sim.start('ReconfigVM_Task', vm, { spec }))

describe('sizes', () => {
  test('memory and CPUs change while the VM is off, with shares, summary and .vmx', async () => {
    const sim = testWorld()
    const vm = sim.vm(off)
    expect(await reconfigure(sim, vm, { memoryMB: 2048, numCPUs: 4, numCoresPerSocket: 2 })).toBe('success')
    expect(sim.world.prop(vm, 'summary.config')).toMatchObject({ memorySizeMB: 2048, numCpu: 4 })
    expect(sim.world.prop(vm, 'config.memoryAllocation.shares')).toEqual({ shares: 20_480, level: 'normal' })
    expect(vmxOf(sim, vm)).toMatch(/numvcpus = "4"\ncpuid\.coresPerSocket = "2"\nmemSize = "2048"/)
    expect(eventsOf(sim.world).at(-1)?.$type).toBe('VmReconfiguredEvent')
  })

  test.each([
    [{ memoryMB: 1023 }, 'InvalidArgument'],
    [{ numCPUs: 0 }, 'InvalidArgument'],
    [{ numCPUs: 3, numCoresPerSocket: 2 }, 'InvalidArgument'],
    [{ numCPUs: 1000 }, 'NumVirtualCpusExceedsLimit'],
  ])('%j is refused with %s', async (spec, fault) => {
    const sim = testWorld()
    expect(await reconfigure(sim, sim.vm(off), spec)).toBe(fault)
  })

  test('a running VM is refused other sizes, unless it was made for hot add and gets more', async () => {
    const sim = testWorld()
    expect(await reconfigure(sim, sim.vm(on), { memoryMB: 16_384 })).toBe('MemoryHotPlugNotSupported')
    expect(await reconfigure(sim, sim.vm(on), { numCPUs: 8 })).toBe('CpuHotPlugNotSupported')
    expect(await reconfigure(sim, sim.vm(on), { memoryMB: 8_192, numCPUs: 4 })).toBe('success')
    expect(await reconfigure(sim, sim.vm('db/primary'), { memoryMB: 65_536, numCPUs: 16 })).toBe('success')
    expect(await reconfigure(sim, sim.vm('db/primary'), { memoryMB: 32_768 })).toBe('MemoryHotPlugNotSupported')
    expect(await reconfigure(sim, sim.vm('sap-hana'), { memoryMB: 1024 })).toBe('InvalidPowerState')
  })
})

test('limit, reservation and shares change at any time; what is not given stays', async () => {
  const sim = testWorld()
  const vm = sim.vm(on)
  expect(
    await reconfigure(sim, vm, {
      memoryAllocation: { limit: 4096 },
      cpuAllocation: { shares: { level: 'custom', shares: 1234 } },
    }),
  ).toBe('success')
  expect(await reconfigure(sim, vm, { memoryAllocation: { reservation: 512 } })).toBe('success')
  expect(sim.world.prop(vm, 'config.memoryAllocation')).toMatchObject({ limit: 4096, reservation: 512 })
  expect(sim.world.prop(vm, 'resourceConfig.cpuAllocation.shares')).toEqual({ shares: 1234, level: 'custom' })
  expect(vmxOf(sim, vm)).toMatch(/sched\.cpu\.shares = "1234"[^]*sched\.mem\.min = "512"[^]*sched\.mem\.max = "4096"/)
})

test('a stale changeVersion is refused, and every change makes a new one', async () => {
  const sim = testWorld()
  const vm = sim.vm(off)
  const seen = sim.world.prop(vm, 'config.changeVersion')
  expect(await reconfigure(sim, vm, { changeVersion: seen, annotation: 'first' })).toBe('success')
  expect(await reconfigure(sim, vm, { changeVersion: seen, annotation: 'second' })).toBe('ConcurrentAccess')
  expect(sim.world.prop(vm, 'summary.config.annotation')).toBe('first')
  expect(sim.world.prop(vm, 'config.changeVersion')).not.toBe(seen)
})

test('annotation, extra options and CPUID masks end up in the .vmx with its escapes', async () => {
  const sim = testWorld()
  const vm = sim.vm(off)
  const mask = { level: -2147483647, edx: '----:----:----:----:----:----:----:--0-' }
  const spec = {
    annotation: 'two\n"lines" | bars',
    extraConfig: [
      { key: 'guestinfo.role', value: any('xsd:string', 'test') },
      { key: 'svga.present', value: any('xsd:string', '') },
    ],
    cpuFeatureMask: [{ operation: 'add', info: mask }],
  }
  expect(await reconfigure(sim, vm, spec)).toBe('success')
  expect(vmxOf(sim, vm)).toContain('annotation = "two|0A|22lines|22 |7c bars"\n')
  expect(vmxOf(sim, vm)).toContain('guestinfo.role = "test"\n')
  expect(vmxOf(sim, vm)).toContain('cpuid.80000001.edx = "----:----:----:----:----:----:----:--0-"\n')
  const keys = sim.world.prop(vm, 'config.extraConfig') as readonly { key: string }[] // OptionValue[]
  expect(keys.map((option) => option.key)).not.toContain('svga.present')
  const remove = { cpuFeatureMask: [{ operation: 'remove', removeKey: any('xsd:int', -2147483647) }] }
  expect(await reconfigure(sim, vm, remove)).toBe('success')
  expect(sim.world.prop(vm, 'config.cpuFeatureMask')).toEqual([])
})
