/**
 * Whatever rules there are, whenever they change, and whatever the host does: no question is answered against what held when
 * it was raised or when its run began, with a key of another question, or twice.
 */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Origin, Rule, RuleGives } from '@/lib/rules/rule'
import { decide, noneGiven, type Policy, type StartHow } from '@/lib/runs/decide'
import { moRef, ruleId } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { WireError } from '../vsphere/errors'
import { connection, openBench, person, serial, vm, type Bench } from './testing/run-rig'
import { fault } from './testing/scripted-inventory'
import { settled } from './testing/turned-clock'

const anyRule: fc.Arbitrary<Rule> = fc.record({
  id: fc.constantFrom(...['r1', 'r2', 'r3'].map(ruleId)),
  name: fc.constant('x'),
  asks: fc.record({ by: fc.constant('text' as const), pattern: fc.constantFrom('one', 'two', '*') }),
  origins: fc.subarray<Origin>(['own run', 'foreign task', 'no task'], { minLength: 1 }),
  gives: fc.constantFrom<RuleGives>(
    { do: 'answer', label: 'Append' },
    { do: 'answer', label: 'Replace' },
    { do: 'answer', label: 'Explode' },
    { do: 'default' },
    { do: 'person' },
    { do: 'cancel' },
  ),
  setBy: fc.constant('m.okafor'),
})
const often = <T>(arbitrary: fc.Arbitrary<T>) => ({ weight: 4, arbitrary })
const event = fc.oneof(
  often(fc.record({ do: fc.constant('ask' as const), text: fc.constantFrom('one', 'two'), hasDefault: fc.boolean() })),
  often(
    fc.record({
      do: fc.constant('policy' as const),
      rules: fc.array(anyRule, { maxLength: 3 }),
      autoAnswer: fc.boolean(),
    }),
  ),
  often(fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(2_000, 11_000) })),
  fc.record({ do: fc.constant('unask' as const) }),
  fc.record({
    do: fc.constant('answers' as const),
    as: fc.constantFrom('taken', 'InvalidState', 'SystemError', 'cut'),
  }),
  fc.record({
    do: fc.constant('start' as const),
    how: fc.constantFrom<StartHow | undefined>(undefined, 'ask me', 'with defaults'),
  }),
  fc.record({ do: fc.constant('end' as const) }),
  fc.record({ do: fc.constant('foreign' as const) }),
  fc.record({ do: fc.constant('restart' as const) }),
  fc.record({ do: fc.constant('settle' as const) }),
)
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

/** A question as it was asked, and which of its keys somebody other than a person may give. */
type Asked = { question: VmQuestion; may: Set<string | undefined> }

function answerOf(question: VmQuestion, origin: Origin, policy: Policy, start: StartHow | undefined) {
  const about = {
    connection,
    vm,
    vmName: 'build|agent "7"',
    origin,
    given: noneGiven,
    policy,
    raisedAt: '2026-11-22T14:00:00Z',
  }
  const decision = decide({
    ...about,
    question: { ...question, text: question.text },
    start: start ?? 'as the switch says',
  })
  return decision.do === 'answer' ? decision.choice.key : undefined
}

async function happen(
  bench: Bench,
  what: Event,
  asked: Map<string, Asked>,
  begun: { policy: Policy; how?: StartHow }[],
) {
  const { host } = bench
  switch (what.do) {
    case 'ask': {
      const made = serial({ text: what.text, messages: [] })
      // No two questions have a key in common.
      const choices = made.choices.map((choice) => ({
        ...choice,
        key: `${made.id} ${choice.label}`.replaceAll(/\s/gu, '-'),
      }))
      const question: VmQuestion = { ...made, choices }
      if (!what.hasDefault) delete question.defaultIndex
      const may = new Set([
        ...begun.map(({ policy, how }) => answerOf(question, 'own run', policy, how)),
        answerOf(question, 'foreign task', bench.policy, undefined),
        answerOf(question, 'no task', bench.policy, undefined),
      ])
      asked.set(question.id, { question, may })
      return host.ask('12', question)
    }
    case 'unask':
      return host.ask('12', undefined)
    case 'policy':
      bench.policy = { autoAnswer: what.autoAnswer, setBy: 'r.nakamura', rules: what.rules }
      return undefined
    case 'answers':
      host.on.answerVm = async () => {
        if (what.as === 'cut') throw new WireError('connection-cut', 'cut')
        if (what.as !== 'taken') throw fault(what.as)
      }
      return undefined
    case 'start': {
      const now = host.questions.get(vm)?.question
      const one = now && asked.get(now.id)
      // What stands in its way is decided by what holds when it starts.
      if (one) one.may.add(answerOf(one.question, 'own run', bench.policy, what.how))
      begun.push({ policy: bench.policy, ...(what.how && { how: what.how }) })
      await bench.runs.start(vm, { verb: 'powerOn' }, person, what.how)
      return undefined
    }
    case 'end':
      return void host.putTask({ moid: 'task-1', vm: '12', state: 'success' })
    case 'foreign':
      return void host.putTask({ moid: 'task-9', vm: '12', startedBy: 'other' })
    case 'restart':
      return bench.restart()
    case 'pass':
      return bench.clock.pass(what.ms)
    case 'settle':
      return settled()
  }
}

test('no question is answered against a rule, with a key of another question, or twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 16 }), async (events) => {
      const bench = await openBench({ autoAnswer: true })
      const asked = new Map<string, Asked>()
      bench.host.on.startTask = async () => {
        bench.host.putTask({ moid: 'task-1', vm: '12', startedBy: 'root', cancelable: true })
        return { kind: 'task', task: moRef('Task', 'task-1') }
      }
      try {
        const begun: { policy: Policy; how?: StartHow }[] = []
        for (const what of events) await happen(bench, what, asked, begun)
        await bench.clock.pass(15_000)
        for (const call of bench.answersSent()) {
          const [, , id = '', key = ''] = call.split(' ')
          const one = asked.get(id)
          expect(one?.question.choices.map((choice) => choice.key)).toContain(key)
          expect([...(one?.may ?? [])]).toContain(key)
        }
        // One that the host took is not given again, whoever asks for it.
        const taken = bench.log.filter((line) => line === 'journal answered').length
        expect(taken).toBeLessThanOrEqual(asked.size)
      } finally {
        await bench.close()
      }
    }),
    { numRuns: 150 },
  )
}, 120_000)
