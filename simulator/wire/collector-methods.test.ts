import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { faultOf, inside, RawClient, until } from '../testing/raw-client'
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

describe('filters and updates', () => {
  const createFilter = async (spec: string, of = pc, from = client): Promise<string> =>
    /session[^<]*/.exec(
      inside(await from.call('CreateFilter', of, `<spec>${spec}</spec><partialUpdates>false</partialUpdates>`)),
    )?.[0] ?? ''
  const vm1 = ref('VirtualMachine', 'vm-1')

  test('WaitForUpdatesEx blocks until something changes and tells it', async () => {
    const filter = await createFilter(ofVm('vm-1', 'runtime.question', 'runtime.powerState'))
    const first = inside(await client.call('WaitForUpdatesEx', pc, '<version></version>'))
    expect(first).toBe(
      `<returnval><version>1</version><filterSet><filter type="PropertyFilter">${filter}</filter><objectSet><kind>enter</kind><obj type="VirtualMachine">vm-1</obj>` +
        `<changeSet><name>runtime.powerState</name><op>assign</op><val xsi:type="VirtualMachinePowerState">poweredOff</val></changeSet></objectSet></filterSet></returnval>`,
    )
    const waiting = client.call(
      'WaitForUpdatesEx',
      pc,
      '<version>1</version><options><maxWaitSeconds>300</maxWaitSeconds></options>',
    )
    await until(() => served.calls.at(-1)?.args['version'] === '1')
    served.world.update(vm1, {
      'runtime.question': {
        id: '7',
        text: 'why?',
        choice: { choiceInfo: [{ key: '0', label: 'a', summary: 'b' }], defaultIndex: 0 },
      },
    })
    expect(inside(await waiting)).toContain(
      '<kind>modify</kind><obj type="VirtualMachine">vm-1</obj><changeSet><name>runtime.question</name><op>assign</op><val xsi:type="VirtualMachineQuestionInfo">' +
        '<id>7</id><text>why?</text><choice><choiceInfo><label>a</label><summary>b</summary><key>0</key></choiceInfo><defaultIndex>0</defaultIndex></choice></val></changeSet>',
    )
    served.world.update(vm1, { 'runtime.question': undefined })
    expect(inside(await client.call('CheckForUpdates', pc, '<version>2</version>'))).toContain(
      '<changeSet><name>runtime.question</name><op>assign</op></changeSet>',
    )
  })

  test('a wait ends empty when its time is up; polling does not wait', async () => {
    await createFilter(ofVm('vm-1', 'name'))
    await client.call('CheckForUpdates', pc)
    expect(inside(await client.call('CheckForUpdates', pc, '<version>1</version>'))).toBe('')
    expect(
      inside(
        await client.call(
          'WaitForUpdatesEx',
          pc,
          '<version>1</version><options><maxWaitSeconds>0</maxWaitSeconds></options>',
        ),
      ),
    ).toBe('')
    const waiting = client.call(
      'WaitForUpdatesEx',
      pc,
      '<version>1</version><options><maxWaitSeconds>60</maxWaitSeconds></options>',
    )
    await until(
      () => served.calls.at(-1)?.args['version'] === '1' && JSON.stringify(served.calls.at(-1)?.args).includes('60'),
    )
    await served.clock.advance(60_000)
    expect(inside(await waiting)).toBe('')
  })

  test('options that make no sense are InvalidArgument, stale versions InvalidCollectorVersion', async () => {
    for (const options of ['<maxWaitSeconds>-1</maxWaitSeconds>', '<maxObjectUpdates>0</maxObjectUpdates>']) {
      expect(faultOf(await client.call('WaitForUpdatesEx', pc, `<options>${options}</options>`))).toMatch(
        /^InvalidArgument/,
      )
    }
    expect(faultOf(await client.call('WaitForUpdatesEx', pc, '<version>4711</version>'))).toMatch(
      /^InvalidCollectorVersion/,
    )
  })

  test('CancelWaitForUpdates ends the blocked wait of its collector only', async () => {
    const other = /session[^<]*/.exec(inside(await client.call('CreatePropertyCollector', pc)))?.[0] ?? ''
    await createFilter(ofVm('vm-1', 'name'))
    await createFilter(ofVm('vm-1', 'name'), `PropertyCollector:${other}`)
    await client.call('CheckForUpdates', pc)
    await client.call('CheckForUpdates', `PropertyCollector:${other}`)
    const [one, two] = [
      client.call('WaitForUpdates', pc, '<version>1</version>'),
      client.call('WaitForUpdates', `PropertyCollector:${other}`, '<version>1</version>'),
    ]
    await until(() => served.calls.filter(({ method }) => method === 'WaitForUpdates').length === 2)
    await client.call('CancelWaitForUpdates', pc)
    expect(faultOf(await one)).toMatch(/^RequestCanceled/)
    served.world.update(vm1, { name: 'b' })
    expect(inside(await two)).toContain('<val xsi:type="xsd:string">b</val>')
  })

  test('collectors have their own filters and versions, sessions their own state of the shared collector', async () => {
    await createFilter(ofVm('vm-1', 'name'))
    const stranger = new RawClient(served)
    await stranger.login()
    expect(inside(await stranger.call('CheckForUpdates', pc))).toBe('')
    const foreign = await createFilter(ofVm('vm-2', 'name'), pc, stranger)
    expect(faultOf(await client.call('DestroyPropertyFilter', `PropertyFilter:${foreign}`))).toMatch(
      /^ManagedObjectNotFound/,
    )
    expect(inside(await client.call('CheckForUpdates', pc))).not.toContain('vm-2')
  })

  test('destroyed filters and collectors are gone', async () => {
    const filter = await createFilter(ofVm('vm-1', 'name'))
    expect((await client.call('DestroyPropertyFilter', `PropertyFilter:${filter}`)).status).toBe(200)
    expect(inside(await client.call('CheckForUpdates', pc))).toBe('')
    expect(faultOf(await client.call('DestroyPropertyFilter', `PropertyFilter:${filter}`))).toMatch(
      /^ManagedObjectNotFound/,
    )
    const own = /session[^<]*/.exec(inside(await client.call('CreatePropertyCollector', pc)))?.[0] ?? ''
    const inner = await createFilter(ofVm('vm-1', 'name'), `PropertyCollector:${own}`)
    expect((await client.call('DestroyPropertyCollector', `PropertyCollector:${own}`)).status).toBe(200)
    expect(faultOf(await client.call('CheckForUpdates', `PropertyCollector:${own}`))).toMatch(/^ManagedObjectNotFound/)
    expect(faultOf(await client.call('DestroyPropertyFilter', `PropertyFilter:${inner}`))).toMatch(
      /^ManagedObjectNotFound/,
    )
  })

  test('a wrong filter is refused when it is made', async () => {
    const refused = (spec: string) =>
      client.call('CreateFilter', pc, `<spec>${spec}</spec><partialUpdates>false</partialUpdates>`)
    expect(faultOf(await refused(ofVm('vm-1', 'nonsense')))).toMatch(/^InvalidProperty/)
    expect(faultOf(await refused(ofVm('vm-99', 'name')))).toMatch(/^ManagedObjectNotFound/)
  })

  test('a client that hangs up frees its wait', async () => {
    await createFilter(ofVm('vm-1', 'name'))
    await client.call('CheckForUpdates', pc)
    const away = new AbortController()
    const waiting = client.call('WaitForUpdatesEx', pc, '<version>1</version>', away.signal)
    await until(() => served.calls.at(-1)?.args['version'] === '1')
    away.abort()
    await expect(waiting).rejects.toThrow()
    served.world.update(vm1, { name: 'b' })
    expect(inside(await client.call('WaitForUpdatesEx', pc, '<version>1</version>'))).toContain('>b<')
  })
})
