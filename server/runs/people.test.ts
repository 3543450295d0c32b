import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { VmQuestion } from '@/lib/vsphere/question'
import { comparable } from '@/lib/vsphere/same-question'
import { WireError } from '../vsphere/errors'
import {
  keyOf,
  kinds,
  openBench,
  otherPerson,
  outcomeOf,
  person,
  serial,
  stepOf,
  taskOf,
  type Bench,
} from './testing/run-rig'
import { fault } from './testing/scripted-inventory'
import { deferred, settled } from './testing/turned-clock'

let bench: Bench
afterEach(() => bench.close())

describe('people who answer', () => {
  beforeEach(async () => {
    bench = await openBench({ autoAnswer: false })
  })

  test('two operators at once: one answer is sent, the second is told who was first, and when', async () => {
    const question = serial()
    bench.host.ask('12', question)
    const reply = deferred()
    bench.host.on.answerVm = () => reply.promise
    const first = bench.answer(question, '0', otherPerson)
    const second = bench.answer(question, '1', person)
    await settled()
    reply.resolve()
    expect(await first).toEqual({ ok: true, value: null })
    expect(await second).toMatchObject({
      ok: false,
      error: {
        code: 'already-answered',
        sentence: "Already answered 'Append' by a.haddad.",
        at: new Date(bench.clock.now()).toISOString(),
      },
    })
    expect(bench.answersSent()).toEqual([`answerVm 12 ${question.id} 0`])
    bench.host.ask('12', undefined)
    expect(await bench.answer(question, '1', person)).toMatchObject({
      ok: false,
      error: { code: 'already-answered' },
    })
  })

  test('an answer to a task that was not started here is in the journal under the person’s name', async () => {
    const question = serial()
    bench.host.ask('12', question)
    await bench.answer(question, '1', person)
    const { notes } = await bench.store.journal.readHistory({})
    expect(notes).toMatchObject([
      { by: 'm.okafor', content: { event: { kind: 'answered', choice: { key: '1' } }, vmName: 'build|agent "7"' } },
      { by: 'Andon', content: { event: { kind: 'question-noted', origin: 'no task' } } },
    ])
    expect(bench.log.filter((line) => line !== 'journal question-noted')).toEqual([
      'call readQuestion',
      'journal answer-sent',
      'call answerVm',
      'journal answered',
    ])
  })

  test('an answer that is not offered, or to a question that is not asked, is not sent', async () => {
    const question = serial()
    const code = async (key: string, choice: string) => {
      const press = { choice, seen: comparable(question), confirmed: true } as const
      const result = await bench.runs.answer(key as ReturnType<typeof keyOf>, press, person) // as a browser may send it
      return result.ok ? 'ok' : result.error.code
    }
    expect(await code(keyOf(question), '0')).toBe('no-such-question')
    bench.host.ask('12', question)
    expect(await code(keyOf(question), '7')).toBe('no-such-choice')
    expect(await code(keyOf(serial()), '0')).toBe('no-such-question')
    expect(await code('c9/12/1', '0')).toBe('no-connection')
    expect(await code('%', '0')).toBe('no-such-question')
    expect(bench.answersSent()).toEqual([])
  })

  describe('the host changes what it asks under the same id while a card is open', () => {
    const append = serial({ id: '_vmx1' })
    const changed: VmQuestion = {
      ...append,
      text: 'msg.disk.duplicateuuid:Two disks have the same UUID. Continue?',
      messages: [{ id: 'msg.disk.duplicateuuid', args: [] }],
      choices: [
        { key: '0', label: 'button.yes', summary: 'Yes' },
        { key: '1', label: 'button.no', summary: 'No' },
      ],
    }
    const refusal = {
      ok: false,
      error: {
        code: 'question-changed',
        sentence: expect.stringContaining('The host asks now: Two disks have the same UUID. Continue?'),
        wayOut: "Answer the one that is asked now: 'Yes', 'No'.",
      },
    }

    test('and the stream has told so: the press is refused, and nothing is sent', async () => {
      bench.host.ask('12', append)
      bench.host.ask('12', changed)
      expect(await bench.answer(append, '0', person)).toMatchObject(refusal)
      expect(bench.answersSent()).toEqual([])
      expect(await bench.answer(changed, '0', person)).toEqual({ ok: true, value: null })
    })

    test('and the stream has not told it yet: what is asked is read again before anything is sent', async () => {
      bench.host.ask('12', append)
      bench.host.on.readQuestion = async () => changed
      expect(await bench.answer(append, '0', person)).toMatchObject(refusal)
      expect(bench.answersSent()).toEqual([])
    })

    test('and what is asked cannot be read: nothing is sent', async () => {
      bench.host.ask('12', append)
      bench.host.on.readQuestion = () => Promise.reject(new WireError('timed-out', 'no reply'))
      expect(await bench.answer(append, '0', person)).toMatchObject({ ok: false, error: { code: 'question-unread' } })
      expect(bench.answersSent()).toEqual([])
    })

    test('but for a figure in its text: that is the same question', async () => {
      const counted = (free: number) => ({ ...append, text: `No space: ${free} MB free.` })
      bench.host.ask('12', counted(1084))
      expect(await bench.answer(counted(1085), '0', person)).toEqual({ ok: true, value: null })
    })
  })

  test('an answer by which something is lost is not taken without having been confirmed, whoever asks for it', async () => {
    const question = serial()
    bench.host.ask('12', question)
    const press = { choice: '1', seen: comparable(question) }
    expect(await bench.runs.answer(keyOf(question), press, person)).toMatchObject({
      ok: false,
      error: { code: 'needs-confirmation', sentence: expect.stringContaining('This cannot be undone.') },
    })
    expect(bench.answersSent()).toEqual([])
    expect(await bench.runs.answer(keyOf(question), { ...press, confirmed: true }, person)).toEqual({
      ok: true,
      value: null,
    })
  })

  test('what the host says to a person’s answer comes back as a sentence', async () => {
    const said = async (error: unknown, gone: boolean) => {
      const question = serial()
      bench.host.ask('12', question)
      bench.host.on.answerVm = () => {
        if (gone) bench.host.ask('12', undefined)
        return Promise.reject(error)
      }
      const result = await bench.answer(question, '0', person)
      return result.ok ? 'ok' : result.error.sentence
    }
    expect(await said(fault('ConcurrentAccess'), true)).toBe(
      'This answer was not taken. The host says that another answer came first. Whose is not known.',
    )
    expect(await said(fault('NoPermission', 'Permission denied.'), false)).toBe(
      'The host did not take the answer: Permission denied.',
    )
    expect(await said(new WireError('timed-out', 'no reply'), false)).toMatch(/did not say whether it took it/)
  })

  test('an answer that failed can be given again', async () => {
    const question = serial()
    bench.host.ask('12', question)
    bench.host.on.answerVm = () => Promise.reject(new WireError('timed-out', 'no reply'))
    expect((await bench.answer(question, '0', person)).ok).toBe(false)
    delete bench.host.on.answerVm
    expect((await bench.answer(question, '0', person)).ok).toBe(true)
  })

  test('a question that comes back under the id of one that was answered can be answered', async () => {
    const question = serial({ id: '_vmx1' })
    bench.host.ask('12', question)
    await bench.answer(question, '2', person)
    bench.host.ask('12', undefined)
    await bench.clock.pass(60_000)
    bench.host.ask('12', question)
    expect((await bench.answer(question, '0', otherPerson)).ok).toBe(true)
    expect(bench.answersSent()).toHaveLength(2)
  })

  test('what was sent is remembered for an hour, whatever became of it', async () => {
    const question = serial()
    bench.host.ask('12', question)
    bench.host.on.answerVm = () => Promise.reject(fault('NoPermission'))
    await bench.answer(question, '0', person)
    await bench.clock.pass(59 * 60_000)
    const state = () => bench.hub.get('questions', keyOf(question))?.state
    expect(state()).toMatchObject({ at: 'waiting', why: { why: 'person-failed', by: 'm.okafor' } })
    await bench.clock.pass(60_000)
    expect(state()).toMatchObject({ at: 'waiting', why: { why: 'no-task' } })
  })

  test.each([
    ['fails', fault('NoPermission', 'Permission denied.')],
    ['is never confirmed', new WireError('timed-out', 'no reply')],
  ])(
    'a person’s answer that %s after the run’s cancel failed leaves the run blocked, not running',
    async (_, error) => {
      const run = await bench.begin()
      bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true })
      const [cancel, reply] = [deferred(), deferred()]
      bench.host.on.cancelTask = () => cancel.promise
      bench.host.on.answerVm = () => reply.promise
      const question = serial()
      bench.host.ask('12', question)
      await settled()
      const press = bench.answer(question, '0', person)
      await settled()
      cancel.reject(fault('NotSupported'))
      await settled()
      reply.reject(error)
      expect((await press).ok).toBe(false)
      expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'left-blocked', because: 'cancel-refused' })
    },
  )

  test('a person is faster than auto-answer: the run says who', async () => {
    await bench.close()
    bench = await openBench({ autoAnswer: true })
    const run = await bench.begin()
    const question = serial()
    const reply = deferred()
    bench.host.on.answerVm = () => reply.promise
    bench.host.ask('12', question)
    const press = bench.answer(question, '1', person)
    await settled()
    reply.resolve()
    await settled()
    expect((await press).ok).toBe(true)
    expect(bench.answersSent()).toEqual([`answerVm 12 ${question.id} 1`])
    const after = await bench.see(run)
    expect(stepOf(after, 'answered')?.actor).toEqual(person)
    expect(kinds(after).filter((kind) => kind === 'answered')).toHaveLength(1)
  })

  test('without contact nothing is sent, and that is what is said', async () => {
    const question = serial()
    bench.host.ask('12', question)
    bench.host.putTask({ moid: 'task-7', vm: '12', cancelable: true })
    bench.host.contact({ at: 'lost', since: '', reason: 'timed out' })
    const said = {
      ok: false,
      error: { code: 'no-contact', sentence: 'No contact with esx-edge-07. Nothing was sent.' },
    }
    expect(await bench.answer(question, '0', person)).toMatchObject(said)
    expect(await bench.runs.cancelTask(taskOf('task-7'), person)).toMatchObject(said)
    expect(bench.log).toEqual([])
  })
})
