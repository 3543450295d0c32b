import { expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { objectsInView } from './filter-spec'
import type { StreamFilter } from './stream-filter'
import { sendFault } from './testing/scripted-server'
import { change, object, runStream, set, versionOf } from './testing/scripted-stream'
import type { ObjectUpdate } from './update-set'
import { asText } from './wire-value'

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

test('a truncated set is followed by the next at once, and only the last one completes the picture', async () => {
  const { filter, seen } = watching('vm-1')
  const { events, until } = await runStream(
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

test('pages of one object each are all taken in, in their order, and complete the picture once', async () => {
  const pages = 300
  const { filter, seen } = watching('vm-1')
  const { events, until } = await runStream(
    (call) => {
      if (call.method !== 'WaitForUpdatesEx') return undefined
      const page = Number(versionOf(call) || 0)
      if (page === pages) return undefined
      const one = object('enter', `vm-${page}`, change('name', `n${page}`))
      return set(String(page + 1), { 'filter-1': one }, page + 1 < pages)
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  expect(seen).toEqual(['start', ...Array.from({ length: pages }, (_, page) => `enter vm-${page} n${page}`)])
  expect(events.filter((event) => event === 'complete')).toHaveLength(1)
})

test('a page that was asked for while the one before was taken in, and is refused, starts the stream over', async () => {
  const { filter, seen } = watching('vm-1')
  let builds = 0
  const { events, until } = await runStream(
    (call) => {
      if (call.method === 'CreatePropertyCollector') builds += 1
      if (call.method !== 'WaitForUpdatesEx') return undefined
      const one = { 'filter-1': object('enter', 'vm-1', change('name', `life ${builds}`)) }
      if (versionOf(call) === '') return set('1', one, builds === 1)
      return builds === 1 ? sendFault(call.response, 'InvalidCollectorVersion') : undefined
    },
    [filter],
  )
  await until(() => events.includes('complete'))
  expect(seen).toEqual(['start', 'enter vm-1 life 1', 'start', 'enter vm-1 life 2'])
})

test('a property that the server’s version lacks is left out, and the rest is watched', async () => {
  const specs: string[] = []
  const { filter } = watching('vm-1', ['name', 'summary.guest.toolsRunningStatus'])
  const { events, until } = await runStream(
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
  await runStream(
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
  const { server, running } = await runStream(
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
  const { server, running } = await runStream(
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
  const { until } = await runStream(
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
