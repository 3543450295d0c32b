import type { HistoryFilter } from '@/lib/contract/history'
import type { Only } from '@/lib/accounts/limited'
import type { Portion } from '../../journal/read-rows'

/**
 * Rows of the journal, each as a line of JSON: what is covered by its hash exactly as it is stored, and its place in the
 * chain. A name stands in a line of its own before the first row that refers to it. The last line counts the rows, so
 * that a copy which was cut can be told.
 * @param only the connections of whoever gets it. Their copy has no hashes: each covers the row before, which may be of
 * another connection, and would tell whether it was guessed.
 */
export async function* journalAsJsonLines(
  filter: HistoryFilter,
  portions: AsyncIterable<Portion>,
  at: string,
  only?: Only,
): AsyncGenerator<string> {
  yield line({ is: 'andon-journal', at, filter })
  let count = 0
  for await (const { rows, names } of portions) {
    yield [
      ...names.map((name) => line({ is: 'name', ...name })),
      ...rows.map((row) => line({ is: 'row', ...row, ...(only && { hash: undefined }) })),
    ].join('')
    count += rows.length
  }
  yield line({ is: 'end', rows: count })
}

const line = (value: Readonly<Record<string, unknown>>) => `${JSON.stringify(value)}\n`
