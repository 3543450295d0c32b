import { describe, expect, test } from 'vitest'
import type { Asker } from '@/lib/accounts/role'
import type { QuestionView } from '@/lib/live/live-state'
import { ok } from '@/lib/result'
import { aRun } from '@/lib/testing/run-fixtures'
import { connectionId, moid, questionKey, runId, vmKey, type ConnectionId } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { createHub } from '../live/hub'
import type { Press } from '../runs/contract'
import { createShownOperations } from './shown-operations'

const [c1, c2] = [connectionId('c1'), connectionId('c2')]
const all: Asker = { username: 'nightly (m.okafor)', role: 'operator' }
const onlyC2: Asker = { ...all, connections: [c2] }

const aVm = (connection: ConnectionId, id: string, name: string): VmView => ({
  key: vmKey(connection, moid(id)),
  connection,
  moid: moid(id),
  name,
  storedName: name,
  powerState: 'poweredOff',
  connectionState: 'connected',
  detailVersion: 1,
})

const serial = {
  text: 'msg.serial.file.open:File "serial0.log" already exists.',
  choices: [
    { key: '0', label: 'button.serial.file.append', summary: 'Append' },
    { key: '1', label: 'button.serial.file.overwrite', summary: 'Replace' },
  ],
}
const aQuestion = (connection: ConnectionId, vm: string, state: QuestionView['state'], text = serial.text) =>
  ({
    key: questionKey(connection, moid(vm), '1'),
    connection,
    vm: vmKey(connection, moid(vm)),
    vmName: vm,
    vmStoredName: vm,
    messageId: 'msg.serial.file.open',
    text: 'File "serial0.log" already exists.',
    raisedAt: '2026-11-22T14:00:00.000Z',
    question: { ...serial, text, id: '1', messages: [] },
    state,
  }) satisfies QuestionView

const waiting: QuestionView['state'] = { at: 'waiting', why: { why: 'no-task' } }

function setUp() {
  const hub = createHub({ epoch: 'e', now: Date.now })
  const sent: { key: string; press: Press; by: unknown }[] = []
  const operations = createShownOperations({
    hub,
    runs: {
      answer: async (key, press, by) => {
        sent.push({ key, press, by })
        return ok(null)
      },
    },
    journal: { readAnswers: async () => [] },
  })
  return { hub, sent, operations }
}

const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

describe('lists', () => {
  test('of VMs come in portions that are whole together, whatever comes and goes meanwhile', async () => {
    const { hub, operations } = setUp()
    for (let n = 0; n < 25; n += 1) {
      const vm = aVm(n % 2 === 0 ? c1 : c2, `vm-${n}`, `build-${n}`)
      hub.put('vms', vm.key, vm)
    }
    const seen: string[] = []
    for (let after: string | undefined; ;) {
      const { items, next } = valueOf(await operations.listVms({ limit: 10, ...(after && { after }) }, all))
      seen.push(...items.map(({ key }) => key))
      if (next === undefined) break
      // What stands before the place has been told; it changes nothing that it goes.
      hub.remove('vms', seen[0]!) // it was pushed
      after = next
    }
    expect(new Set(seen).size).toBe(25)
    expect(seen).toEqual(seen.toSorted())
  })

  test('of who is limited hold nothing else; a name is a pattern, a state is what is known', async () => {
    const { hub, operations } = setUp()
    const lastKnown = { ...aVm(c2, 'vm-3', 'db-3'), powerState: 'poweredOn', lastKnown: true } as const
    for (const vm of [aVm(c1, 'vm-1', 'db-1'), aVm(c2, 'vm-2', 'web-2'), lastKnown]) hub.put('vms', vm.key, vm)
    const names = async (filter: Parameters<typeof operations.listVms>[0], by: Asker) =>
      valueOf(await operations.listVms(filter, by)).items.map(({ name }) => name)
    expect(await names({}, onlyC2)).toEqual(['web-2', 'db-3'])
    expect(await names({ connection: c1 }, onlyC2)).toEqual([])
    expect(await names({ name: 'DB-?' }, all)).toEqual(['db-1', 'db-3'])
    expect(await names({ power: 'poweredOn' }, all)).toEqual([])
    expect(await names({ power: 'unknown' }, all)).toEqual(['db-3'])
  })

  test('of runs begin with the newest', async () => {
    const { hub, operations } = setUp()
    for (const number of [9, 10, 11]) {
      hub.put('runs', `run-${number}`, aRun({ id: runId(`run-${number}`), number }))
    }
    const first = valueOf(await operations.listRuns({ limit: 2 }, all))
    expect(first.items.map(({ number }) => number)).toEqual([11, 10])
    const rest = valueOf(await operations.listRuns({ after: first.next! }, all)) // there is more
    expect(rest.items.map(({ number }) => number)).toEqual([9])
    expect(valueOf(await operations.listRuns({}, onlyC2)).items).toEqual([])
  })
})

describe('an answer by its label', () => {
  const key = questionKey(c1, moid('vm-1'), '1')

  test.each(['Append', 'append', 'button.serial.file.append'])(
    '"%s" is sent by the key of the question',
    async (label) => {
      const { hub, sent, operations } = setUp()
      hub.put('questions', key, aQuestion(c1, 'vm-1', waiting))
      expect(await operations.answerByLabel(key, { label }, all)).toEqual(ok(null))
      expect(sent).toMatchObject([{ key, press: { choice: '0' }, by: { kind: 'person', name: 'nightly (m.okafor)' } }])
    },
  )

  test.each(['0', '1', 'Retry', 'msg.serial.file.open'])(
    '"%s" is none that is offered, and nothing is sent',
    async (label) => {
      const { hub, sent, operations } = setUp()
      hub.put('questions', key, aQuestion(c1, 'vm-1', waiting))
      expect(await operations.answerByLabel(key, { label }, all)).toMatchObject({
        error: { code: 'not-offered', wayOut: "It offers 'Append', 'Replace'." },
      })
      expect(sent).toEqual([])
    },
  )

  test('is for the question that was read, where its reader says which: never for the one that stands there now', async () => {
    const { hub, sent, operations } = setUp()
    hub.put('questions', key, aQuestion(c1, 'vm-1', waiting))
    const { asks } = valueOf(await operations.readQuestion(key))
    hub.put('questions', key, aQuestion(c1, 'vm-1', waiting, 'msg.serial.file.open:File "other.log" already exists.'))
    expect(await operations.answerByLabel(key, { label: 'Append', asks }, all)).toMatchObject({
      error: { code: 'question-changed' },
    })
    expect(sent).toEqual([])
    hub.put('questions', key, aQuestion(c1, 'vm-1', waiting))
    expect(await operations.answerByLabel(key, { label: 'Append', asks }, all)).toEqual(ok(null))
  })

  test('to a question that nobody knows is refused', async () => {
    const { operations } = setUp()
    expect(await operations.answerByLabel(key, { label: 'Append' }, all)).toMatchObject({
      error: { code: 'no-such-question' },
    })
  })
})
