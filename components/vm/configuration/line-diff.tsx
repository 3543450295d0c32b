import { clsx } from 'clsx'
import { Fragment } from 'react'
import type { LineChange } from '@/lib/vmx/diff'
import { ScrollsSideways } from '../../ui/table'
import { Marked } from '../../vmx/long-text'

const signs = { same: ' ', added: '+', removed: '−' } as const
const words = { same: '', added: 'added: ', removed: 'removed: ' } as const

/** Lines as they were and as they will be. */
export function LineDiff({ changes, label }: { changes: readonly LineChange[]; label: string }) {
  return (
    <ScrollsSideways className="rounded-lg border border-line bg-sunken py-1">
      <ol aria-label={label} className="w-max min-w-full font-mono text-xs/5">
        {changes.map(({ line, change, text }, at) => (
          <Fragment key={`${change} ${line}`}>
            {isGap(changes[at - 1], changes[at]) && (
              <li aria-label="Lines that stay the same" className="px-2 text-ink-3">
                …
              </li>
            )}
            <li
              className={clsx(
                'grid grid-cols-[44px_12px_1fr] gap-2 px-2',
                change === 'added' && 'bg-raised font-semibold text-ink',
                change === 'removed' && 'text-ink-2',
                change === 'same' && 'text-ink-3',
              )}
            >
              <span className="text-right text-ink-3 select-none">{line}</span>
              <span aria-hidden="true" className="select-none">
                {signs[change]}
              </span>
              <span className="sr-only">{words[change]}</span>
              <span className={clsx('whitespace-pre', change === 'removed' && 'line-through')}>
                <Marked text={text} search="" cut={2_000} />
              </span>
            </li>
          </Fragment>
        ))}
      </ol>
    </ScrollsSideways>
  )
}

/** Whether unchanged lines were left out between two that are shown; removed ones count in the old file. */
const isGap = (above: LineChange | undefined, below: LineChange | undefined) =>
  above?.change === 'same' && below?.change === 'same' && below.line > above.line + 1
