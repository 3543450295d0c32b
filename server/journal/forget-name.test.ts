import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { StepEvent } from '@/lib/runs/run'
import { connection, journalOfEach, named, opening, question } from './testing/journal-rig'
import { describeOnBoth, describeOnPostgres } from './testing/postgres-rig'

const haddad = { kind: 'person', name: 'Anna Haddad' } as const
const ended: StepEvent = { kind: 'ended', outcome: { kind: 'cancelled', by: haddad } }

await describeOnBoth('a person who is forgotten', (dialect) => {
  const own = journalOfEach(dialect)

  test('is nowhere in the record any more, and what was done is', async () => {
    const { rig } = own
    const { journal } = rig
    const run = await rig.run([ended], { actor: haddad, policy: { autoAnswer: true, setBy: haddad.name } })
    const choice = { key: '0', label: 'Append', summary: 'Append' }
    const answered: StepEvent = { kind: 'answered', question: question.key, choice, isDefault: false, afterMs: 4 }
    await journal.append({ actor: haddad, connection, event: answered })
    expect(await journal.readRun(run)).toMatchObject({ actor: haddad, policy: { setBy: haddad.name } })
    expect(await journal.forget(haddad.name, 'm.okafor')).toBe(true)

    const nobody = { kind: 'person', name: 'a forgotten person' }
    expect(await journal.readRun(run)).toMatchObject({
      actor: nobody,
      policy: { setBy: nobody.name },
      state: { outcome: { kind: 'cancelled', by: nobody } },
    })
    const { notes } = await journal.readHistory({})
    expect(notes).toMatchObject([
      { by: 'm.okafor', content: { text: 'A person was forgotten. What was done stays, without the name' } },
      { by: nobody.name },
    ])
    expect((await journal.readHistory({ text: 'haddad' })).runs).toEqual([])
    expect((await journal.readHistory({ text: 'Append' })).notes).toHaveLength(1)
    expect(await journal.check()).toMatchObject({ problems: [], forgotten: 1 })
  })

  test('is not in the names of programs either that worked for them', async () => {
    const { journal } = own.rig
    await journal.note({ by: 'patch-window (Anna Haddad)', text: 'API token used' })
    await journal.note({ by: 'patch-window (Joanna Haddad)', text: 'API token used' })
    expect(await journal.forget(haddad.name, 'm.okafor')).toBe(true)
    const by = (await journal.readHistory({})).notes.map((one) => one.by)
    expect(by.toSorted()).toEqual(['a forgotten person', 'm.okafor', 'patch-window (Joanna Haddad)'])
  })

  test('is not named in the notes of others either, nor in what stands in a row of the journal', async () => {
    const { rig } = own
    const { journal } = rig
    const text = 'Account Anna Haddad added as operator'
    await journal.note({ by: 'm.okafor', text, people: ['Anna', haddad.name] })
    const notes = async () => (await journal.readHistory({})).notes.map(({ content }) => content)
    expect(await notes()).toEqual([{ kind: 'text', text }])
    expect((await journal.readHistory({ text: 'haddad' })).notes).toHaveLength(1)
    await journal.forget(haddad.name, 'm.okafor')
    expect(await notes()).toContainEqual({ kind: 'text', text: 'Account a forgotten person added as operator' })
    expect((await journal.readHistory({ text: 'haddad' })).notes).toEqual([])
    const rows = await sql<{ payload: string }>`select payload from journal`.execute(rig.store.tables())
    expect(JSON.stringify(rows.rows)).not.toContain('Haddad')
  })

  test('takes no word along that something else has, and nobody else of a like name', async () => {
    const { rig } = own
    const { journal } = rig
    const run = await rig.run([], { actor: haddad, ...named('anna-01') })
    const other = await rig.run([], { actor: { kind: 'person', name: 'Anna Meyer' } })
    await journal.forget(haddad.name, 'm.okafor')
    const found = async (text: string) => (await journal.readHistory({ text })).runs.map(({ id }) => id)
    expect(await found('anna')).toEqual([other, run])
    expect(await found('haddad')).toEqual([])
    expect(await journal.readRun(other)).toMatchObject({ actor: { name: 'Anna Meyer' } })
  })

  test('is another one when somebody is called so later', async () => {
    const { rig } = own
    const { journal } = rig
    const run = await rig.run([], { actor: haddad })
    await journal.forget(haddad.name, haddad.name)
    const later = await rig.run([], { actor: haddad })
    expect(await journal.readRun(run)).toMatchObject({ actor: { name: 'a forgotten person' } })
    expect(await journal.readRun(later)).toMatchObject({ actor: haddad })
    expect(await journal.check()).toMatchObject({ problems: [] })
    expect(await journal.forget('nobody', 'm.okafor')).toBe(false)
  })
})

await describeOnPostgres('a person whom another process has forgotten', () => {
  const own = journalOfEach('postgres')

  test('is another one here too when somebody is called so later, and nobody else is touched', async () => {
    const { journal, open } = own.rig
    const here = (await open()).journal
    const before = await here.openRun(opening({ actor: haddad }))
    await journal.forget(haddad.name, 'm.okafor')
    const later = await Promise.all(
      [haddad, { kind: 'person', name: 'm.okafor' } as const].map((actor) => here.openRun(opening({ actor }))),
    )
    const read = await Promise.all([before, ...later].map(({ run }) => journal.readRun(run)))
    expect(read.map((run) => run?.actor)).toMatchObject([{ name: 'a forgotten person' }, haddad, { name: 'm.okafor' }])
    expect(await here.check()).toMatchObject({ problems: [], forgotten: 1 })
  })
})
