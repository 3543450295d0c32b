import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tinyVm, tinyWorld } from '../testing/raw-client'
import { parseVersion } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import { isDataObject, Ref, ref, type DataObject } from '../vim25/value'
import { manualClock } from '../world/clock'
import type { World } from '../world/world'
import { Collector } from './collector'
import { readWanted } from './filter'
import { CompiledSpec } from './filter-spec'
import { selectOnce } from './traversal'

const version = parseVersion('8.0.3.0') ?? 0
const never = new AbortController().signal
const folder = ref('Folder', 'group-v3')
const vm1 = ref('VirtualMachine', 'vm-1')
const poll = { maxWaitMs: 0, maxObjects: undefined }

/** All VMs of the VM folder, with these properties. */
function vmSpec(...pathSet: string[]): CompiledSpec {
  const selectSet = [{ $type: 'TraversalSpec', type: 'Folder', path: 'childEntity' }]
  return new CompiledSpec({
    propSet: [{ type: 'VirtualMachine', pathSet }],
    objectSet: [{ obj: folder, skip: true, selectSet }],
  })
}

function setUp(
  spec: CompiledSpec,
  options: { vms?: number; partial?: boolean } = {},
): { world: World; collector: Collector } {
  const world = tinyWorld(options)
  const collector = new Collector(ref('PropertyCollector', 'pc'), world.clock, (which) => world.get(which))
  world.on((change) => collector.note(change))
  collector.addFilter(ref('PropertyFilter', 'f'), spec, options.partial === true)
  return { world, collector }
}

type Told = {
  version: string
  truncated: boolean
  /** `kind moid name=value …` per object */
  lines: readonly string[]
}

function told(set: DataObject | undefined): Told | undefined {
  if (set === undefined) return undefined
  const lines = objectUpdates(set).map((update) => {
    const changes = list(update['changeSet']).map((change) => {
      const value = plain(change['val'])
      return `${String(change['name'])}${change['op'] === 'assign' ? '' : `(${String(change['op'])})`}=${value}`
    })
    return [update['kind'], update['obj'] instanceof Ref ? update['obj'].value : '?', ...changes].join(' ')
  })
  return { version: String(set['version']), truncated: set['truncated'] === true, lines }
}

function objectUpdates(set: DataObject): readonly DataObject[] {
  return list(set['filterSet']).flatMap((filter) => list(filter['objectSet']))
}

function list(value: unknown): readonly DataObject[] {
  return Array.isArray(value) ? value.filter(isDataObject) : []
}

function plain(value: unknown): string {
  return value === undefined
    ? 'unset'
    : JSON.stringify(value, (_key, inner: unknown) => (inner instanceof Ref ? inner.value : inner)).replace(
        /^\{"type":"[^"]*","value":(.*)\}$/,
        '$1',
      )
}

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
    const partial = setUp(vmSpec('runtime', 'recentTask'), { partial: true })
    for (const { collector } of [whole, partial]) await collector.wait('', poll, version, never)
    for (const { world } of [whole, partial]) {
      world.update(vm1, { 'runtime.powerState': 'poweredOn', 'recentTask["task-1"]': ref('Task', 'task-1') })
    }
    expect(told(await whole.collector.wait('1', poll, version, never))?.lines[0]).toMatch(
      /^modify vm-1 runtime=\{.*"poweredOn"/,
    )
    expect(told(await partial.collector.wait('1', poll, version, never))?.lines).toEqual([
      'modify vm-1 runtime.powerState="poweredOn" recentTask["task-1"]={"type":"Task","value":"task-1"}'.replace(
        /=\{.*\}/,
        '="task-1"',
      ),
    ])
    partial.world.update(vm1, { 'recentTask["task-1"]': undefined })
    expect(told(await partial.collector.wait('2', poll, version, never))?.lines).toEqual([
      'modify vm-1 recentTask["task-1"](remove)=unset',
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
    const collector = new Collector(ref('PropertyCollector', 'pc'), clock, (which) => world.get(which))
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

test('a client that follows the updates, however it polls, knows what is there', async () => {
  const paths = [
    'name',
    'runtime',
    'runtime.question',
    'config.hardware.device[2000].capacityInKB',
    'snapshot.currentSnapshot',
  ]
  const numbers = fc.integer({ min: 1, max: 5 })
  const change = fc.oneof(
    fc.record({
      do: fc.constant('write' as const),
      vm: numbers,
      path: fc.constantFrom(...paths, 'config.hardware'),
      value: fc.integer({ min: 0, max: 2 }),
    }),
    fc.record({ do: fc.constantFrom('add' as const, 'remove' as const), vm: numbers }),
    fc.record({ do: fc.constant('poll' as const), maxObjects: fc.constantFrom(undefined, 1, 2), again: fc.boolean() }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 50 }), async (changes) => {
      const spec = vmSpec(...paths)
      const { world, collector } = setUp(spec)
      const known = new Map<string, Map<string, string>>()
      let at = ''
      for (const each of [...changes, { do: 'poll' as const, maxObjects: undefined, again: false }]) {
        if (each.do === 'poll') {
          const limits = { maxWaitMs: 0, maxObjects: each.maxObjects }
          for (;;) {
            let set = await collector.wait(at, limits, version, never)
            // A complete version may be asked for twice; the client then sees the same or newer.
            if (each.again && set !== undefined && set['truncated'] !== true)
              set = await collector.wait(at, poll, version, never).catch(() => set)
            if (set === undefined) break
            if (at === '') known.clear()
            follow(known, set)
            at = String(set['version'])
            if (set['truncated'] !== true) break
          }
          // A truncated round may leave news for the next call.
          for (
            let set = await collector.wait(at, poll, version, never);
            at !== '' && set !== undefined;
            set = await collector.wait(at, poll, version, never)
          ) {
            follow(known, set)
            at = String(set['version'])
          }
          if (at !== '') expect(known).toEqual(present(world, spec))
        } else applyTo(world, each)
      }
    }),
    {
      numRuns: 200,
      examples: [
        [
          [
            { do: 'poll', maxObjects: undefined, again: false },
            { do: 'remove', vm: 2 },
            { do: 'add', vm: 2 },
            { do: 'remove', vm: 2 },
          ],
        ],
      ],
    },
  )
})

type Write = { do: 'write'; vm: number; path: string; value: number } | { do: 'add' | 'remove'; vm: number }

function applyTo(world: World, change: Write): void {
  const vm = ref('VirtualMachine', `vm-${change.vm}`)
  if (change.do === 'remove') world.remove(vm)
  else if (world.get(vm) === undefined) {
    if (change.do === 'add') {
      world.put(tinyVm(change.vm))
      const children = world.prop(folder, 'childEntity') as Ref[]
      if (!children.some((child) => child.value === vm.value)) world.update(folder, { childEntity: [...children, vm] })
    }
  } else if (change.do === 'write') world.update(vm, { [change.path]: valueFor(change.path, change.value) })
}

function valueFor(path: string, value: number): unknown {
  if (value === 0 && path !== 'name') return undefined
  if (path === 'runtime')
    return { powerState: value === 1 ? 'poweredOn' : 'poweredOff', question: { id: String(value) } }
  if (path === 'config.hardware') return { device: [{ $type: 'VirtualDisk', key: 2000, capacityInKB: value }] }
  if (path === 'runtime.question') return { id: String(value) }
  if (path.endsWith('currentSnapshot')) return ref('VirtualMachineSnapshot', String(value))
  return path === 'name' ? `n${value}` : value
}

function follow(known: Map<string, Map<string, string>>, set: DataObject): void {
  for (const update of objectUpdates(set)) {
    const obj = update['obj'] instanceof Ref ? update['obj'].value : ''
    if (update['kind'] === 'leave') known.delete(obj)
    else {
      const props =
        update['kind'] === 'enter' ? new Map<string, string>() : (known.get(obj) ?? new Map<string, string>())
      for (const change of list(update['changeSet'])) {
        if (change['val'] === undefined) props.delete(String(change['name']))
        else props.set(String(change['name']), plain(change['val']))
      }
      known.set(obj, props)
    }
  }
}

function present(world: World, spec: CompiledSpec): Map<string, Map<string, string>> {
  const refs = selectOnce(spec, (which) => world.get(which))
  return new Map(
    refs.flatMap((which): [string, Map<string, string>][] => {
      const object = world.get(which)
      const wanted = spec.wantedOf(which.type)
      if (object === undefined || wanted === undefined) return []
      return [[which.value, new Map(readWanted(object, wanted, version).map(({ name, val }) => [name, plain(val)]))]]
    }),
  )
}
