import { describe, expect, test } from 'vitest'
import { heldTables } from '@/lib/live/live-state'
import { aConnection, aQuestion, aTask, aVm, tablesOf as tablesTold } from '../testing/vm-fixtures'
import type { ConnectionState } from '@/lib/vsphere/connection'
import { aRun } from '@/lib/testing/run-fixtures'
import { createRowReader, disabledReason, openQuestions } from './vm-row'

const tablesOf = (given: Parameters<typeof tablesTold>[0]) => heldTables(tablesTold(given))

describe('rows of the VM table', () => {
  test('a row names the blocked task of its open question, not the oldest task', () => {
    const vm = aVm('db')
    const early = aTask(vm, { name: 'RemoveSnapshot_Task', queueTime: '2026-11-22T10:00:00Z' })
    const blocked = aTask(vm, { name: 'PowerOnVM_Task', queueTime: '2026-11-22T10:05:00Z' })
    const question = aQuestion(vm, { task: { key: blocked.key, label: 'Power on', cancelable: false } })
    const row = createRowReader()(tablesOf({ vms: [vm], tasks: [early, blocked], questions: [question] })).get(vm.key)
    expect(row?.task).toBe(blocked)
    expect(row?.question).toBe(question)
  })

  test('an answered question and an ended task are no longer part of the row', () => {
    const vm = aVm('db')
    const done = aTask(vm, { state: 'success' })
    const answered = aQuestion(vm, {
      state: {
        at: 'answered',
        by: { kind: 'person', name: 'ada' },
        answeredAt: '2026-11-22T10:00:00Z',
        isDefault: true,
        afterMs: 900,
      },
    })
    const row = createRowReader()(tablesOf({ vms: [vm], tasks: [done], questions: [answered] })).get(vm.key)
    expect(row?.task).toBeUndefined()
    expect(row?.question).toBeUndefined()
  })

  test('only the row whose parts changed is a new object', () => {
    const [a, b] = [aVm('a'), aVm('b')]
    const read = createRowReader()
    const connections = [aConnection('c1')]
    const before = read(tablesOf({ vms: [a, b], connections }))
    const tables = tablesOf({ vms: [a, { ...b, powerState: 'poweredOff' }], connections })
    const after = read({ ...tables, connections: { c1: before.get(a.key)?.connection ?? aConnection('c1') } })
    expect(after.get(a.key)).toBe(before.get(a.key))
    expect(after.get(b.key)).not.toBe(before.get(b.key))
  })

  // A live connection is told every five seconds for that alone: 40,000 rows were made, counted and put in order anew each time.
  test('a connection that answered once more leaves all rows as they were, and one that is lost none', () => {
    const read = createRowReader()
    const [one, other] = [aConnection('c1'), aConnection('c2')]
    const calm = tablesOf({ vms: [aVm('a'), aVm('b')], connections: [one, other] })
    const at = (state: ConnectionState) => ({ ...calm, connections: { c1: { ...one, state }, c2: { ...other } } })
    const live = { at: 'live', since: '2026-11-22T09:00:00Z' } as const
    const before = read(calm)
    expect(read(at({ ...live, lastAnswerAt: '2026-11-22T10:00:05Z' }))).toBe(before)
    expect(read(at({ ...live, lastAnswerAt: '2026-11-22T10:00:10Z' }))).toBe(before)
    for (const lastAnswerAt of ['2026-11-22T10:00:15Z', '2026-11-22T10:00:20Z']) {
      const lost = { at: 'lost', since: '2026-11-22T10:01:00Z', reason: 'connection timed out', lastAnswerAt } as const
      const after = [...read(at(lost)).values()]
      expect(after.map(({ connection }) => connection?.state)).toEqual([lost, lost])
    }
  })

  test('a task that comes and goes changes its own row alone; one of nobody here changes nothing', () => {
    const [a, b] = [aVm('a'), aVm('b')]
    const read = createRowReader()
    const calm = tablesOf({ vms: [a, b], connections: [aConnection('c1')] })
    const before = read(calm)
    const task = aTask(b)
    const during = read({ ...calm, tasks: { [task.key]: task } })
    expect(during.get(a.key)).toBe(before.get(a.key))
    expect(during.get(b.key)?.task).toBe(task)
    const after = read({ ...calm, tasks: {} })
    expect(after.get(b.key)?.task).toBeUndefined()
    const elsewhere = aTask(aVm('elsewhere'))
    expect(read({ ...calm, tasks: { [elsewhere.key]: elsewhere } })).toBe(after)
  })

  test('of two open questions of one VM the younger one counts', () => {
    const vm = aVm('db')
    const older = aQuestion(vm, { raisedAt: '2026-11-22T10:00:00Z' }, '1')
    const younger = aQuestion(vm, { raisedAt: '2026-11-22T10:01:00Z' }, '2')
    expect(openQuestions({ [younger.key]: younger, [older.key]: older }).get(vm.key)).toBe(younger)
  })
})

test('a verb is disabled by the privilege that the account lacks on this VM, and on no other', () => {
  const powerOn = 'VirtualMachine.Interact.PowerOn'
  const rights = { lacks: { '-1': [], '7': [powerOn] }, vms: { known: 2, missing: { [powerOn]: 1 } } }
  const connection = aConnection('c1', { rights })
  const vms = [
    aVm('mine', { powerState: 'poweredOff', roles: [-1] }),
    aVm('theirs', { powerState: 'poweredOff', roles: [7] }),
    aVm('untold', { powerState: 'poweredOff' }),
  ]
  const rows = createRowReader()(tablesOf({ vms, connections: [connection] }))
  const reasons = vms.map(({ key }) => {
    const row = rows.get(key)
    return row && disabledReason('powerOn', row, 'operator')
  })
  expect(reasons).toEqual([undefined, `Andon’s account at ${connection.name} lacks ${powerOn}.`, undefined])
})

test('a run that asks a person first is in the way of every verb, until it is gone', () => {
  const vm = aVm('db', { powerState: 'poweredOff' })
  const connections = [aConnection('c1')]
  const held = aRun({ vm: vm.key, request: { verb: 'powerOff' }, state: { at: 'held' } })
  const read = createRowReader()
  const tables = tablesOf({ vms: [vm], connections })
  const why = (next: typeof tables) => {
    const row = read({ ...next, vms: tables.vms, connections: tables.connections }).get(vm.key)
    return row && disabledReason('powerOn', row, 'operator')
  }
  expect(why(tables)).toBeUndefined()
  expect(why(tablesOf({ runs: [held] }))).toMatch(/^Power off of this VM was asked for/)
  expect(why(tables)).toBeUndefined()
})
