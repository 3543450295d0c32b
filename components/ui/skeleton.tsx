import { clsx } from 'clsx'

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
