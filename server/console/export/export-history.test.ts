import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Account } from '@/lib/accounts/role'
import type { ExportFormat } from '@/lib/contract/export'
import type { HistoryFilter } from '@/lib/contract/history'
import type { StepEvent } from '@/lib/runs/run'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'
import {
  blocked,
  connection,
  named,
  openJournalRig,
  person,
  vm,
  type JournalRig,
} from '../../journal/testing/journal-rig'
import { exporting } from './export-history'

const admin: Account = { username: 'admin', role: 'admin' }

let rig: JournalRig
beforeEach(async () => {
  rig = await openJournalRig()
})
afterEach(() => rig.close())

async function exported(format: ExportFormat, filter: HistoryFilter = {}, by = admin): Promise<string> {
  const take = exporting({ journal: rig.journal, now: Date.now, connectionName: (id) => `name of ${id}` })
  const made = await take(format, filter, by)
  if (!made.ok) throw new Error(made.error.sentence)
  let text = ''
  for await (const piece of made.value.pieces) text += piece
  return text
}

/** Reads RFC 4180 as a stranger would. */
function tableOf(csv: string): Record<string, string>[] {
  expect(csv.startsWith('\u{FEFF}')).toBe(true)
  const records: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  cell.lastIndex = 1
  for (let match = cell.exec(csv); match; match = cell.exec(csv)) {
    records.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] !== ',') records.push([])
  }
  expect(records.pop()).toEqual([])
  const [head = [], ...rows] = records
  expect(rows.map((row) => row.length)).toEqual(rows.map(() => head.length))
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])))
}

describe('a table', () => {
  test('has a row for each line, newest first, who took it on top; times, names and text are whole', async () => {
    await rig.run(blocked)
    await rig.journal.note({ by: 'r.nakamura', text: 'Line one\nand "two", 東京', connection })
    const [took, note, run, ...more] = tableOf(await exported('csv'))
    expect(more).toEqual([])
    expect(took).toMatchObject({ what: 'note', by: 'admin', operation: 'History exported as CSV: all of it' })
    expect(note).toMatchObject({ what: 'note', by: 'r.nakamura', operation: 'Line one\nand "two", 東京' })
    expect(run).toMatchObject({
      what: 'run',
      run: '1',
      connection: 'name of c1',
      subject: 'build|agent "7"',
      operation: 'Power on',
      outcome: 'left-blocked',
      by: 'm.okafor',
      questions: 'Serial port output file "a_b/100%.log" already exists.',
      error: 'Serial port output file "a_b/100%.log" already exists.',
    })
    for (const at of [run?.['began'], run?.['ended'], note?.['began']]) expect(at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })

  test('says unknown where the journal says lost', async () => {
    await rig.run([{ kind: 'ended', outcome: { kind: 'lost', reason: 'vc-a does not answer.' } }])
    const [, run] = tableOf(await exported('csv'))
    expect(run).toMatchObject({ outcome: 'unknown', error: 'vc-a does not answer.' })
  })

  test('is none that a spreadsheet computes with, whatever names people and hosts give', async () => {
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '|calc', '＝1', ' =1', '%0A', 'a=1', "'=1"]
    for (const name of names) await rig.run([], named(name))
    const rows = tableOf(await exported('csv'))
      .slice(1)
      .toReversed()
    expect(rows.map(({ subject }) => subject)).toEqual(names.map((name) => (/a=1|'=1/.test(name) ? name : `'${name}`)))
  })

  test('goes over many pages without a gap or a repeat, and holds what the filter finds', async () => {
    for (let n = 0; n < 250; n++) await rig.run([], named(n % 2 === 0 ? `even-${n}` : `odd-${n}`))
    const numbers = (csv: string) => tableOf(csv).flatMap(({ run }) => (run === '' ? [] : [Number(run)]))
    expect(numbers(await exported('csv'))).toEqual(Array.from({ length: 250 }, (_, n) => 250 - n))
    const even = await exported('csv', { text: 'even' })
    expect(numbers(even)).toEqual(Array.from({ length: 125 }, (_, n) => 249 - 2 * n))
    const { notes } = await rig.journal.readHistory({ limit: 1 })
    expect(notes[0]?.content).toEqual({ kind: 'text', text: 'History exported as CSV: what has the text "even"' })
  })

  test('says where a line comes from, and what was read back of a time in which nobody looked', async () => {
    const at = '2026-11-21T03:16:00.000Z'
    const gap = { from: '2026-11-21T03:10:00.000Z', to: '2026-11-21T03:24:00.000Z' }
    const append = (event: StepEvent) =>
      rig.journal.append({ actor: { kind: 'andon' }, event, connection, vm, vmName: 'web-01' })
    const event = { id: 7, chain: 7, type: 'VmSuspendedEvent', at, text: 'web-01 is suspended', vmName: 'web-01' }
    await append({ kind: 'event-noted', event: { ...event, userName: 'vpxuser' }, readBack: true })
    const kept = { kind: 'not-readable', reason: 'No right.' } as const
    await append({
      kind: 'read-back',
      ...gap,
      tasks: { noted: 0, kept },
      events: { noted: 1, kept: { kind: 'whole' } },
    })
    await append({ kind: 'events-left-out', ...gap, count: 12 })
    const filter: HistoryFilter = { source: ['event', 'gap'], from: gap.from, to: '2026-11-22T00:00:00.000Z' }
    expect(tableOf(await exported('csv', filter))).toMatchObject([
      { what: 'events-left-out', operation: 'events not written down: 12', source: 'gap' },
      {
        what: 'read-back',
        began: gap.from,
        ended: gap.to,
        operation: 'tasks: 0, not-readable (No right.); events: 1, whole',
      },
      {
        what: 'host-event',
        began: at,
        subject: 'web-01',
        operation: 'VmSuspendedEvent: web-01 is suspended',
        by: 'vpxuser',
        source: 'event',
        read_back: 'yes',
      },
    ])
    const { notes } = await rig.journal.readHistory({ limit: 1 })
    const said = `History exported as CSV: what has the source event or gap, times from ${filter.from}, times before ${filter.to}`
    expect(notes[0]?.content).toEqual({ kind: 'text', text: said })
  })
})

describe('JSON lines', () => {
  const linesOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>) // what is written above

  test('hold every row; each copy can be checked by whoever has it, with nothing of Andon', async () => {
    await rig.run(blocked)
    const again = await rig.open()
    await again.journal.note({ by: 'm.okafor', text: 'of another life' })
    const lines = linesOf(await exported('jsonl'))
    expect(lines[0]).toMatchObject({ is: 'andon-journal', filter: {} })
    const rows = lines.filter(({ is }) => is === 'row')
    expect(lines.at(-1)).toEqual({ is: 'end', rows: rows.length })
    expect(new Set(rows.map(({ writer }) => writer)).size).toBe(2)
    const columns = ['at', 'kind', 'run', 'number', 'connection', 'vm', 'question', 'outcome', 'actor', 'payload']
    const lengthened = (value: unknown) => {
      if (value === null) return '-;'
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      return `${Buffer.byteLength(text)}:${text};`
    }
    const ends = new Map<unknown, { place: number; hash: string }>()
    for (const row of rows) {
      const before = ends.get(row['writer']) ?? { place: 0, hash: '' }
      const covered = [before.hash, row['writer'], before.place + 1, ...columns.map((column) => row[column])]
      const hash = createHash('sha256').update(covered.map(lengthened).join('')).digest('base64url')
      expect([row['place'], row['hash']]).toEqual([before.place + 1, hash])
      ends.set(row['writer'], { place: before.place + 1, hash })
    }
    const names = lines.filter(({ is }) => is === 'name')
    expect(names.map(({ name }) => name)).toEqual(expect.arrayContaining(['m.okafor', 'r.nakamura', 'admin']))
    for (const { id, name, salt } of names)
      expect(
        createHash('sha256')
          .update(`${String(salt)}:${String(name)}`)
          .digest('base64url'),
      ).toBe(id)
  })

  test('of a filter hold the whole of each run that it finds, and nothing else', async () => {
    await rig.run(blocked)
    const other = await rig.run([{ kind: 'checked', found: 'nothing' }], named('web-01', vm))
    await rig.journal.append({ run: other, connection, vm, actor: person, event: { kind: 'progress', percent: 3 } })
    const rows = linesOf(await exported('jsonl', { text: 'web-01' })).filter(({ is }) => is === 'row')
    expect(rows.filter(({ run }) => run === other).map(({ kind }) => kind)).toEqual([
      'requested',
      'checked',
      'progress',
    ])
    expect(rows.every(({ run }) => run === other || run === null)).toBe(true)
  })
})

describe('a copy for an account of some connections', () => {
  const other = connectionId('c2')
  const limited: Account = { username: 'l.ito', role: 'operator', connections: [connection] }
  const elsewhere = vmKey(other, moid('12'))

  test.each(['csv', 'jsonl'] as const)('holds rows of theirs alone, as %s', async (format) => {
    await rig.run(blocked)
    await rig.journal.note({ by: 'r.nakamura', text: 'Everywhere' })
    await rig.run([{ kind: 'checked', found: 'nothing' }], { connection: other, ...named('secret-vm', elsewhere) })
    await rig.journal.note({ by: 'hidden.person', text: 'Secret setting', connection: other })
    await rig.journal.note({ by: 'r.nakamura', text: 'Theirs', connection })
    for (const filter of [
      { connection },
      { connection, vm: elsewhere },
      {},
      { connection: other },
      { text: 'secret' },
    ]) {
      const text = await exported(format, filter, limited)
      expect(text).not.toMatch(/Everywhere|secret-vm|Secret setting|hidden\.person/)
      expect(text.includes('Theirs')).toBe(filter.connection !== other && !('vm' in filter) && !('text' in filter))
    }
  })

  test('has no hashes: each covers the row before it, which may be none of theirs', async () => {
    await rig.run(blocked)
    const rows = (text: string) => text.split('\n').filter((line) => line.includes('"is":"row"'))
    const theirs = rows(await exported('jsonl', { connection }, limited))
    expect(theirs).toHaveLength(1 + blocked.length)
    expect(theirs.filter((line) => /"hash"/.test(line))).toEqual([])
    const all = rows(await exported('jsonl', { connection }))
    expect(all.filter((line) => /"hash"/.test(line))).toHaveLength(1 + blocked.length)
  })
})

test('nothing leaves that the record does not say: where it cannot be written, there is no copy', async () => {
  const journal = { ...rig.journal, note: () => Promise.reject(new Error('disk full')) }
  const take = exporting({ journal, now: Date.now, connectionName: () => undefined })
  await expect(take('csv', {}, admin)).rejects.toThrow('disk full')
})
