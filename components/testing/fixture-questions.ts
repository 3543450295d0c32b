import type { QuestionView } from '@/lib/live/live-state'
import { moid, questionKey, runId, taskKey } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { ago, keyOf } from './fixture-vms'

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

export const questions: QuestionView[] = [
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
