import process from 'node:process'
import { formatDateTime } from '../lib/format/clock'
import { withUnseenShown } from '../lib/names/unseen'
import type { ApiConnection, ApiHistoryEntry, ApiQuestion, ApiVm } from '../lib/api/resources'

/** Lines for people: one thing each, whatever stands in the names and texts of hosts. */

export const print = (line: string): void => void process.stdout.write(`${line}\n`)
export const complain = (line: string): void => void process.stderr.write(`${shown(line)}\n`)
export const printJson = (value: unknown): void => print(JSON.stringify(value))

/** Nothing that a host says moves the cursor, colours the terminal or turns a text round. */
export const shown = (text: string): string => withUnseenShown(text)
/** In one line. */
const flat = (text: string): string => shown(text.replaceAll(/\s+/gu, ' ').trim())

/** Columns as wide as what stands in them; the last one as it is. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => flat(row[column] ?? '').length)))
  for (const row of rows)
    print(
      row
        .map((cell, column) => (column === row.length - 1 ? flat(cell) : flat(cell).padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
}

export const answersOf = ({ answers }: ApiQuestion): string =>
  answers.length === 0
    ? 'the host offers no answer'
    : answers.map(({ label, isDefault }) => `'${label}'${isDefault ? ' (default)' : ''}`).join(', ')

export const questionRow = (question: ApiQuestion, nameOf: (connection: string) => string): string[] => [
  question.id,
  question.state,
  formatDateTime(question.raisedAt),
  question.vm.name,
  nameOf(question.connection),
  `${question.text} ${answersOf(question)}${question.taken ? `; taken by ${question.taken.by}` : ''}`,
]

export const connectionRow = ({ id, name, state, autoAnswer, host, reason }: ApiConnection): string[] => [
  id,
  name,
  state,
  `auto-answer ${autoAnswer.on ? 'on' : 'off'}`,
  host,
  reason ?? '',
]

export const vmRow = ({ id, name, power, host }: ApiVm): string[] => [id, name, power, host?.name ?? '']

export const historyRow = ({ at, by, text, outcome, kind }: ApiHistoryEntry): string[] => [
  formatDateTime(at),
  kind,
  outcome ?? '',
  by,
  text,
]
