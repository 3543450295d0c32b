/**
 * The journal knew only the questions of our own runs. A question of somebody else's task, or of none, that nobody
 * answered from here left no trace: what was asked, since when, and how it went.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StepEvent } from '@/lib/runs/run'
import { moRef } from '@/lib/vsphere/ids'
import { appendedOf } from '../journal/entry'
import type { JournalTables } from '../journal/tables'
import { WireError } from '../vsphere/errors'
import { keyOf, kinds, openBench, person, serial, type Bench } from './testing/run-rig'
import { deferred, settled } from './testing/turned-clock'

let bench: Bench
beforeEach(async () => {
  bench = await openBench({ autoAnswer: false })
})
afterEach(() => bench.close())

/** Steps of the journal that belong to no run, oldest first. */
async function alone(): Promise<StepEvent[]> {
  await settled()
  const rows = await bench.store.tables<JournalTables>().selectFrom('journal').selectAll().orderBy('seq').execute()
  return rows.flatMap((row) => {
    const appended = appendedOf(row)
    return appended?.is === 'alone' ? [appended.step.event] : []
  })
}
const told = async () =>
  (await alone()).map((event) => [event.kind, 'known' in event ? event.known : ''].join(' ').trim())
const lose = () => bench.host.contact({ at: 'lost', since: '', reason: 'cut' })
const comeBack = () => bench.host.contact({ at: 'live', since: '', lastAnswerAt: '' })

describe('a question that no run of ours has to deal with', () => {
  test('is written once: what is asked, of which VM, whose it is, since when; and how it went', async () => {
    bench.host.putTask({ moid: 'task-9', vm: '12' })
    const question = serial()
    bench.host.ask('12', question)
    bench.host.ask('12', question)
    bench.host.ask('12', undefined)
    const [noted, gone] = await alone()
    expect(noted).toEqual({
      kind: 'question-noted',
      question: {
        key: keyOf(question),
        text: 'Serial port output file "/a/serial0.log" already exists.',
        messageId: 'msg.serial.file.open',
        choices: question.choices,
        defaultIndex: 0,
      },
      origin: 'foreign task',
      raisedAt: new Date(bench.clock.now()).toISOString(),
    })
    expect(gone).toEqual({ kind: 'question-gone', question: keyOf(question), known: 'unknown' })
    const { notes } = await bench.store.journal.readHistory({ text: 'serial0' })
    const content = { event: { kind: 'question-noted' }, vmName: 'build|agent "7"' }
    expect(notes).toMatchObject([{ by: 'Andon', connection: 'c1', vm: 'c1/12', content }])
  })

  test('and no task at all says so', async () => {
    bench.host.ask('12', serial())
    expect(await alone()).toMatchObject([{ kind: 'question-noted', origin: 'no task' }])
  })

  test('is not written again when contact was lost, nor when Andon starts again', async () => {
    bench.host.ask('12', serial())
    lose()
    comeBack()
    await bench.restart()
    await bench.restart()
    expect(await told()).toEqual(['question-noted'])
  })

  test('went while there was no contact, or while Andon was stopped: how is not known, and the gap is shown', async () => {
    bench.host.ask('12', serial())
    await settled()
    lose()
    await bench.clock.pass(20_000)
    bench.host.ask('12', undefined)
    comeBack()
    expect(await told()).toEqual(['question-noted', 'question-gone not-watched', 'not-watched'])
    bench.host.ask('12', serial())
    await settled()
    const stopped = bench.clock.now()
    await bench.clock.pass(60_000)
    await bench.restart(() => bench.host.ask('12', undefined))
    const events = await alone()
    expect(events.slice(-2)).toEqual([
      { kind: 'question-gone', question: expect.anything(), known: 'not-watched' },
      {
        kind: 'not-watched',
        from: new Date(stopped).toISOString(),
        to: new Date(bench.clock.now()).toISOString(),
        because: 'andon-stopped',
      },
    ])
  })

  test('goes with its VM', async () => {
    bench.host.ask('12', serial())
    bench.host.dropVm('12')
    expect(await told()).toEqual(['question-noted', 'question-gone vm-gone'])
  })

  test('is another one when the host changes it under the same id, but for a figure', async () => {
    const question = serial({ text: 'No space: 1085 MB free.' })
    bench.host.ask('12', question)
    bench.host.ask('12', { ...question, text: 'No space: 1084 MB free.' })
    bench.host.ask('12', { ...question, text: 'Delete it?' })
    expect(await told()).toEqual(['question-noted', 'question-gone changed', 'question-noted'])
  })

  test.each([
    ['is still asked', (): void => {}, [], 'question-gone own-answer-probable'],
    ['went meanwhile', () => bench.host.ask('12', undefined), ['question-gone own-answer-probable'], undefined],
  ])('answered when Andon was stopped before the reply: it %s', async (_what, meanwhile, then, atLast) => {
    bench.host.ask('12', serial())
    bench.host.on.answerVm = () => new Promise(() => undefined)
    await settled()
    const [question] = [...bench.host.questions.values()]
    if (!question) throw new Error('it asks')
    void bench.answer(question.question, '0', person)
    await settled()
    await bench.restart(meanwhile)
    const sent = ['question-noted', 'answer-sent', 'answer-unconfirmed']
    expect(await told()).toEqual([...sent, ...then])
    expect((await alone()).at(2)).toMatchObject({ reason: 'Andon was stopped before the host replied.' })
    const { notes } = await bench.store.journal.readHistory({ text: 'build' })
    expect(notes.map(({ by, content }) => [by, content.kind === 'event' && content.event.kind])).toContainEqual([
      'm.okafor',
      'answer-unconfirmed',
    ])
    await bench.restart()
    bench.host.ask('12', undefined)
    expect(await told()).toEqual([...sent, ...then, ...(atLast === undefined ? [] : [atLast])])
  })

  test.each([
    ['was taken', () => Promise.resolve(), ['question-noted', 'answer-sent', 'answered']],
    [
      'had no reply',
      () => Promise.reject(new WireError('connection-cut', 'cut')),
      ['question-noted', 'answer-sent', 'question-gone own-answer-probable'],
    ],
  ])('answered from here, which %s, went because of that', async (_what, reply, expected) => {
    const question = serial()
    bench.host.ask('12', question)
    bench.host.on.answerVm = () => {
      bench.host.ask('12', undefined)
      return reply()
    }
    await bench.answer(question, '0', person)
    expect(await told()).toEqual(expected)
  })
})

describe('a question of a run of ours', () => {
  test('is in the run, and nowhere else', async () => {
    const run = await bench.begin()
    bench.host.ask('12', serial())
    await settled()
    bench.host.ask('12', undefined)
    const after = await bench.see(run)
    expect(kinds(after).filter((kind) => kind.startsWith('question'))).toEqual(['question-raised', 'question-gone'])
    expect(await told()).toEqual([])
  })

  test('that is there before the reply to the start is', async () => {
    const reply = deferred()
    bench.host.on.startTask = async () => {
      bench.host.putTask({ moid: 'task-1', vm: '12' })
      bench.host.ask('12', serial())
      await reply.promise
      return { kind: 'task', task: moRef('Task', 'task-1') }
    }
    const run = await bench.begin()
    expect(await told()).toEqual([])
    reply.resolve()
    expect(kinds(await bench.see(run))).toContain('question-raised')
    expect(await told()).toEqual([])
  })

  test('that stays when the run is over says here how it went', async () => {
    await bench.begin()
    bench.host.ask('12', serial())
    await settled()
    bench.host.report('task-1', { kind: 'task-gone' })
    await settled()
    bench.host.ask('12', undefined)
    expect(await told()).toEqual(['question-gone unknown'])
  })
})
