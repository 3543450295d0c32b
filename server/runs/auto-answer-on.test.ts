import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { kinds, openBench, outcomeOf, serial, stepOf, withoutDefault, type Bench } from './testing/run-rig'
import { settled } from './testing/turned-clock'

let bench: Bench
afterEach(() => bench.close())

describe('auto-answer on', () => {
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: true })
  })

  test('a question is answered with the default, and the task goes on to its end', async () => {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', progress: 47 })
    const question = serial({ defaultIndex: 1 })
    bench.host.ask('12', question)
    await settled()
    bench.host.ask('12', undefined)
    bench.endTask('success')
    const after = await bench.see(run)
    expect(bench.answersSent()).toEqual([`answerVm 12 ${question.id} 1`])
    expect(kinds(after)).toEqual([
      'requested',
      'checked',
      'start-sent',
      'started',
      'progress',
      'question-raised',
      'answer-sent',
      'answered',
      'ended',
    ])
    expect(stepOf(after, 'answered')).toMatchObject({
      actor: { kind: 'autoAnswer', setBy: 'r.nakamura' },
      event: { isDefault: true, choice: { key: '1' } },
    })
    expect(outcomeOf(after)).toEqual({ kind: 'succeeded' })
    expect(after.error).toBeUndefined()
    expect(bench.host.followers('task-1')).toBe(0)
  })

  test('a question that is there before the task is reported is not missed', async () => {
    bench.host.on.startTask = async () => {
      bench.host.ask('12', serial())
      bench.host.putTask({ moid: 'task-1', vm: '12' })
      return { kind: 'task', task: moRef('Task', 'task-1') }
    }
    const run = await bench.begin()
    expect(kinds(run).slice(-3)).toEqual(['question-raised', 'answer-sent', 'answered'])
  })

  test('several questions in one task are all answered', async () => {
    const run = await bench.begin()
    for (const n of [0, 1, 2, 3, 4]) {
      bench.host.ask('12', serial({ text: `File 'serial${n}.log' exists.`, messages: [] }))
      await settled()
    }
    expect(bench.answersSent()).toHaveLength(5)
    bench.host.ask('12', undefined)
    bench.endTask('success')
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
  })

  test('the same question again after three automatic answers is left to a person; the run is left blocked', async () => {
    const run = await bench.begin()
    for (let n = 0; n < 4; n++) {
      bench.host.ask('12', serial({ text: 'msg.hbacommon.outofspace:No space. Retry?' }))
      await settled()
    }
    const after = await bench.see(run)
    expect(bench.answersSent()).toHaveLength(3)
    expect(stepOf(after, 'not-answered')?.event).toMatchObject({ because: 'came-back-three-times' })
    expect(outcomeOf(after)).toEqual({ kind: 'left-blocked', because: 'not-cancelable' })
    expect(after.error).toMatchObject({ kind: 'question', question: { text: 'No space. Retry?' } })
    // Another question of the same task is another matter.
    bench.host.ask('12', serial({ text: 'Append?', messages: [] }))
    await settled()
    expect(bench.answersSent()).toHaveLength(4)
  })

  test.each([
    ['its id is new each time', () => serial()],
    ['its id stays', () => serial({ id: '_vmx7' })],
  ])('a figure in its text does not make it another question; %s', async (_name, make) => {
    const run = await bench.begin()
    for (let free = 1085; free > 1075; free--) {
      bench.host.ask('12', { ...make(), text: `msg.hbacommon.outofspace:No space: ${free} MB free. Retry?` })
      await settled()
      bench.host.ask('12', undefined)
      await bench.clock.pass(50)
    }
    expect(bench.answersSent()).toHaveLength(3)
    expect(stepOf(await bench.see(run), 'not-answered')?.event).toMatchObject({ because: 'came-back-three-times' })
  })

  test('whatever a host asks, a run does not answer for ever', async () => {
    const run = await bench.begin()
    const ask = async (text: string) => {
      bench.host.ask('12', serial({ text, messages: [] }))
      await settled()
    }
    for (let n = 0; n < 12; n++) await ask(`File 'serial${n}.log' exists.`)
    expect(bench.answersSent()).toHaveLength(8)
    expect(stepOf(await bench.see(run), 'not-answered')?.event).toMatchObject({ because: 'too-many-answers' })
    for (const word of 'abcdefghijklmnopqrstuvwxyz') await ask(`Do you want ${word}?`)
    expect(bench.answersSent()).toHaveLength(20)
  })

  test('another question under the id of the old one is another question', async () => {
    const run = await bench.begin()
    const first = withoutDefault({ id: '_vmx7' })
    bench.host.ask('12', first)
    await settled()
    bench.host.ask('12', serial({ id: '_vmx7', text: 'Something else?', messages: [] }))
    await settled()
    const after = await bench.see(run)
    expect(stepOf(after, 'question-gone')?.event).toMatchObject({ known: 'changed' })
    expect(kinds(after).slice(-3)).toEqual(['question-raised', 'answer-sent', 'answered'])
    expect(bench.answersSent()).toHaveLength(1)
  })

  test.each([
    ['no-default', withoutDefault()],
    ['no-choices', serial({ choices: [] })],
  ])('%s: nothing to give, so the task is cancelled where that is possible', async (because, question) => {
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true })
    bench.host.ask('12', question)
    await settled()
    const after = await bench.see(run)
    expect(stepOf(after, 'not-answered')?.event).toMatchObject({ because })
    expect(stepOf(after, 'cancel-sent')?.event).toMatchObject({ because: 'question-left' })
    bench.host.ask('12', undefined)
    bench.endTask('error')
    const over = await bench.see(run)
    expect(outcomeOf(over)).toMatchObject({ kind: 'cancelled', by: { kind: 'autoAnswer' } })
    expect(over.error).toMatchObject({ kind: 'question' })
    expect(bench.answersSent()).toEqual([])
  })

  test('a default that the host marked and does not offer is no default', async () => {
    const run = await bench.begin()
    bench.host.ask('12', serial({ defaultIndex: 9 }))
    expect(stepOf(await bench.see(run), 'not-answered')?.event).toMatchObject({ because: 'no-default' })
  })
})
