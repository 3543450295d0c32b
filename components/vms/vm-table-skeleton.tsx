import { Loading, Skeleton } from '../ui/placeholders'

const widths = ['w-40', 'w-28', 'w-52', 'w-36', 'w-44', 'w-32', 'w-48', 'w-28', 'w-40', 'w-36', 'w-44', 'w-32']

/** Rows to come, in their shape. */
export function VmTableSkeleton() {
  return (
    <div className="skeleton-late">
      <Loading what="Loading virtual machines" />
      {widths.map((width, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- bars without identity
        <div key={index} className="flex h-9 items-center gap-10 border-b border-line pl-15">
          <Skeleton className={width} />
          <Skeleton className="ml-auto w-14" />
          <Skeleton className="w-20" />
          <Skeleton className="mr-5 w-24" />
        </div>
      ))}
    </div>
  )
}
