import { expect, test } from 'vitest'
import { connectionId, datastoreKey, moid, vmKey, type ConnectionId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { RunOpening } from './entry'
import { blocked, connection, named, journalOfEach, person, question, task, vm } from './testing/journal-rig'
import { describeOnBoth } from './testing/postgres-rig'

const uploading: RunOpening = {
  connection,
  kind: 'upload',
  subjects: [
    {
      kind: 'datastorePath',
      datastore: datastoreKey(connection, moid('ds-1')),
      datastoreName: 'ssd-01',
      path: 'iso/a+Kw-b.iso',
    },
  ],
  request: { bytes: 5, overwrite: false },
  actor: person,
}

await describeOnBoth('history', (dialect) => {
  const journal = journalOfEach(dialect)
  test('is newest first, and turns its pages without a gap or a repeat', async () => {
    for (let n = 0; n < 7; n++) {
      await journal.rig.run([])
      await journal.rig.journal.note({ by: 'r.nakamura', text: `Auto-answer ${n}`, connection })
    }
    const seen: string[] = []
    let before: number | undefined
    do {
      const page = await journal.rig.journal.readHistory({ limit: 3, ...withoutUndefined({ before }) })
      seen.push(
        ...page.runs.map(({ id }) => id),
        ...page.notes.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : [])),
      )
      before = page.nextBefore
    } while (before !== undefined)
    expect(seen.toSorted()).toEqual(
      Array.from({ length: 7 }, (_, n) => [`run-${n + 1}`, `Auto-answer ${n}`])
        .flat()
        .toSorted(),
    )
    const { runs } = await journal.rig.journal.readHistory({})
    expect(runs.map(({ number }) => number)).toEqual([7, 6, 5, 4, 3, 2, 1])
  })

  test('can be asked for one VM, one connection, one outcome', async () => {
    const other = connectionId('c2')
    const left = await journal.rig.run(blocked)
    const done = await journal.rig.run([{ kind: 'ended', outcome: { kind: 'succeeded' } }])
    const elsewhere = await journal.rig.run([], { connection: other, ...named('other', vmKey(other, moid('12'))) })
    const ids = async (filter: object) => (await journal.rig.journal.readHistory(filter)).runs.map(({ id }) => id)
    expect(await ids({ vm })).toEqual([done, left])
    expect(await ids({ connection: other })).toEqual([elsewhere])
    expect(await ids({ outcome: 'left-blocked' })).toEqual([left])
    expect(await ids({ outcome: 'lost' })).toEqual([])
  })

  test('of some connections alone has nothing of others, nor what is of none', async () => {
    const other = connectionId('c2')
    const own = await journal.rig.run([])
    const elsewhere = await journal.rig.run([], { connection: other, ...named('other', vmKey(other, moid('12'))) })
    await journal.rig.journal.note({ by: 'a.haddad', text: 'own note', connection })
    await journal.rig.journal.note({ by: 'a.haddad', text: 'other note', connection: other })
    await journal.rig.journal.note({ by: 'a.haddad', text: 'Signed in from 10.0.0.9' })
    const read = async (only: ConnectionId[], filter: object = {}) => {
      const { runs, notes } = await journal.rig.journal.readHistory(filter, only)
      return [
        ...runs.map(({ id }) => id),
        ...notes.flatMap(({ content }) => (content.kind === 'text' ? content.text : [])),
      ]
    }
    expect(await read([connection])).toEqual([own, 'own note'])
    expect(await read([connection, other])).toEqual([elsewhere, own, 'other note', 'own note'])
    expect(await read([connection], { text: 'haddad' })).toEqual(['own note'])
    expect(await read([connection], { connection: other })).toEqual([])
    expect(await read([connection], { vm: vmKey(other, moid('12')) })).toEqual([])
    expect(await read([])).toEqual([])
  })

  test('finds text as it is meant: quotes, percent signs and underscores are themselves', async () => {
    const left = await journal.rig.run(blocked)
    await journal.rig.run([], named('web-01'))
    const ids = async (text: string) => (await journal.rig.journal.readHistory({ text })).runs.map(({ id }) => id)
    expect(await ids('agent "7"')).toEqual([left])
    expect(await ids('a_b/100%')).toEqual([left])
    expect(await ids('axb')).toEqual([])
    expect(await ids('100%x')).toEqual([])
    expect(await ids('MSG.SERIAL')).toEqual([left])
    expect(await ids('okafor')).toHaveLength(2)
  })

  test('finds what was done to files by path, plain name and what people call it', async () => {
    const upload = (await journal.rig.journal.openRun(uploading)).run
    await journal.rig.run([])
    const ids = async (text: string) => (await journal.rig.journal.readHistory({ text })).runs.map(({ id }) => id)
    for (const text of ['iso/a+b', '[ssd-01]', 'upload', 'a+Kw-b.iso']) expect(await ids(text)).toEqual([upload])
    for (const stored of ['datastorePath', 'overwrite']) expect(await ids(stored)).toEqual([])
    expect((await journal.rig.journal.readHistory({ vm })).runs).toHaveLength(1)
    expect(await journal.rig.journal.readRun(upload)).toMatchObject(uploading)
  })

  test('finds an operation by what people call it, and nothing by how it is stored', async () => {
    const decided = { do: 'block', because: 'no-default' } as const
    const on = await journal.rig.run([{ kind: 'question-raised', question, decided }], named('web-01'))
    const off = await journal.rig.run([], { ...named('web-02'), request: { verb: 'powerOff' } })
    const ids = async (text: string) => (await journal.rig.journal.readHistory({ text })).runs.map(({ id }) => id)
    expect(await ids('power ON')).toEqual([on])
    expect(await ids('power')).toEqual([off, on])
    for (const stored of ['powerOff', 'opening', 'vmName', 'requested', '":"', 'block', 'no-default'])
      expect(await ids(stored)).toEqual([])
  })

  test('tells of answers and cancels on tasks that Andon did not start', async () => {
    const choice = { key: '0', label: 'button.serial.file.append', summary: 'Append' }
    await journal.rig.journal.append({
      connection,
      vm,
      vmName: 'web-01',
      actor: person,
      event: { kind: 'answer-sent', question: question.key, choice, isDefault: true },
    })
    await journal.rig.journal.append({
      connection,
      vm,
      vmName: 'web-01',
      actor: person,
      event: { kind: 'answered', question: question.key, choice, isDefault: true, afterMs: 3 },
    })
    await journal.rig.journal.append({
      connection,
      task,
      actor: person,
      event: { kind: 'cancel-refused', reason: 'no' },
    })
    const { notes } = await journal.rig.journal.readHistory({ connection })
    expect(notes.map(({ by, content }) => [by, content])).toEqual([
      ['m.okafor', { kind: 'event', event: { kind: 'cancel-refused', reason: 'no' } }],
      ['m.okafor', { kind: 'event', event: expect.objectContaining({ kind: 'answered', choice }), vmName: 'web-01' }],
    ])
    expect((await journal.rig.journal.readHistory({ connection, outcome: 'succeeded' })).notes).toEqual([])
  })
})
