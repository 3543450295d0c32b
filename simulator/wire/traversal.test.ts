import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ref, type DataObject, type Ref } from '../vim25/value'
import { manualClock } from '../world/clock'
import { World } from '../world/world'
import { CompiledSpec } from './filter-spec'
import { LiveSelection, selectOnce } from './traversal'

const root = ref('Folder', 'root')

/** Folders by recursion, hosts of VMs, tasks of VMs: rings, diamonds and deep chains all come up. */
const spec: DataObject = {
  propSet: [{ type: 'Folder' }, { type: 'VirtualMachine' }, { type: 'HostSystem' }, { type: 'Task' }],
  objectSet: [
    {
      obj: root,
      skip: true,
      selectSet: [
        {
          $type: 'TraversalSpec',
          name: 'down',
          type: 'Folder',
          path: 'childEntity',
          selectSet: [
            { name: 'down' },
            { name: 'host' },
            { $type: 'TraversalSpec', type: 'VirtualMachine', path: 'recentTask' },
          ],
        },
        {
          $type: 'TraversalSpec',
          name: 'host',
          type: 'VirtualMachine',
          path: 'runtime.host',
          selectSet: [{ $type: 'TraversalSpec', type: 'HostSystem', path: 'vm', selectSet: [{ name: 'host' }] }],
        },
      ],
    },
  ],
}

const folders = [root, ...['a', 'b', 'c'].map((id) => ref('Folder', id))]
const vms = ['1', '2', '3'].map((id) => ref('VirtualMachine', id))
const hosts = ['x', 'y'].map((id) => ref('HostSystem', id))
const tasks = ['t', 'u'].map((id) => ref('Task', id))
const everything = [...folders, ...vms, ...hosts, ...tasks]

type Step =
  | { do: 'put' | 'remove'; ref: Ref }
  | { do: 'children'; ref: Ref; to: readonly Ref[] }
  | { do: 'host'; ref: Ref; to: Ref | undefined }
  | { do: 'settle' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('put' as const, 'remove' as const), ref: fc.constantFrom(...everything) }),
  fc.record({
    do: fc.constant('children' as const),
    ref: fc.constantFrom(...folders),
    to: fc.subarray([...folders, ...vms]),
  }),
  fc.record({ do: fc.constant('children' as const), ref: fc.constantFrom(...hosts), to: fc.subarray(vms) }),
  fc.record({ do: fc.constant('children' as const), ref: fc.constantFrom(...vms), to: fc.subarray(tasks) }),
  fc.record({
    do: fc.constant('host' as const),
    ref: fc.constantFrom(...vms),
    to: fc.constantFrom(undefined, ...hosts),
  }),
  fc.constant({ do: 'settle' as const }),
)

const childProp: Readonly<Record<string, string>> = {
  Folder: 'childEntity',
  HostSystem: 'vm',
  VirtualMachine: 'recentTask',
}

test('a live selection, whatever happens, is what walking anew would find', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const world = new World('vcenter', manualClock())
      for (const each of everything) world.put({ ref: each, props: {} })
      const compiled = new CompiledSpec(spec)
      const lookup = (which: Ref) => world.get(which)
      const inside = new Set<string>()
      const live = new LiveSelection(compiled, lookup, {
        entered: (which) => {
          expect(inside.has(which.key)).toBe(false)
          inside.add(which.key)
        },
        left: (which) => expect(inside.delete(which.key)).toBe(true),
      })
      live.begin()
      world.on((change) => live.note(change))
      for (const each of [...steps, { do: 'settle' as const }]) {
        if (each.do === 'settle') {
          live.settle()
          expect([...inside].sort()).toEqual(
            selectOnce(compiled, lookup)
              .map((which) => which.key)
              .sort(),
          )
        } else if (!('to' in each)) {
          if (each.do === 'put') world.put({ ref: each.ref, props: {} })
          else world.remove(each.ref)
        } else if (world.get(each.ref) !== undefined) {
          const path = each.do === 'host' ? 'runtime.host' : (childProp[each.ref.type] ?? '')
          world.update(each.ref, { [path]: each.to })
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('a spec that names what does not exist is refused with what is wrong', () => {
  const bad = (propSet: DataObject, selectSet: readonly DataObject[] = []): (() => unknown) => {
    return () => new CompiledSpec({ propSet: [propSet], objectSet: [{ obj: root, selectSet }] })
  }
  expect(bad({ type: 'VirtualMachine', pathSet: ['runtime.nonsense'] })).toThrow(
    /"runtime.nonsense" does not exist on VirtualMachine/,
  )
  expect(bad({ type: 'VirtualMachine', pathSet: ['config.hardware.device.key'] })).toThrow(/does not exist/)
  expect(bad({ type: 'ManagedEntity', pathSet: ['runtime'] })).toThrow(/does not exist/)
  expect(bad({ type: 'Toaster' })).toThrow(/no managed object type "Toaster"/)
  expect(bad({ type: 'Folder' }, [{ name: 'nobody' }])).toThrow(/no traversal with the name "nobody"/)
  expect(bad({ type: 'Folder' }, [{ $type: 'TraversalSpec', type: 'Folder', path: 'kids' }])).toThrow(
    /"kids" does not exist/,
  )
  expect(bad({ type: 'VirtualMachine', pathSet: ['config.hardware.device[4000].macAddress'] })).not.toThrow()
})
