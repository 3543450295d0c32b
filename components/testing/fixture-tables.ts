import type { LiveTables } from '@/lib/live/live-state'
import type { QuestionView } from '@/lib/live/question-view'
import type { RunOutcome, RunState, RunView } from '@/lib/runs/run'
import type { RunRequest } from '@/lib/runs/verb'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { connectionId, datastoreKey, hostKey, moid, questionKey, runId, taskKey, vmKey } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import type { TaskView } from '@/lib/vsphere/task'
import type { PowerState, VmView } from '@/lib/vsphere/vm'

/*
 * One invented data set, the same on every screen: 5 connections, 277 VMs (208 on, 55 off, 5 suspended, 9 unknown),
 * three questions, six running tasks, six that have just ended. For tests and for looking at screens without a server.
 */

/** 22 November 2026, 14:07:32 in Berlin; ages in the data set are counted from here. */
export const fixtureNow = Date.parse('2026-11-22T13:07:32.000Z')

const ago = (seconds: number) => new Date(fixtureNow - seconds * 1000).toISOString()

const connections = {
  fra: connectionId('vcsa-fra-01'),
  muc: connectionId('vcsa-muc-01'),
  edge: connectionId('esx-edge-07'),
  lab: connectionId('esx-lab-03'),
  dr: connectionId('esx-dr-02'),
}
type Where = keyof typeof connections

const connection = (where: Where, changes: Partial<ConnectionView>): ConnectionView => ({
  id: connections[where],
  name: connections[where],
  kind: where === 'fra' || where === 'muc' ? 'vcenter' : 'esx',
  endpoint: { transport: 'https', host: `${connections[where]}.example.net`, port: 443, trust: { kind: 'system' } },
  user: 'andon@vsphere.local',
  autoAnswer: { on: true, changedBy: 'r.nakamura', changedAt: '2026-11-12T08:20:00.000Z' },
  state: { at: 'live', since: ago(86_400), lastAnswerAt: ago(2) },
  product: { fullName: 'VMware ESXi 7.0.3 build-21930508', version: '7.0.3', build: '21930508', apiVersion: '7.0.3.0' },
  ...changes,
})

const vm = (where: Where, name: string, changes: Partial<VmView> = {}): VmView => {
  const id = moid(`vm-${name}`)
  return {
    key: vmKey(connections[where], id),
    connection: connections[where],
    moid: id,
    name,
    storedName: name.replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll('\\', '%5C'),
    powerState: 'poweredOn',
    connectionState: 'connected',
    isTemplate: false,
    cpuCount: 4,
    memoryMiB: 8192,
    toolsRunning: true,
    snapshotCount: 0,
    detailVersion: 1,
    ...changes,
  }
}

const named: VmView[] = [
  vm('fra', 'db/primary'),
  vm('edge', 'build|agent "7"', { powerState: 'poweredOff' }),
  vm('muc', 'café-01', { powerState: 'poweredOff' }),
  vm('muc', 'files-archive'),
  vm('fra', 'web-frontend-04'),
  vm('fra', 'k8s-node-11'),
  vm('muc', 'erp-app-01'),
  vm('lab', 'win-jump-01'),
  vm('fra', 'mail-relay-02', { powerState: 'poweredOff' }),
  vm('lab', 'build-agent-3'),
  vm('muc', 'hr-portal-02'),
  vm('fra', 'k8s-node-09'),
  vm('fra', 'web-frontend-03'),
  vm('fra', 'ldap-02', { powerState: 'suspended' }),
]

/** The rest, so that the totals are 208, 55, 5 and 9. */
function others(): VmView[] {
  const wanted: [PowerState, number, Where][] = [
    ['poweredOn', 208 - named.filter((v) => v.powerState === 'poweredOn').length, 'fra'],
    ['poweredOff', 55 - named.filter((v) => v.powerState === 'poweredOff').length, 'muc'],
    ['suspended', 5 - named.filter((v) => v.powerState === 'suspended').length, 'lab'],
    ['unknown', 9, 'dr'],
  ]
  const two = (n: number) => String(n).padStart(2, '0')
  const teams = ['app-billing', 'app-payments', 'batch', 'cache', 'ci-runner', 'crm', 'vdi-pool-a', 'vdi-pool-b']
  return wanted.flatMap(([powerState, count, where]) =>
    Array.from({ length: count }, (_, i) =>
      vm(where, `${teams[i % teams.length] ?? 'app'}-${where}-${two(Math.floor(i / teams.length) + 1)}`, {
        powerState,
      }),
    ),
  )
}

const keyOf = (name: string): VmView => {
  const found = named.find((v) => v.name === name)
  if (!found) throw new Error(`no VM ${name} in the fixture`)
  return found
}

type Asked = {
  name: string
  host: string
  seconds: number
  question: Omit<VmQuestion, 'id'>
  messageId: string
  label: string
  progress: number
  startedBy: string
  why: Extract<QuestionView['state'], { at: 'waiting' }>['why']
  run?: string
}

const asked = (a: Asked): QuestionView => {
  const of = keyOf(a.name)
  return {
    key: questionKey(of.connection, of.moid, '7'),
    connection: of.connection,
    vm: of.key,
    vmName: of.name,
    vmStoredName: of.storedName,
    hostName: a.host,
    question: { id: '7', ...a.question },
    messageId: a.messageId,
    text: a.question.text,
    raisedAt: ago(a.seconds),
    task: {
      key: taskKey(of.connection, moid(`task-${a.name}`)),
      label: a.label,
      method: 'PowerOnVM_Task',
      progress: a.progress,
      startedBy: a.startedBy,
      cancelable: false,
    },
    ...(a.run ? { run: runId(a.run) } : {}),
    state: { at: 'waiting', why: a.why },
  }
}

const questions: QuestionView[] = [
  asked({
    name: 'db/primary',
    host: 'esx-fra-02',
    seconds: 761,
    messageId: 'msg.hbacommon.outofspace',
    label: 'Remove snapshot',
    progress: 61,
    startedBy: 'j.lindqvist',
    run: 'run-4170',
    why: { why: 'no-default' },
    question: {
      text: "There is no more space for virtual disk 'db_primary_1.vmdk'. You might be able to continue this session by freeing disk space on the relevant volume, and clicking Retry. Click Cancel to terminate this session.",
      messages: [{ id: 'msg.hbacommon.outofspace', args: ['db_primary_1.vmdk'] }],
      choices: [
        { key: '0', label: 'Retry', summary: 'Retry' },
        { key: '1', label: 'Cancel', summary: 'Cancel' },
      ],
    },
  }),
  asked({
    name: 'build|agent "7"',
    host: 'esx-edge-07',
    seconds: 378,
    messageId: 'msg.serial.file.open',
    label: 'Power on',
    progress: 47,
    startedBy: 'm.okafor',
    run: 'run-4176',
    why: {
      why: 'auto-answer-off-left-blocked',
      detail: 'Cancel requested; the host refused: PowerOnVM_Task is not cancelable.',
    },
    question: {
      text: 'Serial port output file "[ssd-01] build_agent _7_/serial0.log" already exists. Do you want to replace it with any newly created content, or append new content to the end of the file?',
      messages: [{ id: 'msg.serial.file.open', args: ['[ssd-01] build_agent _7_/serial0.log'] }],
      choices: [
        { key: '1', label: 'button.serial.file.append', summary: 'Append' },
        { key: '2', label: 'button.serial.file.overwrite', summary: 'Replace' },
        { key: '3', label: 'Cancel', summary: 'Cancel' },
      ],
      defaultIndex: 0,
    },
  }),
  asked({
    name: 'café-01',
    host: 'esx-muc-03',
    seconds: 52,
    messageId: 'msg.uuid.altered',
    label: 'Power on',
    progress: 15,
    startedBy: 'd.ferreira',
    why: { why: 'not-started-here' },
    question: {
      text: 'This virtual machine might have been moved or copied. In order to configure certain management and networking features, VMware ESX needs to know if this virtual machine was moved or copied. If you don\'t know, answer "I copied it".',
      messages: [{ id: 'msg.uuid.altered', args: [] }],
      choices: [
        { key: '0', label: 'Cancel', summary: 'Cancel' },
        { key: '1', label: 'I moved it', summary: 'I moved it' },
        { key: '2', label: 'I copied it', summary: 'I copied it' },
      ],
      defaultIndex: 2,
    },
  }),
]

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

const tasks: TaskView[] = [
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
        question: questionKey(connections.lab, moid('vm-build-agent-3'), '3'),
        choice: appended,
        isDefault: true,
        afterMs: 200,
      },
    },
  ],
}

const runs: RunView[] = [
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
    state: { at: 'waiting', question: questions[0]?.key ?? questionKey(connections.fra, moid('vm'), '7'), percent: 61 },
  }),
]

const byKey = <K extends string, T extends Record<K, string>>(list: T[], key: K): Record<string, T> =>
  Object.fromEntries(list.map((item) => [item[key], item]))

/** The whole data set. */
export function fixtureTables(): LiveTables {
  const hosts = Array.from({ length: 13 }, (_, i) => ({
    key: hostKey(connections.fra, moid(`host-${i}`)),
    connection: connections.fra,
    moid: moid(`host-${i}`),
    name: `esx-fra-${String(i + 1).padStart(2, '0')}`,
    connectionState: 'connected',
    inMaintenanceMode: false,
  }))
  const datastores = Array.from({ length: 21 }, (_, i) => ({
    key: datastoreKey(connections.fra, moid(`datastore-${i}`)),
    connection: connections.fra,
    moid: moid(`datastore-${i}`),
    name: `nfs-fra-${i + 1}`,
    storedName: `nfs-fra-${i + 1}`,
    type: 'NFS',
    accessible: true,
  }))
  return {
    connections: byKey(
      [
        connection('fra', {}),
        connection('muc', {}),
        connection('edge', { autoAnswer: { on: false, changedBy: 'm.okafor', changedAt: '2026-11-22T05:55:00.000Z' } }),
        connection('lab', {}),
        connection('dr', {
          state: {
            at: 'lost',
            since: ago(252),
            lastAnswerAt: ago(252),
            reason: 'connection timed out',
            retryAt: new Date(fixtureNow + 8000).toISOString(),
          },
        }),
      ],
      'id',
    ),
    vms: byKey([...named, ...others()], 'key'),
    hosts: byKey(hosts, 'key'),
    datastores: byKey(datastores, 'key'),
    questions: byKey(questions, 'key'),
    tasks: byKey(tasks, 'key'),
    runs: byKey(runs, 'id'),
  }
}
