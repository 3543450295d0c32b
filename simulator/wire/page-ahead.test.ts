import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { folder, never, version, vmSpec } from '../testing/lone-collector'
import { inside, RawClient, until } from '../testing/raw-client'
import { serveTiny, tinyVm, tinyWorld } from '../testing/tiny-world'
import { SimFault } from '../vim25/faults'
import { findMethod } from '../vim25/schema'
import { ref, type Ref } from '../vim25/value'
import type { World } from '../world/world'
import { Collector } from './collector'
import { everything, type Sight } from './sight'
import { writeResponse } from './xml-write'

const collectorRef = ref('PropertyCollector', 'pc')
const filters = [ref('PropertyFilter', 'f'), ref('PropertyFilter', 'g')]
const vm = (number: number) => ref('VirtualMachine', `vm-${number}`)

function collectorOn(world: World, sight: Sight): Collector {
  const collector = new Collector(collectorRef, world, (which) => world.get(which), sight)
  world.on((change) => collector.note(change))
  const specs = [vmSpec('name', 'runtime'), vmSpec('overallStatus')]
  for (const [n, spec] of specs.entries()) collector.addFilter(filters[n] ?? collectorRef, spec, false)
  return collector
}

/** What goes over the wire, and the version after it. */
async function reply(collector: Collector, from: string, maxObjects: number): Promise<[string, string]> {
  const set = await collector.wait(from, { maxWaitMs: 0, maxObjects }, version, never)
  const type = findMethod('PropertyCollector', 'WaitForUpdatesEx')?.result
  return [writeResponse('WaitForUpdatesEx', set, type, version), set === undefined ? from : String(set['version'])]
}

test('a page that was made ahead is the one that would be made when it is asked for, whatever happened in between', async () => {
  const number = fc.integer({ min: 1, max: 5 })
  const write = fc.record({
    do: fc.constant('write' as const),
    vm: number,
    // Of overallStatus no filter is told.
    path: fc.constantFrom('name', 'runtime.question', 'overallStatus', 'config.annotation'),
    value: fc.constantFrom('a', 'b'),
  })
  const change: fc.Arbitrary<Change | Ending> = fc.oneof(
    { weight: 4, arbitrary: write },
    ...(['add', 'remove', 'move out'] as const).map((which) => fc.record({ do: fc.constant(which), vm: number })),
    ...(['cancel', 'destroy a filter', 'take a right away'] as const).map((which) =>
      fc.record({ do: fc.constant(which) }),
    ),
  )
  const round = fc.record({
    before: fc.array(change, { maxLength: 1 }),
    after: fc.array(change, { maxLength: 2 }),
    maxObjects: fc.constantFrom(1, 1, 1, 2),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(round, { maxLength: 15 }), async (rounds) => {
      const world = tinyWorld({ vms: 4 })
      let limited = false
      const fault = new SimFault('NoPermission')
      const refusal: Sight['refusal'] = (_ref, path) => (limited && path === 'name' ? fault : undefined)
      const sight: Sight = { ...everything, isLimited: () => limited, refusal }
      const [ahead, plain] = [collectorOn(world, sight), collectorOn(world, sight)]
      const happens = (what: Change | Ending) => {
        if (what.do === 'take a right away') limited = true
        else if (what.do === 'cancel') for (const collector of [ahead, plain]) collector.cancel()
        else if (what.do === 'destroy a filter')
          for (const collector of [ahead, plain]) collector.removeFilter(filters[1] ?? collectorRef)
        else apply(world, what)
      }
      let at = ''
      for (const { before, after, maxObjects } of rounds) {
        before.forEach(happens)
        ahead.prepare(at)
        after.forEach(happens)
        const [made, wanted] = [await reply(ahead, at, maxObjects), await reply(plain, at, maxObjects)]
        expect(made).toEqual(wanted)
        at = wanted[1]
      }
    }),
    { numRuns: 300 },
  )
})

type Ending = { do: 'cancel' } | { do: 'destroy a filter' } | { do: 'take a right away' }
type Change =
  | { do: 'write'; vm: number; path: string; value: string }
  | { do: 'add'; vm: number }
  | { do: 'remove'; vm: number }
  | { do: 'move out'; vm: number }

function apply(world: World, step: Change): void {
  const which = vm(step.vm)
  const children = world.prop(folder, 'childEntity') as readonly Ref[]
  const others = children.filter((child) => child.key !== which.key)
  if (step.do === 'add') {
    if (world.get(which) === undefined) world.put(tinyVm(step.vm))
    world.update(folder, { childEntity: [...others, which] })
  } else if (step.do === 'move out') world.update(folder, { childEntity: others })
  else if (step.do === 'remove') world.remove(which)
  else if (world.get(which) !== undefined) {
    const value = step.path === 'runtime.question' ? { id: step.value } : step.value
    world.update(which, { [step.path]: value })
  }
}

test('the next page is read while the client works, once, and not for a client that has left', async () => {
  const served = await serveTiny({ vms: 0 })
  try {
    let reads = 0
    const { ref: first, props } = tinyVm(1)
    const lazy = (which: Ref) => ({
      ref: which,
      props: {
        ...props,
        get name() {
          reads++
          return which.value
        },
      },
    })
    const vms = [first, vm(2), vm(3)]
    for (const which of vms) served.world.put(lazy(which))
    served.world.update(folder, { childEntity: vms })
    const client = new RawClient(served)
    await client.login()
    const pc = 'PropertyCollector:propertyCollector'
    const wanted = '<propSet><type>VirtualMachine</type><pathSet>name</pathSet></propSet>'
    const from = `<objectSet><obj type="Folder">${folder.value}</obj><skip>true</skip><selectSet xsi:type="TraversalSpec"><type>Folder</type><path>childEntity</path></selectSet></objectSet>`
    await client.call('CreateFilter', pc, `<spec>${wanted}${from}</spec><partialUpdates>false</partialUpdates>`)
    const ask = (version: string) =>
      client.call(
        'WaitForUpdatesEx',
        pc,
        `<version>${version}</version><options><maxObjectUpdates>1</maxObjectUpdates></options>`,
      )
    expect(inside(await ask(''))).toContain('vm-1')
    await until(() => reads === 2)
    const second = inside(await ask('1'))
    expect(second).toContain('<version>2</version>')
    expect(second).toContain('vm-2')
    await until(() => reads === 3)
    await client.call('Logout', 'SessionManager:SessionManager')
    expect((await ask('2')).text).toContain('NotAuthenticated')

    await client.login()
    await client.call('CreateFilter', pc, `<spec>${wanted}${from}</spec><partialUpdates>false</partialUpdates>`)
    expect(inside(await ask(''))).toContain('vm-1')
    await until(() => reads === 5)
    served.world.update(vm(2), { name: 'renamed' })
    expect(inside(await ask('1'))).toContain('renamed')
  } finally {
    await served.close()
  }
})
