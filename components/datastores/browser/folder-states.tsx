'use client'

import type { DatastoreListing } from '@/lib/files/datastore-entry'
import { formatBytes, formatCount } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import { Button } from '../../ui/button'
import { ErrorNotice } from '../../ui/notice'
import { Empty, Loading, Skeleton } from '../../ui/placeholders'

type InsteadProps = {
  listing: DatastoreListing | undefined
  error: ConsoleError | undefined
  shown: number
  readReason: string | undefined
  /** Why the account may not list it; then nobody has asked. */
  notAllowed: string | undefined
  /** Opens the folder above, or the datastore itself; undefined there. */
  onGoUp: (() => void) | undefined
  onRetry: () => void
  onClearFilter: () => void
}

/** An address can be old, or name what never was. */
export const isNoSuchFolder = (listing: DatastoreListing | undefined, error: ConsoleError | undefined): boolean =>
  !listing && error?.code === 'FileNotFound'

/** What stands where the rows would be, when there are none. */
export function InsteadOfFiles(props: InsteadProps) {
  const { listing, error, shown, readReason, notAllowed, onGoUp, onRetry, onClearFilter } = props
  if (notAllowed !== undefined) return <Empty fact="What is in this folder is not known">{notAllowed}</Empty>
  if (isNoSuchFolder(listing, error) && onGoUp) {
    return (
      <div role="alert">
        <Empty fact="No such folder">
          <p>It is not on the datastore. Somebody may have moved or deleted it.</p>
          <span className="mt-2 flex flex-wrap justify-center gap-2">
            <Button onClick={onGoUp}>Open the folder above</Button>
            <Button onClick={onRetry} disabledReason={readReason}>
              Read again
            </Button>
          </span>
        </Empty>
      </div>
    )
  }
  if (!listing && error) {
    return (
      <div className="grid justify-items-start gap-2 p-4">
        <ErrorNotice error={error} className="w-full" />
        <Button onClick={onRetry} disabledReason={readReason}>
          Read again
        </Button>
      </div>
    )
  }
  if (!listing) return <FilesSkeleton />
  if (listing.entries.length === 0 && listing.unread !== undefined) {
    return <Empty fact="Nothing in this folder could be read">{unreadWords(listing.unread)}</Empty>
  }
  if (listing.entries.length === 0) {
    return <Empty fact="This folder is empty">Drop files here, or press Upload.</Empty>
  }
  if (shown > 0) return null
  return (
    <Empty fact="Nothing matches">
      <p>{formatCount(listing.entries.length, 'entry is', 'entries are')} in this folder.</p>
      <Button className="mt-2" onClick={onClearFilter}>
        Clear the filter
      </Button>
    </Empty>
  )
}

const widths = ['w-40', 'w-28', 'w-52', 'w-36', 'w-44', 'w-32', 'w-48']

function FilesSkeleton() {
  return (
    <div className="skeleton-late">
      <Loading what="Loading the folder" />
      {widths.map((width, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- bars without identity
        <div key={index} className="flex h-9 items-center gap-10 border-b border-line pr-4 pl-13">
          <Skeleton className={width} />
          <Skeleton className="ml-auto w-16" />
          <Skeleton className="w-24 max-mid:hidden" />
        </div>
      ))}
    </div>
  )
}

const unreadWords = (unread: number) => `${formatCount(unread, 'entry', 'entries')} more could not be read.`

/** How much is in the folder, without what its folders hold, and by whose clock its dates are where it is not ours. */
export function FolderFoot({ listing, shown }: { listing: DatastoreListing | undefined; shown: number }) {
  if (!listing) return null
  const { entries, clock, unread } = listing
  const folders = entries.filter(({ kind }) => kind === 'folder').length
  const bytes = entries.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)
  const parts = [
    ...(folders > 0 ? [formatCount(folders, 'folder')] : []),
    ...(entries.length > folders ? [`${formatCount(entries.length - folders, 'file')}, ${formatBytes(bytes)}`] : []),
  ]
  return (
    <div className="flex flex-wrap gap-x-4 border-t border-line px-3 py-1.5 text-xs text-ink-3 mid:px-4">
      <span role="status">
        {shown === entries.length ? formatCount(shown, 'entry', 'entries') : `${shown} of ${entries.length} entries`}
      </span>
      {unread !== undefined && <span className="text-ink-2">{unreadWords(unread)}</span>}
      {clock === 'host' && entries.some(({ modifiedAt }) => modifiedAt !== undefined) && (
        <span>Dates are by the clocks of the hosts that wrote the files</span>
      )}
      <span className="ml-auto">{parts.join(', ')}</span>
    </div>
  )
}
