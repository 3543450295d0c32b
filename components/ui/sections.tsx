import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { formatNumber } from '@/lib/format/quantity'
import { Icon } from '../glyphs/icon'

type SectionHeadProps = {
  id?: string
  title: string
  /** Left out while it is not known: blank, never zero. */
  count?: number | undefined
  level?: 1 | 2 | 3
  /** Small, beside the count. */
  aside?: ReactNode
  children?: ReactNode
  className?: string
}

/** The heading of a section, its count, and one quiet thing at the right. */
export function SectionHead({ id, title, count, level = 2, aside, children, className }: SectionHeadProps) {
  const Heading = `h${level}` as const
  return (
    <div className={clsx('flex min-h-7 flex-wrap items-baseline gap-x-2.5 gap-y-1.5', className)}>
      <Heading id={id} className="text-lg font-semibold tracking-[-0.005em]">
        {title}
      </Heading>
      {count !== undefined && <span className="text-lg font-medium text-ink-3">{formatNumber(count)}</span>}
      {aside && <span className="text-sm text-ink-2">{aside}</span>}
      {children && (
        <span className="ml-auto text-xs text-ink-3 max-mid:not-has-[a]:ml-0 max-mid:not-has-[a]:basis-full">
          {children}
        </span>
      )}
    </div>
  )
}

/** Something that is one click away, such as the raw text behind a sentence. */
export function Disclosure({
  summary,
  children,
  className,
}: {
  summary: string
  children: ReactNode
  className?: string
}) {
  return (
    <details className={clsx('group/disclosure text-xs', className)}>
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1 text-ink-2 hover:text-ink max-mid:min-h-11 [&::-webkit-details-marker]:hidden">
        <Icon name="chevronRight" className="size-3! group-open/disclosure:rotate-90" />
        {summary}
      </summary>
      {children}
    </details>
  )
}
