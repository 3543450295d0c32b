import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { kinds, openBench, outcomeOf, serial, type Bench } from './testing/run-rig'
import { fault } from './testing/scripted-inventory'
import { settled } from './testing/turned-clock'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

/** What is done while a check, and then a start, is on its way. The task that is started is not told of before `tellTask`. */
function onTheWay({ isNew = true, whileChecked = () => {}, whileStarted = () => {} }) {
  const { host } = bench
  const view = host.putVm({ moid: '12' })
  host.on.readBeforeRun = async () => ({ view, unfinishedTasks: [], ...(isNew ? { tellsOnlyNew: true as const } : {}) })
  const { journal } = bench
  bench.journal = {
    ...bench.journal,
    append: (entry, ...rest) => {
      if (entry.event.kind === 'checked') whileChecked()
      return journal.append(entry, ...rest)
    },
  }
  host.on.startTask = async () => {
    whileStarted()
    return { kind: 'task', task: moRef('Task', 'task-1') }
  }
}

const tellTask = (changes = {}) => bench.host.putTask({ moid: 'task-1', vm: '12', ...changes })

describe('a question that comes before the host has told of the task that was started', () => {
  test('is the run’s where the check knew that whatever is asked from then on is new', async () => {
    onTheWay({ whileStarted: () => bench.host.ask('12', serial()) })
    const run = await bench.begin()
    expect(bench.answersSent()).toHaveLength(1)
    tellTask({ progress: 40 })
    await settled()
    bench.host.ask('12', undefined)
    tellTask({ state: 'success' })
    const after = await bench.see(run)
    expect(kinds(after)).toEqual([
      'requested',
      'checked',
      'start-sent',
      'started',
      'question-raised',
      'answer-sent',
      'answered',
      'progress',
      'ended',
    ])
    expect(outcomeOf(after)).toEqual({ kind: 'succeeded' })
    expect(bench.answersSent()).toHaveLength(1)
  })

  test('waits for the task where the check did not know that', async () => {
    onTheWay({ isNew: false, whileStarted: () => bench.host.ask('12', serial()) })
    await bench.begin()
    expect(bench.answersSent()).toEqual([])
    tellTask()
    await settled()
    expect(bench.answersSent()).toHaveLength(1)
  })

  test('waits for the task when it was told between the check and the start, as one of somebody else’s task is', async () => {
    onTheWay({ whileChecked: () => bench.host.ask('12', serial()) })
    await bench.begin()
    expect(bench.answersSent()).toEqual([])
    tellTask()
    await settled()
    expect(bench.answersSent()).toHaveLength(1)
  })

  test('is none of a run whose start the host refuses', async () => {
    onTheWay({
      whileStarted: () => {
        bench.host.ask('12', serial())
        throw fault('TaskInProgress')
      },
    })
    const run = await bench.begin()
    expect(outcomeOf(await bench.see(run))).toMatchObject({ kind: 'failed' })
    expect(bench.answersSent()).toEqual([])
  })

  test.each([true, false])('is none of a run whose task is told as failed together with it: %s', async (isNew) => {
    onTheWay({
      isNew,
      whileStarted() {
        bench.host.ask('12', serial())
        tellTask({ state: 'error', fault: { type: 'TaskInProgress', message: '', chain: [] } })
      },
    })
    const run = await bench.begin()
    const after = await bench.see(run)
    expect(kinds(after)).toEqual(['requested', 'checked', 'start-sent', 'started', 'ended'])
    expect(outcomeOf(after)).toMatchObject({ kind: 'failed', fault: { type: 'TaskInProgress' } })
    expect(bench.answersSent()).toEqual([])
  })

  test('waits for the task when contact was lost since the check, even if it is back', async () => {
    onTheWay({
      whileChecked() {
        bench.host.contact({ at: 'lost', since: '2026-11-22T14:00:00.000Z', reason: 'cut' })
        bench.host.contact({ at: 'live', since: '2026-11-22T14:00:01.000Z', lastAnswerAt: '2026-11-22T14:00:01.000Z' })
      },
      whileStarted: () => bench.host.ask('12', serial()),
    })
    await bench.begin()
    expect(bench.answersSent()).toEqual([])
    tellTask()
    await settled()
    expect(bench.answersSent()).toHaveLength(1)
  })

  test('with auto-answer off is the run’s error, and the task is cancelled as soon as it says that it can be', async () => {
    bench.policy = { ...bench.policy, autoAnswer: false }
    onTheWay({ whileStarted: () => bench.host.ask('12', serial()) })
    const run = await bench.begin()
    const cancels = () => bench.host.calls.filter((call) => call.startsWith('cancelTask'))
    expect(cancels()).toEqual([])
    expect(kinds(await bench.see(run)).at(-1)).toBe('question-raised')
    tellTask({ cancelable: true })
    await settled()
    expect(cancels()).toEqual(['cancelTask task-1'])
    expect(bench.answersSent()).toEqual([])
  })
})
