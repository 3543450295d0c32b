/** Rules over a scripted host: what is sent, what is written down, and for whom it waits. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Rule, RuleGives } from '@/lib/rules/rule'
import type { Policy, StartHow } from '@/lib/runs/decide'
import { moRef, ruleId } from '@/lib/vsphere/ids'
import { kinds, keyOf, openBench, outcomeOf, person, serial, stepOf, vm, type Bench } from './testing/run-rig'
import { settled } from './testing/turned-clock'

let bench: Bench
beforeEach(async () => {
  bench = await openBench({ autoAnswer: true })
  bench.host.on.startTask = async () => {
    bench.host.putTask({ moid: 'task-1', vm: '12', startedBy: 'root', cancelable: true })
    return { kind: 'task', task: moRef('Task', 'task-1') }
  }
})
afterEach(() => bench.close())

const rule = (gives: RuleGives, changes: Partial<Rule> = {}): Rule => ({
  id: ruleId('r1'),
  name: 'Build agents',
  asks: { by: 'messageId', id: 'msg.serial.file.open' },
  origins: ['own run', 'foreign task', 'no task'],
  gives,
  setBy: 'd.ferreira',
  ...changes,
})
const replace = rule({ do: 'answer', label: 'Replace' })
const under = (rules: Rule[], changes: Partial<Policy> = {}) => {
  bench.policy = { ...bench.policy, rules, ...changes }
}
async function begin(how?: StartHow) {
  const started = await bench.runs.start(vm, { verb: 'powerOn' }, person, how)
  if (!started.ok) throw new Error(started.error.sentence)
  await settled()
  return bench.see(bench.shown().at(-1)!) // it was started just now
}
const byRule = { kind: 'autoAnswer', setBy: 'd.ferreira', rule: 'Build agents' }

describe('a question of our own run', () => {
  test('gets the answer of the rule, in its name and that of who made it', async () => {
    under([replace])
    const run = await begin()
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    expect(bench.answersSent()).toEqual([`answerVm 12 ${question.id} 1`])
    const after = await bench.see(run)
    expect(stepOf(after, 'question-raised')?.event).toMatchObject({
      decided: { do: 'answer', because: 'rule', rule: { name: 'Build agents' } },
    })
    expect(stepOf(after, 'answered')?.actor).toEqual(byRule)
    expect(await bench.recorded(run)).toEqual(after)
  })

  test('waits for a person whom a rule names, and nothing is cancelled', async () => {
    under([rule({ do: 'person' })])
    const run = await begin()
    const question = serial()
    bench.host.ask('12', question)
    await bench.clock.pass(60_000)
    expect(bench.host.calls.filter((call) => /^(?:answer|cancel)/u.test(call))).toEqual([])
    expect((await bench.see(run)).state.at).toBe('waiting')
    expect((await bench.card(question))?.state).toEqual({ at: 'waiting', why: { why: 'rule', rule: 'Build agents' } })
    expect(await bench.answer(question, '0')).toMatchObject({ ok: true })
    bench.host.ask('12', undefined)
    bench.endTask('success')
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
  })

  test('is the error of a run whose task a rule cancels', async () => {
    under([rule({ do: 'cancel' })])
    const run = await begin()
    bench.host.ask('12', serial())
    await settled()
    const after = await bench.see(run)
    expect(stepOf(after, 'cancel-sent')).toMatchObject({ actor: byRule, event: { because: 'rule' } })
    expect(after.error?.kind).toBe('question')
  })

  test('is decided by what held when its run began, whatever is changed meanwhile, after a restart too', async () => {
    under([rule({ do: 'person' })])
    const run = await begin()
    under([replace])
    await bench.restart()
    bench.host.ask('12', serial())
    await settled()
    expect(bench.answersSent()).toEqual([])
    expect((await bench.see(run)).state.at).toBe('waiting')
  })

  test.each([
    ['ask me', [], 'waiting'],
    ['with defaults', ['0'], 'running'],
  ] as const)('started %s, while the switch is off', async (how, answers, at) => {
    under([replace], { autoAnswer: false })
    const run = await begin(how)
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    expect(bench.answersSent().map((call) => call.split(' ')[3])).toEqual(answers)
    expect(bench.host.calls.some((call) => call.startsWith('cancel'))).toBe(false)
    bench.host.ask('12', answers.length > 0 ? undefined : question)
    const after = await bench.see(run)
    expect(after.state.at).toBe(at)
    expect(after).toMatchObject({ start: how })
    if (how === 'with defaults')
      expect(stepOf(after, 'answered')?.actor).toEqual({ kind: 'autoAnswer', setBy: 'm.okafor' })
  })

  test('that was there before is answered by a rule, or refuses the run', async () => {
    under([replace])
    bench.host.ask('12', serial())
    await begin()
    expect(bench.answersSent()).toHaveLength(1)
    bench.host.ask('12', undefined)
    under([rule({ do: 'person' })])
    bench.host.ask('12', serial())
    const refused = await begin()
    expect(outcomeOf(refused)).toMatchObject({ kind: 'refused', refusal: { why: 'question-pending' } })
    expect(bench.answersSent()).toHaveLength(1)
  })
})

describe('a question of nobody’s run here', () => {
  const foreign = () => bench.host.putTask({ moid: 'task-9', vm: '12', startedBy: 'DOM\\\\other' })
  const answerRuns = () => bench.shown().filter((run) => run.kind === 'vm' && run.request.verb === 'answerQuestion')

  test('is answered by a rule that says so: in a run of its own, written down first', async () => {
    under([replace])
    foreign()
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    expect(bench.answersSent()).toEqual([`answerVm 12 ${question.id} 1`])
    bench.host.ask('12', undefined)
    await settled()
    const [run, ...more] = answerRuns()
    expect(more).toEqual([])
    expect(run).toMatchObject({ actor: byRule, request: { origin: 'foreign task', question: keyOf(question) } })
    expect(outcomeOf(run!)).toEqual({ kind: 'succeeded' })
    expect(kinds(run!)).toEqual(['requested', 'checked', 'answer-sent', 'answered', 'ended'])
    const noted = bench.log.indexOf('journal question-noted')
    expect(noted).toBeGreaterThanOrEqual(0)
    expect(noted).toBeLessThan(bench.log.indexOf('call answerVm'))
    expect(bench.host.calls.some((call) => call.startsWith('cancel'))).toBe(false)
  })

  test('of no task, once its own time has shown that there is none', async () => {
    under([rule({ do: 'answer', label: 'Replace' }, { origins: ['no task'] })])
    bench.host.ask('12', serial())
    await settled()
    expect(bench.answersSent()).toEqual([])
    await bench.clock.pass(10_000)
    expect(bench.answersSent()).toHaveLength(1)
  })

  test.each([
    ['the switch is off', () => under([replace], { autoAnswer: false })],
    ['no rule says so', () => under([rule({ do: 'answer', label: 'Replace' }, { origins: ['own run'] })])],
    ['the rule would cancel', () => under([rule({ do: 'cancel' })])],
    ['the host does not offer it', () => under([rule({ do: 'answer', label: 'Explode' })])],
    ['the rule is in dry run', () => under([{ ...replace, dryRun: true }])],
  ])('waits for a person: %s', async (_why, prepare) => {
    prepare()
    foreign()
    bench.host.ask('12', serial())
    await bench.clock.pass(60_000)
    expect(bench.host.calls.filter((call) => /^(?:answer|cancel)/u.test(call))).toEqual([])
    expect(answerRuns()).toEqual([])
  })

  test('that was raised before the rule was made, or while nobody looked, waits for a person', async () => {
    foreign()
    const question = serial()
    bench.host.ask('12', question)
    await settled()
    under([replace])
    expect((await bench.card(question))?.state).toMatchObject({ why: { why: 'not-started-here' } })
    await bench.clock.pass(60_000)
    expect(bench.answersSent()).toEqual([])
    await bench.restart(() => {
      bench.host.ask('12', serial())
    })
    await bench.clock.pass(60_000)
    expect(bench.answersSent()).toEqual([])
  })

  test('answered from elsewhere in the meantime: the run says that it is no longer asked', async () => {
    under([replace])
    foreign()
    bench.host.on.readBeforeRun = async () => {
      bench.host.ask('12', undefined)
      return { view: bench.host.vms.get(vm)!, unfinishedTasks: [] }
    }
    bench.host.ask('12', serial())
    await settled()
    const [run] = answerRuns()
    expect(bench.answersSent()).toEqual([])
    expect(outcomeOf(run!)).toMatchObject({ kind: 'refused', refusal: { because: 'The question is no longer asked.' } })
  })
})
