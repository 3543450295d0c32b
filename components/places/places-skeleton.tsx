import { Loading, Skeleton } from '../ui/skeleton'

/** Lines to come. */
export function PlacesSkeleton({ what }: { what: string }) {
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
