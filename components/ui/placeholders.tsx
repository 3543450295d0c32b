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

type EmptyProps = {
  fact: string
  children?: ReactNode
  className?: string
  /** In one line: something else needs the room. */
  low?: boolean
}

/** Nothing to show: one sentence of fact, one way on. */
export function Empty({ fact, children, className, low = false }: EmptyProps) {
  return (
    <div
      className={clsx(
        'text-center text-sm text-ink-2',
        low
          ? 'flex flex-wrap items-baseline justify-center gap-x-3 px-4 py-2.5'
          : 'grid justify-items-center gap-1.5 px-6 py-10',
        className,
      )}
    >
      <strong className={clsx('font-semibold text-ink', !low && 'text-lg')}>{fact}</strong>
      {children && <div>{children}</div>}
    </div>
  )
}

/** A list to come. */
export function ListSkeleton({ what }: { what: string }) {
  return (
    <div className="panel skeleton-late">
      <Loading what={what} />
      {['w-40', 'w-32', 'w-48', 'w-36'].map((width) => (
        <div key={width} className="flex h-10 items-center gap-8 border-b border-line px-3 last:border-b-0">
          <Skeleton className={width} />
          <Skeleton className="w-24" />
          <Skeleton className="ml-auto w-28" />
        </div>
      ))}
    </div>
  )
}
