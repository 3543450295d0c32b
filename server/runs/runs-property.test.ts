import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunError, RunView } from '@/lib/runs/run'
import { moRef } from '@/lib/vsphere/ids'
import { WireError } from '../vsphere/errors'
import {
  openBench,
  otherPerson,
  outcomeOf,
  person,
  serial,
  taskOf,
  withoutDefault,
  type Bench,
} from './testing/run-rig'
import { fault } from './testing/scripted-inventory'
import { settled } from './testing/turned-clock'

/** What a host, the network, people and time may do, in any order. */
const event = fc.oneof(
  fc.record({ do: fc.constant('ask' as const), text: fc.constantFrom('A?', 'B?', 'Retry?'), hasDefault: fc.boolean() }),
  fc.record({ do: fc.constant('unask' as const) }),
  fc.record({
    do: fc.constant('progress' as const),
    percent: fc.integer({ min: 0, max: 100 }),
    cancelable: fc.boolean(),
  }),
  fc.record({
    do: fc.constantFrom('answers' as const, 'cancels' as const),
    as: fc.constantFrom('taken', 'ConcurrentAccess', 'InvalidArgument', 'NotSupported', 'InvalidState', 'cut', 'never'),
  }),
  fc.record({ do: fc.constant('contact' as const), back: fc.boolean() }),
  fc.record({
    do: fc.constant('end' as const),
    as: fc.constantFrom('success', 'RequestCanceled', 'GenericVmConfigFault'),
  }),
  fc.record({ do: fc.constant('gone' as const), what: fc.constantFrom('task', 'vm') }),
  fc.record({ do: fc.constant('person' as const), press: fc.constantFrom('answer', 'cancel') }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1_000, 2_000, 30_000, 60_000) }),
  fc.record({ do: fc.constant('restart' as const) }),
  fc.record({ do: fc.constant('settle' as const) }),
)
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

const reply = (as: string) => (): Promise<void> => {
  if (as === 'taken') return Promise.resolve()
  if (as === 'never') return new Promise(() => undefined)
  return Promise.reject(as === 'cut' ? new WireError('connection-cut', 'cut') : fault(as))
}

async function happen(bench: Bench, what: Event, presses: Promise<unknown>[]): Promise<void> {
  const { host, runs } = bench
  const task = { moid: 'task-1', vm: '12' }
  switch (what.do) {
    case 'ask': {
      const make = what.hasDefault ? serial : withoutDefault
      return host.ask('12', make({ text: what.text, messages: [] }))
    }
    case 'unask':
      return host.ask('12', undefined)
    case 'progress':
      return void host.putTask({ ...task, progress: what.percent, cancelable: what.cancelable })
    case 'answers':
      host.on.answerVm = reply(what.as)
      return undefined
    case 'cancels':
      host.on.cancelTask = reply(what.as)
      return undefined
    case 'contact':
      return host.report('task-1', what.back ? { kind: 'contact-back' } : { kind: 'contact-lost', reason: 'cut' })
    case 'end':
      return void host.putTask({
        ...task,
        state: what.as === 'success' ? 'success' : 'error',
        ...(what.as === 'success' ? {} : { fault: { type: what.as, message: what.as, chain: [] } }),
      })
    case 'gone':
      return host.report('task-1', what.what === 'task' ? { kind: 'task-gone' } : { kind: 'vm-gone' })
    case 'person': {
      const asked = host.questions.values().next().value?.question
      if (what.press === 'cancel') presses.push(runs.cancelTask(taskOf('task-1'), person))
      else if (asked) presses.push(bench.answer(asked, asked.choices[0]?.key ?? '', otherPerson))
      return undefined
    }
    case 'pass':
      return bench.clock.pass(what.ms)
    case 'restart':
      return bench.restart()
    case 'settle':
      return settled()
  }
}

/** How the host takes the start: with a reply, or with one that is lost. */
const startReply = fc.constantFrom('replied', 'cut, started', 'cut, not started', 'never, started')

function take(bench: Bench, how: string): void {
  const { host } = bench
  host.on.startTask = async () => {
    if (how !== 'cut, not started') host.putTask({ moid: 'task-1', vm: '12', startedBy: 'root' })
    if (how.startsWith('cut')) throw new WireError('connection-cut', 'cut')
    if (how.startsWith('never')) return new Promise(() => undefined)
    return { kind: 'task', task: moRef('Task', 'task-1') }
  }
}

const count = (log: readonly string[], entry: string) => log.filter((line) => line === entry).length

test('whatever happens: one outcome, an error that stays, and every call recorded before it is sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 14 }), fc.boolean(), startReply, async (events, autoAnswer, how) => {
      const bench = await openBench({ autoAnswer })
      take(bench, how)
      try {
        const presses: Promise<unknown>[] = []
        let firstError: RunError | undefined
        const watch = (run: RunView) => {
          firstError ??= run.error
          expect(run.error).toEqual(firstError)
        }
        const begun = await bench.begin()
        for (const what of events) await happen(bench, what, presses)
        // In the end the host has contact, asks nothing and the task is over: every run then has come to its end.
        bench.host.report('task-1', { kind: 'contact-back' })
        bench.host.ask('12', undefined)
        await settled()
        bench.host.putTask({ moid: 'task-1', vm: '12', state: 'success' })
        // A start whose reply never comes is looked for when the process starts again.
        if (how.startsWith('never')) await bench.restart()
        for (const ms of [5_000, 5_000, 5_000, 61_000]) await bench.clock.pass(ms)
        await Promise.all(presses)

        const run = await bench.recorded(begun)
        if (!run) throw new Error('not recorded')
        expect(run.steps.filter(({ event }) => event.kind === 'ended')).toHaveLength(1)
        expect(outcomeOf(run)).toBeDefined()
        expect(run.state).toMatchObject({ following: false })
        for (const change of bench.told) if (change.op === 'put' && change.table === 'runs') watch(change.value)
        watch(run)
        const shown = bench.hub.get('runs', run.id)
        if (shown)
          expect({ ...shown, state: { ...shown.state, percent: 0 } }).toEqual({
            ...run,
            state: { ...run.state, percent: 0 },
          })

        for (const [intent, call] of [
          ['journal start-sent', 'call startTask'],
          ['journal answer-sent', 'call answerVm'],
          ['journal cancel-sent', 'call cancelTask'],
        ] as const)
          bench.log.forEach((line, index) => {
            if (line === call) {
              const before = bench.log.slice(0, index)
              expect(count(before, intent)).toBeGreaterThan(count(before, call))
            }
          })
        expect(count(bench.log, 'call startTask')).toBe(1)
      } finally {
        await bench.close()
      }
    }),
    { numRuns: 120 },
  )
}, 120_000)
