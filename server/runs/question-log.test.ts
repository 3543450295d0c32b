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
/** By then a host's lists have been read again, and its events. */
const settle = () => bench.clock.pass(10_000)
const told = async () =>
  (await alone()).map((event) => [event.kind, 'known' in event ? event.known : ''].join(' ').trim())
const toldOfQuestions = async () => (await told()).filter((line) => line.startsWith('question'))
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
    await settle()
    expect(await alone()).toMatchObject([{ kind: 'question-noted', origin: 'no task' }])
  })

  test('is not said to have no task before the list of tasks has been read again', async () => {
    bench.host.ask('12', serial())
    await bench.clock.pass(5_000)
    expect(await told()).toEqual([])
    bench.host.putTask({ moid: 'task-9', vm: '12' })
    await settle()
    expect(await alone()).toMatchObject([{ kind: 'question-noted', origin: 'foreign task' }])
  })

  test('and that went before that was known is written all the same', async () => {
    bench.host.ask('12', serial())
    bench.host.ask('12', undefined)
    expect(await told()).toEqual(['question-noted', 'question-gone unknown'])
  })

  test('that was there before us was raised when the events say', async () => {
    const question = serial()
    await bench.restart(() => bench.host.ask('12', question))
    bench.host.ask('12', question, '2026-11-22T11:00:00.000Z')
    await settle()
    expect(await alone()).toMatchObject([{ kind: 'question-noted', raisedAt: '2026-11-22T11:00:00.000Z' }])
  })

  test('keeps the name that its VM had when it was asked, and has the name of then when it goes', async () => {
    const names = async () =>
      (await bench.store.journal.readHistory({ limit: 2 })).notes.map(
        ({ content }) => 'vmName' in content && content.vmName,
      )
    bench.host.ask('12', serial())
    await settle()
    bench.host.putVm({ moid: '12', name: 'renamed' })
    bench.host.ask('12', undefined)
    await settled()
    expect(await names()).toEqual(['renamed', 'build|agent "7"'])
    bench.host.ask('12', serial())
    await settle()
    bench.host.dropVm('12')
    await settled()
    expect(await names()).toEqual(['renamed', 'renamed'])
  })

  test('whose VM is gone after a restart still has its name', async () => {
    bench.host.ask('12', serial())
    await settle()
    await bench.restart(() => bench.host.dropVm('12'))
    const { notes } = await bench.store.journal.readHistory({ limit: 2 })
    expect(notes).toContainEqual(
      expect.objectContaining({
        content: expect.objectContaining({
          vmName: 'build|agent "7"',
          event: expect.objectContaining({ kind: 'question-gone' }),
        }),
      }),
    )
  })

  test('is written once whoever tells of it, and however often', async () => {
    bench.host.ask('12', serial())
    bench.runs.watch(bench.host.asShown)
    bench.runs.watch(bench.host.asShown)
    lose()
    comeBack()
    await settle()
    await settle()
    bench.runs.watch(bench.host.asShown)
    expect(await told()).toEqual(['question-noted'])
  })

  test('is written when the journal can be written again', async () => {
    const { journal } = bench
    bench.journal = { ...journal, append: () => Promise.reject(new Error('database or disk is full')) }
    bench.host.ask('12', serial())
    await settle()
    bench.journal = journal
    bench.host.ask('12', undefined)
    expect(await told()).toEqual(['question-noted', 'question-gone unknown'])
  })

  test('of a connection that is removed is not said to have gone', async () => {
    bench.host.ask('12', serial())
    await settle()
    await bench.runs.dropConnection(bench.host.id)
    expect(await told()).toEqual(['question-noted', 'question-gone connection-removed'])
    await bench.restart()
    expect((await told()).filter((line) => line.startsWith('question-gone'))).toHaveLength(1)
  })

  test('is not written again when contact was lost, nor when Andon starts again', async () => {
    bench.host.ask('12', serial())
    await settle()
    lose()
    comeBack()
    await bench.restart()
    await settle()
    await bench.restart()
    await settle()
    expect(await toldOfQuestions()).toEqual(['question-noted'])
  })

  test('went while there was no contact, or while Andon was stopped: how is not known, and the gap is shown', async () => {
    bench.host.ask('12', serial())
    await settle()
    lose()
    await bench.clock.pass(20_000)
    bench.host.ask('12', undefined)
    comeBack()
    expect(await told()).toEqual(['question-noted', 'question-gone not-watched', 'not-watched'])
    bench.host.ask('12', serial())
    await settle()
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
    await settle()
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

  test('that came and went before the reply to the start was there is not lost', async () => {
    const reply = deferred()
    bench.host.on.startTask = async () => {
      bench.host.putTask({ moid: 'task-1', vm: '12' })
      bench.host.ask('12', serial())
      bench.host.ask('12', undefined)
      await reply.promise
      return { kind: 'task', task: moRef('Task', 'task-1') }
    }
    await bench.begin()
    expect(await told()).toEqual([])
    reply.resolve()
    expect(await alone()).toMatchObject([
      { kind: 'question-noted', origin: 'own run' },
      { kind: 'question-gone', known: 'unknown' },
    ])
  })

  test('that came and went meanwhile, and stands in the record of a run, is not written again', async () => {
    const reply = deferred()
    const question = serial()
    bench.host.on.startTask = async () => {
      bench.host.putTask({ moid: 'task-1', vm: '12' })
      bench.host.ask('12', question)
      await reply.promise
      return { kind: 'task', task: moRef('Task', 'task-1') }
    }
    const run = await bench.begin()
    await settled()
    const { choices } = question
    const asked = { key: keyOf(question), text: 'asked', choices }
    await bench.store.journal.append({
      actor: person,
      event: { kind: 'question-raised', question: asked },
      run: run.id,
    })
    bench.host.ask('12', undefined)
    reply.resolve()
    await settled()
    expect(await told()).toEqual([])
  })

  test('that stays when the run is over is not written again by a later life', async () => {
    await bench.begin()
    bench.host.ask('12', serial())
    await settled()
    bench.host.report('task-1', { kind: 'task-gone' })
    await settled()
    await bench.restart()
    await settle()
    expect(await toldOfQuestions()).toEqual([])
    bench.host.ask('12', undefined)
    expect(await toldOfQuestions()).toEqual(['question-gone unknown'])
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
