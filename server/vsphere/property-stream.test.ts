import { afterEach, expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { objectsInView } from './filter-spec'
import { PropertyStream, type StreamFilter } from './property-stream'
import { sendFault, serviceContent, startScriptedServer, type ScriptedCall, type Script } from './scripted-server'
import { Session } from './session'
import type { ObjectUpdate } from './update-set'
import { asText } from './wire-value'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const ref = (type: string, id: string) => `<returnval type="${type}">${id}</returnval>`
const change = (name: string, value: string) =>
  `<changeSet><name>${name}</name><op>assign</op><val xsi:type="xsd:string">${value}</val></changeSet>`
const object = (kind: string, id: string, changes = '') =>
  `<objectSet><kind>${kind}</kind><obj type="VirtualMachine">${id}</obj>${changes}</objectSet>`
const set = (version: string, filters: Record<string, string>, truncated = false) =>
  `<returnval><version>${version}</version>${Object.entries(filters)
    .map(([id, objects]) => `<filterSet><filter type="PropertyFilter">${id}</filter>${objects}</filterSet>`)
    .join('')}<truncated>${truncated}</truncated></returnval>`

/** Answers what every stream asks on its way; the test's own script comes first. */
function base(script: Script): Script {
  return async (call) => {
    const own = await script(call)
    if (own !== undefined || call.response.headersSent) return own
    switch (call.method) {
      case 'GET /sdk/vimServiceVersions.xml':
        return void call.response.writeHead(404).end()
      case 'RetrieveServiceContent':
        return serviceContent
      case 'CreatePropertyCollector':
        return ref('PropertyCollector', 'pc-own')
      case 'CreateContainerView':
        return ref('ContainerView', 'view-1')
      case 'CreateFilter':
        return ref('PropertyFilter', `filter-${/>vm-(\d+)</.exec(call.body)?.[1]}`)
      case 'CurrentTime':
        return '<returnval>2026-01-01T00:00:00Z</returnval>'
      case 'WaitForUpdatesEx':
      case 'WaitForUpdates':
        return new Promise(() => {}) // nothing happens any more
      default:
        return ''
    }
  }
}

/** A stream over a scripted server, with what its filters and its listener were told. */
async function run(script: Script, filters: StreamFilter[]) {
  const server = await startScriptedServer(base(script))
  closing.push(() => server.close())
  const session = await Session.open(server.endpoint(), { user: 'root', password: 'p' })
  closing.push(() => session.close())
  const events: string[] = []
  let tell = () => {}
  const stream = new PropertyStream(session, ['VirtualMachine'], {
    onSet: () => tell(),
    onComplete: () => events.push('complete'),
  })
  for (const filter of filters) stream.add(filter)
  const running = stream.run()
  closing.push(async () => {
    stream.stop()
    await running.catch(() => {})
  })
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      tell = () => {
        if (condition()) resolve()
      }
      tell()
    })
  return { server, stream, running, events, until }
}

function watching(id: string, paths = ['name']) {
  const seen: string[] = []
  const filter: StreamFilter = {
    spec: () => ({ properties: [{ type: 'VirtualMachine', paths }], objects: [{ obj: moRef('VirtualMachine', id) }] }),
    onStart: () => seen.push('start'),
    onUpdates: (updates: readonly ObjectUpdate[]) => {
      for (const { kind, obj, changes } of updates)
        seen.push(`${kind} ${obj.value} ${changes.map(({ value }) => asText(value)).join()}`.trim())
    },
  }
  return { filter, seen }
}

const versionOf = ({ body }: ScriptedCall) => /<version>(.*?)<\/version>/.exec(body)?.[1]

test('a truncated set is followed by the next at once, and only the last one completes the picture', async () => {
  const { filter, seen } = watching('vm-1')
  const { events, until } = await run(
    (call) => {
      if (call.method !== 'WaitForUpdatesEx') return undefined
      if (versionOf(call) === '') return set('1', { 'filter-1': object('enter', 'vm-1', change('name', 'a')) }, true)
      if (versionOf(call) === '1') return set('2', { 'filter-1': object('enter', 'vm-2', change('name', 'b')) })
      return undefined
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  expect(seen).toEqual(['start', 'enter vm-1 a', 'enter vm-2 b'])
  expect(events).toEqual(['complete'])
})

test('updates of a filter that come before the answer to its creation are not lost', async () => {
  let created = () => {}
  const filterIsMade = new Promise<void>((resolve) => {
    created = resolve
  })
  const [first, later] = [watching('vm-1'), watching('vm-2')]
  const { stream, events, until } = await run(
    async (call) => {
      if (call.method === 'CreateFilter' && call.body.includes('vm-2')) {
        created()
        await told
        return ref('PropertyFilter', 'filter-late')
      }
      if (call.method !== 'WaitForUpdatesEx') return undefined
      if (versionOf(call) === '') return set('1', { 'filter-1': object('enter', 'vm-1') })
      if (versionOf(call) === '2') answer()
      if (versionOf(call) !== '1') return undefined
      await filterIsMade
      return set('2', { 'filter-late': object('enter', 'vm-2', change('name', 'b')) })
    },
    [first.filter],
  )
  let answer = () => {}
  const told = new Promise<void>((resolve) => {
    answer = resolve
  })
  await until(() => events.includes('complete'))
  stream.add(later.filter)
  await until(() => later.seen.includes('enter vm-2 b'))
  expect(later.seen).toEqual(['start', 'enter vm-2 b'])
})

test('a server that tells a new filter’s content only with the next change is asked for it directly', async () => {
  const [first, later] = [watching('vm-1'), watching('vm-2')]
  const { stream, events, until } = await run(
    (call) => {
      if (call.method === 'WaitForUpdatesEx' && versionOf(call) === '') return set('1', {})
      if (call.method !== 'RetrievePropertiesEx') return undefined
      const properties = '<propSet><name>name</name><val xsi:type="xsd:string">b</val></propSet>'
      return `<returnval><objects><obj type="VirtualMachine">vm-2</obj>${properties}</objects></returnval>`
    },
    [first.filter],
  )
  await until(() => events.includes('complete'))
  stream.add(later.filter)
  await until(() => later.seen.length === 2)
  expect(later.seen).toEqual(['start', 'enter vm-2 b'])
})

test('a property that the server’s version lacks is left out, and the rest is watched', async () => {
  const specs: string[] = []
  const { filter } = watching('vm-1', ['name', 'summary.guest.toolsRunningStatus'])
  const { events, until } = await run(
    (call) => {
      if (call.method === 'CreateFilter') {
        specs.push(call.body)
        const isUnknown = call.body.includes('toolsRunningStatus')
        if (isUnknown) return sendFault(call.response, 'InvalidProperty', '', '<name>toolsRunningStatus</name>')
      }
      return call.method === 'WaitForUpdatesEx' && versionOf(call) === '' ? set('1', {}) : undefined
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  expect(specs).toHaveLength(2)
  expect(specs[1]).toContain('<pathSet>name</pathSet></propSet>')
})

test('a server whose answers to waits are empty and immediate is not asked as fast as it answers', async () => {
  const { filter } = watching('vm-1')
  const askedAt: number[] = []
  let sixth = () => {}
  const askedSixTimes = new Promise<void>((resolve) => {
    sixth = resolve
  })
  await run(
    (call) => {
      if (call.method !== 'WaitForUpdatesEx') return undefined
      askedAt.push(performance.now())
      if (askedAt.length === 6) sixth()
      return versionOf(call) === '' ? set('1', {}) : ''
    },
    [filter],
  )
  await askedSixTimes
  // The first few are let pass; then it waits a second each time.
  expect((askedAt[5] ?? 0) - (askedAt[0] ?? 0)).toBeGreaterThan(900)
})

test('a stream whose rebuilds bring nothing gives up with the reason', async () => {
  const { filter } = watching('vm-1')
  const { server, running } = await run(
    (call) => {
      if (call.method === 'WaitForUpdatesEx') return sendFault(call.response, 'InvalidCollectorVersion')
      return undefined
    },
    [filter],
  )
  await expect(running).rejects.toMatchObject({ fault: { type: 'InvalidCollectorVersion' } })
  expect(server.calls.filter((method) => method === 'CreatePropertyCollector')).toHaveLength(4)
  expect(server.calls.filter((method) => method === 'DestroyPropertyCollector').length).toBeGreaterThan(2)
})

test('a view that is gone is not asked for again and again: the stream starts over, and then gives up', async () => {
  const gone = '<obj type="ContainerView">view-1</obj>'
  const { server, running } = await run(
    ({ method, response }) => {
      if (method !== 'CreateFilter') return undefined
      if (server.calls.filter((name) => name === method).length > 20) return void response.destroy()
      return sendFault(response, 'ManagedObjectNotFound', 'The object has already been deleted.', gone)
    },
    [
      {
        spec: (view) => ({
          properties: [{ type: 'VirtualMachine', paths: ['name'] }],
          objects: [objectsInView(view)],
        }),
        onUpdates: () => {},
      },
    ],
  )
  await expect(running).rejects.toMatchObject({ fault: { type: 'ManagedObjectNotFound' } })
  expect(server.calls.filter((method) => method === 'CreateFilter')).toHaveLength(4)
})

test('a filter taken out is destroyed at the server and hears nothing more', async () => {
  const [first, other] = [watching('vm-1'), watching('vm-2')]
  let release = () => {}
  const removed = new Promise<void>((resolve) => {
    release = resolve
  })
  const { server, stream, events, until } = await run(
    async (call) => {
      if (call.method === 'DestroyPropertyFilter') release()
      if (call.method !== 'WaitForUpdatesEx') return undefined
      if (versionOf(call) === '') return set('1', {})
      if (versionOf(call) !== '1') return undefined
      await removed
      return set('2', {
        'filter-2': object('modify', 'vm-2', change('name', 'late')),
        'filter-1': object('modify', 'vm-1', change('name', 'x')),
      })
    },
    [first.filter],
  )
  const remove = stream.add(other.filter)
  await until(() => events.includes('complete'))
  remove()
  await until(() => first.seen.includes('modify vm-1 x'))
  expect(other.seen).toEqual(['start'])
  expect(server.calls).toContain('DestroyPropertyFilter')
})

test('where every version is the same, a lost update set is made good by starting over', async () => {
  const { filter, seen } = watching('vm-1')
  let builds = 0
  const { until } = await run(
    (call) => {
      if (call.method === 'CreatePropertyCollector') builds += 1
      if (call.method !== 'WaitForUpdatesEx') return undefined
      if (versionOf(call) === '')
        return set('-', { 'filter-1': object('enter', 'vm-1', change('name', `life ${builds}`)) })
      if (builds > 1) return undefined
      if (seen.length === 2) return set('-', { 'filter-1': object('modify', 'vm-1', change('name', 'changed')) })
      call.response.socket?.destroy()
      return new Promise(() => {})
    },
    [filter],
  )
  await until(() => seen.includes('enter vm-1 life 2'))
  expect(seen).toEqual(['start', 'enter vm-1 life 1', 'modify vm-1 changed', 'start', 'enter vm-1 life 2'])
})
