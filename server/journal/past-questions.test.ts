import { expect, test } from 'vitest'
import type { PastQuestion } from '@/lib/contract/past-questions'
import type { Actor } from '@/lib/runs/actor'
import type { StepEvent } from '@/lib/runs/run'
import { connectionId, moid, questionKey, ruleId, vmKey, type RunId } from '@/lib/vsphere/ids'
import { readPastQuestions } from './past-questions'
import type { JournalTables } from './tables'
import { connection, journalOfEach, person, question, vm } from './testing/journal-rig'
import { describeOnBoth } from './testing/postgres-rig'

const auto: Actor = { kind: 'autoAnswer', setBy: 'r.nakamura' }
const andon: Actor = { kind: 'andon' }
const [append] = question.choices
const rule = { id: ruleId('r1'), name: 'Never: out of space', setBy: 'r.nakamura' }
const answered = (key = question.key): StepEvent => ({
  kind: 'answered',
  question: key,
  choice: append!, // the question has one
  isDefault: true,
  afterMs: 900,
})
const gone = (known: 'unknown' | 'task-cancelled'): StepEvent => ({
  kind: 'question-gone',
  question: question.key,
  known,
})
const raised: StepEvent = { kind: 'question-raised', question, decided: { do: 'answer', because: 'default' } }
const noted = (key = question.key): StepEvent => ({
  kind: 'question-noted',
  question: { ...question, key },
  origin: 'foreign task',
  raisedAt: '2026-11-22T13:59:00.000Z',
  decided: { do: 'leave', because: 'rule', rule },
})

await describeOnBoth('past questions', (dialect) => {
  const journal = journalOfEach(dialect)
  const step = (event: StepEvent, actor: Actor = andon, run?: RunId) =>
    journal.rig.journal.append({ actor, event, connection, vm, vmName: 'web', ...(run ? { run } : {}) })
  const all = async (days: 7 | 30 | 90 = 30) => (await journal.rig.journal.readPastQuestions({ days })).questions
  const kinds = async () => (await all()).map(({ got }) => (got.is === 'answered' ? [got.by.kind, got.label] : got.is))

  test('each is one row with what became of it: by whom, cancelled, gone or open, the newest first', async () => {
    const one = await journal.rig.run([raised], { policy: { autoAnswer: true, setBy: 'r.nakamura' } })
    await step(answered(), auto, one)
    const two = await journal.rig.run([raised])
    await step({ kind: 'cancel-sent', because: 'auto-answer-off' }, andon, two)
    await step(gone('task-cancelled'), andon, two)
    await step(noted())
    await step(answered(), person)
    await step(noted())
    await step(gone('unknown'))
    // By somebody elsewhere: not by the switch.
    const three = await journal.rig.run([raised])
    await step(gone('task-cancelled'), andon, three)
    await journal.rig.run([raised])
    expect(await kinds()).toEqual([
      'waiting',
      'gone',
      'gone',
      ['person', 'Append'],
      'cancelled',
      ['autoAnswer', 'Append'],
    ])
    const [, , , byPerson, , byDefault] = await all()
    expect(byPerson).toMatchObject({
      origin: 'foreign task',
      vmName: 'web',
      raisedAt: '2026-11-22T13:59:00.000Z',
      decided: { do: 'leave', because: 'rule', rule: { id: 'r1', name: 'Never: out of space' } },
    })
    expect(byPerson).not.toHaveProperty('switchOn')
    expect(byDefault).toMatchObject({ origin: 'own run', switchOn: true, run: one, vmName: 'build|agent "7"' })
  })

  test('one that a run found where it was noted, or that came again in a run, is told once or as often as it came', async () => {
    await step(noted())
    const found = await journal.rig.run([{ kind: 'checked', found: 'question', question }], { start: 'with defaults' })
    await step(answered(), auto, found)
    const again = await journal.rig.run([raised])
    await step({ kind: 'answer-sent', question: question.key, choice: append!, isDefault: true }, auto, again)
    await step(answered(), auto, again)
    await step(raised, andon, again)
    await step({ kind: 'not-cancelable', method: 'PowerOnVM_Task' }, andon, again)
    const [second, first, once, ...more] = await all()
    expect(more).toEqual([])
    expect(once).toMatchObject({
      origin: 'own run',
      start: 'with defaults',
      waitsAsError: true,
      got: { is: 'answered' },
    })
    expect(first).not.toHaveProperty('given')
    expect(second).toMatchObject({ given: { same: 1, alike: 1, inRun: 1 }, waitsAsError: true, got: { is: 'waiting' } })
  })

  test('pages have each exactly once, whatever is found in which of them', async () => {
    await step(noted())
    for (let n = 0; n < 7; n++) {
      const run = await journal.rig.run([n === 0 ? { kind: 'checked', found: 'question', question } : raised])
      if (n % 2 === 0) await step(answered(), auto, run)
      else await step(gone('unknown'), andon, run)
    }
    const db = journal.rig.store.tables<JournalTables>()
    const whole = await readPastQuestions(db, { since: '2026-01-01' })
    expect(whole.questions).toHaveLength(7)
    expect(whole.asked).toHaveLength(1)
    for (const limit of [1, 2, 3]) {
      const seen: PastQuestion[] = []
      for (let before: number | undefined, turns = 0; turns < 20; turns++) {
        const page = await readPastQuestions(db, { since: '2026-01-01', before, limit })
        seen.push(...page.questions)
        before = page.nextBefore
        if (before === undefined) break
      }
      expect(seen).toEqual(whole.questions)
    }
  })

  test('what is older than these days, or of other connections than the own, is not in it', async () => {
    await step(noted())
    journal.rig.pass(10)
    const other = connectionId('c2')
    const key = questionKey(other, moid('12'), '_vmx1')
    await journal.rig.journal.append({
      actor: andon,
      event: noted(key),
      connection: other,
      vm: vmKey(other, moid('12')),
    })
    expect(await all(7)).toHaveLength(1)
    expect(await all()).toHaveLength(2)
    const of = async (...only: (typeof other)[]) =>
      (await journal.rig.journal.readPastQuestions({ days: 30 }, only)).questions.map((one) => one.connection)
    expect(await of(connection)).toEqual([connection])
    expect(await of(other)).toEqual([other])
    expect(await of()).toEqual([])
    journal.rig.pass(100)
    expect(await all(90)).toEqual([])
  })
})
