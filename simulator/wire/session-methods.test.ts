import { afterEach, describe, expect, test } from 'vitest'
import { problemsOfValue } from '../testing/conformance'
import { faultOf, inside, raw, RawClient, until } from '../testing/raw-client'
import { serveTiny, type ServedTiny } from '../testing/tiny-world'
import { eventsOf } from '../world/events'
import type { ServeOptions } from './serve'

let served: ServedTiny | undefined

async function start(options: ServeOptions & { product?: 'esx' | 'vcenter' } = {}): Promise<ServedTiny> {
  served = await serveTiny(options)
  return served
}

afterEach(async () => {
  await served?.close()
  served = undefined
})

const si = 'ServiceInstance:ServiceInstance'
const sm = 'SessionManager:SessionManager'
const retrieve = (type: string, moid: string, ...paths: string[]): string =>
  `<specSet><propSet><type>${type}</type>${paths.map((path) => `<pathSet>${path}</pathSet>`).join('')}</propSet>` +
  `<objectSet><obj type="${type}">${moid}</obj></objectSet></specSet>`

describe('login', () => {
  test('gives a session and its cookie, which is quoted, and Secure only over TLS', async () => {
    const client = new RawClient(await start())
    const reply = await client.login()
    expect(inside(reply)).toMatch(
      /^<returnval><key>[0-9a-f-]{36}<\/key><userName>administrator@vsphere.local<\/userName><fullName>.*<\/fullName><loginTime>.*Z<\/loginTime><lastActiveTime>.*<\/lastActiveTime><locale>en<\/locale><messageLocale>en<\/messageLocale><extensionSession>false<\/extensionSession><ipAddress>127.0.0.1<\/ipAddress>/,
    )
    expect(reply.headers['set-cookie']).toEqual([
      expect.stringMatching(/^vmware_soap_session="[0-9a-f]{40}"; Path=\/; HttpOnly;$/),
    ])
    expect((await client.call('RetrieveServiceContent', si)).headers['set-cookie']).toBeUndefined()
  })

  test('an old client gets only the fields it knows', async () => {
    const reply = await new RawClient(await start(), '2.5').login()
    expect(inside(reply)).toMatch(/<messageLocale>en<\/messageLocale><\/returnval>$/)
  })

  test('a wrong password is InvalidLogin; vCenter then refuses the cookie of that failure, ESX sets none', async () => {
    const client = new RawClient(await start())
    expect(faultOf(await client.login('administrator@vsphere.local', 'wrong'))).toMatch(
      /^InvalidLogin: Cannot complete login/,
    )
    expect(client.cookie).toBeDefined()
    expect(faultOf(await client.login())).toMatch(/^InvalidLogin/)
    client.cookie = undefined
    expect((await client.login()).status).toBe(200)
    await served?.close()
    const esx = new RawClient(await start({ product: 'esx' }))
    expect(faultOf(await esx.login('root', 'wrong', 'SessionManager:ha-sessionmgr'))).toMatch(/^InvalidLogin/)
    expect(esx.cookie).toBeUndefined()
  })

  test('a second login in a session is refused, a strange locale is InvalidLocale', async () => {
    const client = new RawClient(await start())
    await client.login()
    expect(faultOf(await client.login())).toMatch(/^InvalidLogin/)
    const other = new RawClient(await start())
    const inner = '<userName>administrator@vsphere.local</userName><password>password</password><locale>?</locale>'
    expect(faultOf(await other.call('Login', sm, inner))).toMatch(/^InvalidLocale/)
  })

  test('when there are too many sessions, the proxy answers with its page', async () => {
    await start({ maxSessions: 1 })
    const [first, second] = [new RawClient({ url: served?.url ?? '' }), new RawClient({ url: served?.url ?? '' })]
    await first.login()
    const refused = await second.login()
    expect([refused.status, refused.headers['content-type']]).toEqual([503, 'text/html'])
    await first.call('Logout', sm)
    expect((await second.login()).status).toBe(200)
  })
})

describe('without a session', () => {
  test('the service content and the current session can be read, and the current session is unset', async () => {
    const client = new RawClient(await start())
    expect((await client.call('RetrieveServiceContent', si)).status).toBe(200)
    const reply = await client.call(
      'RetrieveProperties',
      'PropertyCollector:propertyCollector',
      retrieve('SessionManager', 'SessionManager', 'currentSession'),
    )
    expect(inside(reply)).toBe('<returnval><obj type="SessionManager">SessionManager</obj></returnval>')
    expect(inside(await client.call('Fetch', sm, '<prop>currentSession</prop>'))).toBe('')
  })

  test('everything else is NotAuthenticated, with the object and the privilege', async () => {
    const client = new RawClient(await start())
    const reply = await client.call('CurrentTime', si)
    expect(reply.text).toContain(
      '<NotAuthenticatedFault xmlns="urn:vim25" xsi:type="NotAuthenticated"><object type="ServiceInstance">ServiceInstance</object><privilegeId>System.View</privilegeId>',
    )
    expect(faultOf(await client.call('Fetch', 'VirtualMachine:vm-1', '<prop>name</prop>'))).toMatch(/^NotAuthenticated/)
    const vm = await client.call(
      'RetrieveProperties',
      'PropertyCollector:propertyCollector',
      retrieve('VirtualMachine', 'vm-1', 'name'),
    )
    expect(faultOf(vm)).toMatch(/^NotAuthenticated/)
    expect(faultOf(await client.call('Destroy_Task', 'VirtualMachine:vm-99'))).toMatch(/^NotAuthenticated/)
  })

  test('what a session is needed for goes to missingSet', async () => {
    const client = new RawClient(await start())
    const spec = retrieve('SessionManager', 'SessionManager', 'sessionList', 'defaultLocale')
    expect(inside(await client.call('RetrieveProperties', 'PropertyCollector:propertyCollector', spec))).toMatch(
      /<propSet><name>defaultLocale<\/name><val xsi:type="xsd:string">en<\/val><\/propSet><missingSet><path>sessionList<\/path><fault><fault xsi:type="NotAuthenticated">/,
    )
  })
})

describe('the life of a session', () => {
  test('the cookie is the session, quoted, unquoted or with its attributes; several connections share it', async () => {
    const client = new RawClient(await start())
    await client.login()
    const value = /"(.*)"/.exec(client.cookie ?? '')?.[1] ?? ''
    for (const cookie of [
      `vmware_soap_session=${value}`,
      `vmware_soap_session="${value}"; Path=/; HttpOnly; Secure;`,
      `a=b; vmware_soap_session="${value}"`,
    ]) {
      client.cookie = cookie
      expect((await client.call('CurrentTime', si)).status, cookie).toBe(200)
    }
  })

  test('logout ends it and what is in it', async () => {
    const client = new RawClient(await start())
    await client.login()
    const waiting = client.call('WaitForUpdatesEx', 'PropertyCollector:propertyCollector')
    await until(() => served?.calls.at(-1)?.method === 'WaitForUpdatesEx')
    expect((await client.call('Logout', sm)).status).toBe(200)
    expect(faultOf(await waiting)).toMatch(/^RequestCanceled/)
    expect(faultOf(await client.call('CurrentTime', si))).toMatch(/^NotAuthenticated/)
  })

  test('it ends after the idle time; a blocked wait keeps it alive', async () => {
    const host = await start({ sessionIdleMs: 60_000 })
    const [idle, busy] = [new RawClient(host), new RawClient(host)]
    await idle.login()
    await busy.login()
    const waiting = busy.call(
      'WaitForUpdatesEx',
      'PropertyCollector:propertyCollector',
      '<options><maxWaitSeconds>90</maxWaitSeconds></options>',
    )
    await until(() => host.calls.at(-1)?.method === 'WaitForUpdatesEx')
    await host.clock.advance(90_000)
    expect(inside(await waiting)).toBe('')
    expect((await busy.call('CurrentTime', si)).status).toBe(200)
    expect(faultOf(await idle.call('CurrentTime', si))).toMatch(/^NotAuthenticated/)
  })

  test('a host can end all sessions at once', async () => {
    const client = new RawClient(await start())
    await client.login()
    served?.expireSessions()
    expect(faultOf(await client.call('CurrentTime', si))).toMatch(/^NotAuthenticated/)
  })

  test('SessionIsActive tells on vCenter, and is not implemented on ESX', async () => {
    const client = new RawClient(await start())
    const key = /<key>(.*?)<\/key>/.exec((await client.login()).text)?.[1] ?? ''
    const ask = (user: string) =>
      client.call('SessionIsActive', sm, `<sessionID>${key}</sessionID><userName>${user}</userName>`)
    expect(inside(await ask('administrator@vsphere.local'))).toBe('<returnval>true</returnval>')
    expect(inside(await ask('somebody'))).toBe('<returnval>false</returnval>')
    await served?.close()
    const esx = new RawClient(await start({ product: 'esx' }))
    await esx.login('root', 'password', 'SessionManager:ha-sessionmgr')
    const reply = await esx.call(
      'SessionIsActive',
      'SessionManager:ha-sessionmgr',
      '<sessionID>x</sessionID><userName>root</userName>',
    )
    expect(faultOf(reply)).toMatch(/^NotImplemented/)
  })

  test('an administrator can end another session, not their own; a session can be cloned once per ticket', async () => {
    const host = await start()
    const [one, two, three] = [new RawClient(host), new RawClient(host), new RawClient(host)]
    const key = async (client: RawClient) => /<key>(.*?)<\/key>/.exec((await client.login()).text)?.[1] ?? ''
    const [own, other] = [await key(one), await key(two)]
    expect(faultOf(await one.call('TerminateSession', sm, `<sessionId>${own}</sessionId>`))).toMatch(/^InvalidArgument/)
    expect((await one.call('TerminateSession', sm, `<sessionId>${other}</sessionId>`)).status).toBe(200)
    expect(faultOf(await two.call('CurrentTime', si))).toMatch(/^NotAuthenticated/)
    expect(faultOf(await one.call('TerminateSession', sm, `<sessionId>${other}</sessionId>`))).toMatch(/^NotFound/)
    const ticket = /<returnval>(.*)<\/returnval>/.exec((await one.call('AcquireCloneTicket', sm)).text)?.[1] ?? ''
    expect((await three.call('CloneSession', sm, `<cloneTicket>${ticket}</cloneTicket>`)).status).toBe(200)
    expect((await three.call('CurrentTime', si)).status).toBe(200)
    expect(faultOf(await new RawClient(host).call('CloneSession', sm, `<cloneTicket>${ticket}</cloneTicket>`))).toMatch(
      /^InvalidLogin/,
    )
  })
})

test('logins, failed logins and logouts are in the event log', async () => {
  const host = await start()
  const client = new RawClient(host)
  await client.login('mallory', 'guess')
  client.cookie = undefined
  await client.login()
  await client.call('Logout', sm)
  expect(eventsOf(host.world).map((event) => [event.$type, event['userName']])).toEqual([
    ['BadUsernameSessionEvent', 'mallory'],
    ['UserLoginSessionEvent', 'administrator@vsphere.local'],
    ['UserLogoutSessionEvent', 'administrator@vsphere.local'],
  ])
  const field = { name: 'event', type: 'Event', optional: false, array: false, since: 0 }
  expect(eventsOf(host.world).flatMap((event) => problemsOfValue(event, field))).toEqual([])
})

test('over TLS the certificate is self-signed for the address and the cookie is Secure', async () => {
  const host = await start({ tls: true })
  expect(host.url).toMatch(/^https:/)
  const body =
    '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><Login xmlns="urn:vim25"><_this type="SessionManager">SessionManager</_this>' +
    '<userName>administrator@vsphere.local</userName><password>password</password></Login></Body></Envelope>'
  const reply = await raw(`${host.url}/sdk`, { body, ca: host.certificate?.cert ?? '' })
  expect(reply.status).toBe(200)
  expect(reply.headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; Secure;$/)
  await expect(raw(`${host.url}/sdk`, { body })).rejects.toThrow(/self-signed certificate/)
})
