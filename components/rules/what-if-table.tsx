import { clsx } from 'clsx'
import { formatNumber } from '@/lib/format/quantity'
import { wasKinds, wouldKinds } from './what-if'
import { columnSum, rowSum, type Cell, type WhatIf } from './what-if-tally'
import { wasWords, wouldWords } from './what-if-words'

/** What was, against what would be. Rows of nothing are left out; the sums are those of all questions. */
export function WhatIfTable({ found }: { found: WhatIf }) {
  const rows = wasKinds.filter((was) => rowSum(found.cells[was]) > 0)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
    <div role="region" aria-label="What was, what would be" tabIndex={0} className="panel relative overflow-x-auto">
      <table className="w-full min-w-[640px] text-sm tabular-nums">
        <thead>
          <tr className="border-b border-line bg-sunken text-xs text-ink-2 *:px-3 *:py-2 *:text-right *:font-medium">
            <th scope="col" className="text-left!">
              What was
            </th>
            {wouldKinds.map((would) => (
              <th key={would} scope="col">
                {wouldWords[would]}
              </th>
            ))}
            <th scope="col">Sum</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((was) => (
            <tr key={was} className="border-b border-line *:px-3 *:py-2 *:text-right">
              <th scope="row" className="text-left! font-semibold">
                {wasWords[was]}
              </th>
              {wouldKinds.map((would) => (
                <td key={would}>
                  <Count {...found.cells[was][would]} />
                </td>
              ))}
              <td>{formatNumber(rowSum(found.cells[was]))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="text-ink-2 *:px-3 *:py-2 *:text-right">
            <th scope="row" className="text-left! font-medium">
              Sum
            </th>
            {wouldKinds.map((would) => (
              <td key={would}>{formatNumber(columnSum(found, would))}</td>
            ))}
            <td>{formatNumber(found.total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** Grey: these get what they got. Strong: these do not. */
function Count({ same, different }: Cell) {
  if (same === 0 && different === 0) return <span className="sr-only">none</span>
  return (
    <>
      {same > 0 && (
        <span className={clsx('text-ink-3', different > 0 && 'mr-2')}>
          {formatNumber(same)}
          <span className="sr-only"> the same</span>
        </span>
      )}
      {different > 0 && (
        <strong className="font-semibold">
          {formatNumber(different)}
          <span className="sr-only"> different</span>
        </strong>
      )}
    </>
  )
}
