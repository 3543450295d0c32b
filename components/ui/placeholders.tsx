import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A grey bar in the shape of what will stand there. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden="true" className={clsx('skeleton', className)} />
)

/** Says once, to a screen reader, that something is on its way; the bars beside it are for the eye. */
export const Loading = ({ what = 'Loading' }: { what?: string }) => (
  <span role="status" className="sr-only">
    {what}
  </span>
)

/** Nothing to show: one sentence of fact, one way on. */
export function Empty({ fact, children, className }: { fact: string; children?: ReactNode; className?: string }) {
  return (
    <div className={clsx('grid justify-items-center gap-1.5 px-6 py-10 text-center text-sm text-ink-2', className)}>
      <strong className="text-lg font-semibold text-ink">{fact}</strong>
      {children && <div>{children}</div>}
    </div>
  )
}
