import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kinds, openBench, outcomeOf, person, serial, stepOf, vm, type Bench } from './testing/run-rig'
import { deferred, settled } from './testing/turned-clock'

let bench: Bench
beforeEach(async () => {
  bench = await openBench({ autoAnswer: true })
})
afterEach(() => bench.close())

const end = (state: 'success' | 'error' = 'success') => bench.host.putTask({ moid: 'task-1', vm: '12', state })

describe('the process starts again', () => {
  test('a run whose task is on attaches to it, answers its questions and ends', async () => {
    const run = await bench.begin()
    await bench.restart()
    bench.host.ask('12', serial())
    await settled()
    expect(bench.answersSent()).toHaveLength(1)
    bench.host.ask('12', undefined)
    end()
    const after = await bench.see(run)
    expect(outcomeOf(after)).toEqual({ kind: 'succeeded' })
    expect(kinds(after)).toEqual([
      'requested',
      'checked',
      'start-sent',
      'started',
      'contact-lost',
      'contact-back',
      'question-raised',
      'answer-sent',
      'answered',
      'ended',
    ])
  })

  test('a question that was raised before is dealt with once', async () => {
    bench.host.on.answerVm = () => new Promise(() => undefined)
    const run = await bench.begin()
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    delete bench.host.on.answerVm
    await bench.restart()
    await settled()
    const after = await bench.see(run)
    expect(kinds(after).filter((kind) => kind === 'question-raised')).toHaveLength(1)
    expect(kinds(after).at(-1)).toBe('answered')
    expect(bench.answersSent()).toHaveLength(2)
  })

  test.each(['auto-answer', 'a person'])('what %s answered, and is told still, is not answered again', async (who) => {
    if (who === 'a person') bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const run = await bench.begin()
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    if (who === 'a person') await bench.answer(question, '0', person)
    bench.policy = { autoAnswer: true, setBy: 'r.nakamura' }
    await bench.restart()
    await bench.clock.pass(15_000)
    const after = await bench.see(run)
    expect(bench.answersSent()).toHaveLength(1)
    expect(kinds(after).filter((kind) => kind === 'question-raised')).toHaveLength(1)
    expect(await bench.card(question)).toMatchObject({ state: { at: 'answered' } })
    bench.host.ask('12', undefined)
    bench.host.ask('12', serial())
    await settled()
    expect(kinds(await bench.see(run)).slice(-2)).toEqual(
      who === 'a person' ? ['answered', 'question-raised'] : ['answer-sent', 'answered'],
    )
  })

  test('automatic answers of the life before count', async () => {
    const text = 'msg.hbacommon.outofspace:No space. Retry?'
    const run = await bench.begin()
    for (let n = 0; n < 2; n++) {
      bench.host.ask('12', serial({ text }))
      await settled()
    }
    bench.host.ask('12', undefined)
    await bench.restart()
    for (let n = 0; n < 2; n++) {
      bench.host.ask('12', serial({ text }))
      await settled()
    }
    expect(bench.answersSent()).toHaveLength(3)
    expect(stepOf(await bench.see(run), 'not-answered')?.event).toMatchObject({ because: 'came-back-three-times' })
  })

  test('a left-blocked run goes on following', async () => {
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const run = await bench.begin()
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    await bench.restart()
    expect((await bench.answer(question, '0', person)).ok).toBe(true)
    bench.host.ask('12', undefined)
    end()
    const after = await bench.see(run)
    expect(kinds(after).slice(-4)).toEqual(['ended', 'answer-sent', 'answered', 'task-ended'])
    expect(await bench.recorded(run)).toEqual(after)
  })

  test('a task that the host has forgotten in the meantime is lost', async () => {
    const run = await bench.begin()
    await bench.restart()
    bench.host.report('task-1', { kind: 'task-gone' })
    expect(outcomeOf(await bench.see(run))).toMatchObject({ kind: 'lost' })
  })

  test('without contact, the run waits for it: the host can tell later', async () => {
    const run = await bench.begin()
    const tasks = bench.host.tasks as Map<unknown, unknown> // emptied so that nothing is reported
    tasks.clear()
    await bench.restart()
    await bench.clock.pass(60 * 60_000)
    expect(outcomeOf(await bench.see(run))).toBeUndefined()
    bench.host.report('task-1', { kind: 'contact-back' })
    end()
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
  })

  test('stopped while it answered the question that was there before: still asked, it is answered again', async () => {
    bench.host.ask('12', serial())
    bench.host.on.answerVm = () => new Promise(() => undefined)
    const run = await bench.begin()
    expect(kinds(run)).toEqual(['requested', 'checked', 'answer-sent'])
    delete bench.host.on.answerVm
    await bench.restart()
    await bench.clock.pass(2_000)
    const after = await bench.see(run)
    expect(kinds(after).slice(-4)).toEqual(['answer-unconfirmed', 'answer-sent', 'answered', 'ended'])
    expect(outcomeOf(after)).toEqual({ kind: 'answered-earlier' })
    expect(bench.host.calls.filter((call) => call.startsWith('startTask'))).toEqual([])
  })

  test('stopped while it answered the question that was there before: gone, it was probably that answer', async () => {
    bench.host.ask('12', serial())
    bench.host.on.answerVm = () => new Promise(() => undefined)
    const run = await bench.begin()
    bench.host.ask('12', undefined)
    await bench.restart()
    await bench.clock.pass(2_000)
    const after = await bench.see(run)
    expect(stepOf(after, 'question-gone')?.event).toMatchObject({ known: 'own-answer-probable' })
    expect(outcomeOf(after)).toEqual({ kind: 'answered-earlier' })
    expect(bench.answersSent()).toHaveLength(1)
  })

  test('a run that is asked for while Andon stops is not begun', async () => {
    const written = deferred()
    bench.journal.openRun = async (opening) => {
      const opened = await bench.store.journal.openRun(opening)
      await written.promise
      return opened
    }
    const press = bench.runs.start(vm, { verb: 'powerOn' }, person)
    await settled()
    const closed = bench.runs.close()
    written.resolve()
    await closed
    expect(await press).toMatchObject({ ok: false, error: { code: 'stopping' } })
    await settled()
    expect(bench.host.calls).toEqual([])
    await bench.restart()
    expect(bench.shown()).toMatchObject([{ state: { outcome: { kind: 'refused' } } }])
  })

  test('a run that had only been asked for goes on', async () => {
    bench.host.on.readBeforeRun = () => new Promise(() => undefined)
    const run = await bench.begin()
    delete bench.host.on.readBeforeRun
    await bench.restart()
    expect(kinds(await bench.see(run)).slice(-2)).toEqual(['start-sent', 'started'])
    expect(bench.host.calls.filter((call) => call.startsWith('startTask'))).toHaveLength(1)
  })

  test('auto-answer off: a person’s answer that nobody confirmed is not given again by the console itself', async () => {
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true })
    bench.host.on.cancelTask = () => new Promise(() => undefined)
    bench.host.on.answerVm = () => new Promise(() => undefined)
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    void bench.answer(question, '1', person)
    await settled()
    await bench.restart()
    expect(bench.answersSent()).toEqual([`answerVm 12 ${question.id} 1`])
    await bench.clock.pass(30_000)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'left-blocked', because: 'cancel-unanswered' })
  })

  test('a guest shutdown is watched again', async () => {
    bench.host.putVm({ moid: '12', powerState: 'poweredOn', toolsRunning: true })
    bench.host.on.startTask = async () => ({ kind: 'no-task' })
    const run = await bench.begin({ verb: 'shutdownGuest' })
    await bench.restart()
    bench.host.putVm({ moid: '12', powerState: 'poweredOff' })
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
  })

  test('a cancel that was taken keeps its end in sight', async () => {
    bench.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    const run = await bench.begin()
    bench.host.putTask({ moid: 'task-1', vm: '12', cancelable: true })
    bench.host.ask('12', serial())
    await settled()
    await bench.restart()
    expect(bench.host.calls.filter((call) => call.startsWith('cancelTask'))).toHaveLength(1)
    await bench.clock.pass(30_000)
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'left-blocked', because: 'cancel-without-effect' })
  })
})
