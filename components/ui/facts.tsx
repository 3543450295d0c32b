import { clsx } from 'clsx'
import { useId, type ReactNode } from 'react'
import type { ConsoleError } from '@/lib/result'
import { Button } from './button'
import { ErrorNotice } from './notice'
import { Loading, Skeleton } from './placeholders'

/** A panel of facts with its heading. */
export function FactPanel({ title, children }: { title: string; children: ReactNode }) {
  const head = useId()
  return (
    <section aria-labelledby={head} className="panel px-4 py-3">
      <h3 id={head} className="mb-1.5 text-sm font-semibold">
        {title}
      </h3>
      {children}
    </section>
  )
}

export const Facts = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-1 gap-x-4 gap-y-1 text-sm mid:grid-cols-[minmax(96px,auto)_minmax(0,1fr)]">
    {children}
  </dl>
)

/** One fact. Left out when there is nothing to say; a dash would claim that there is. */
export const Fact = ({ name, children }: { name: string; children: ReactNode }) =>
  children === undefined || children === null || children === false || children === '' ? null : (
    <>
      <dt className="text-ink-3 max-mid:mt-1 max-mid:text-xs">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  )

/** Text as it is stored, which may be long and have spaces that matter. */
export const Stored = ({ children }: { children: string }) => (
  <code className="text-xs/5 whitespace-pre-wrap">{children}</code>
)

/** What stands in place of something that the host has, or has not: nobody could read it. */
export const NotKnown = ({ what, because, className }: { what: string; because: string; className?: string }) => (
  <p className={clsx('text-sm text-ink-2', className)}>
    <strong className="font-semibold">{what} not known.</strong> {because}
  </p>
)

/** What stands below a list of which not all could be read; nothing where it is whole. */
export const NotWhole = ({ unread, className }: { unread: number | undefined; className?: string }) =>
  unread === undefined ? null : (
    <p className={clsx('mt-1.5 text-xs text-ink-2', className)}>
      <strong className="font-semibold">{unread} more could not be read.</strong> What is not here may be among{' '}
      {unread === 1 ? 'it' : 'them'}.
    </p>
  )

/** What stands in place of facts that are on their way, or that could not be read. */
export function NotRead({ error, onRetry }: { error: ConsoleError | undefined; onRetry: () => void }) {
  if (!error) {
    return (
      <div className="skeleton-late grid gap-3 py-2">
        <Loading />
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
        <Skeleton className="w-3/5" />
      </div>
    )
  }
  return (
    <div className="grid justify-items-start gap-2">
      <ErrorNotice error={error} className="w-full" />
      <Button onClick={onRetry}>Read again</Button>
    </div>
  )
}
