import { createHmac, randomBytes } from 'node:crypto'
import type { LiveOp, QuestionView } from '@/lib/live/live-state'
import { maskedMark } from '@/lib/live/masked'
import { knownOf } from '@/lib/vsphere/known-by-id'

/*
 * What a display gets whose names are masked: no name of a VM, of a file or of a person leaves the server. It is a list of
 * what stays; every other text is empty, also one that a later version adds.
 */

/** Fields whose texts are numbers, words of Andon or of vSphere, or times. Keys of rows hold ids and no names. */
const stays = new Set([
  'id',
  'key',
  'kind',
  'connection',
  'vm',
  'run',
  'task',
  'at',
  'why',
  'is',
  'do',
  'op',
  'verb',
  'state',
  'type',
  'messageId',
  'descriptionId',
  'method',
  'known',
  'raisedAt',
  'overdueAt',
  'startedAt',
  'endedAt',
  'answeredAt',
  'goneAt',
  'since',
  'queueTime',
  'startTime',
  'completeTime',
  'cancelRequestedAt',
])

function masked(value: unknown, field?: string): unknown {
  if (typeof value === 'string') return field !== undefined && stays.has(field) ? value : ''
  if (Array.isArray(value)) return value.map((one) => masked(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one, name)]))
}

const salt = randomBytes(16)

/** Tells people apart, for as long as this process lives, and says of nobody who it is. No user name begins so. */
const somebody = (name: string) => `${maskedMark}${createHmac('sha256', salt).update(name).digest('hex').slice(0, 12)}`

/** The same row without names. */
export function maskedOp(op: LiveOp): LiveOp {
  if (op.op === 'remove') return op
  switch (op.table) {
    case 'questions':
      return { ...op, value: maskedQuestion(op.value) }
    case 'tasks':
      // The method, such as PowerOnVM_Task, is called its name.
      return {
        ...op,
        value: { ...(masked(op.value) as typeof op.value), ...(op.value.name && { name: op.value.name }) },
      } // of the same shape
    case 'runs':
      return { ...op, value: masked(op.value) as typeof op.value } // of the same shape
    case 'subjects':
      // Where a VM lies is the name of a datastore by now.
      return { ...op, value: { ...op.value, name: '', ...(op.value.host && { host: { ...op.value.host, name: '' } }) } }
    default:
      return op
  }
}

/** Texts that are not Andon's own may name a VM: of a question that Andon does not know, its answers too. */
function maskedQuestion(view: QuestionView): QuestionView {
  const { question, task, taken, messageId } = view
  const isKnown = messageId !== undefined && knownOf(messageId) !== undefined
  return {
    ...(masked(view) as QuestionView), // of the same shape
    question: {
      ...question,
      text: '',
      messages: messageId === undefined ? [] : [{ id: messageId, args: [] }],
      choices: isKnown ? question.choices : [],
    },
    ...(task && { task: { ...(masked(task) as typeof task), label: task.label } }), // of the same shape
    ...(taken && { taken: { by: somebody(taken.by), at: taken.at } }),
  }
}
