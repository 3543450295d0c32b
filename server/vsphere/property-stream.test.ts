import { afterEach, expect, test } from 'vitest'
import { moid, moRef } from '@/lib/vsphere/ids'
import { objectsInView } from './filter-spec'
import { FollowedObjects } from './followed-objects'
import { PropertyStream } from './property-stream'
import {
  sendFault,
  serviceContent,
  startScriptedServer,
  type ScriptedCall,
  type Script,
} from './testing/scripted-server'
import { Session } from './session'
import type { StreamFilter } from './stream-filter'
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
      case 'CreateListView':
        return ref('ListView', 'list-1')
      case 'CreateFilter':
        return ref('PropertyFilter', `filter-${/>(?:vm-)?(\d+|list-\d+)</.exec(call.body)?.[1]}`)
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
  const content = { classes: ['VirtualMachine'], filters }
  const stream = new PropertyStream(session, content, {
    onSet: () => tell(),
    onComplete: () => events.push('complete'),
  })
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
  return { server, running, events, until }
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

/** Objects followed in a list, with what was told of them. */
function following(...ids: string[]) {
  const members = new Map(ids.map((id) => [moid(id), moRef('Task', id)]))
  const seen: string[] = []
  const filter = new FollowedObjects({
    type: 'Task',
    paths: ['info'],
    members: () => members,
    onUpdates: (updates) => {
      for (const { kind, obj, changes } of updates)
        seen.push(`${kind} ${obj.value} ${changes.map(({ value }) => asText(value)).join()}`.trim())
    },
  })
  const follow = (id: string) => {
    members.set(moid(id), moRef('Task', id))
    filter.update()
  }
  const letGo = (id: string) => {
    members.delete(moid(id))
    filter.update()
  }
  return { filter, seen, follow, letGo }
}

const taskUpdate = (kind: string, id: string, info = '') =>
  object(kind, id, info && change('info', info)).replace('VirtualMachine', 'Task')
const listed = ({ body }: ScriptedCall, which: 'add' | 'remove') =>
  [...body.matchAll(new RegExp(`<${which} type="Task">(.*?)<`, 'g'))].map(([, id]) => id)

test('however many objects are followed, and however often that changes, there is one list and one filter', async () => {
  const { filter, seen, follow, letGo } = following('task-1')
  const changes: string[] = []
  let done = () => {}
  const changedThrice = new Promise<void>((resolve) => {
    done = resolve
  })
  const { server, events, until } = await run(
    async (call) => {
      if (call.method === 'ModifyListView') {
        changes.push(`+${listed(call, 'add').join()} -${listed(call, 'remove').join()}`)
        if (changes.length === 3) done()
      }
      if (call.method !== 'WaitForUpdatesEx') return undefined
      if (versionOf(call) === '') return set('1', { 'filter-list-1': taskUpdate('enter', 'task-1', 'running') })
      if (versionOf(call) !== '1') return undefined
      await changedThrice
      return set('2', {
        'filter-list-1': ['task-2', 'task-3'].map((id) => taskUpdate('enter', id, 'queued')).join(''),
      })
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  follow('task-2')
  follow('task-3')
  letGo('task-1')
  await until(() => seen.includes('enter task-3 queued'))
  expect(changes).toEqual(['+task-1 -', '+task-2 -', '+task-3 -task-1'])
  expect(server.calls.filter((method) => /^Create(Filter|ListView)$/.test(method))).toHaveLength(2)
})

test('what the server does not know is told as having left, at once', async () => {
  const { filter, seen, follow } = following('task-1')
  const { events, until } = await run(
    (call) => {
      if (call.method === 'ModifyListView')
        return listed(call, 'add')
          .map((id) => ref('Task', id ?? ''))
          .join('')
      return call.method === 'WaitForUpdatesEx' && versionOf(call) === '' ? set('1', {}) : undefined
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  expect(seen).toEqual(['leave task-1'])
  follow('task-2')
  await until(() => seen.includes('leave task-2'))
})

const taskNow = (id: string, info: string) =>
  `<objects><obj type="Task">${id}</obj><propSet><name>info</name><val xsi:type="xsd:string">${info}</val></propSet></objects>`

test('a server that tells what is new in a list only with the next change is asked for it directly', async () => {
  const { filter, seen, follow } = following()
  const { events, until } = await run(
    ({ method, ...call }) => {
      if (method === 'WaitForUpdatesEx' && versionOf({ method, ...call }) === '') return set('1', {})
      return method === 'RetrievePropertiesEx' ? `<returnval>${taskNow('task-2', 'running')}</returnval>` : undefined
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  follow('task-2')
  await until(() => seen.length === 1)
  expect(seen).toEqual(['enter task-2 running'])
})

test('a server without list views is asked again and again for as long as something is followed', async () => {
  const { filter, seen, letGo } = following('task-1')
  let asked = 0
  const { events, server, until } = await run(
    (call) => {
      if (call.method === 'CreateListView') return sendFault(call.response, 'NotSupported')
      if (call.method === 'WaitForUpdatesEx' && versionOf(call) === '') return set('1', {})
      if (call.method !== 'RetrievePropertiesEx') return undefined
      asked += 1
      return `<returnval>${taskNow('task-1', `${asked}`)}</returnval>`
    },
    [filter],
  )
  await until(() => events.includes('complete') && seen.length === 2)
  expect(seen).toEqual(['enter task-1 1', 'enter task-1 2'])
  letGo('task-1')
  expect(server.calls).not.toContain('ModifyListView')
  expect(server.calls).not.toContain('CreateFilter')
})

test('a change of the list whose request is lost is asked for again', async () => {
  const { filter, seen, follow } = following()
  let isLost = false
  const { events, until } = await run(
    (call) => {
      if (call.method === 'WaitForUpdatesEx' && versionOf(call) === '') return set('1', {})
      if (call.method === 'RetrievePropertiesEx') return `<returnval>${taskNow('task-2', 'running')}</returnval>`
      if (call.method !== 'ModifyListView' || isLost) return undefined
      isLost = true
      return void call.response.destroy()
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  follow('task-2')
  await until(() => seen.includes('enter task-2 running'))
  expect(isLost).toBe(true)
})

test('a server that refuses the whole change because of what is gone is asked again without', async () => {
  const { filter, seen } = following('task-1', 'task-2')
  const asked: string[] = []
  const { events, until } = await run(
    (call) => {
      if (call.method === 'ModifyListView') {
        asked.push(listed(call, 'add').join())
        const gone = '<obj type="Task">task-1</obj>'
        if (listed(call, 'add').includes('task-1')) return sendFault(call.response, 'ManagedObjectNotFound', '', gone)
      }
      return call.method === 'WaitForUpdatesEx' && versionOf(call) === '' ? set('1', {}) : undefined
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  expect(asked).toEqual(['task-1,task-2', 'task-2'])
  expect(seen).toEqual(['leave task-1'])
})

test('a server that will not take what is to be followed is asked for it directly; the stream goes on', async () => {
  const { filter, seen, follow } = following()
  const { events, server, until } = await run(
    ({ method, response, ...call }) => {
      if (method === 'WaitForUpdatesEx' && versionOf({ method, response, ...call }) === '') return set('1', {})
      if (method === 'ModifyListView') return sendFault(response, 'NoPermission')
      return method === 'RetrievePropertiesEx' ? `<returnval>${taskNow('task-2', 'running')}</returnval>` : undefined
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  follow('task-2')
  await until(() => seen.includes('enter task-2 running'))
  expect(server.calls.filter((method) => method === 'CreateFilter')).toHaveLength(1)
})

test('a list that is gone starts the stream over, with everything in the new one', async () => {
  const { filter, seen, follow } = following('task-1')
  let lists = 0
  const { events, server, until } = await run(
    (call) => {
      if (call.method === 'CreateListView') {
        lists += 1
        return ref('ListView', `list-${lists}`)
      }
      if (call.method === 'ModifyListView' && lists === 1 && listed(call, 'add').includes('task-2')) {
        const gone = '<obj type="ListView">list-1</obj>'
        return sendFault(call.response, 'ManagedObjectNotFound', 'The object has already been deleted.', gone)
      }
      if (call.method !== 'WaitForUpdatesEx' || versionOf(call) !== '') return undefined
      return set('1', { [`filter-list-${lists}`]: taskUpdate('enter', 'task-1', `life ${lists}`) })
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  follow('task-2')
  await until(() => seen.includes('enter task-1 life 2'))
  expect(server.calls.filter((method) => method === 'DestroyView')).toHaveLength(2)
})
