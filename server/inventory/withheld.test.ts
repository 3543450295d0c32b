import { expect, test } from 'vitest'
import { connectionId, moRef, taskKey } from '@/lib/vsphere/ids'
import { VimFault } from '../vsphere/errors'
import { readNow } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import { readServiceContent } from '../vsphere/service-content'
import type { MissingProperty, ObjectUpdate } from '../vsphere/update-set'
import { readMissingProperties } from '../vsphere/update-set'
import { refValue, type WireObject, type WireValue } from '../vsphere/wire-value'
import { HostClock } from './host-clock'
import { InventoryModel } from './model'
import { readBeforeRuns } from './read-before-run'
import { TaskEnds } from './task-end'
import { needTold, withheld } from './withheld'

const connection = connectionId('c1')
const task = moRef('Task', 't1')
const vm = moRef('VirtualMachine', '12')

const noPermission = { fault: { $type: 'NoPermission', privilegeId: 'System.Read' }, localizedMessage: 'Denied.' }
const missing = (path: string, fault: WireValue = noPermission): MissingProperty[] =>
  readMissingProperties([{ path, fault }])
const enter = (obj: ObjectUpdate['obj'], untold: MissingProperty[], properties: Record<string, WireValue> = {}) => ({
  kind: 'enter' as const,
  obj,
  changes: Object.entries(properties).map(([name, value]) => ({ name, op: 'assign' as const, value })),
  missing: untold,
})
const newModel = () => new InventoryModel(connection, () => 'then', new HostClock(Date.now))

test('a refusal to tell names the privilege; a session that has ended is no refusal', () => {
  expect(withheld(missing('info'), 'info')).toBe(
    'The account that this connection uses may not read it: it lacks System.Read.',
  )
  expect(withheld(missing('info'), 'name')).toBeUndefined()
  const ended = { fault: { $type: 'NotAuthenticated', privilegeId: 'System.Read' } }
  expect(withheld(missing('info', ended), 'info')).toBeUndefined()
  const broken = { fault: { $type: 'SystemError' }, localizedMessage: 'A general system error occurred.' }
  expect(withheld(missing('info', broken), 'info')).toContain('A general system error')
  expect(() => needTold(missing('info'), 'name', 'info')).toThrow(/NoPermission/)
})

test('a task that this account may not read is told as such, once for each who asks, and not followed for ever', () => {
  const model = newModel()
  const key = taskKey(connection, task.value)
  model.tasks.follow(task)
  model.apply([enter(task, missing('info'))])
  const [told] = model.takeChanges()
  expect(told).toMatchObject({ kind: 'task', key, task: undefined, withheld: expect.stringContaining('System.Read') })
  expect(model.tasks.followed.size).toBe(0)
  expect(model.takeChanges()).toEqual([])
  model.tasks.follow(task)
  expect(model.takeChanges()).toEqual([told])
  // With contact anew it is asked for again: the account may have been given the right.
  model.loseContact()
  model.tasks.follow(task)
  expect(model.tasks.followed.size).toBe(1)
})

test('a question that may not be read has not gone away', () => {
  const model = newModel()
  model.apply([enter(vm, [], { name: 'a', 'runtime.question': { id: '1', text: 'Well?' } })])
  model.takeChanges()
  model.apply([enter(vm, missing('runtime.question'), { name: 'a' })])
  expect(model.takeChanges().filter(({ kind }) => kind === 'question')).toEqual([])
  expect(model.questions.size).toBe(1)
  model.apply([enter(vm, [], { name: 'a' })])
  expect(model.takeChanges()).toMatchObject([{ kind: 'question', question: undefined }])
})

test('whoever waits for the end of a task that may not be read is told so, and not that it brought nothing', async () => {
  const ends = new TaskEnds()
  const end = ends.of(task, 10_000)
  ends.note([enter(task, missing('info'))])
  await expect(end).rejects.toMatchObject({ fault: { type: 'NoPermission' } })
})

/** A session whose server answers every reading with these objects. */
function answering(...objects: WireValue[]): Session {
  const manager = refValue(moRef('x', 'x'))
  const content = readServiceContent({ rootFolder: manager, propertyCollector: manager, sessionManager: manager })
  const session = { content, generation: 1, has: () => true, call: async () => ({ objects }) }
  return session as unknown as Session // what else a session can do is not asked of it
}
const content = (obj: ObjectUpdate['obj'], missingSet: WireValue[], properties: Record<string, WireValue>) => ({
  obj: refValue(obj),
  propSet: Object.entries(properties).map(([name, val]) => ({ name, val })),
  missingSet,
})

test('before a run, a question that may not be read is a reason to start nothing; foreign tasks are left to the host', async () => {
  const contextOf = ({ missing: untold }: { missing: ReadonlySet<string> }) =>
    newModel().contextOf({ isCurrent: true, detailVersion: 0, missing: untold, figuresAt: undefined })
  const power = { 'runtime.powerState': 'poweredOff' }
  const blind = answering(content(vm, [{ path: 'runtime.question', fault: noPermission }], power))
  await expect(readBeforeRuns(blind, [vm], contextOf)).rejects.toMatchObject({ fault: { type: 'NoPermission' } })
  const limited = answering(content(vm, [], power), content(task, [{ path: 'info', fault: noPermission }], {}))
  expect((await readBeforeRuns(limited, [vm], contextOf)).get(vm.value)).toMatchObject({ unfinishedTasks: [] })
})

test('a task of which the host says nothing that can be read is not followed for ever', () => {
  const told = [enter(task, []), enter(task, [], { info: 'odd' }), enter(task, [], { info: { state: 'brandNew' } })]
  for (const update of told) {
    const model = newModel()
    model.tasks.follow(task)
    model.apply([update])
    expect(model.takeChanges()).toMatchObject([{ kind: 'task', withheld: 'The host does not say how far it is.' }])
    expect(model.tasks.followed.size).toBe(0)
  }
})

test('of several objects, one that is gone is left out, and one that may not be seen is withheld: neither takes the others', async () => {
  const [seen, hidden, gone] = ['1', '2', '3'].map((value) => moRef('Task', value)) as [
    typeof task,
    typeof task,
    typeof task,
  ] // three
  const refuse = (type: string, fields: WireObject) => new VimFault({ type, message: type, chain: [] }, fields)
  const session = {
    content: {},
    generation: 1,
    has: () => true,
    call: async (
      _method: string,
      _target: unknown,
      { specSet }: { specSet: { objectSet: { obj: { value: string } }[] }[] },
    ) => {
      const asked = specSet[0]?.objectSet.map(({ obj }) => obj.value) ?? []
      if (asked.includes('3')) throw refuse('ManagedObjectNotFound', { obj: refValue(gone) })
      if (asked.includes('2')) throw refuse('NoPermission', { object: refValue(hidden) })
      return { objects: [content(seen, [], { info: { state: 'running' } })] }
    },
  } as unknown as Session // what else a session can do is not asked of it
  const spec = {
    properties: [{ type: 'Task', paths: ['info'] }],
    objects: [seen, hidden, gone].map((obj) => ({ obj })),
  }
  const read = await readNow(session, spec)
  expect(
    read.map(({ kind, obj, missing: untold }) => [kind, obj.value, untold.map(({ fault }) => fault.type)]),
  ).toEqual([
    ['enter', '1', []],
    ['enter', '2', ['NoPermission']],
    ['leave', '3', []],
  ])
})
