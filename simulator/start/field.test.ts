import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { faultOf, inside, raw, RawClient, until, type RawReply } from '../testing/raw-client'
import { ref, type Ref } from '../vim25/value'
import { manualClock } from '../world/clock'
import { startSimulator, type SimulatedHost, type SimulatorOptions } from './start-simulator'

let host: SimulatedHost | undefined

async function start(options: SimulatorOptions = {}): Promise<{ host: SimulatedHost; client: RawClient; pc: string }> {
  host = await startSimulator({ speed: 0, counters: false, ...options })
  const client = new RawClient(host)
  await client.login(host.user, host.password, host.world.byType('SessionManager')[0]?.ref.key)
  return { host, client, pc: host.world.byType('PropertyCollector')[0]?.ref.key ?? '' }
}

afterEach(async () => {
  await host?.close()
  host = undefined
})

const folderUrl = (at: SimulatedHost, dcPath: string, dsName = 'datastore1'): string =>
  `${at.url}/folder?dcPath=${dcPath}&dsName=${dsName}`

describe('odd bytes', () => {
  const note = async (options: SimulatorOptions): Promise<RawReply> => {
    const { host, client } = await start({ preset: 'field', ...options })
    return client.call('Fetch', host.vm('note-with-odd-characters').key, '<prop>config.annotation</prop>')
  }

  test('control characters and wrong UTF-8 are question marks, unless they are to go out as they are', async () => {
    expect(inside(await note({}))).toContain('Bell ?, start of heading ? and three wrong bytes ???;')
  })

  test('raw', async () => {
    const { body } = await note({ quirks: { oddText: 'raw' } })
    expect(body.includes(Buffer.from([0x20, 0x07, 0x2c]))).toBe(true)
    expect(body.includes(Buffer.from([0xff, 0xc3, 0xc3, 0x3b]))).toBe(true)
  })

  test('as references', async () => {
    expect((await note({ quirks: { oddText: 'references' } })).text).toContain('Bell &#7;, start of heading &#1; and')
  })

  test('a reply that is compressed and does not say so, or says it in another way', async () => {
    const { host, client } = await start()
    const content = (): Promise<RawReply> => client.call('RetrieveServiceContent', 'ServiceInstance:ServiceInstance')
    for (const [gzip, said] of [
      ['none', undefined],
      ['x-gzip', 'x-gzip'],
      ['GZIP', 'GZIP'],
      ['doubled', 'gzip, gzip'],
    ] as const) {
      const stop = host.fail({ gzip, times: 1 })
      const reply = await content()
      stop()
      expect([reply.headers['content-encoding'], reply.body[0], reply.body[1]]).toEqual([said, 0x1f, 0x8b])
      expect(gunzipSync(reply.body).toString('utf8')).toContain('RetrieveServiceContentResponse')
    }
    host.fail({ bytes: (reply) => Buffer.concat([reply, Buffer.from([0xff])]), times: 1 })
    expect((await content()).body.at(-1)).toBe(0xff)
  })
})

describe('a server that is not there yet, or is another one', () => {
  test('answers statuses and pages while it boots, each request one, and then vSphere', async () => {
    host = await startSimulator({ boot: [404, 502, 'page', 429] })
    const met: string[] = []
    for (let count = 0; count < 5; count++) {
      const reply = await new RawClient(host).call('RetrieveServiceContent', 'ServiceInstance:ServiceInstance')
      met.push(`${reply.status} ${reply.text.startsWith('<html') ? 'page' : 'SOAP'}`)
    }
    expect(met).toEqual(['404 page', '502 page', '200 page', '429 page', '200 SOAP'])
  })

  test('a rule can say the same of single calls', async () => {
    const { host, client } = await start()
    host.fail({ http: 504, method: 'CurrentTime', times: 1 })
    expect((await client.call('CurrentTime', 'ServiceInstance:ServiceInstance')).status).toBe(504)
    expect((await client.call('CurrentTime', 'ServiceInstance:ServiceInstance')).status).toBe(200)
  })

  test('after a restart another vCenter may stand at the address, with a certificate of its own', async () => {
    const served = await startSimulator({ product: 'vcenter', preset: 'empty', tls: true, instanceUuid: 'one' })
    host = served
    const before = served.certificate?.cert
    const about = (): unknown => served.world.prop(ref('ServiceInstance', 'ServiceInstance'), 'content.about')
    expect(about()).toMatchObject({ instanceUuid: 'one' })
    await served.restart({ downMs: 1, instanceUuid: 'two', boot: [503] })
    expect(about()).toMatchObject({ instanceUuid: 'two' })
    expect(served.certificate?.cert).not.toBe(before)
    const reply = await raw(`${served.url}/sdk/vimServiceVersions.xml`, {
      method: 'GET',
      ca: served.certificate?.cert ?? '',
    })
    expect(reply.status).toBe(503)
  })
})

describe('what a waiting client is told', () => {
  const follow = async (
    options: SimulatorOptions,
  ): Promise<{ news: () => Promise<string>; host: SimulatedHost; vm: Ref }> => {
    const { host, client, pc } = await start(options)
    const vm = host.vm('web-frontend')
    const paths = [
      'runtime.powerState',
      'summary.quickStats',
      'overallStatus',
      'recentTask',
      'runtime.maxCpuUsage',
      'layoutEx',
    ]
    const spec = `<spec><propSet><type>VirtualMachine</type>${paths.map((path) => `<pathSet>${path}</pathSet>`).join('')}</propSet><objectSet><obj type="VirtualMachine">${vm.value}</obj></objectSet></spec>`
    await client.call('CreateFilter', pc, `${spec}<partialUpdates>false</partialUpdates>`)
    let version = ''
    const news = async (): Promise<string> => {
      const text = inside(await client.call('CheckForUpdates', pc, `<version>${version}</version>`))
      version = /<version>(\w+)/.exec(text)?.[1] ?? version
      return text
    }
    expect(await news()).toContain('<name>summary.quickStats</name>')
    return { news, host, vm }
  }
  const change = (at: SimulatedHost): void =>
    at.update('web-frontend', {
      'summary.quickStats.overallCpuUsage': 4711,
      overallStatus: 'red',
      'runtime.maxCpuUsage': 1,
      recentTask: [],
    })

  test('a silent server keeps to itself what real ones do not notify, and tells the rest', async () => {
    const { news, host } = await follow({ quirks: { tellsSilentProperties: false } })
    change(host)
    expect(await news()).toBe('')
    host.update('web-frontend', { 'summary.quickStats.overallCpuUsage': 1, 'runtime.powerState': 'poweredOff' })
    const told = await news()
    expect(told).toContain('runtime.powerState')
    expect(told).not.toContain('quickStats')
  })

  test('one that is not tells everything', async () => {
    const { news, host } = await follow({ quirks: { tellsSilentProperties: true } })
    change(host)
    expect(await news()).toContain('<name>summary.quickStats</name>')
  })
})

test('the clock of a host may be off: all its times are, and nothing ends early for it', async () => {
  const clock = manualClock()
  const { host, client } = await start({ clock, clockOffsetMs: -3 * 3_600_000 })
  const now = async (): Promise<string> => inside(await client.call('CurrentTime', 'ServiceInstance:ServiceInstance'))
  expect(await now()).toContain(new Date(clock.now().getTime() - 3 * 3_600_000).toISOString())
  host.skew(5 * 3_600_000)
  expect(await now()).toContain(new Date(clock.now().getTime() + 5 * 3_600_000).toISOString())
  const task =
    /type="Task">([^<]*)/.exec((await client.call('PowerOnVM_Task', host.vm('100% test').key)).text)?.[1] ?? ''
  const info = inside(await client.call('Fetch', `Task:${task}`, '<prop>info</prop>'))
  expect(info).toContain(`<queueTime>${host.world.clock.now().toISOString()}</queueTime>`)
})

describe('questions', () => {
  test('may read differently and offer something else under the same id', async () => {
    const { host, client } = await start()
    const vm = host.vm('web-frontend')
    const { id, answer } = host.ask(vm, 'msg.serial.file.open')
    const choices = [
      { key: '0', label: 'button.serial.file.overwrite', summary: 'Replace', means: 'replace' as const },
      { key: '1', label: 'button.serial.file.append', summary: 'Append', means: 'append' as const },
    ]
    expect(host.rephrase(vm, { text: 'Replace "x"?', choices, defaultIndex: 1 })).toBe(id)
    const text = inside(await client.call('Fetch', vm.key, '<prop>runtime.question</prop>'))
    expect(text).toContain(`<id>${id}</id>`)
    expect(text).toContain(
      '<choiceInfo><label>button.serial.file.overwrite</label><summary>Replace</summary><key>0</key></choiceInfo>',
    )
    await client.call('AnswerVM', vm.key, `<questionId>${id}</questionId><answerChoice>0</answerChoice>`)
    expect((await answer).means).toBe('replace')
  })
})

describe('files', () => {
  test('the ampersand of a datacenter is taken once, or only twice escaped where that is switched on', async () => {
    const { host, client } = await start({ product: 'vcenter', preset: 'field' })
    const status = async (dcPath: string): Promise<number> =>
      (await fetch(folderUrl(host, dcPath), { headers: { cookie: client.cookie ?? '' } })).status
    expect([await status('EP%26T'), await status('EP%2526T')]).toEqual([200, 404])
    host.quirks.wantsAmpersandTwice = true
    expect([await status('EP%26T'), await status('EP%2526T'), await status('North')]).toEqual([404, 200, 200])
  })

  test('datastores of the same name in two datacenters are two, and a bracket in a name is found', async () => {
    const { host, client } = await start({ product: 'vcenter', preset: 'field' })
    const list = async (dcPath: string, dsName: string): Promise<string> =>
      (await fetch(folderUrl(host, dcPath, dsName), { headers: { cookie: client.cookie ?? '' } })).text()
    expect(await list('North', 'datastore1')).toContain('every-device/')
    expect(await list('South', 'datastore1')).not.toContain('every-device/')
    expect(await list('North', encodeURIComponent('store (1) [old]'))).toContain('on-datastore-with-bracket/')
  })

  test('an account needs Datastore.Browse to read and Datastore.FileManagement to write', async () => {
    host = await startSimulator({
      accounts: [
        { user: 'reader', password: 'p', deny: ['Datastore.FileManagement'] },
        { user: 'nobody', password: 'p', deny: ['Datastore.*'] },
      ],
    })
    const served = host
    const status = async (user: string, method: string): Promise<number> => {
      const headers = { authorization: `Basic ${Buffer.from(`${user}:p`).toString('base64')}` }
      const body = method === 'PUT' ? 'x' : null
      return (await fetch(`${served.url}/folder/a.txt?dsName=datastore1`, { method, headers, body })).status
    }
    expect([await status('reader', 'PUT'), await status('reader', 'GET'), await status('nobody', 'GET')]).toEqual([
      403, 404, 403,
    ])
  })
})

describe('events and tasks', () => {
  test('an ESXi host may not answer QueryEvents; collectors with their latest page work', async () => {
    const { client } = await start({ quirks: { esxAnswersQueryEvents: false } })
    const filter = '<filter></filter>'
    expect(faultOf(await client.call('QueryEvents', 'EventManager:ha-eventmgr', filter))).toContain('NotImplemented')
    const made = await client.call('CreateCollectorForEvents', 'EventManager:ha-eventmgr', filter)
    const collector = /type="EventHistoryCollector">([^<]*)/.exec(made.text)?.[1] ?? ''
    expect(
      inside(await client.call('Fetch', `EventHistoryCollector:${collector}`, '<prop>latestPage</prop>')),
    ).toContain('UserLoginSessionEvent')
    expect(faultOf(await client.call('CreateCollectorForTasks', 'TaskManager:ha-taskmgr', filter))).toContain(
      'NotSupported',
    )
  })

  test('a task may say nothing of itself, or something that no table holds', async () => {
    const { host, client } = await start()
    const info = async (task: Ref): Promise<string> => inside(await client.call('Fetch', task.key, '<prop>info</prop>'))
    const nameless = await info(host.startTask('web-frontend', { descriptionId: '' }))
    expect(nameless).toContain('<descriptionId></descriptionId>')
    expect(nameless).not.toContain('<name>')
    expect(await info(host.startTask('web-frontend', { descriptionId: 'Drm.ExecuteVmPowerOnLRO' }))).toContain(
      '<descriptionId>Drm.ExecuteVmPowerOnLRO</descriptionId>',
    )
  })

  test('powering on many through a datacenter succeeds, and says of each what became of it', async () => {
    const { host, client } = await start({ product: 'vcenter', preset: 'field' })
    const [good, orphaned] = [host.vm('needs-consolidation'), host.vm('orphaned')]
    const datacenter = host.world.byType('Datacenter')[0]?.ref.key ?? ''
    const vms = [good, orphaned].map((vm) => `<vm type="VirtualMachine">${vm.value}</vm>`).join('')
    const task = /type="Task">([^<]*)/.exec((await client.call('PowerOnMultiVM_Task', datacenter, vms)).text)?.[1] ?? ''
    const at = host.world.byType('Task').find(({ ref }) => ref.value === task)?.ref
    await until(() => at !== undefined && host.world.prop(at, 'info.state') === 'success')
    const result = inside(await client.call('Fetch', `Task:${task}`, '<prop>info.result</prop>'))
    expect(result).toContain(
      `xsi:type="ClusterPowerOnVmResult"><attempted><vm type="VirtualMachine">${good.value}</vm><task type="Task">`,
    )
    expect(result).toContain(
      `<notAttempted><vm type="VirtualMachine">${orphaned.value}</vm><fault><fault xsi:type="InvalidState">`,
    )
    expect(host.world.prop(good, 'runtime.powerState')).toBe('poweredOn')
  })
})

test('machines and hosts get out of reach and come back as they were', async () => {
  const { host } = await start({ product: 'vcenter' })
  const before = host.world.prop(host.vm('web-01'), 'config')
  host.contact('web-01', 'orphaned')
  expect(host.world.prop(host.vm('web-01'), 'config')).toBeUndefined()
  host.contact('web-01', 'connected')
  expect(host.world.prop(host.vm('web-01'), 'config')).toEqual(before)
  host.contact('esx-01.example.net', 'notResponding')
  const away = host.world
    .byType('VirtualMachine')
    .filter(({ ref }) => host.world.prop(ref, 'runtime.connectionState') === 'disconnected')
  expect(away.length).toBeGreaterThan(0)
  host.contact('esx-01.example.net', 'connected')
  expect(host.world.prop(away[0]?.ref ?? host.vm('web-01'), 'runtime.connectionState')).toBe('connected')
})
