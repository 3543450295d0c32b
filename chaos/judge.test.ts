/** What the judge has to find: each test takes a campaign in which all is well, and makes one thing wrong. */
import { expect, test } from 'vitest'
import type { RunStep, StepEvent } from '../lib/runs/run'
import { foldStep } from '../lib/runs/fold-run'
import type { Actor } from '../lib/runs/actor'
import { aRun } from '../lib/testing/run-fixtures'
import { connectionId, moid, questionKey, runId, taskKey, vmKey } from '../lib/vsphere/ids'
import { ok } from '../lib/result'
import type { Evidence } from './evidence'
import type { HostCall } from './host-record'
import { judge } from './judge'
import type { Press } from './presses'

const connection = connectionId('c1')
const vm = vmKey(connection, moid('7'))
const task = taskKey(connection, moid('task-1'))
const question = questionKey(connection, moid('7'), '_vmx1')
const start = Date.UTC(2026, 10, 22, 14)
const okafor: Actor = { kind: 'person', name: 'm.okafor' }
const andon: Actor = { kind: 'andon' }
const choice = { key: '0', label: 'Append', summary: 'Append' }

const at = (second: number) => start + second * 1_000
const step = (second: number, event: StepEvent, actor: Actor = andon): RunStep => ({
  at: new Date(at(second)).toISOString(),
  actor,
  event,
})
const asked = { key: question, text: 'Append?', choices: [choice] }

const goodSteps = [
  step(0, { kind: 'requested' }, okafor),
  step(1, { kind: 'checked', found: 'nothing' }),
  step(2, { kind: 'start-sent', method: 'PowerOnVM_Task' }),
  step(3, { kind: 'started', method: 'PowerOnVM_Task', task }),
  step(4, { kind: 'question-raised', question: asked }),
  step(5, { kind: 'answer-sent', question, choice, isDefault: true }, okafor),
  step(6, { kind: 'answered', question, choice, isDefault: true, afterMs: 1 }, okafor),
  step(8, { kind: 'ended', outcome: { kind: 'succeeded' } }),
]

const runWith = (steps: readonly RunStep[]) => {
  const { task: _task, ...empty } = aRun({
    vm,
    id: runId('run-1'),
    state: { at: 'checking' },
    policy: { autoAnswer: true, setBy: 'x' },
  })
  return steps.reduce(foldStep, empty)
}

const call = (second: number, method: string, more: Partial<HostCall> = {}): HostCall => ({
  at: at(second),
  method,
  object: '7',
  text: '{}',
  ...more,
})
const answered = call(5.5, 'AnswerVM', { question: '_vmx1', choice: '0' })
const heard = { heard: true, at: at(6), result: ok(null) } as const
const presses: Press[] = [
  {
    is: 'start',
    by: 'm.okafor',
    at: at(0),
    vm,
    request: { verb: 'powerOn' },
    reply: { ...heard, result: ok({ run: runId('run-1') }) },
  },
  { is: 'answer', by: 'm.okafor', at: at(5), question, choice: '0', reply: heard },
]

type Parts = {
  steps: RunStep[]
  calls: HostCall[]
  fault?: string
  elsewhere?: true
  presses: Press[]
  ended: string
  files: string[]
}

function found(change: Partial<Parts> = {}): string[] {
  const parts: Parts = {
    steps: goodSteps,
    calls: [call(2.5, 'PowerOnVM_Task'), answered],
    presses,
    ended: 'succeeded',
    files: [],
    ...change,
  }
  const run = runWith(parts.steps)
  const evidence: Evidence = {
    record: {
      runs: [run],
      notes: [],
      connections: [{ id: connection, name: 'auto', autoAnswer: true }],
      links: [],
      written: [],
      problems: [],
    },
    hosts: [
      {
        name: 'auto',
        calls: parts.calls,
        tasks: parts.calls.some(({ method }) => method === 'PowerOnVM_Task')
          ? [
              {
                task: 'task-1',
                entity: '7',
                queuedAt: at(2.6),
                end: parts.fault ? { at: at(7), state: 'error', fault: parts.fault } : { at: at(7), state: 'success' },
              },
            ]
          : [],
        questions: [
          { vm: '7', id: '_vmx1', raisedAt: at(3.5), goneAt: at(5.6), ...(parts.elsewhere && { elsewhere: true }) },
        ],
        files: parts.files,
      },
    ],
    presses: parts.presses,
    readers: [{ name: 'reader', since: start, ended: new Map([['run-1', parts.ended]]), shown: { 'run-1': run } }],
    restAt: at(20),
  }
  return judge(evidence).map(({ fault }) => fault)
}

const endedWith = (outcome: Extract<StepEvent, { kind: 'ended' }>['outcome']) => [
  ...goodSteps.slice(0, -1),
  step(8, { kind: 'ended', outcome, following: false }),
]

test('a campaign in which all is well has no findings', () => {
  expect(found()).toEqual([])
})

test('a second call of one run is a run started twice', () => {
  expect(found({ calls: [call(2.5, 'PowerOnVM_Task'), answered, call(9, 'PowerOnVM_Task')] })).toEqual(['startedTwice'])
})

test('a call before anybody wrote that it is sent is one that the journal does not know of', () => {
  expect(found({ calls: [call(1, 'PowerOnVM_Task'), call(2.5, 'PowerOnVM_Task'), answered] })).toEqual(['unrecorded'])
})

test('a second answer to one question is found', () => {
  expect(found({ calls: [call(2.5, 'PowerOnVM_Task'), answered, { ...answered, at: at(7) }] })).toEqual([
    'answeredTwice',
  ])
})

test('"outcome unknown" is found, whether the host has started it or not', () => {
  const steps = endedWith({ kind: 'lost', reason: 'No reply.' })
  expect(found({ steps, ended: 'lost' })).toEqual(['lostThoughStarted'])
  const nothing = [
    ...goodSteps.slice(0, 3),
    step(8, { kind: 'ended', outcome: { kind: 'lost', reason: '' }, following: false } as const),
  ]
  expect(found({ steps: nothing, ended: 'lost', calls: [], presses: presses.slice(0, 1) })).toEqual([
    'unknownThoughTold',
  ])
})

test('an end that the host tells otherwise is found', () => {
  expect(found({ fault: 'InvalidPowerState' })).toEqual(['disagreement'])
  expect(found({ steps: endedWith({ kind: 'cancelled', by: andon }), ended: 'cancelled' })).toContain('disagreement')
  const steps = endedWith({ kind: 'failed', fault: { type: 'StartNotTaken', message: '', chain: [] } })
  expect(found({ steps, ended: 'failed' })).toEqual(['disagreement'])
})

test('what was requested and not begun since Andon was stopped is dropped', () => {
  const because = 'Andon was stopped before it sent PowerOnVM_Task. Nothing was started.'
  const outcome = { kind: 'refused', refusal: { why: 'not-possible', because } } as const
  const steps = [...goodSteps.slice(0, 2), step(8, { kind: 'ended', outcome, following: false })]
  expect(found({ steps, ended: 'refused', calls: [], presses: presses.slice(0, 1) })).toEqual(['dropped'])
})

test('a run that has not ended is stuck', () => {
  expect(found({ steps: goodSteps.slice(0, -1) })).toEqual(['stuck'])
})

test('an answer under a name that did not press it, or of another choice, is wrongly attributed', () => {
  const [start_, press] = presses
  if (!start_ || press?.is !== 'answer') throw new Error('there are two presses')
  const other: Press = { ...press, by: 'j.nakamura', reply: { heard: false, why: 'cut', at: at(6) } }
  expect(found({ presses: [start_, other] })).toEqual(['wronglyAttributed'])
  expect(found({ calls: [call(2.5, 'PowerOnVM_Task'), { ...answered, choice: '1' }] })).toEqual(['wronglyAttributed'])
})

test('an answer of ours that the journal tells as gone for an unknown reason is wrongly attributed', () => {
  const gone = (known: 'unknown' | 'own-answer-probable') =>
    goodSteps.map((one) => (one.event.kind === 'answered' ? step(6, { kind: 'question-gone', question, known }) : one))
  const unheard = presses.map((press): Press =>
    press.is === 'answer' ? { ...press, reply: { heard: false, why: 'cut', at: at(6) } } : press,
  )
  expect(found({ steps: gone('unknown'), presses: unheard })).toEqual(['wronglyAttributed'])
  expect(found({ steps: gone('own-answer-probable'), presses: unheard })).toEqual([])
})

test('an answer under our name that somebody elsewhere gave is wrongly attributed', () => {
  expect(found({ elsewhere: true })).toEqual(['wronglyAttributed'])
})

test('what a person was told is done, and is nowhere, is dropped', () => {
  const cancel: Press = { is: 'cancel', by: 'm.okafor', at: at(5), run: runId('run-1'), reply: heard }
  const link: Press = { is: 'link', by: 'm.okafor', at: at(5), name: 'link-1', reply: heard }
  const lost: Press = { ...presses[0]!, reply: { ...heard, result: ok({ run: runId('run-9') }) } } // the first is a start
  expect(found({ presses: [...presses, cancel, link, lost] })).toEqual(['dropped', 'dropped', 'dropped'])
})

test('a temporary file that stays is found, and an end that a reader never saw', () => {
  expect(found({ files: ['[datastore1] work/a.1234abcd.andon-upload'] })).toEqual(['leftBehind'])
  expect(found({ ended: 'failed' })).toEqual(['notDelivered'])
})
