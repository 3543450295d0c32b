import { emptyTables, type DatastoreView, type LiveTables, type QuestionView } from '@/lib/live/live-state'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { connectionId, datastoreKey, moid, questionKey, taskKey, vmKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import type { VmView } from '@/lib/vsphere/vm'

/** Plausible values for tests of the VM screens; each test says only what it is about. */
export function aConnection(id: string, changes: Partial<ConnectionView> = {}): ConnectionView {
  return {
    id: connectionId(id),
    name: `esx-${id}`,
    kind: 'esx',
    endpoint: { transport: 'https', host: `${id}.example`, port: 443, trust: { kind: 'system' } },
    user: 'root',
    autoAnswer: { on: false, changedBy: 'ada', changedAt: '2026-11-12T09:20:00Z' },
    state: { at: 'live', since: '2026-11-22T09:00:00Z', lastAnswerAt: '2026-11-22T10:00:00Z' },
    product: { fullName: 'VMware ESXi 7.0.3', version: '7.0.3', build: '1', apiVersion: '7.0.3.0' },
    ...changes,
  }
}

export function aVm(name: string, changes: Partial<VmView> = {}): VmView {
  const connection = changes.connection ?? connectionId('c1')
  const id = moid(`vm-${name}`)
  return {
    key: vmKey(connection, id),
    connection,
    moid: id,
    name,
    storedName: name,
    powerState: 'poweredOn',
    connectionState: 'connected',
    isTemplate: false,
    cpuCount: 2,
    memoryMiB: 2048,
    toolsRunning: true,
    snapshotCount: 0,
    detailVersion: 1,
    ...changes,
  }
}

let taskCount = 0

export function aTask(vm: VmView, changes: Partial<TaskView> = {}): TaskView {
  taskCount += 1
  return {
    key: taskKey(vm.connection, moid(`task-${taskCount}`)),
    connection: vm.connection,
    vm: vm.key,
    entityName: vm.name,
    name: 'PowerOnVM_Task',
    descriptionId: 'VirtualMachine.powerOn',
    state: 'running',
    progress: 47,
    cancelable: false,
    cancelled: false,
    queueTime: '2026-11-22T10:00:00Z',
    ...changes,
  }
}

export function aQuestion(vm: VmView, changes: Partial<QuestionView> = {}, id = '1'): QuestionView {
  return {
    key: questionKey(vm.connection, vm.moid, id),
    connection: vm.connection,
    vm: vm.key,
    vmName: vm.name,
    vmStoredName: vm.storedName,
    question: {
      id,
      text: 'msg.serial.file.open:Serial port output file already exists. Replace or append?',
      choices: [
        { key: '0', label: 'Append', summary: 'Append' },
        { key: '1', label: 'Replace', summary: 'Replace' },
        { key: '2', label: 'Cancel', summary: 'Cancel' },
      ],
      defaultIndex: 0,
      messages: [{ id: 'msg.serial.file.open', args: [] }],
    },
    messageId: 'msg.serial.file.open',
    text: 'Serial port output file already exists. Replace or append?',
    raisedAt: '2026-11-22T10:00:00Z',
    state: { at: 'waiting', why: { why: 'auto-answer-off', when: 'at-start' } },
    ...changes,
  }
}

export function aDatastore(name: string, changes: Partial<DatastoreView> = {}): DatastoreView {
  const connection = changes.connection ?? connectionId('c1')
  const id = moid(`datastore-${name}`)
  const key = datastoreKey(connection, id)
  return { key, connection, moid: id, name, storedName: name, type: 'VMFS', accessible: true, ...changes }
}

type Lists = { [T in Exclude<keyof LiveTables, 'counts' | 'volumes' | 'notices'>]?: LiveTables[T][string][] }

/** Live tables that hold exactly these. */
export function tablesOf(lists: Lists): LiveTables {
  const tables = emptyTables()
  for (const one of lists.connections ?? []) tables.connections[one.id] = one
  for (const one of lists.vms ?? []) tables.vms[one.key] = one
  for (const one of lists.hosts ?? []) tables.hosts[one.key] = one
  for (const one of lists.datastores ?? []) tables.datastores[one.key] = one
  for (const one of lists.questions ?? []) tables.questions[one.key] = one
  for (const one of lists.tasks ?? []) tables.tasks[one.key] = one
  for (const one of lists.runs ?? []) tables.runs[one.id] = one
  for (const one of lists.subjects ?? []) tables.subjects[one.key] = one
  return tables
}
