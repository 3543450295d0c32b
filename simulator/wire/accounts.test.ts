import { afterEach, describe, expect, test } from 'vitest'
import { startSimulator, type SimulatedHost, type SimulatorOptions } from '../start/start-simulator'
import { faultOf, inside, RawClient, type RawReply } from '../testing/raw-client'
import { createRandom } from '../world/random'
import type { SimObject } from '../world/world'
import { eventsOf } from '../world/events'
import type { Account } from './sessions'

let host: SimulatedHost | undefined

afterEach(async () => {
  await host?.close()
  host = undefined
})

async function as(
  account: Omit<Account, 'user' | 'password'>,
  options: SimulatorOptions = {},
): Promise<{ host: SimulatedHost; client: RawClient; pc: string }> {
  host = await startSimulator({
    speed: 0,
    counters: false,
    ...options,
    accounts: [{ user: 'limited', password: 'p', ...account }],
  })
  const client = new RawClient(host)
  const manager = host.world.byType('SessionManager')[0]?.ref.key
  expect((await client.login('limited', 'p', manager)).status).toBe(200)
  return { host, client, pc: host.world.byType('PropertyCollector')[0]?.ref.key ?? '' }
}

const read = (client: RawClient, pc: string, vm: string, ...paths: readonly string[]): Promise<RawReply> =>
  client.call(
    'RetrievePropertiesEx',
    pc,
    `<specSet><propSet><type>VirtualMachine</type>${paths.map((path) => `<pathSet>${path}</pathSet>`).join('')}</propSet>` +
      `<objectSet><obj type="VirtualMachine">${vm}</obj></objectSet></specSet><options/>`,
  )

describe('a method that takes a privilege the account lacks', () => {
  test('is NoPermission with the privilege and the object, and newer hosts list all that is missing', async () => {
    const { host, client } = await as({ deny: ['VirtualMachine.Interact.PowerOn'] })
    const vm = host.vm('100% test')
    const reply = await client.call('PowerOnVM_Task', vm.key)
    expect(faultOf(reply)).toBe('NoPermission: Permission to perform this operation was denied.')
    expect(reply.text).toContain(
      `<object type="VirtualMachine">${vm.value}</object><privilegeId>VirtualMachine.Interact.PowerOn</privilegeId>` +
        `<missingPrivileges><entity type="VirtualMachine">${vm.value}</entity><privilegeIds>VirtualMachine.Interact.PowerOn</privilegeIds></missingPrivileges>`,
    )
    expect(
      (await client.call('CreateSnapshot_Task', vm.key, '<name>a</name><memory>false</memory><quiesce>false</quiesce>'))
        .status,
    ).toBe(200)
  })

  test('on one object alone goes on working on the others', async () => {
    const { host, client } = await as({ denyOn: { 'db/primary': ['VirtualMachine.*'] } })
    const call = (name: string) => client.call('PowerOffVM_Task', host.vm(name).key)
    expect(faultOf(await call('db/primary'))).toContain('NoPermission')
    expect((await call('web-frontend')).status).toBe(200)
  })

  test('of deleting is asked for on the parent too, and of reconfiguring per changed field', async () => {
    const { host, client } = await as({
      deny: ['VirtualMachine.Config.Memory', 'VirtualMachine.Interact.DeviceConnection'],
      denyOn: { vm: ['VirtualMachine.Inventory.Delete'] },
    })
    const vm = host.vm('100% test').key
    const reconfigure = (spec: string) => client.call('ReconfigVM_Task', vm, `<spec>${spec}</spec>`)
    expect((await client.call('Destroy_Task', vm)).text).toContain(
      '<privilegeId>VirtualMachine.Inventory.Delete</privilegeId>',
    )
    expect((await reconfigure('<memoryMB>1024</memoryMB>')).text).toContain('VirtualMachine.Config.Memory')
    expect((await reconfigure('<numCPUs>2</numCPUs>')).status).toBe(200)
  })

  test('takes and gives while it is logged in', async () => {
    const { host, client } = await as({})
    const call = () => client.call('StandbyGuest', host.vm('web-frontend').key)
    host.limit('limited', { deny: ['VirtualMachine.Interact.Suspend'] })
    expect(faultOf(await call())).toContain('NoPermission')
    host.limit('limited', {})
    expect((await call()).status).toBe(200)
  })
})

describe('reading without the privilege', () => {
  test('leaves a property in missingSet, and name and place can be read with System.View alone', async () => {
    const { host, client, pc } = await as({ denyOn: { 'web-frontend': ['System.Read'] } })
    const vm = host.vm('web-frontend')
    const text = inside(await read(client, pc, vm.value, 'name', 'runtime.powerState'))
    expect(text).toContain(
      '<propSet><name>name</name><val xsi:type="xsd:string">web-frontend</val></propSet><missingSet><path>runtime.powerState</path>',
    )
    expect(text).toContain('<fault xsi:type="NoPermission">')
    expect(text).toContain('<privilegeId>System.Read</privilegeId>')
    expect(faultOf(await client.call('Fetch', vm.key, '<prop>runtime</prop>'))).toContain('NoPermission')
  })

  test('a filter tells it once as missing, and nothing of its changes', async () => {
    const { host, client, pc } = await as({ denyOn: { Task: ['System.Read'] } })
    const task =
      /type="Task">([^<]*)/.exec((await client.call('PowerOnVM_Task', host.vm('100% test').key)).text)?.[1] ?? ''
    const spec = `<spec><propSet><type>Task</type><pathSet>info.state</pathSet></propSet><objectSet><obj type="Task">${task}</obj></objectSet></spec>`
    await client.call('CreateFilter', pc, `${spec}<partialUpdates>false</partialUpdates>`)
    const first = inside(await client.call('CheckForUpdates', pc))
    expect(first).toContain('<kind>enter</kind>')
    expect(first).toContain('<missingSet><path>info.state</path>')
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(inside(await client.call('CheckForUpdates', pc, '<version>1</version>'))).toBe('')
  })

  test('objects without System.View are left out of lists and views, and naming one spoils the call', async () => {
    const { host, client, pc } = await as({ denyOn: { 'db/primary': ['System.View'] } })
    const hidden = host.vm('db/primary')
    const folder = host.world.byType('Folder').find(({ ref }) => ref.value === 'ha-folder-vm')?.ref.key ?? ''
    expect(inside(await client.call('Fetch', folder, '<prop>childEntity</prop>'))).not.toContain(`>${hidden.value}<`)
    const root =
      '<container type="Folder">ha-folder-root</container><type>VirtualMachine</type><recursive>true</recursive>'
    const view =
      /type="ContainerView">([^<]*)/.exec(
        (await client.call('CreateContainerView', 'ViewManager:ViewManager', root)).text,
      )?.[1] ?? ''
    const members = inside(await client.call('Fetch', `ContainerView:${view}`, '<prop>view</prop>'))
    expect(members).toContain(`>${host.vm('web-frontend').value}<`)
    expect(members).not.toContain(`>${hidden.value}<`)
    expect(faultOf(await read(client, pc, hidden.value, 'name'))).toContain('NoPermission')
    expect(faultOf(await client.call('PowerOffVM_Task', hidden.key))).toContain('NoPermission')
  })

  test('effectiveRole and roleList say together what may be done', async () => {
    const { host, client } = await as({
      deny: ['Datastore.*'],
      denyOn: { 'web-frontend': ['VirtualMachine.Interact.PowerOff'] },
    })
    const roleOf = async (name: string) =>
      /<int xsi:type="xsd:int">(-?\d+)/.exec(
        (await client.call('Fetch', host.vm(name).key, '<prop>effectiveRole</prop>')).text,
      )?.[1] ?? ''
    const roles = inside(await client.call('Fetch', 'AuthorizationManager:ha-authmgr', '<prop>roleList</prop>'))
    const privileges = (id: string) =>
      new RegExp(`<roleId>${id}</roleId>(.*?)</AuthorizationRole>`, 's').exec(roles)?.[1] ?? ''
    const [one, other] = [privileges(await roleOf('web-frontend')), privileges(await roleOf('db/primary'))]
    expect(one).toContain('VirtualMachine.Interact.PowerOn<')
    expect(one).not.toContain('VirtualMachine.Interact.PowerOff<')
    expect(other).toContain('VirtualMachine.Interact.PowerOff<')
    expect(other).not.toContain('Datastore.Browse')
    expect(await roleOf('web-frontend')).not.toBe('-1')
  })

  test('an account with the three rights of System alone is ReadOnly', async () => {
    const { host, client } = await as({ only: ['System.*'] })
    expect((await client.call('Fetch', host.vm('web-frontend').key, '<prop>effectiveRole</prop>')).text).toContain(
      '>-2<',
    )
  })

  test('the rest of a paged read is refused where that bug is switched on', async () => {
    const { client, pc } = await as(
      { deny: ['Global.Licenses'] },
      { quirks: { refusesContinueToLimited: true }, pageSize: 1 },
    )
    const spec =
      '<specSet><propSet><type>Folder</type><pathSet>name</pathSet></propSet><objectSet><obj type="Folder">ha-folder-root</obj></objectSet>' +
      '<objectSet><obj type="Folder">ha-folder-vm</obj></objectSet></specSet><options/>'
    const token = /<token>(\d+)</.exec((await client.call('RetrievePropertiesEx', pc, spec)).text)?.[1] ?? ''
    expect(faultOf(await client.call('ContinueRetrievePropertiesEx', pc, `<token>${token}</token>`))).toContain(
      'NoPermission',
    )
  })
})

test.each(['esx', 'vcenter'] as const)(
  'whatever an account lacks on %s, reading everything is an answer or NoPermission',
  async (product) => {
    const { host, client, pc } = await as({}, { product, preset: 'field' })
    const random = createRandom(7)
    const places = [
      ...host.world.byType('VirtualMachine'),
      ...host.world.byType('Folder'),
      ...host.world.byType('HostSystem'),
    ]
    const root = product === 'esx' ? 'ha-folder-root' : 'group-d1'
    const types = ['ManagedEntity', 'Task']
      .map((type) => `<propSet><type>${type}</type><all>true</all></propSet>`)
      .join('')
    for (let round = 0; round < 4; round++) {
      const denyOn = Object.fromEntries(
        Array.from({ length: 4 }, () => [
          random.pick(places as [SimObject, ...SimObject[]]).ref.value,
          [random.pick(['System.View', 'System.Read', '*'])],
        ]),
      )
      host.limit('limited', { denyOn })
      const made = await client.call(
        'CreateContainerView',
        'ViewManager:ViewManager',
        `<container type="Folder">${root}</container><recursive>true</recursive>`,
      )
      const view = /type="ContainerView">([^<]*)/.exec(made.text)?.[1]
      if (view === undefined) {
        expect(faultOf(made)).toContain('NoPermission')
        continue
      }
      const steps = '<selectSet xsi:type="TraversalSpec"><type>ContainerView</type><path>view</path></selectSet>'
      const spec = `${types}<objectSet><obj type="ContainerView">${view}</obj><skip>true</skip>${steps}</objectSet>`
      const read = await client.call(
        'RetrievePropertiesEx',
        pc,
        `<specSet>${spec}</specSet><options><maxObjects>5000</maxObjects></options>`,
      )
      expect(read.status).toBe(200)
      const filter = await client.call('CreateFilter', pc, `<spec>${spec}</spec><partialUpdates>true</partialUpdates>`)
      expect((await client.call('CheckForUpdates', pc)).status).toBe(200)
      await client.call(
        'DestroyPropertyFilter',
        `PropertyFilter:${/type="PropertyFilter">([^<]*)/.exec(filter.text)?.[1] ?? ''}`,
      )
    }
  },
)

describe('asking about rights', () => {
  test('a vCenter answers for sessions and users, and false to a session that it does not know', async () => {
    const { host, client } = await as(
      { denyOn: { 'web-01': ['VirtualMachine.Interact.PowerOn'] } },
      { product: 'vcenter' },
    )
    const session =
      /<key>([^<]*)/.exec(
        (await client.call('Fetch', 'SessionManager:SessionManager', '<prop>currentSession</prop>')).text,
      )?.[1] ?? ''
    const ask = async (name: string, key: string) =>
      inside(
        await client.call(
          'HasPrivilegeOnEntities',
          'AuthorizationManager:AuthorizationManager',
          `<entity type="VirtualMachine">${host.vm(name).value}</entity><sessionId>${key}</sessionId><privId>VirtualMachine.Interact.PowerOn</privId><privId>System.Read</privId>`,
        ),
      ).match(/<isGranted>\w+/g)
    expect(await ask('web-01', session)).toEqual(['<isGranted>false', '<isGranted>true'])
    expect(await ask('web-02', session)).toEqual(['<isGranted>true', '<isGranted>true'])
    expect(await ask('web-02', 'nobody')).toEqual(['<isGranted>false', '<isGranted>false'])
    const all = await client.call(
      'FetchUserPrivilegeOnEntities',
      'AuthorizationManager:AuthorizationManager',
      `<entities type="VirtualMachine">${host.vm('web-01').value}</entities><userName>limited</userName>`,
    )
    expect(inside(all)).toContain('<privileges>VirtualMachine.Interact.PowerOff</privileges>')
    expect(inside(all)).not.toContain('<privileges>VirtualMachine.Interact.PowerOn</privileges>')
  })

  test('a host has no such methods', async () => {
    const { host, client } = await as({ deny: ['Folder.Create'] })
    const args = `<entity type="VirtualMachine">${host.vm('web-frontend').value}</entity><sessionId>x</sessionId>`
    expect(faultOf(await client.call('HasPrivilegeOnEntity', 'AuthorizationManager:ha-authmgr', args))).toContain(
      'NotImplemented',
    )
  })
})

describe('logging in', () => {
  const serve = async (options: SimulatorOptions): Promise<(user: string, password: string) => Promise<string>> => {
    host = await startSimulator({ speed: 0, counters: false, ...options })
    const served = host
    return async (user, password) => {
      const reply = await new RawClient(served).login(user, password, 'SessionManager:ha-sessionmgr')
      return reply.status === 200 ? 'in' : (faultOf(reply).split(':')[0] ?? '')
    }
  }

  test('an account that is not to be let in says why only when its password is right', async () => {
    const login = await serve({
      accounts: [
        { user: 'old', password: 'p', loginFault: 'PasswordExpired' },
        { user: 'nobody', password: 'p', only: [] },
      ],
    })
    expect([await login('old', 'x'), await login('old', 'p'), await login('nobody', 'p')]).toEqual([
      'InvalidLogin',
      'PasswordExpired',
      'NoPermission',
    ])
  })

  test('after too many failures an account is locked for a while, and looks like a wrong password', async () => {
    const login = await serve({ quirks: { lockOut: { failures: 3, forMs: 900_000 } } })
    for (let count = 0; count < 3; count++) expect(await login('root', 'wrong')).toBe('InvalidLogin')
    expect(await login('root', 'password')).toBe('InvalidLogin')
    expect(
      host && eventsOf(host.world).filter((event) => event['eventTypeId'] === 'esx.audit.account.locked'),
    ).toHaveLength(1)
    if (host !== undefined) host.quirks.lockOut = { failures: 3, forMs: 0 }
    expect(await login('root', 'password')).toBe('in')
  })
})
