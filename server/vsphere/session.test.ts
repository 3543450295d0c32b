import { afterEach, expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { serviceInstance } from './service-content'
import { Session } from './session'
import { readSessionCookie } from './session-cookie'
import {
  sendFault,
  serviceContent,
  startScriptedServer,
  type Script,
  type ScriptedServer,
} from './testing/scripted-server'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

const vm = moRef('VirtualMachine', '12')
const notAuthenticated = '<object type="Folder">ha-folder-root</object><privilegeId>System.View</privilegeId>'
const versionList =
  '<?xml version="1.0"?><namespaces version="1.0"><namespace><name>urn:vim25</name><version>8.0.1.0</version>' +
  '<priorVersions><version>7.0.3.0</version></priorVersions></namespace></namespaces>'

/** A host with one account. Cookies count up; only the newest session lives, until `expire`. */
async function startHost(over: Script = () => undefined) {
  let logins = 0
  let alive = ''
  const cookies: (string | undefined)[] = []
  const actions: (string | undefined)[] = []
  const host = {
    expire: () => {
      alive = ''
    },
    password: 'secret',
    cookies,
    actions,
  }
  const server: ScriptedServer = await startScriptedServer(async (call) => {
    const { method, body, request, response } = call
    cookies.push(request.headers.cookie)
    actions.push(String(request.headers.soapaction))
    if (method === 'GET /sdk/vimServiceVersions.xml') return void response.end(versionList)
    if (method === 'RetrieveServiceContent') return serviceContent
    if (method === 'Login') {
      if (!body.includes(`<password>${host.password}</password>`)) {
        response.setHeader('set-cookie', 'vmware_soap_session="poisoned"; Path=/')
        return sendFault(response, 'InvalidLogin', 'Cannot complete login due to an incorrect user name or password.')
      }
      logins += 1
      alive = `vmware_soap_session="s${logins}"`
      response.setHeader('set-cookie', `${alive}; Path=/; HttpOnly; Secure;`)
      return '<returnval><key>k</key></returnval>'
    }
    const own = await over(call)
    if (own !== undefined || response.headersSent) return own
    if (request.headers.cookie !== alive)
      return sendFault(response, 'NotAuthenticated', 'not authenticated', notAuthenticated)
    return method === 'CurrentTime' ? '<returnval>2026-11-22T20:52:54Z</returnval>' : ''
  })
  closing.push(() => server.close())
  const session = await Session.open(server.endpoint(), { user: 'root', password: 'secret' })
  closing.unshift(() => session.close())
  return { host, server, session }
}

const count = (calls: readonly string[], method: string) => calls.filter((call) => call === method).length

test('the newest version that both know is named in every call after it is agreed', async () => {
  const { host, session } = await startHost()
  await session.call('CurrentTime', serviceInstance)
  expect(host.actions.at(-1)).toBe('"urn:vim25/8.0.1.0"')
  expect(session.has('4.1')).toBe(true)
  expect(session.has('8.0.2.0')).toBe(false)
})

test('the cookie goes back exactly as the server wrote it', async () => {
  const { host, session } = await startHost()
  await session.call('CurrentTime', serviceInstance)
  expect(host.cookies.at(-1)).toBe('vmware_soap_session="s1"')
})

test('fifty calls that find the session ended share one new sign-in, and each succeeds', async () => {
  const { host, server, session } = await startHost()
  const { ended } = session
  host.expire()
  const calls = Array.from({ length: 50 }, () => session.call('CurrentTime', serviceInstance))
  expect(new Set(await Promise.all(calls))).toEqual(new Set(['2026-11-22T20:52:54Z']))
  expect(count(server.calls, 'Login')).toBe(2)
  expect(ended.reason).toMatchObject({ code: 'connection-cut' })
  expect(session.ended.aborted).toBe(false)
  expect(session.generation).toBe(2)
})

test('a task is never sent twice: its caller hears that the session had ended', async () => {
  const { host, server, session } = await startHost()
  for (const method of ['PowerOnVM_Task', 'ShutdownGuest']) {
    host.expire()
    await expect(session.call(method, vm)).rejects.toMatchObject({ fault: { type: 'NotAuthenticated' } })
    expect(count(server.calls, method)).toBe(1)
  }
})

test('a connection cut in the middle of a task call is reported, and the call not sent again', async () => {
  const { server, session } = await startHost(({ method, response }) => {
    if (method === 'PowerOnVM_Task') response.destroy()
    return undefined
  })
  await expect(session.call('PowerOnVM_Task', vm)).rejects.toMatchObject({ code: 'connection-cut' })
  expect(count(server.calls, 'PowerOnVM_Task')).toBe(1)
})

test('an answer is sent again after a new sign-in: its question’s id keeps it from being given twice', async () => {
  const { host, server, session } = await startHost()
  host.expire()
  await session.call('AnswerVM', vm, { questionId: '_vmx1', answerChoice: '0' })
  expect(count(server.calls, 'AnswerVM')).toBe(2)
})

test('the cookie of a failed sign-in is dropped, and a refused password is not tried again', async () => {
  const { host, server, session } = await startHost()
  host.password = 'changed'
  host.expire()
  const invalidLogin = { fault: { type: 'InvalidLogin' } }
  await expect(session.call('CurrentTime', serviceInstance)).rejects.toMatchObject(invalidLogin)
  await expect(session.call('CurrentTime', serviceInstance)).rejects.toMatchObject(invalidLogin)
  expect(count(server.calls, 'Login')).toBe(2)
  expect(host.cookies.at(-1)).toBeUndefined()
  expect(session.ended.reason).toMatchObject(invalidLogin)
})

test('English is asked for; a server without it is signed in to in its own language, once and for all', async () => {
  const locales: (string | undefined)[] = []
  let expired = false
  const server = await startScriptedServer(({ method, body, response }) => {
    if (method.startsWith('GET')) return void response.end(versionList)
    if (method === 'RetrieveServiceContent') return serviceContent
    if (method === 'Login') {
      expired = false
      locales.push(/<locale>(.*)<\/locale>/.exec(body)?.[1])
      return body.includes('<locale>') ? sendFault(response, 'InvalidLocale') : ''
    }
    return expired ? sendFault(response, 'NotAuthenticated', 'not authenticated', notAuthenticated) : ''
  })
  closing.push(() => server.close())
  const session = await Session.open(server.endpoint(), { user: 'root', password: 'secret' })
  expired = true
  await session.call('CurrentTime', serviceInstance)
  expect(locales).toEqual(['en', undefined, undefined])
  await session.close()
})

test('no more than twelve calls are in flight; a long poll does not count', async () => {
  let running = 0
  let most = 0
  const { session } = await startHost(async ({ method }) => {
    if (method === 'WaitForUpdatesEx') return ''
    if (method !== 'CancelTask') return undefined
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    return ''
  })
  const calls = Array.from({ length: 100 }, (_, i) => session.call('CancelTask', moRef('Task', `task-${i}`)))
  await session.wait('WaitForUpdatesEx', moRef('PropertyCollector', 'pc'), { version: '' }, {})
  await Promise.all(calls)
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(12)
})

test('closing signs out, and calls after it are refused here', async () => {
  const { server, session } = await startHost()
  await session.close()
  expect(server.calls.at(-1)).toBe('Logout')
  await expect(session.call('CurrentTime', serviceInstance)).rejects.toMatchObject({ code: 'closed' })
})

test('a server that has no list of versions is asked in its oldest, and then in the newest that it names', async () => {
  const actions: string[] = []
  const server = await startScriptedServer(({ method, request, response }) => {
    actions.push(`${method} ${String(request.headers.soapaction)}`)
    if (method.startsWith('GET')) return void response.writeHead(404).end('not found')
    if (method === 'RetrieveServiceContent') return serviceContent.replace('8.0.3.0', '5.5')
    return ''
  })
  closing.push(() => server.close())
  const session = await Session.open(server.endpoint(), { user: 'root', password: 'secret' })
  await session.close()
  expect(actions).toContain('RetrieveServiceContent "urn:vim25/2.5"')
  expect(actions).toContain('Login "urn:vim25/5.5"')
})

test('password and user name arrive as they were typed, whatever they hold', async () => {
  let body = ''
  const server = await startScriptedServer((call) => {
    if (call.method === 'Login') body = call.body
    if (call.method.startsWith('GET')) return void call.response.end(versionList)
    return call.method === 'RetrieveServiceContent' ? serviceContent : ''
  })
  closing.push(() => server.close())
  const session = await Session.open(server.endpoint(), { user: 'DOM\\jörg & co', password: '<![CDATA[p]]>"\'' })
  await session.close()
  expect(body).toContain('<userName>DOM\\jörg &amp; co</userName><password>&lt;![CDATA[p]]&gt;&quot;&apos;</password>')
})

test('the cookie is found quoted or not, in any capitals, among others, and goes back as it was written', () => {
  expect(readSessionCookie('vmware_soap_session="015fe217-47abbf"; Path=/; HttpOnly; Secure;')).toBe(
    'vmware_soap_session="015fe217-47abbf"',
  )
  expect(readSessionCookie(['a=b', 'VMWARE_SOAP_SESSION=52ac; path=/'])).toBe('VMWARE_SOAP_SESSION=52ac')
  expect(readSessionCookie(' vmware_soap_session = a=b ')).toBe('vmware_soap_session=a=b')
})

test('an absent or emptied cookie is none', () => {
  for (const header of [undefined, [], 'other=1', 'vmware_soap_session=""; Max-Age=0', 'vmware_soap_session', ';;']) {
    expect(readSessionCookie(header)).toBeUndefined()
  }
})
