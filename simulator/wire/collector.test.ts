import { describe, expect, test } from 'vitest'
import { folder, list, never, poll, setUp, told, version, vm1, vmSpec } from '../testing/lone-collector'
import { tinyVm, tinyWorld } from '../testing/tiny-world'
import { parseVersion } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import { Ref, ref } from '../vim25/value'
import { manualClock } from '../world/clock'
import type { World } from '../world/world'
import { Collector } from './collector'
import { CompiledSpec } from './filter-spec'
import { everything } from './sight'

function addVm(world: World, number: number): void {
  const vm = tinyVm(number)
  world.put(vm)
  world.update(folder, { childEntity: [...(world.prop(folder, 'childEntity') as Ref[]), vm.ref] })
}

describe('versions', () => {
  test('the first answer is everything, the next ones what changed since', async () => {
    const { world, collector } = setUp(vmSpec('name', 'runtime.powerState'))
    expect(told(await collector.wait('', poll, version, never))).toEqual({
      version: '1',
      truncated: false,
      lines: [
        'enter vm-1 name="vm-1" runtime.powerState="poweredOff"',
        'enter vm-2 name="vm-2" runtime.powerState="poweredOff"',
      ],
    })
    expect(await collector.wait('1', poll, version, never)).toBeUndefined()
    world.update(vm1, { 'runtime.powerState': 'poweredOn', 'runtime.bootTime': new Date(0) })
    expect(told(await collector.wait('1', poll, version, never))).toMatchObject({
      version: '2',
      lines: ['modify vm-1 runtime.powerState="poweredOn"'],
    })
  })

  test('a complete version can be used again, so that a lost reply can be asked for once more', async () => {
    const { world, collector } = setUp(vmSpec('name'))
    await collector.wait('', poll, version, never)
    world.update(vm1, { name: 'b' })
    await collector.wait('1', poll, version, never)
    world.update(vm1, { name: 'c' })
    expect(told(await collector.wait('1', poll, version, never))?.lines).toEqual(['modify vm-1 name="c"'])
  })

  test('a version that was never given, or long ago, is InvalidCollectorVersion', async () => {
    const { world, collector } = setUp(vmSpec('name'))
    await expect(collector.wait('7', poll, version, never)).rejects.toMatchObject({ type: 'InvalidCollectorVersion' })
    await collector.wait('', poll, version, never)
    for (let count = 1; count <= 40; count++) {
      world.update(vm1, { name: `n${count}` })
      await collector.wait(String(count), poll, version, never)
    }
    await expect(collector.wait('1', poll, version, never)).rejects.toBeInstanceOf(SimFault)
  })
})

describe('what is told', () => {
  test('several changes between two polls are one, and the last value counts', async () => {
    const { world, collector } = setUp(vmSpec('name'))
    await collector.wait('', poll, version, never)
    world.update(vm1, { name: 'b' })
    world.update(vm1, { name: 'c' })
    expect(told(await collector.wait('1', poll, version, never))?.lines).toEqual(['modify vm-1 name="c"'])
  })

  test('a value that became unset is assigned without a value; below an unset parent it is indirectRemove', async () => {
    const { world, collector } = setUp(vmSpec('runtime.question', 'config.annotation'))
    world.update(vm1, { 'runtime.question': { id: '1' }, 'config.annotation': 'x' })
    await collector.wait('', poll, version, never)
    world.update(vm1, { 'runtime.question': undefined, config: undefined })
    expect(told(await collector.wait('1', poll, version, never))?.lines).toEqual([
      'modify vm-1 runtime.question=unset config.annotation(indirectRemove)=unset',
    ])
  })

  test('a change below a wanted property tells the whole property, with partialUpdates only what changed', async () => {
    const whole = setUp(vmSpec('runtime'))
    const partial = setUp(vmSpec('runtime', 'datastore'), { partial: true })
    for (const { collector } of [whole, partial]) await collector.wait('', poll, version, never)
    for (const { world } of [whole, partial]) {
      world.update(vm1, { 'runtime.powerState': 'poweredOn', 'datastore["store-1"]': ref('Datastore', 'store-1') })
    }
    expect(told(await whole.collector.wait('1', poll, version, never))?.lines[0]).toMatch(
      /^modify vm-1 runtime=\{.*"poweredOn"/,
    )
    expect(told(await partial.collector.wait('1', poll, version, never))?.lines).toEqual([
      'modify vm-1 runtime.powerState="poweredOn" datastore["store-1"]="store-1"',
    ])
    partial.world.update(vm1, { 'datastore["store-1"]': undefined })
    expect(told(await partial.collector.wait('2', poll, version, never))?.lines).toEqual([
      'modify vm-1 datastore["store-1"](remove)=unset',
    ])
  })

  test('a written ancestor whose wanted part stayed the same is no news', async () => {
    const { world, collector } = setUp(vmSpec('runtime.powerState'))
    await collector.wait('', poll, version, never)
    world.update(vm1, { runtime: { powerState: 'poweredOff', connectionState: 'disconnected' } })
    expect(await collector.wait('1', poll, version, never)).toBeUndefined()
  })

  test('objects enter and leave as the inventory changes; what came and went in between is not mentioned', async () => {
    const { world, collector } = setUp(vmSpec('name'))
    await collector.wait('', poll, version, never)
    addVm(world, 3)
    addVm(world, 4)
    world.remove(ref('VirtualMachine', 'vm-4'))
    world.remove(vm1)
    expect(told(await collector.wait('1', poll, version, never))?.lines.toSorted()).toEqual([
      'enter vm-3 name="vm-3"',
      'leave vm-1',
    ])
    expect(told(await collector.wait('', poll, version, never))?.lines.toSorted()).toEqual([
      'enter vm-2 name="vm-2"',
      'enter vm-3 name="vm-3"',
    ])
  })

  test('all=true tells whole properties, and nothing newer than the caller', async () => {
    const spec = new CompiledSpec({ propSet: [{ type: 'VirtualMachine', all: true }], objectSet: [{ obj: vm1 }] })
    const { world, collector } = setUp(spec)
    const old = parseVersion('2.5') ?? 0
    await collector.wait('', poll, old, never)
    world.update(vm1, { rootSnapshot: [ref('VirtualMachineSnapshot', 's')], 'runtime.powerState': 'poweredOn' })
    expect(told(await collector.wait('1', poll, old, never))?.lines[0]).toMatch(/^modify vm-1 runtime=/)
    expect(told(await collector.wait('1', poll, version, never))?.lines[0]).toMatch(/rootSnapshot=.*runtime=/)
  })

  test('missing start objects are reported when the filter asks for it', async () => {
    const gone = ref('VirtualMachine', 'vm-99')
    const spec = new CompiledSpec({
      propSet: [{ type: 'VirtualMachine', pathSet: ['name'] }],
      objectSet: [{ obj: gone }, { obj: vm1 }],
      reportMissingObjectsInResults: true,
    })
    const { collector } = setUp(spec)
    const set = await collector.wait('', poll, version, never)
    expect(list(set?.['filterSet'])[0]).toMatchObject({
      missingSet: [{ obj: gone, fault: { fault: { $type: 'ManagedObjectNotFound' } } }],
    })
  })
})

describe('waiting', () => {
  test('a wait ends with the changes of one turn together', async () => {
    const { world, collector } = setUp(vmSpec('name', 'runtime.powerState'))
    await collector.wait('', poll, version, never)
    const waiting = collector.wait('1', { maxWaitMs: 60_000, maxObjects: undefined }, version, never)
    world.update(vm1, { name: 'b' })
    world.update(vm1, { 'runtime.powerState': 'poweredOn' })
    expect(told(await waiting)?.lines).toEqual(['modify vm-1 name="b" runtime.powerState="poweredOn"'])
  })

  test('a wait without news ends empty when its time is up', async () => {
    const clock = manualClock()
    const world = tinyWorld({ clock })
    const collector = new Collector(ref('PropertyCollector', 'pc'), world, (which) => world.get(which), everything)
    collector.addFilter(ref('PropertyFilter', 'f'), vmSpec('name'), false)
    await collector.wait('', poll, version, never)
    const waiting = collector.wait('1', { maxWaitMs: 5_000, maxObjects: undefined }, version, never)
    await clock.advance(5_000)
    expect(await waiting).toBeUndefined()
  })

  test('a new filter wakes a wait with its content', async () => {
    const { collector } = setUp(vmSpec('name'))
    await collector.wait('', poll, version, never)
    const waiting = collector.wait('1', { maxWaitMs: 60_000, maxObjects: undefined }, version, never)
    const spec = new CompiledSpec({ propSet: [{ type: 'Folder', pathSet: ['name'] }], objectSet: [{ obj: folder }] })
    collector.addFilter(ref('PropertyFilter', 'g'), spec, false)
    expect(told(await waiting)?.lines).toEqual(['enter group-v3 name="vm"'])
  })

  test('a cancelled wait, and one whose place a second takes, ends with RequestCanceled', async () => {
    const { collector } = setUp(vmSpec('name'))
    await collector.wait('', poll, version, never)
    const limits = { maxWaitMs: 60_000, maxObjects: undefined }
    const first = collector.wait('1', limits, version, never)
    const second = collector.wait('1', limits, version, never)
    await expect(first).rejects.toMatchObject({ type: 'RequestCanceled' })
    collector.cancel()
    await expect(second).rejects.toMatchObject({ type: 'RequestCanceled' })
  })
})

describe('truncation', () => {
  test('a large answer comes in pieces, each piece once, and the last is complete', async () => {
    const { world, collector } = setUp(vmSpec('name'), { vms: 5 })
    const limits = { maxWaitMs: 0, maxObjects: 2 }
    const first = told(await collector.wait('', limits, version, never))
    expect(first).toMatchObject({ truncated: true, lines: ['enter vm-1 name="vm-1"', 'enter vm-2 name="vm-2"'] })
    world.update(vm1, { name: 'renamed' })
    const second = told(await collector.wait(first?.version ?? '', limits, version, never))
    expect(second).toMatchObject({ truncated: true, lines: ['enter vm-3 name="vm-3"', 'enter vm-4 name="vm-4"'] })
    await expect(collector.wait(first?.version ?? '', limits, version, never)).rejects.toMatchObject({
      type: 'InvalidCollectorVersion',
    })
    const third = told(await collector.wait(second?.version ?? '', limits, version, never))
    expect(third).toMatchObject({ truncated: false, lines: ['enter vm-5 name="vm-5"'] })
    expect(told(await collector.wait(third?.version ?? '', limits, version, never))?.lines).toEqual([
      'modify vm-1 name="renamed"',
    ])
  })
})
