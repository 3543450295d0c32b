import { clsx } from 'clsx'
import type { ReactNode } from 'react'

type SectionHeadProps = {
  id?: string
  title: string
  /** Left out while it is not known: blank, never zero. */
  count?: number | undefined
  level?: 1 | 2 | 3
  children?: ReactNode
  className?: string
}

/** The heading of a section, its count, and one quiet thing at the right. */
export function SectionHead({ id, title, count, level = 2, children, className }: SectionHeadProps) {
  const Heading = `h${level}` as const
  return (
    <div className={clsx('flex min-h-7 flex-wrap items-baseline gap-x-2.5', className)}>
      <Heading id={id} className="text-lg font-semibold tracking-[-0.005em]">
        {title}
      </Heading>
      {count !== undefined && <span className="text-lg font-medium text-ink-3">{count}</span>}
      {children && (
        <span className="ml-auto text-xs text-ink-3 max-mid:not-has-[a]:ml-0 max-mid:not-has-[a]:basis-full">
          {children}
        </span>
      )}
    </div>
  )
}
