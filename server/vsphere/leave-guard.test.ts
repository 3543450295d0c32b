import { afterEach, expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { changesHost } from './leave-guard'
import { vimMethods } from './schema/schema'
import { serviceInstance } from './service-content'
import { Session } from './session'
import { serviceContent, startScriptedServer } from './testing/scripted-server'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

test('what changes something does not leave while the process may not; what only reads does', async () => {
  const called: string[] = []
  const server = await startScriptedServer(async ({ method, response }) => {
    called.push(method)
    if (method.startsWith('GET')) return void response.end('<namespaces version="1.0"/>')
    if (method === 'RetrieveServiceContent') return serviceContent
    if (method === 'Login') {
      response.setHeader('set-cookie', 'vmware_soap_session="s1"; Path=/')
      return '<returnval><key>k</key></returnval>'
    }
    return method === 'PowerOnVM_Task'
      ? '<returnval type="Task">task-1</returnval>'
      : '<returnval>2026-11-22T20:52:54Z</returnval>'
  })
  let may = false
  const session = await Session.open(server.endpoint(), { user: 'root', password: 'x' }, { mayChange: () => may })
  closing.push(
    () => session.close(),
    () => server.close(),
  )
  const vm = moRef('VirtualMachine', '12')

  await expect(session.call('PowerOnVM_Task', vm)).rejects.toMatchObject({ code: 'not-sent' })
  await session.call('CurrentTime', serviceInstance)
  const put = { method: 'PUT', path: '/folder/a', body: new Uint8Array(3) } as const
  await expect(session.exchangeFile(put)).rejects.toMatchObject({ code: 'not-sent' })
  expect(called).toEqual(['GET /sdk/vimServiceVersions.xml', 'RetrieveServiceContent', 'Login', 'CurrentTime'])

  may = true
  expect(await session.call('PowerOnVM_Task', vm)).toBeDefined()
  expect(called.at(-1)).toBe('PowerOnVM_Task')
})

/** A call that was sent by a run without a task left while the process might not: the list had been forgotten. */
test('every call that changes something counts as one; what reads, and sees to the session, does not', () => {
  const reading =
    /^(?:Retrieve|Continue|Cancel(?:Retrieve|Wait)|CurrentTime|Log|Create(?:Filter|Property|Container|List|Collector)|Read|Refresh|Query|Check|Validate|Wait|Destroy(?:Prop|View|Coll)|ModifyList|SetCollector|SearchDatastore|AcquireClone)/
  for (const method of vimMethods.keys()) expect([method, changesHost(method)]).toEqual([method, !reading.test(method)])
  expect(['SearchDatastore_Task', 'RetrievePropertiesEx', 'CreateFilter', 'Login'].some(changesHost)).toBe(false)
})
