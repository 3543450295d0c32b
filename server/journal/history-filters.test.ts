/**
 * Who did what, when and where from: History is asked by person, source and time. What happened while nobody looked is
 * written down later, and stands where it happened.
 */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { countedAtMost, type HistoryFilter, type HistorySource } from '@/lib/contract/history'
import type { Actor } from '@/lib/runs/actor'
import type { StepEvent } from '@/lib/runs/run'
import type { HostEvent } from '@/lib/vsphere/host-event'
import { connectionId, moid, taskKey, vmKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { withoutUndefined } from '@/lib/without-undefined'
import type { JournalTables } from './tables'
import { blocked, connection, journalOfEach, named, opening, question, task, vm } from './testing/journal-rig'
import { describeOnBoth } from './testing/postgres-rig'

const andon: Actor = { kind: 'andon' }
const haddad: Actor = { kind: 'person', name: 'Anna Haddad' }
const choice = { key: '0', label: 'Append', summary: 'Append' }
const answered: StepEvent = { kind: 'answered', question: question.key, choice, isDefault: false, afterMs: 4 }
const whole = { noted: 0, kept: { kind: 'whole' } } as const

const foreign = (startTime: string, changes: Partial<TaskView> = {}): TaskView => ({
  key: taskKey(connection, moid(`task-${startTime}`)),
  connection,
  vm,
  entityName: 'web-01',
  descriptionId: 'VirtualMachine.powerOn',
  state: 'success',
  queueTime: startTime,
  startTime,
  startedBy: 'EXAMPLE\\j.meyer',
  ...changes,
})
const hostEvent = (at: string, changes: Partial<HostEvent> = {}): HostEvent => ({
  id: 7,
  chain: 7,
  type: 'VmPoweredOnEvent',
  at,
  text: 'web-01 is powered on',
  vm,
  ...changes,
})

await describeOnBoth('filters of history', (dialect) => {
  const own = journalOfEach(dialect)
  const append = (event: StepEvent, actor: Actor = andon, about: object = { connection, vm }) =>
    own.rig.journal.append({ actor, event, ...about })
  const noteTask = (one: TaskView) => append({ kind: 'task-noted', task: one, readBack: true })
  const noteEvent = (one: HostEvent) => append({ kind: 'event-noted', event: one })
  /** What a filter finds, page by page. */
  async function found(filter: HistoryFilter, only?: (typeof connection)[]): Promise<string[]> {
    const told: string[] = []
    for (let before: number | undefined; ;) {
      const page = await own.rig.journal.readHistory({ limit: 2, ...filter, ...withoutUndefined({ before }) }, only)
      const lines = [
        ...page.runs.map(({ id, startedAt }) => ({ at: startedAt, told: id as string })),
        ...page.notes.map(({ at, content }) => ({
          at,
          told: content.kind === 'event' ? content.event.kind : content.kind,
        })),
      ]
      told.push(...lines.toSorted((a, b) => (a.at < b.at ? 1 : -1)).map((line) => line.told))
      if (page.nextBefore === undefined) return told
      before = page.nextBefore
    }
  }

  test('what happened before it was written down stands where it happened, on the right page', async () => {
    const first = await own.rig.run([])
    const between = new Date(own.rig.latest() + 500).toISOString()
    const second = await own.rig.run([])
    await noteTask(foreign(between))
    const third = await own.rig.run([])
    expect(await found({})).toEqual([third, second, 'task', first])
    const { notes } = await own.rig.journal.readHistory({})
    expect(notes).toMatchObject([{ at: between, content: { kind: 'task', readBack: true } }])
  })

  test('a time from the future, or that is none, is that of the row', async () => {
    const { at } = await noteTask(foreign('2999-01-01T00:00:00Z'))
    const later = await noteTask(foreign('soon'))
    const { notes } = await own.rig.journal.readHistory({})
    expect(notes.map((note) => note.at)).toEqual([later.at, at])
  })

  test('from a moment on, and before another, with times as zones write them', async () => {
    await noteTask(foreign('2026-11-20T23:59:59.999Z'))
    await noteTask(foreign('2026-11-21T00:00:00.000Z'))
    await noteEvent(hostEvent('2026-11-21T01:30:00+02:00'))
    await noteEvent(hostEvent('2026-11-21T23:59:59.999Z'))
    await noteTask(foreign('2026-11-22T00:00:00.000Z'))
    const day = { from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' }
    expect(await found(day)).toEqual(['host-event', 'task'])
    expect(await found({ from: day.to })).toEqual(['task'])
    expect(await found({ to: day.from })).toEqual(['task', 'host-event'])
  })

  test('a person is found by what they did, here or at a host, and not by a switch that they once set', async () => {
    const started = await own.rig.run([], { actor: haddad })
    const auto: Actor = { kind: 'autoAnswer', setBy: 'Anna Haddad' }
    const policy = { autoAnswer: true, setBy: 'Anna Haddad' }
    await own.rig.run([answered], { policy })
    const { run: theirs } = await own.rig.journal.openRun(opening())
    await own.rig.journal.append({ run: theirs, connection, vm, actor: haddad, event: answered })
    await append(answered, auto)
    await append(answered, haddad)
    await own.rig.journal.note({ by: 'night (Anna Haddad)', text: 'API token used' })
    await noteTask(foreign('2026-11-21T00:00:00Z', { startedBy: 'Anna Haddad' }))
    await noteEvent(hostEvent('2026-11-21T00:00:01Z', { userName: 'Anna Haddad' }))
    await append({ kind: 'cancel-taken' }, { kind: 'elsewhere', name: 'Anna Haddad' })
    const all = ['cancel-taken', 'text', 'answered', theirs, started, 'host-event', 'task']
    expect(await found({ person: 'Anna Haddad' })).toEqual(all)
    expect(await found({ person: 'Anna Haddad', vm, source: ['andon'] })).toEqual([
      'cancel-taken',
      'answered',
      theirs,
      started,
    ])
    expect(await found({ person: 'night (Anna Haddad)' })).toEqual(['text'])
    expect(await found({ person: 'Anna' })).toEqual([])
    expect(await found({ person: 'Anna Haddad', text: 'powered' })).toEqual(['host-event'])
  })

  test('who is forgotten is found as one of those who were, and whoever is called so later by their own', async () => {
    const run = await own.rig.run([], { actor: haddad })
    await noteEvent(hostEvent('2026-11-21T00:00:01Z', { userName: haddad.name, text: `${haddad.name} did it` }))
    await own.rig.journal.forget('Anna Haddad', 'm.okafor')
    expect(await found({ person: 'Anna Haddad' })).toEqual([])
    expect(await found({ text: 'haddad' })).toEqual([])
    const { notes } = await own.rig.journal.readHistory({ source: ['event'] })
    const nobody = 'a forgotten person'
    expect(notes).toMatchObject([{ content: { event: { userName: nobody, text: `${nobody} did it` } } }])
    const { rows } = await sql`select payload, actor from journal`.execute(own.rig.store.tables())
    expect(JSON.stringify(rows)).not.toContain('Haddad')
    expect(await found({ person: nobody })).toEqual([run, 'host-event'])
    const later = await own.rig.run([], { actor: haddad })
    expect(await found({ person: 'Anna Haddad' })).toEqual([later])
    expect(await found({ person: nobody })).toEqual([run, 'host-event'])
  })

  test('each source by itself or with others, whatever stands between', async () => {
    const run = await own.rig.run(blocked)
    await append({ kind: 'question-noted', question, origin: 'foreign task', raisedAt: '' })
    await append(answered, haddad)
    await noteTask(foreign('2026-11-21T00:00:00Z'))
    for (let second = 0; second < 7; second++) await noteEvent(hostEvent(`2026-11-21T00:00:0${second}Z`))
    const day = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' }
    await append({ kind: 'not-watched', ...day, because: 'no-contact' }, andon, { connection })
    await append({ kind: 'read-back', ...day, tasks: whole, events: whole }, andon, { connection })
    await append({ kind: 'events-left-out', ...day, count: 12 }, andon, { connection })
    const of = (...source: HistorySource[]) => found({ source })
    expect(await of('andon')).toEqual(['answered', run])
    expect(await of('others')).toEqual(['question-noted', 'task'])
    expect(await of('event')).toEqual(Array(7).fill('host-event'))
    expect(new Set(await of('gap'))).toEqual(new Set(['not-watched', 'gap']))
    expect((await of('gap')).length).toBe(3)
    expect(await of('andon', 'others', 'andon')).toEqual(['answered', 'question-noted', run, 'task'])
    expect((await of('andon', 'others', 'event', 'gap')).length).toBe((await found({})).length)
  })

  test('a VM comes with what nobody saw of its connection, and of no other', async () => {
    const other = connectionId('c2')
    const gap: StepEvent = { kind: 'not-watched', from: '', to: '', because: 'andon-stopped' }
    const run = await own.rig.run([])
    await append(gap, andon, { connection })
    await append(gap, andon, { connection: other })
    expect(await found({ vm })).toEqual(['not-watched', run])
    expect(await found({ vm, source: ['andon'] })).toEqual([run])
    expect(await found({ vm, source: ['gap'] })).toEqual(['not-watched'])
    expect(await found({ vm, outcome: 'succeeded' })).toEqual([])
    expect(await found({ vm, person: 'm.okafor' })).toEqual([run])
    expect(await found({ vm }, [other])).toEqual([])
  })

  test('an account of some connections finds theirs alone, by whatever it asks', async () => {
    const other = connectionId('c2')
    const elsewhere = await own.rig.run([], {
      connection: other,
      actor: haddad,
      ...named('other', vmKey(other, moid('12'))),
    })
    const here = await own.rig.run([], { actor: haddad })
    await append({ kind: 'event-noted', event: hostEvent('2026-11-21T00:00:00Z') }, andon, { connection: other })
    const day = { from: '2026-11-20T00:00:00.000Z', to: '2999-01-01T00:00:00.000Z' }
    for (const filter of [{ person: 'Anna Haddad' }, day, { source: ['andon', 'event'] as const }]) {
      expect(await found(filter, [connection])).toEqual([here])
      expect(await found(filter, [other])).toContain(elsewhere)
    }
  })

  test('as many are counted as are found, each once, and for an account of some connections its own', async () => {
    const other = connectionId('c2')
    await own.rig.run([answered], { actor: haddad })
    await own.rig.run([], { connection: other, actor: haddad, ...named('other', vmKey(other, moid('12'))) })
    await own.rig.journal.note({ by: 'night (Anna Haddad)', text: 'API token used' })
    await own.rig.journal.note({ by: 'Anna Haddad', text: 'night (Anna Haddad)', connection })
    await noteTask(foreign('2026-11-21T00:00:00Z'))
    await append({ kind: 'not-watched', from: '', to: '', because: 'andon-stopped' }, andon, { connection })
    const day = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' }
    const filters: HistoryFilter[] = [
      {},
      day,
      { vm },
      { vm, source: ['andon', 'others', 'gap'] },
      { person: 'Anna Haddad' },
      { person: 'Anna Haddad', source: ['andon', 'event'] },
      { person: 'nobody' },
      { text: 'haddad night' },
      { connection: other },
    ]
    for (const only of [undefined, [connection], []]) {
      for (const filter of filters) {
        const count = await own.rig.journal.countHistory(filter, only)
        expect([filter, count]).toEqual([filter, { lines: (await found(filter, only)).length, isMore: false }])
      }
    }
  })

  test('those can be asked for who did something, and by an account of some connections those who did it there', async () => {
    const other = connectionId('c2')
    await own.rig.run([answered], { policy: { autoAnswer: true, setBy: 'only.set' } })
    await own.rig.run([], { connection: other, actor: haddad, ...named('other', vmKey(other, moid('12'))) })
    await own.rig.journal.note({ by: 'signed.in', text: 'Signed in from 10.0.0.9' })
    await append({ kind: 'event-noted', event: hostEvent('2026-11-21T00:00:00Z', { userName: 'vpxuser' }) })
    await append({ kind: 'event-noted', event: hostEvent('2026-11-21T00:00:00Z', { userName: 'j.meyer' }) }, andon, {
      connection: other,
    })
    const people = async (only?: (typeof connection)[]) => {
      const { names, isMore } = await own.rig.journal.readHistoryPeople(only)
      expect(isMore).toBe(false)
      return names.toSorted()
    }
    expect(await people()).toEqual(['Anna Haddad', 'j.meyer', 'm.okafor', 'signed.in', 'vpxuser'])
    expect(await people([connection])).toEqual(['m.okafor', 'vpxuser'])
    expect(await people([other])).toEqual(['Anna Haddad', 'j.meyer'])
    expect(await people([])).toEqual([])
    await own.rig.journal.forget('Anna Haddad', 'm.okafor')
    expect(await people([other])).toEqual(['a forgotten person', 'j.meyer'])
    for (const name of await people()) expect(await found({ person: name })).not.toEqual([])
  })

  test('of more than are counted it says so', async () => {
    const make = (from: number, to: number) =>
      sql`insert into history (seq, connection, at, source)
        with recursive n(seq) as (select ${sql.lit(from)} union all select seq + 1 from n where seq < ${sql.lit(to)})
        select seq, 'c1', '2026-11-21T00:00:00.000Z', 'andon' from n`.execute(own.rig.store.tables())
    await make(1, countedAtMost)
    expect(await own.rig.journal.countHistory({})).toEqual({ lines: countedAtMost, isMore: false })
    await make(countedAtMost + 1, countedAtMost + 1)
    for (const filter of [{}, { source: ['andon', 'gap'] as const }])
      expect(await own.rig.journal.countHistory(filter)).toEqual({ lines: countedAtMost, isMore: true })
  })

  test('lines of a version that knew of no place get theirs, with who did something in them', async () => {
    const run = await own.rig.run([answered], { actor: haddad })
    await append({ kind: 'cancel-taken' }, haddad, { connection, vm, task })
    await noteTask(foreign('2026-11-21T00:00:00.000Z'))
    await noteEvent(hostEvent('2026-11-21T00:00:01.000Z', { userName: 'vpxuser' }))
    const db = own.rig.store.tables<JournalTables>()
    const lines = () => db.selectFrom('history').selectAll().orderBy('seq').execute()
    const people = () => db.selectFrom('history_people').selectAll().orderBy('person').orderBy('line').execute()
    const before = [await lines(), await people()]
    await db.updateTable('history').set({ source: null, at: '' }).execute()
    await db.deleteFrom('history_people').execute()
    await (await own.rig.open()).close()
    if (dialect === 'postgres') expect([await lines(), await people()]).toEqual(before)
    expect(before[0]).toMatchObject([
      { run, source: 'andon' },
      { source: 'andon' },
      { source: 'others', at: '2026-11-21T00:00:00.000Z' },
      { source: 'event' },
    ])
  })
})
