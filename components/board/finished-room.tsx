import type { ReactNode } from 'react'
import { Link } from '../ui/link'
import { Skeleton } from '../ui/placeholders'
import { SectionHead } from '../ui/sections'

export type FinishedProps = { isBusy: boolean }

export const finishedRow =
  'grid min-h-11 grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-3 border-t border-line px-3 py-1 text-sm/4 first:border-t-0'

/** The frame of what has just finished. */
export function FinishedSection({ children }: { children: ReactNode }) {
  return (
    <section aria-labelledby="finished" className="grid gap-2">
      <SectionHead id="finished" title="Just finished">
        <Link href="/history" className="link inline-block py-1 max-mid:-my-2.5 max-mid:py-3.5">
          All in History
        </Link>
      </SectionHead>
      {children}
    </section>
  )
}

export function FinishedSkeleton() {
  return (
    <ul className="panel skeleton-late" aria-hidden="true">
      {[38, 30, 44].map((width) => (
        <li key={width} className={finishedRow}>
          <Skeleton className="size-4!" />
          <span className="grid gap-1.5">
            <span style={{ width: `${width}%` }}>
              <Skeleton />
            </span>
            <Skeleton className="h-2! w-[58%]" />
          </span>
          <Skeleton className="w-13" />
        </li>
      ))}
    </ul>
  )
}

/** Before its script is there: it stands last on the page, so that nothing moves when it comes. */
export const FinishedMeanwhile = () => (
  <FinishedSection>
    <FinishedSkeleton />
  </FinishedSection>
)
