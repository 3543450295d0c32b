import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Icon } from '../glyphs/icon'

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
