import type { Outcome, Row } from './check'

const mark: Record<Outcome['kind'], string> = { passed: 'pass', failed: 'FAIL', skipped: 'skip' }

/** The matrix: one row per capability, one column per client → server. */
export function matrix(rows: readonly Row[]): string {
  const pairs = [...new Set(rows.map(pairOf))]
  const capabilities = [...new Set(rows.map((row) => row.capability))]
  const cell = (capability: string, pair: string) => {
    const row = rows.find((each) => each.capability === capability && pairOf(each) === pair)
    return row ? mark[row.outcome.kind] : ''
  }
  const lines = [
    ['capability', ...pairs],
    ['---', ...pairs.map(() => '---')],
    ...capabilities.map((capability) => [capability, ...pairs.map((pair) => cell(capability, pair))]),
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const pairOf = (row: Row) => `${row.client} → ${row.server}`

/** One line per client → server: how much of it passed. */
export function summary(rows: readonly Row[]): string {
  const lines = [...new Set(rows.map(pairOf))].map((pair) => {
    const own = rows.filter((row) => pairOf(row) === pair)
    const passed = own.filter(({ outcome }) => outcome.kind === 'passed').length
    return `| ${pair} | ${passed} of ${own.length} | ${own.map(({ capability }) => capability).join('; ')} |`
  })
  return ['| client → server | passed | capabilities |', '|---|---|---|', ...lines].join('\n')
}

/** Each thing that did not pass, with its reason. */
export function reasons(rows: readonly Row[]): string[] {
  return rows.flatMap((row) =>
    row.outcome.kind === 'passed'
      ? []
      : [
          `${mark[row.outcome.kind]}: ${pairOf(row)}: ${row.capability}: ${row.outcome.why.split('\n').slice(0, 12).join('\n    ')}`,
        ],
  )
}

/** The closing line that the other scripts read. */
export function total(rows: readonly Row[]): string {
  const count = (kind: Outcome['kind']) => rows.filter((row) => row.outcome.kind === kind).length
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`
}
