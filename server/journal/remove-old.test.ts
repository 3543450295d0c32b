import { expect, test } from 'vitest'
import type { StepEvent } from '@/lib/runs/run'
import { liftAppendOnly } from './sql-dialect'
import { blocked, connection, journalOfEach, named, person, question, task, vm } from './testing/journal-rig'
import { describeOnBoth } from './testing/postgres-rig'

const done: StepEvent = { kind: 'ended', outcome: { kind: 'succeeded' } }
const signal = new AbortController().signal

await describeOnBoth('what is older than the record is kept', (dialect) => {
  const own = journalOfEach(dialect)
  const shown = async () => {
    const { runs, notes } = await own.rig.journal.readHistory({ limit: 200 })
    return [
      ...runs.map(({ id }) => id),
      ...notes.flatMap(({ content }) => (content.kind === 'text' ? content.text : content.kind)),
    ]
  }
  const rowsOf = async (where: string) =>
    (await own.rig.store.database.query({ sql: `select * from journal where ${where} order by seq`, parameters: [] }))
      .rows

  test('goes, whole runs at a time, with its words; the rest is checked as before, and says how much went', async () => {
    const { rig } = own
    const { journal } = rig
    await Promise.all(Array.from({ length: 70 }, (_, n) => rig.run([...blocked.slice(0, 5), done], named(`old-${n}`))))
    await journal.note({ by: 'r.nakamura', text: 'an old note' })
    const other = await rig.open()
    await other.journal.note({ by: 'r.nakamura', text: 'of another life' })
    rig.pass(400)
    const young = await rig.run([done], named('young'))
    await journal.setKeepDays(365, 'm.okafor')
    expect(await journal.readKeepDays()).toBe(365)

    // 70 runs of seven rows, two notes, and the first row of the first life; the newest of these stays.
    expect(await journal.removeOld(signal)).toBe(70 * 7 + 3)
    expect(await shown()).toEqual([young, 'History is kept for 365 days; what is older is removed'])
    expect((await journal.readHistory({ text: 'old' })).runs).toEqual([])
    expect(await journal.check()).toMatchObject({ problems: [], removed: 70 * 7 + 3 })
    expect((await rowsOf("kind = 'removed'")).length).toBeGreaterThan(1)
    expect(await journal.removeOld(signal)).toBe(0)
    await journal.note({ by: 'm.okafor', text: 'and it goes on' })
    await other.journal.note({ by: 'm.okafor', text: 'here too' })
    expect((await journal.check()).problems).toEqual([])
  })

  test('stays where it goes on, is followed, left a file, is held or still asks; all else about it goes', async () => {
    const { rig } = own
    const { journal } = rig
    const going = await rig.run([{ kind: 'checked', found: 'nothing' }])
    const followed = await rig.run(blocked)
    const over = await rig.run([...blocked, { kind: 'task-ended', state: 'success' }])
    const temporary = 'a.iso.1f.andon-upload'
    const left = await rig.run([
      { kind: 'writing', temporary, bytes: 1 },
      { kind: 'cleared', temporary, left: 'No contact.' },
      done,
    ])
    const held = await rig.run([{ kind: 'held', because: 'andon-stopped', since: '2026-11-22T14:00:00Z' }])
    const noted: StepEvent = {
      kind: 'question-noted',
      question: { ...question, key: question.key },
      origin: 'no task',
      raisedAt: '2026-11-22T14:00:00Z',
    }
    const otherKey = `${question.key}-2` as typeof question.key // another question of the same VM
    await journal.append({ connection, vm, actor: person, event: noted })
    await journal.append({
      connection,
      vm,
      actor: person,
      event: { ...noted, question: { ...question, key: otherKey } },
    })
    await journal.append({
      connection,
      vm,
      actor: person,
      event: { kind: 'question-gone', question: otherKey, known: 'unknown' },
    })
    await journal.append({ connection, task, actor: person, event: { kind: 'cancel-taken' } })
    const slow = await rig.run([])
    rig.pass(400)
    await journal.append({ run: slow, connection, vm, actor: person, event: done })
    await journal.setKeepDays(365, 'm.okafor')
    await journal.removeOld(signal)

    const stays = await shown()
    expect(stays.filter((one) => one.startsWith('run-')).toSorted()).toEqual(
      [going, followed, left, held, slow].toSorted(),
    )
    expect(stays).not.toContain(over)
    const questions = (await journal.readOpenQuestions()).map(({ question: { key } }) => key)
    expect(questions).toContain(question.key)
    expect(stays.filter((one) => one === 'event')).toHaveLength(1)
    expect(await journal.readUnfinishedRuns()).toHaveLength(3)
    expect((await journal.check()).problems).toEqual([])
  })

  test('is removed in no other way, and whoever takes more along is found out', async () => {
    const { rig } = own
    const { journal, store } = rig
    for (let n = 0; n < 4; n++) await rig.run([done], named(`old-${n}`))
    rig.pass(400)
    await rig.run([done], named('young'))
    await journal.setKeepDays(365, 'm.okafor')
    await journal.removeOld(signal)
    const run = (sql: string) => store.database.batch([{ sql, parameters: [] }])
    await expect(run('delete from journal where seq = (select max(seq) from journal)')).rejects.toThrow('append-only')
    await expect(run("update journal set kind = 'x'")).rejects.toThrow('append-only')
    if (dialect === 'postgres') await expect(run('truncate journal')).rejects.toThrow('append-only')
    expect((await journal.check()).problems).toEqual([])
    await liftAppendOnly(store.tables(), 'journal')
    const [first] = await rowsOf("kind = 'requested'")
    await run(`delete from journal where seq = ${Number(first?.['seq'])}`)
    expect((await journal.check()).problems).toContainEqual({ kind: 'missing', before: expect.any(Number), count: 1 })
  })

  test('stays for ever where nobody says otherwise, and again when somebody says so', async () => {
    const { rig } = own
    const { journal } = rig
    const run = await rig.run([done])
    rig.pass(40_000)
    expect(await journal.removeOld(signal)).toBe(0)
    await journal.setKeepDays(30, 'm.okafor')
    await journal.setKeepDays(undefined, 'm.okafor')
    expect(await journal.removeOld(signal)).toBe(0)
    expect(await shown()).toContain(run)
  })
})
