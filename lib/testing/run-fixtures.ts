import { questionKey, connectionId, datastoreKey, moid, runId, taskKey, vmKey, type VmKey } from '../vsphere/ids'
import type { Actor } from '../runs/actor'
import type { RunOf, RunStep, StepEvent, StepQuestion } from '../runs/run'

const connection = connectionId('c1')
const vm = moid('vm-7')

export const person: Actor = { kind: 'person', name: 'm.okafor' }
export const autoAnswer: Actor = { kind: 'autoAnswer', setBy: 'r.nakamura' }
const andon: Actor = { kind: 'andon' }

/** The serial port question of vim25, as a step records it. */
export const serialQuestion: StepQuestion = {
  key: questionKey(connection, vm, '11'),
  text: 'Serial port output file "[ssd-01] build_agent _7_/serial0.log" already exists. Do you want to replace it?',
  messageId: 'msg.serial.file.open',
  choices: [
    { key: '0', label: 'button.serial.file.append', summary: 'Append' },
    { key: '1', label: 'button.serial.file.replace', summary: 'Replace' },
    { key: '2', label: 'Cancel', summary: 'Cancel' },
  ],
  defaultIndex: 0,
}

/** A step some seconds after 14:00:00 UTC. */
export const stepAt = (second: number, event: StepEvent, actor: Actor = andon): RunStep => ({
  at: new Date(Date.UTC(2026, 10, 22, 14, 0, second)).toISOString(),
  actor,
  event,
})

type Changes = Partial<RunOf<'vm'>> & { vm?: VmKey; vmName?: string }

/** A power-on that is running; each test says what is different. */
export function aRun({
  vm: of = vmKey(connection, vm),
  vmName = 'build|agent "7"',
  ...changes
}: Changes = {}): RunOf<'vm'> {
  return {
    id: runId('r-4176'),
    number: 4176,
    connection,
    kind: 'vm',
    subjects: [{ kind: 'vm', key: of, name: vmName }],
    request: { verb: 'powerOn' },
    policy: { autoAnswer: false, setBy: 'r.nakamura' },
    actor: person,
    startedAt: '2026-11-22T14:00:00.000Z',
    state: { at: 'running', percent: 47 },
    task: taskKey(connection, moid('task-4176')),
    steps: [],
    ...changes,
  }
}

/** The deletion of a file; each test says what is different. */
export function aFileRun(changes: Partial<RunOf<'file'>> = {}): RunOf<'file'> {
  const { kind: _kind, subjects: _subjects, request: _request, policy: _policy, ...rest } = aRun()
  const datastore = datastoreKey(connection, moid('datastore-1'))
  return {
    ...rest,
    kind: 'file',
    subjects: [{ kind: 'datastorePath', datastore, datastoreName: 'ssd-01', path: 'iso/a+Kw-b.iso' }],
    request: { do: 'delete', what: 'file', path: 'iso/a+Kw-b.iso' },
    ...changes,
  }
}

/** An upload that is on its way. */
export function anUpload(changes: Partial<RunOf<'upload'>> = {}): RunOf<'upload'> {
  const { subjects, kind: _kind, request: _request, task: _task, ...rest } = aFileRun()
  const request = { bytes: 4 * 2 ** 30, overwrite: false }
  return { ...rest, kind: 'upload', subjects: [subjects[0]], request, ...changes }
}

/** A run that was left blocked: question at 47 %, cancel refused. */
export function aBlockedRun(changes: Changes = {}): RunOf<'vm'> {
  return aRun({
    state: {
      at: 'ended',
      outcome: { kind: 'left-blocked', because: 'not-cancelable' },
      endedAt: '2026-11-22T14:00:07.000Z',
      following: true,
      percent: 47,
    },
    error: { kind: 'question', question: serialQuestion },
    steps: [
      stepAt(0, { kind: 'requested' }, person),
      stepAt(0, { kind: 'checked', found: 'nothing' }),
      stepAt(0, { kind: 'start-sent', method: 'PowerOnVM_Task' }),
      stepAt(0, { kind: 'started', method: 'PowerOnVM_Task', task: taskKey(connection, moid('task-4176')) }),
      stepAt(2, { kind: 'progress', percent: 12 }),
      stepAt(6, { kind: 'progress', percent: 47 }),
      stepAt(6, { kind: 'question-raised', question: serialQuestion, percent: 47 }),
      stepAt(6, { kind: 'cancel-sent', because: 'auto-answer-off' }),
      stepAt(7, { kind: 'not-cancelable', method: 'PowerOnVM_Task' }),
      stepAt(7, { kind: 'left-blocked', because: 'not-cancelable' }),
      stepAt(7, { kind: 'ended', outcome: { kind: 'left-blocked', because: 'not-cancelable' } }),
    ],
    ...changes,
  })
}
