import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { folder, list, never, objectUpdates, plain, poll, setUp, version, vmSpec } from '../testing/lone-collector'
import { tinyVm } from '../testing/tiny-world'
import { Ref, ref, type DataObject } from '../vim25/value'
import type { World } from '../world/world'
import { readWanted } from './filter'
import { CompiledSpec } from './filter-spec'
import { selectOnce } from './traversal'

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
