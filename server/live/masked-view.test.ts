import { expect, test } from 'vitest'
import type { LiveOp, QuestionView, TableName } from '@/lib/live/live-state'
import type { RunView } from '@/lib/runs/run'
import { connectionId, moid, questionKey, runId, taskKey, vmKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { projectOps } from './reader-view'

const connection = connectionId('c1')
const vm = vmKey(connection, moid('vm-12'))
const at = '2026-11-22T14:00:00.000Z'

/** Everything in it that is called after somebody or something has this in it. */
const secret = 'Geheim'

const question: QuestionView = {
  key: questionKey(connection, moid('vm-12'), '1'),
  connection,
  vm,
  vmName: `${secret}-vm`,
  vmStoredName: `${secret}%2fvm`,
  hostName: `${secret}-host`,
  question: {
    id: '1',
    text: `msg.odd: ${secret} asks`,
    choices: [{ key: '0', label: `Keep ${secret}`, summary: secret }],
    messages: [{ id: 'msg.odd', args: [secret] }],
  },
  messageId: 'msg.odd',
  text: `${secret} asks`,
  raisedAt: at,
  overdueAt: at,
  task: {
    key: taskKey(connection, moid('task-1')),
    label: 'Power on',
    startedBy: `${secret}-user`,
    cancelable: true,
    end: { state: 'error', fault: secret },
  },
  file: { bytes: 5 },
  taken: { by: `${secret}-person`, at },
  state: { at: 'waiting', why: { why: 'rule', rule: `${secret} rule` } },
}
const task: TaskView = {
  key: taskKey(connection, moid('task-1')),
  connection,
  vm,
  entityName: `${secret}-vm`,
  name: 'PowerOnVM_Task',
  descriptionId: 'VirtualMachine.powerOn',
  state: 'error',
  startedBy: `${secret}-user`,
  cancelRequestedBy: `${secret}-user`,
  queueTime: at,
  fault: { type: 'FileLocked', message: secret, chain: [{ message: secret }], fields: { file: secret } },
}
const run = {
  id: runId('r1'),
  number: 1,
  kind: 'vm',
  connection,
  subjects: [{ kind: 'vm', key: vm, name: `${secret}-vm` }],
  request: { verb: 'rename', name: secret },
  actor: { kind: 'person', name: `${secret}-person` },
  startedAt: at,
  state: { at: 'ended', endedAt: at, outcome: { kind: 'refused', refusal: { why: 'not-possible', because: secret } } },
  steps: [{ at, actor: { kind: 'person', name: secret }, event: { kind: 'requested' } }],
} as unknown as RunView // as much of one as is looked at

const rows: [TableName, string, unknown][] = [
  ['questions', question.key, question],
  ['tasks', task.key, task],
  ['runs', run.id, run],
  [
    'subjects',
    vm,
    { key: vm, connection, name: secret, host: { key: 'h', name: secret }, vmxPath: `[ssd-01] ${secret}/a.vmx` },
  ],
]
const ops = rows.map(([table, id, value]) => ({ op: 'put', table, id, value }) as LiveOp) // rows of these tables
const seen = (isMasked: boolean) => projectOps({ view: 'wall', isMasked }, ops)

test('with names a wall has those that it draws', () => {
  expect(JSON.stringify(seen(false))).toContain(`${secret}-vm`)
  expect(JSON.stringify(seen(false))).toContain(`${secret}-person`)
  expect(JSON.stringify(seen(false))).not.toContain(`${secret}-user"},"file`)
})

test('where names are masked none leaves the server: not of a VM, a host, a file or a person, in whatever text', () => {
  expect(JSON.stringify(seen(true))).not.toContain(secret)
})

test('what a wall counts, groups and words by stays', () => {
  const [shown, its, ran, subject] = seen(true).map((op) => (op.op === 'put' ? op.value : undefined))
  expect(shown).toMatchObject({
    key: question.key,
    connection,
    vmName: '',
    messageId: 'msg.odd',
    raisedAt: at,
    overdueAt: at,
  })
  expect(shown).toMatchObject({ task: { label: 'Power on' }, state: { at: 'waiting', why: { why: 'rule' } } })
  expect(its).toMatchObject({ key: task.key, name: 'PowerOnVM_Task', state: 'error', fault: { type: 'FileLocked' } })
  expect(ran).toMatchObject({ id: 'r1', kind: 'vm', number: 1, startedAt: at, state: { at: 'ended', endedAt: at } })
  expect(subject).toMatchObject({ key: vm, vmxPath: '[ssd-01]' })
})

test('the answers of a question that Andon knows are its own words; of two people each is somebody else', () => {
  const known = { ...question, messageId: 'msg.uuid.altered' }
  const by = (name: string) => ({ ...known, taken: { by: name, at } })
  const [one, other, again] = projectOps(
    { view: 'wall', isMasked: true },
    ['anna', 'bert', 'anna'].map((name): LiveOp => ({ op: 'put', table: 'questions', id: name, value: by(name) })),
  ).map((op) => (op.op === 'put' ? (op.value as QuestionView) : undefined))
  expect(one?.taken?.by).toBe(again?.taken?.by)
  expect(one?.taken?.by).not.toBe(other?.taken?.by)
  expect(one?.question.choices).toHaveLength(1)
})
