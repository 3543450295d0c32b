import { describe, expect, test } from 'vitest'
import type { Product } from '../vim25/api-version'
import { plainInventoryName } from '../vim25/name-escapes'
import { vmxText } from '../vm/vmx-text'
import { manualClock } from '../world/clock'
import { refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'
import { buildWorld, type PresetName } from './build-world'

const build = (product: Product, preset: PresetName) => buildWorld({ product, preset, clock: manualClock() })
const names = (world: World) =>
  world.byType('VirtualMachine').map(({ props }) => plainInventoryName(String(props['name'])))

test.each([
  ['esx', 'demo', 14, 22],
  ['vcenter', 'demo', 50, 65],
  ['esx', 'everyday', 50, 80],
  ['vcenter', 'everyday', 250, 320],
  ['esx', 'empty', 0, 0],
  ['vcenter', 'empty', 0, 0],
] as const)('%s %s has between %i and %i VMs', (product, preset, least, most) => {
  const count = build(product, preset).byType('VirtualMachine').length
  expect(count).toBeGreaterThanOrEqual(least)
  expect(count).toBeLessThanOrEqual(most)
})

test('names that tell good clients from bad ones are there, stored with their escapes', () => {
  const world = build('esx', 'demo')
  expect(names(world)).toEqual(
    expect.arrayContaining(['build|agent "7"', 'db/primary', 'db%2Fprimary', '100% test', 'café-01', 'R&D <lab>']),
  )
  const stored = world.byType('VirtualMachine').map(({ props }) => props['name'])
  expect(stored).toEqual(expect.arrayContaining(['db%2fprimary', 'db%252Fprimary', '100%25 test']))
})

describe.each(['esx', 'vcenter'] as const)('%s', (product) => {
  const world = build(product, 'demo')

  test('VM moids are what libvirt takes, and every VM is green', () => {
    for (const { ref, props } of world.byType('VirtualMachine')) {
      expect(ref.value).toMatch(product === 'esx' ? /^[1-9]\d*$/ : /^vm-[1-9]\d*$/)
      expect(props['configStatus']).toBe('green')
    }
  })

  test('lists agree: every VM stands in its folder, host, pool, datastores and networks', () => {
    for (const { ref, props } of world.byType('VirtualMachine')) {
      const holders = [
        ['parent', 'childEntity'],
        ['resourcePool', 'vm'],
      ] as const
      for (const [up, down] of holders) expect(refsAt(world, props[up] as typeof ref, down)).toContainEqual(ref) // a reference
      for (const at of [...refsAt(world, ref, 'datastore'), ...refsAt(world, ref, 'network')])
        expect(refsAt(world, at, 'vm')).toContainEqual(ref)
      expect(refsAt(world, world.prop(ref, 'runtime.host') as typeof ref, 'vm')).toContainEqual(ref) // a reference
    }
  })

  test('hosts tell their processors, with the leaves that libvirt needs', () => {
    const models = new Set<unknown>()
    for (const { ref } of world.byType('HostSystem')) {
      models.add(world.prop(ref, 'summary.hardware.cpuModel'))
      const leaves = world.prop(ref, 'hardware.cpuFeature') as readonly { level: number; edx: string }[] // HostCpuIdInfo[]
      expect(leaves.map((leaf) => leaf.level).slice(0, 4)).toEqual([0, 1, -2147483648, -2147483647])
      expect(leaves[3]?.edx).toMatch(/^\d{2}1\d(:[01]{4}){7}$/)
    }
    expect(models.size).toBe(product === 'esx' ? 1 : 2)
  })

  test('only the full disk waits for an answer at the start', () => {
    const asking = world.byType('VirtualMachine').filter(({ ref }) => world.prop(ref, 'runtime.question') !== undefined)
    expect(asking.map(({ props }) => props['name'])).toEqual(['disk-full'])
    expect(world.byType('Task')).toEqual([])
  })
})

test('generated VMs are as many as asked for, spread over hosts and datastores, and the same for the same seed', () => {
  const make = (seed: number) => buildWorld({ product: 'vcenter', vms: 1_000, seed, clock: manualClock() })
  const world = make(5)
  expect(world.byType('VirtualMachine')).toHaveLength(1_000)
  expect(world.byType('HostSystem').length).toBeGreaterThan(8)
  expect(new Set(names(world)).size).toBe(1_000)
  const last = world.byType('VirtualMachine').at(-1)
  const [again, other] = [make(5), make(6)]
  const text = (from: World) => (last === undefined ? '' : vmxText(from, last.ref))
  expect(text(again)).toBe(text(world))
  expect(text(other)).not.toBe(text(world))
})
