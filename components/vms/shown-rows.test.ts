import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyMessage } from '@/lib/live/apply'
import { emptyTables, heldTables, type LiveMessage, type LiveState, type ToldOp } from '@/lib/live/live-state'
import { connectionId } from '@/lib/vsphere/ids'
import { aConnection, aQuestion, aTask, aVm } from '../testing/vm-fixtures'
import { createRowReader, type VmRow } from '../vm/vm-row'
import { createShownRows } from './shown-rows'
import { countRows, createRowCounter, matcher, noFilter, type VmFilter } from './vm-filter'
import { createOrderKeeper, createRowOrder, sortColumns, type VmSort } from './vm-order'

const vms = ['web-1', 'web-2', 'web-10', 'db', 'mail'].map((name) => aVm(name))
const places = ['c1', 'c2'].map((id) => aConnection(id))

const answered = (second: number) =>
  ({ at: 'live', since: '2026-11-22T09:00:00Z', lastAnswerAt: `2026-11-22T10:00:0${second}Z` }) as const
const lost = { at: 'lost', since: '2026-11-22T10:00:00Z', reason: 'connection timed out' } as const

/** What a server may tell of: a VM, its question and its task come, change and go, and a connection loses contact. */
const anOp: fc.Arbitrary<ToldOp> = fc.oneof(
  fc
    .record({
      vm: fc.constantFrom(...vms),
      name: fc.constantFrom(undefined, 'web-3', 'zoo'),
      powerState: fc.constantFrom('poweredOn' as const, 'poweredOff' as const),
      cpuUsageMHz: fc.nat(3),
      connection: fc.constantFrom(...places.map(({ id }) => id)),
    })
    .map(({ vm, name, ...rest }): ToldOp => ({
      op: 'put',
      table: 'vms',
      id: vm.key,
      value: { ...vm, name: name ?? vm.name, ...rest },
    })),
  fc.constantFrom(...vms).map(({ key }): ToldOp => ({ op: 'remove', table: 'vms', id: key })),
  fc.record({ vm: fc.constantFrom(...vms), hour: fc.nat(9), gone: fc.boolean() }).map(({ vm, hour, gone }): ToldOp => {
    const question = aQuestion(vm, { raisedAt: `2026-11-22T0${hour}:00:00Z` })
    return gone
      ? { op: 'remove', table: 'questions', id: question.key }
      : { op: 'put', table: 'questions', id: question.key, value: question }
  }),
  fc.record({ vm: fc.constantFrom(...vms), progress: fc.nat(3), gone: fc.boolean() }).map(({ vm, progress, gone }) => {
    const task = aTask(vm, { progress })
    const op: ToldOp = gone
      ? { op: 'remove', table: 'tasks', id: task.key }
      : { op: 'put', table: 'tasks', id: task.key, value: task }
    return op
  }),
  fc
    .record({ one: fc.constantFrom(...places), state: fc.oneof(fc.nat(9).map(answered), fc.constant(lost)) })
    .map(({ one, state }): ToldOp => ({ op: 'put', table: 'connections', id: one.id, value: { ...one, state } })),
)

/** Now and then; undefined the other times. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })

const aStep = fc.record({
  ops: fc.array(anOp, { maxLength: 3 }),
  held: fc.boolean(),
  sort: seldom(fc.record({ column: fc.constantFrom(...sortColumns), descending: fc.boolean() })),
  filter: seldom(
    fc.constantFrom<Partial<VmFilter>>({}, { text: 'web' }, { powers: ['poweredOn'] }, { show: ['waiting'] }),
  ),
})

test('what is shown and counted of rows that change is what all of them, looked at anew, would give', () => {
  fc.assert(
    fc.property(fc.array(aStep, { minLength: 20, maxLength: 60 }), (steps) => {
      const [read, count, show] = [createRowReader(), createRowCounter(), createShownRows()]
      const [order, keep] = [createRowOrder(), createOrderKeeper()]
      let state: LiveState | undefined = begun()
      let view = { filter: noFilter, sort: { column: 'name', descending: false } as VmSort }
      for (const { ops, held, sort, filter } of steps) {
        state = told(state, ops)
        if (sort || filter) view = { filter: { ...noFilter, ...filter }, sort: sort ?? view.sort }
        const all = read(state.tables)
        const anew = createRowReader()(state.tables)
        expect([...all].map(withoutAnswer)).toEqual([...anew].map(withoutAnswer))
        expect(count(all)).toEqual(countRows(anew.values()))
        const wanted = order([...all.values()].filter(matcher(view.filter)), view.sort)
        const shown = show(all, view, held)
        expect(shown).toEqual(keep(wanted, { sort: view.sort, id: view }, held))
        expect(show(all, view, held)).toEqual(shown)
      }
    }),
    { numRuns: 50 },
  )
})

test('a figure of one row changes that row alone, where it stands', () => {
  const [read, show] = [createRowReader(), createShownRows()]
  const view = { filter: noFilter, sort: { column: 'name', descending: false } as VmSort }
  const first = begun()
  const before = show(read(first.tables), view, false)
  const [vm] = vms
  if (!vm) throw new Error('there are five')
  const next = told(first, [{ op: 'put', table: 'vms', id: vm.key, value: { ...vm, cpuUsageMHz: 7 } }])
  const after = show(read(next.tables), view, false)
  const moved = after.filter((row, place) => row !== before[place])
  expect(moved.map((row) => [row.vm.name, row.vm.cpuUsageMHz])).toEqual([['web-1', 7]])
})

/** When a live connection answered last is not part of a row. */
const withoutAnswer = ([key, { connection, ...row }]: readonly [string, VmRow]) => ({
  ...row,
  key,
  connection: connection?.state.at === 'live' ? { ...connection, state: answered(0) } : connection,
})

const topic = 'board'

function begun(): LiveState {
  const tables = heldTables({
    ...emptyTables(),
    vms: Object.fromEntries(vms.map((vm) => [vm.key, vm])),
    connections: Object.fromEntries(places.map((one) => [connectionId(one.id), one])),
  })
  return { at: '', topics: { [topic]: { epoch: 'e', version: 0 } }, tables }
}

function told(state: LiveState, ops: ToldOp[]): LiveState {
  const from = state.topics[topic]?.version ?? 0
  const message: LiveMessage = { kind: 'delta', topic, epoch: 'e', from, version: from + 1, at: '', ops }
  const applied = applyMessage(state, message)
  if (applied.kind !== 'state') throw new Error('it goes on from where it was')
  return applied.state
}
