import type { RunOutcome, RunState, RunView } from '@/lib/runs/run'
import type { RunRequest } from '@/lib/runs/verb'
import { moid, questionKey, runId, taskKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { questions } from './fixture-questions'
import { ago, fixtureConnections, keyOf } from './fixture-vms'

const task = (name: string, descriptionId: string, changes: Partial<TaskView>): TaskView => {
  const of = keyOf(name)
  return {
    key: taskKey(of.connection, moid(`task-${name}`)),
    connection: of.connection,
    vm: of.key,
    entityName: of.name,
    descriptionId,
    state: 'running',
    cancelable: true,
    cancelled: false,
    queueTime: ago(60),
    startTime: ago(60),
    ...changes,
  }
}

const running = (name: string, id: string, seconds: number, by: string, changes: Partial<TaskView>): TaskView =>
  task(name, id, { queueTime: ago(seconds), startTime: ago(seconds), startedBy: by, ...changes })

export const tasks: TaskView[] = [
  running('files-archive', 'VirtualMachine.relocate', 464, 'a.haddad', {
    name: 'RelocateVM_Task',
    progress: 18,
    cancelled: true,
    cancelRequestedAt: ago(6),
    cancelRequestedBy: 'm.okafor',
  }),
  running('web-frontend-04', 'VirtualMachine.clone', 192, 'j.lindqvist', { name: 'CloneVM_Task', progress: 62 }),
  running('k8s-node-11', 'VirtualMachine.migrate', 115, 'd.ferreira', { name: 'MigrateVM_Task', progress: 71 }),
  running('erp-app-01', 'VirtualMachine.createSnapshot', 41, 'pre-patch (schedule)', {
    name: 'CreateSnapshot_Task',
    progress: 34,
  }),
  running('win-jump-01', 'VirtualMachine.reconfigure', 19, 'm.okafor', { name: 'ReconfigVM_Task', cancelable: false }),
  running('mail-relay-02', 'VirtualMachine.powerOn', 8, 'm.okafor', {
    name: 'PowerOnVM_Task',
    cancelable: false,
    progress: 95,
    run: runId('run-4181'),
  }),
  running('db/primary', 'VirtualMachineSnapshot.remove', 1800, 'j.lindqvist', {
    name: 'RemoveSnapshot_Task',
    cancelable: false,
    progress: 61,
    run: runId('run-4170'),
  }),
  running('build|agent "7"', 'VirtualMachine.powerOn', 384, 'm.okafor', {
    name: 'PowerOnVM_Task',
    cancelable: false,
    progress: 47,
    run: runId('run-4176'),
  }),
  running('café-01', 'VirtualMachine.powerOn', 60, 'd.ferreira', {
    name: 'PowerOnVM_Task',
    cancelable: false,
    progress: 15,
  }),
  task('k8s-node-09', 'VirtualMachine.migrate', {
    name: 'MigrateVM_Task',
    state: 'error',
    cancelled: true,
    cancelRequestedBy: 'd.ferreira',
    progress: 62,
    startTime: ago(300),
    completeTime: ago(204),
    startedBy: 'd.ferreira',
    fault: { type: 'RequestCanceled', message: 'The task was canceled by a user.', chain: [] },
  }),
]

type Ran = { number: number; name: string; request: RunRequest; seconds: number; state: RunState; autoAnswer?: boolean }

const run = ({ number, name, request, seconds, state, autoAnswer = true }: Ran): RunView => {
  const of = keyOf(name)
  return {
    id: runId(`run-${number}`),
    number,
    connection: of.connection,
    kind: 'vm',
    subjects: [{ kind: 'vm', key: of.key, name: of.name }],
    request,
    policy: { autoAnswer, setBy: 'r.nakamura' },
    actor: { kind: 'person', name: number === 4170 ? 'j.lindqvist' : 'm.okafor' },
    startedAt: ago(seconds),
    state,
    task: taskKey(of.connection, moid(`task-${name}`)),
    steps: [],
  }
}

const ended = (outcome: RunOutcome, secondsAgo: number, following = false): RunState => ({
  at: 'ended',
  outcome,
  endedAt: ago(secondsAgo),
  following,
})
const powerOn: RunRequest = { verb: 'powerOn' }

const appended = { key: '1', label: 'button.serial.file.append', summary: 'Append' }
const builtAgent: RunView = {
  ...run({
    number: 4180,
    name: 'build-agent-3',
    request: powerOn,
    seconds: 50,
    state: ended({ kind: 'succeeded' }, 41),
  }),
  steps: [
    {
      at: ago(45),
      actor: { kind: 'autoAnswer', setBy: 'r.nakamura' },
      event: {
        kind: 'answered',
        question: questionKey(fixtureConnections.lab, moid('vm-build-agent-3'), '3'),
        choice: appended,
        isDefault: true,
        afterMs: 200,
      },
    },
  ],
}

export const runs: RunView[] = [
  builtAgent,
  run({
    number: 4179,
    name: 'hr-portal-02',
    request: { verb: 'createSnapshot', name: 'pre-patch', description: '', memory: false, quiesce: true },
    seconds: 160,
    state: ended(
      {
        kind: 'failed',
        fault: { type: 'ApplicationQuiesceFault', message: 'The guest could not be quiesced', chain: [] },
      },
      142,
    ),
  }),
  run({
    number: 4176,
    name: 'build|agent "7"',
    request: powerOn,
    seconds: 384,
    state: ended({ kind: 'left-blocked', because: 'not-cancelable' }, 377, true),
    autoAnswer: false,
  }),
  run({
    number: 4175,
    name: 'web-frontend-03',
    request: powerOn,
    seconds: 508,
    state: ended({ kind: 'succeeded' }, 502),
  }),
  run({
    number: 4174,
    name: 'ldap-02',
    request: { verb: 'suspend' },
    seconds: 596,
    state: ended({ kind: 'succeeded' }, 574),
  }),
  run({ number: 4181, name: 'mail-relay-02', request: powerOn, seconds: 8, state: { at: 'running', percent: 95 } }),
  run({
    number: 4170,
    name: 'db/primary',
    request: { verb: 'removeSnapshot', snapshot: moid('snapshot-9'), snapshotName: 'nightly', removeChildren: false },
    seconds: 1800,
    state: {
      at: 'waiting',
      question: questions[0]?.key ?? questionKey(fixtureConnections.fra, moid('vm'), '7'),
      percent: 61,
    },
  }),
]
