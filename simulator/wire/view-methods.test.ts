import { afterEach, beforeEach, expect, test } from 'vitest'
import { faultOf, inside, RawClient } from '../testing/raw-client'
import { serveTiny, tinyVm, type ServedTiny } from '../testing/tiny-world'
import { Ref, ref } from '../vim25/value'

let served: ServedTiny
let client: RawClient

beforeEach(async () => {
  served = await serveTiny()
  client = new RawClient(served)
  await client.login()
})
afterEach(() => served.close())

const vm = 'ViewManager:ViewManager'
const pc = 'PropertyCollector:propertyCollector'
const container = async (type: string, moid: string, types: readonly string[], recursive: boolean): Promise<string> => {
  const inner = `<container type="${type}">${moid}</container>${types.map((each) => `<type>${each}</type>`).join('')}<recursive>${recursive}</recursive>`
  return /session[^<]*/.exec(inside(await client.call('CreateContainerView', vm, inner)))?.[0] ?? ''
}
const members = async (view: string, type = 'ContainerView'): Promise<string[]> =>
  [
    ...inside(await client.call('Fetch', `${type}:${view}`, '<prop>view</prop>')).matchAll(
      /type="(\w+)" xsi:type="ManagedObjectReference">([^<]*)/g,
    ),
  ].map((match) => `${match[1]} ${match[2]}`)

test('a container view holds everything below, or one level, of the types asked for and what derives from them', async () => {
  expect(await members(await container('Folder', 'group-d1', ['VirtualMachine'], true))).toEqual([
    'VirtualMachine vm-1',
    'VirtualMachine vm-2',
  ])
  expect(await members(await container('Folder', 'group-d1', ['VirtualMachine'], false))).toEqual([])
  expect(await members(await container('Folder', 'group-d1', [], false))).toEqual(['Datacenter datacenter-2'])
  expect(await members(await container('Datacenter', 'datacenter-2', ['ManagedEntity'], false))).toEqual([
    'Folder group-v3',
    'Folder group-h4',
    'Folder group-s5',
    'Folder group-n6',
  ])
  expect(await members(await container('HostSystem', 'host-8', [], true))).toEqual([
    'VirtualMachine vm-1',
    'VirtualMachine vm-2',
  ])
  expect((await members(await container('Folder', 'group-d1', [], true))).length).toBe(9)
})

test('a view is live: a filter on it tells who comes and who goes', async () => {
  const view = await container('Folder', 'group-d1', ['VirtualMachine'], true)
  const spec =
    `<propSet><type>VirtualMachine</type><pathSet>name</pathSet></propSet><objectSet><obj type="ContainerView">${view}</obj><skip>true</skip>` +
    `<selectSet xsi:type="TraversalSpec"><type>ContainerView</type><path>view</path></selectSet></objectSet>`
  await client.call('CreateFilter', pc, `<spec>${spec}</spec><partialUpdates>false</partialUpdates>`)
  await client.call('CheckForUpdates', pc)
  const folder = ref('Folder', 'group-v3')
  const added = tinyVm(3)
  served.world.put(added)
  served.world.update(folder, { childEntity: [...(served.world.prop(folder, 'childEntity') as Ref[]), added.ref] })
  expect(inside(await client.call('CheckForUpdates', pc, '<version>1</version>'))).toContain(
    '<kind>enter</kind><obj type="VirtualMachine">vm-3</obj>',
  )
  served.world.remove(ref('VirtualMachine', 'vm-1'))
  served.world.update(folder, { childEntity: [ref('VirtualMachine', 'vm-2'), added.ref] })
  served.world.update(ref('HostSystem', 'host-8'), { vm: [ref('VirtualMachine', 'vm-2'), added.ref] })
  expect(inside(await client.call('CheckForUpdates', pc, '<version>2</version>'))).toMatch(
    /<objectSet><kind>leave<\/kind><obj type="VirtualMachine">vm-1<\/obj><\/objectSet><\/filterSet>/,
  )
  expect(await members(view)).toEqual(['VirtualMachine vm-2', 'VirtualMachine vm-3'])
})

test('a view that is destroyed takes its objects out of the filters on it', async () => {
  const view = await container('Folder', 'group-d1', ['VirtualMachine'], true)
  const spec =
    `<propSet><type>VirtualMachine</type><pathSet>name</pathSet></propSet><objectSet><obj type="ContainerView">${view}</obj><skip>true</skip>` +
    `<selectSet xsi:type="TraversalSpec"><type>ContainerView</type><path>view</path></selectSet></objectSet>`
  await client.call('CreateFilter', pc, `<spec>${spec}</spec><partialUpdates>false</partialUpdates>`)
  await client.call('CheckForUpdates', pc)
  expect((await client.call('DestroyView', `ContainerView:${view}`)).status).toBe(200)
  expect(
    inside(await client.call('CheckForUpdates', pc, '<version>1</version>')).match(/<kind>leave<\/kind>/g),
  ).toHaveLength(2)
  expect(faultOf(await client.call('DestroyView', `ContainerView:${view}`))).toMatch(/^ManagedObjectNotFound/)
})

test('what cannot contain anything, is not there or is no type is refused', async () => {
  const create = (inner: string) => client.call('CreateContainerView', vm, inner)
  expect(faultOf(await create('<container type="VirtualMachine">vm-1</container><recursive>true</recursive>'))).toMatch(
    /^InvalidArgument/,
  )
  expect(faultOf(await create('<container type="Folder">nowhere</container><recursive>true</recursive>'))).toMatch(
    /^ManagedObjectNotFound/,
  )
  expect(
    faultOf(
      await create('<container type="Folder">group-d1</container><type>Toaster</type><recursive>true</recursive>'),
    ),
  ).toMatch(/^InvalidArgument/)
})

test('a list view holds what it is told, and says what it could not take', async () => {
  const obj = (moid: string, tag = 'obj') => `<${tag} type="VirtualMachine">${moid}</${tag}>`
  const view = /session[^<]*/.exec(inside(await client.call('CreateListView', vm, obj('vm-1'))))?.[0] ?? ''
  const modified = await client.call(
    'ModifyListView',
    `ListView:${view}`,
    obj('vm-2', 'add') + obj('vm-99', 'add') + obj('vm-1', 'remove'),
  )
  expect(inside(modified)).toBe('<returnval type="VirtualMachine">vm-99</returnval>')
  expect(await members(view, 'ListView')).toEqual(['VirtualMachine vm-2'])
  await client.call('ResetListView', `ListView:${view}`, obj('vm-1'))
  expect(await members(view, 'ListView')).toEqual(['VirtualMachine vm-1'])
  expect(inside(await client.call('Fetch', vm, '<prop>viewList</prop>'))).toContain(view)
})
