import { expect, test } from 'vitest'
import { moid, moRef } from '@/lib/vsphere/ids'
import { FollowedObjects } from './followed-objects'
import { sendFault, type ScriptedCall } from './testing/scripted-server'
import { change, object, ref, runStream, set, versionOf } from './testing/scripted-stream'
import { asText } from './wire-value'

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

/** Something that is waited for. */
function signal() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve: () => resolve() }
}

const taskUpdate = (kind: string, id: string, info = '') =>
  object(kind, id, info && change('info', info)).replace('VirtualMachine', 'Task')
const listed = ({ body }: ScriptedCall, which: 'add' | 'remove') =>
  [...body.matchAll(new RegExp(`<${which} type="Task">(.*?)<`, 'g'))].map(([, id]) => id)

test('however many objects are followed, and however often that changes, there is one list and one filter', async () => {
  const { filter, seen, follow, letGo } = following('task-1')
  const changes: string[] = []
  const changedThrice = signal()
  const changedTwice = signal()
  const reply = signal()
  const { server, events, until } = await runStream(
    async (call) => {
      if (call.method === 'ModifyListView') {
        changes.push(`+${listed(call, 'add').join()} -${listed(call, 'remove').join()}`)
        if (changes.length === 3) changedThrice.resolve()
        if (changes.length === 2) {
          changedTwice.resolve()
          await reply.promise
        }
      }
      if (call.method !== 'WaitForUpdatesEx') return undefined
      if (versionOf(call) === '') return set('1', { 'filter-list-1': taskUpdate('enter', 'task-1', 'running') })
      if (versionOf(call) !== '1') return undefined
      await changedThrice.promise
      return set('2', {
        'filter-list-1': ['task-2', 'task-3', 'task-4'].map((id) => taskUpdate('enter', id, 'queued')).join(''),
      })
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  follow('task-2')
  follow('task-3')
  letGo('task-1')
  await changedTwice.promise
  follow('task-4')
  letGo('task-2')
  reply.resolve()
  await until(() => seen.includes('enter task-4 queued'))
  expect(changes).toEqual(['+task-1 -', '+task-2,task-3 -task-1', '+task-4 -task-2'])
  expect(server.calls.filter((method) => /^Create(Filter|ListView)$/.test(method))).toHaveLength(2)
})

test('what the server does not know is told as having left, at once', async () => {
  const { filter, seen, follow } = following('task-1')
  const { events, until } = await runStream(
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
  const { events, until } = await runStream(
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

/** A stream that says of a task that it has left, and then nothing more; the server is asked for it. */
async function leavingTask(read: (asked: number, call: ScriptedCall) => string | undefined) {
  const followed = following('task-1')
  const lists: string[] = []
  let asked = 0
  const { events, until } = await runStream(
    (call) => {
      if (call.method === 'ModifyListView') lists.push(listed(call, 'add').join())
      if (call.method === 'RetrievePropertiesEx') return read((asked += 1), call)
      if (call.method !== 'WaitForUpdatesEx') return undefined
      if (versionOf(call) === '') return set('1', { 'filter-list-1': taskUpdate('enter', 'task-1', 'running') })
      return versionOf(call) === '1' ? set('2', { 'filter-list-1': taskUpdate('leave', 'task-1') }) : undefined
    },
    [followed.filter],
  )
  await until(() => events.includes('complete'))
  return { ...followed, lists, until }
}

test('that a task has left is not believed where the server has it, and it is listed again', async () => {
  const { seen, lists, until } = await leavingTask(() => `<returnval>${taskNow('task-1', 'half')}</returnval>`)
  await until(() => seen.includes('enter task-1 half'))
  expect(seen).toEqual(['enter task-1 running', 'enter task-1 half'])
  await expect.poll(() => lists).toEqual(['task-1', 'task-1'])
})

test('nor before the server has replied to the call that lists it', async () => {
  const { filter, seen, follow } = following()
  const asked = signal()
  const told = signal()
  const { events, until } = await runStream(
    async (call) => {
      if (call.method === 'RetrievePropertiesEx') return `<returnval>${taskNow('task-2', 'half')}</returnval>`
      if (call.method === 'ModifyListView') {
        asked.resolve()
        await told.promise
      }
      if (call.method !== 'WaitForUpdatesEx') return undefined
      if (versionOf(call) === '') return set('1', {})
      if (versionOf(call) === '1') {
        await asked.promise
        return set('2', { 'filter-list-1': taskUpdate('leave', 'task-2') })
      }
      told.resolve()
      return undefined
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  follow('task-2')
  await until(() => seen.length > 0)
  expect(seen).toEqual(['enter task-2 half'])
})

test('a task that has left is told as gone when the server says so itself, however often that has to be asked', async () => {
  const gone = '<obj type="Task">task-1</obj>'
  const { seen, lists, until } = await leavingTask((asked, { response }) =>
    asked === 1 ? void response.destroy() : sendFault(response, 'ManagedObjectNotFound', '', gone),
  )
  await until(() => seen.includes('leave task-1'))
  expect(seen).toEqual(['enter task-1 running', 'leave task-1'])
  expect(lists).toEqual(['task-1'])
})

test('a server without list views is asked again and again for as long as something is followed', async () => {
  const { filter, seen, letGo } = following('task-1')
  let asked = 0
  const { events, server, until } = await runStream(
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
  const { events, until } = await runStream(
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
  const { events, until } = await runStream(
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
  const { events, server, until } = await runStream(
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
  const { events, server, until } = await runStream(
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
