import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { faultOf, inside, RawClient } from '../testing/raw-client'
import { serveTiny, type ServedTiny } from '../testing/tiny-world'
import { ref } from '../vim25/value'

let served: ServedTiny
let client: RawClient

beforeEach(async () => {
  served = await serveTiny({ vms: 5, pageSize: 2 })
  client = new RawClient(served)
  await client.login()
})
afterEach(() => served.close())

const pc = 'PropertyCollector:propertyCollector'
const paths = (names: readonly string[]): string => names.map((name) => `<pathSet>${name}</pathSet>`).join('')
const ofVm = (moid: string, ...names: string[]): string =>
  `<propSet><type>VirtualMachine</type>${paths(names)}</propSet><objectSet><obj type="VirtualMachine">${moid}</obj></objectSet>`

/** The way clients walk the inventory: named specs that refer to each other. */
const allVms = (...names: string[]): string =>
  `<propSet><type>VirtualMachine</type>${paths(names)}</propSet><objectSet><obj type="Folder">group-d1</obj><skip>true</skip>` +
  `<selectSet xsi:type="TraversalSpec"><name>folder</name><type>Folder</type><path>childEntity</path><skip>false</skip><selectSet><name>folder</name></selectSet><selectSet><name>dc</name></selectSet></selectSet>` +
  `<selectSet xsi:type="TraversalSpec"><name>dc</name><type>Datacenter</type><path>vmFolder</path><skip>false</skip><selectSet><name>folder</name></selectSet></selectSet></objectSet>`

const moids = (text: string): string[] =>
  [...text.matchAll(/<obj type="VirtualMachine">(.*?)<\/obj>/g)].map((match) => match[1] ?? '')
const tokenOf = (text: string): string | undefined => /<token>(.*?)<\/token>/.exec(text)?.[1]

describe('RetrieveProperties', () => {
  test('follows named specs through the inventory and answers everything at once', async () => {
    const reply = inside(await client.call('RetrieveProperties', pc, `<specSet>${allVms('name')}</specSet>`))
    expect(moids(reply)).toEqual(['vm-1', 'vm-2', 'vm-3', 'vm-4', 'vm-5'])
    expect(reply).toMatch(
      /^<returnval><obj type="VirtualMachine">vm-1<\/obj><propSet><name>name<\/name><val xsi:type="xsd:string">vm-1<\/val><\/propSet><\/returnval>/,
    )
  })

  test('unset properties are left out, and so are objects of types that nobody wants', async () => {
    const spec = ofVm('vm-1', 'runtime.question', 'guest.ipAddress')
    expect(inside(await client.call('RetrieveProperties', pc, `<specSet>${spec}</specSet>`))).toBe(
      '<returnval><obj type="VirtualMachine">vm-1</obj></returnval>',
    )
    const folder = `<propSet><type>Datastore</type><pathSet>name</pathSet></propSet><objectSet><obj type="Folder">group-d1</obj></objectSet>`
    expect(inside(await client.call('RetrieveProperties', pc, `<specSet>${folder}</specSet>`))).toBe('')
  })

  test('a spec for a base type takes its derived types, several for one type add up', async () => {
    const spec =
      `<propSet><type>ManagedEntity</type><pathSet>name</pathSet></propSet><propSet><type>VirtualMachine</type><pathSet>name</pathSet><pathSet>config.uuid</pathSet></propSet>` +
      `<objectSet><obj type="VirtualMachine">vm-1</obj></objectSet>`
    const reply = inside(await client.call('RetrieveProperties', pc, `<specSet>${spec}</specSet>`))
    expect([...reply.matchAll(/<name>(.*?)<\/name>/g)].map((match) => match[1])).toEqual(['name', 'config.uuid'])
  })

  test('array items are reached by key, fields of derived types below them too', async () => {
    const spec = ofVm(
      'vm-1',
      'config.hardware.device[2000].capacityInKB',
      'config.hardware.device[3000].backing',
      'config.extraConfig[&quot;answer.msg.uuid.altered&quot;]',
    )
    const reply = inside(await client.call('RetrieveProperties', pc, `<specSet>${spec}</specSet>`))
    expect(reply).toContain('<val xsi:type="xsd:long">1048576</val>')
    expect(reply).toContain('<val xsi:type="VirtualCdromIsoBackingInfo"><fileName>[ds] a.iso</fileName></val>')
    expect(reply).toContain(
      '<val xsi:type="OptionValue"><key>answer.msg.uuid.altered</key><value xsi:type="xsd:string">I copied it</value></val>',
    )
  })

  test('all=true gives what the caller knows of', async () => {
    const spec =
      '<propSet><type>VirtualMachine</type><all>true</all><pathSet>name</pathSet></propSet><objectSet><obj type="VirtualMachine">vm-1</obj></objectSet>'
    served.world.update(ref('VirtualMachine', 'vm-1'), { rootSnapshot: [] })
    const names = async (from: RawClient): Promise<string[]> =>
      [
        ...inside(await from.call('RetrieveProperties', pc, `<specSet>${spec}</specSet>`)).matchAll(
          /<propSet><name>(.*?)<\/name>/g,
        ),
      ].map((match) => match[1] ?? '')
    expect(await names(client)).toEqual(['parent', 'name', 'recentTask', 'config', 'runtime', 'rootSnapshot'])
    const old = new RawClient(served, '4.0')
    old.cookie = client.cookie
    expect(await names(old)).not.toContain('rootSnapshot')
  })

  test('a property that does not exist and an object that is not there fail the call, unless missing objects are to be reported', async () => {
    const wrong = await client.call('RetrieveProperties', pc, `<specSet>${ofVm('vm-1', 'nonsense')}</specSet>`)
    expect(wrong.text).toContain(
      '<InvalidPropertyFault xmlns="urn:vim25" xsi:type="InvalidProperty"><name>nonsense</name>',
    )
    expect(faultOf(await client.call('RetrieveProperties', pc, `<specSet>${ofVm('vm-99', 'name')}</specSet>`))).toMatch(
      /^ManagedObjectNotFound/,
    )
    const lenient = `${ofVm('vm-99', 'name')}<reportMissingObjectsInResults>true</reportMissingObjectsInResults>`
    expect(inside(await client.call('RetrieveProperties', pc, `<specSet>${lenient}</specSet>`))).toBe('')
  })
})

describe('RetrievePropertiesEx', () => {
  const page = (options: string): Promise<string> =>
    client
      .call('RetrievePropertiesEx', pc, `<specSet>${allVms('name')}</specSet><options>${options}</options>`)
      .then(inside)
  const next = (token: string | undefined) => client.call('ContinueRetrievePropertiesEx', pc, `<token>${token}</token>`)

  test('pages without being asked to, and every token is good once', async () => {
    const first = await page('')
    expect(moids(first)).toEqual(['vm-1', 'vm-2'])
    const second = inside(await next(tokenOf(first)))
    expect(moids(second)).toEqual(['vm-3', 'vm-4'])
    expect(faultOf(await next(tokenOf(first)))).toMatch(/^InvalidArgument/)
    const third = inside(await next(tokenOf(second)))
    expect([moids(third), tokenOf(third)]).toEqual([['vm-5'], undefined])
  })

  test('takes the page size of the caller', async () => {
    const reply = await page('<maxObjects>4</maxObjects>')
    expect(moids(reply)).toHaveLength(4)
    expect(tokenOf(reply)).toBeDefined()
    expect(tokenOf(await page('<maxObjects>5</maxObjects>'))).toBeUndefined()
    expect(
      faultOf(
        await client.call(
          'RetrievePropertiesEx',
          pc,
          `<specSet>${allVms('name')}</specSet><options><maxObjects>0</maxObjects></options>`,
        ),
      ),
    ).toMatch(/^InvalidArgument/)
  })

  test('values on later pages are those of the moment, objects that are gone by then are left out', async () => {
    const token = tokenOf(await page(''))
    served.world.update(ref('VirtualMachine', 'vm-3'), { name: 'renamed' })
    served.world.remove(ref('VirtualMachine', 'vm-4'))
    const reply = inside(await next(token))
    expect(moids(reply)).toEqual(['vm-3'])
    expect(reply).toContain('renamed')
  })

  test('a token belongs to its session and its collector, and can be given up', async () => {
    const token = tokenOf(await page(''))
    const stranger = new RawClient(served)
    await stranger.login()
    expect(faultOf(await stranger.call('ContinueRetrievePropertiesEx', pc, `<token>${token}</token>`))).toMatch(
      /^InvalidArgument/,
    )
    const other = /session[^<]*/.exec(inside(await client.call('CreatePropertyCollector', pc)))?.[0]
    expect(
      faultOf(
        await client.call('ContinueRetrievePropertiesEx', `PropertyCollector:${other}`, `<token>${token}</token>`),
      ),
    ).toMatch(/^InvalidArgument/)
    expect((await client.call('CancelRetrievePropertiesEx', pc, `<token>${token}</token>`)).status).toBe(200)
    expect(faultOf(await next(token))).toMatch(/^InvalidArgument/)
  })

  test('nothing found is an empty answer', async () => {
    const spec =
      '<specSet><propSet><type>Datastore</type></propSet><objectSet><obj type="Folder">group-d1</obj></objectSet></specSet>'
    expect(inside(await client.call('RetrievePropertiesEx', pc, `${spec}<options/>`))).toBe('')
  })
})

describe('Fetch', () => {
  const fetchProp = (of: string, prop: string) => client.call('Fetch', of, `<prop>${prop}</prop>`)

  test('gives any property of any object under Any, and nothing for what is unset', async () => {
    expect(inside(await fetchProp('VirtualMachine:vm-1', 'name'))).toBe(
      '<returnval xsi:type="xsd:string">vm-1</returnval>',
    )
    expect(inside(await fetchProp('Folder:group-d1', 'childEntity'))).toBe(
      '<returnval xsi:type="ArrayOfManagedObjectReference"><ManagedObjectReference type="Datacenter" xsi:type="ManagedObjectReference">datacenter-2</ManagedObjectReference></returnval>',
    )
    expect(inside(await fetchProp('VirtualMachine:vm-1', 'recentTask'))).toBe(
      '<returnval xsi:type="ArrayOfManagedObjectReference"></returnval>',
    )
    expect(inside(await fetchProp('VirtualMachine:vm-1', 'snapshot'))).toBe('')
    expect(faultOf(await fetchProp('VirtualMachine:vm-1', 'nonsense'))).toMatch(/^InvalidProperty/)
    expect(faultOf(await fetchProp('VirtualMachine:vm-99', 'name'))).toMatch(/^ManagedObjectNotFound/)
  })

  test('shows the session what is its own', async () => {
    expect(inside(await fetchProp('SessionManager:SessionManager', 'currentSession'))).toMatch(
      /^<returnval xsi:type="UserSession"><key>/,
    )
    const filter = /session[^<]*/.exec(
      inside(
        await client.call(
          'CreateFilter',
          pc,
          `<spec>${ofVm('vm-1', 'name')}</spec><partialUpdates>false</partialUpdates>`,
        ),
      ),
    )?.[0]
    expect(inside(await fetchProp(pc, 'filter'))).toContain(`>${filter}<`)
    expect(inside(await fetchProp(`PropertyFilter:${filter}`, 'partialUpdates'))).toBe(
      '<returnval xsi:type="xsd:boolean">false</returnval>',
    )
  })
})
