'use client'

import { breadcrumbs, pathIn } from '@/lib/files/datastore-entry'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import { Icon } from '../../glyphs/icon'
import { Button } from '../../ui/button'
import { ErrorNotice } from '../../ui/notice'
import { Loading, Skeleton } from '../../ui/placeholders'
import { useListing } from '../use-listing'

type FolderPickerProps = {
  datastore: DatastoreKey
  root: string
  /** Stored path. */
  folder: string
  /** Why the account may not list it; then nobody asks. */
  notAllowed: string | undefined
  onChange: (folder: string) => void
}

/** Walks through the folders of a datastore; where one stands is what is chosen. */
export function FolderPicker({ datastore, root, folder, notAllowed, onChange }: FolderPickerProps) {
  const { listing, error, busy, refetch } = useListing(datastore, folder, notAllowed === undefined)
  const folders = listing?.entries.filter(({ kind }) => kind === 'folder')
  const steps = [{ name: root, folder: '' }, ...breadcrumbs(folder)]
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">Into folder</legend>
      <div className="rounded-md border border-line-2">
        <div className="flex flex-wrap items-center gap-x-1 border-b border-line px-2 py-1 text-sm">
          {steps.map((step, index) => (
            <span key={step.folder} className="flex min-w-0 items-center gap-x-1">
              {index > 0 && <Icon name="chevronRight" className="size-3! text-ink-3" />}
              {index === steps.length - 1 ? (
                <span className="name leading-6">{step.name}</span>
              ) : (
                <button
                  type="button"
                  className="link text-left leading-6 wrap-anywhere"
                  onClick={() => onChange(step.folder)}
                >
                  {step.name}
                </button>
              )}
            </span>
          ))}
        </div>
        <div className="h-40 overflow-y-auto py-1" aria-busy={busy}>
          {notAllowed !== undefined ? (
            <p className="px-3 py-2 text-sm text-ink-2">Which folders are in here is not known. {notAllowed}</p>
          ) : error ? (
            <div className="grid justify-items-start gap-2 p-2">
              <ErrorNotice error={error} className="w-full" />
              <Button size="small" onClick={refetch}>
                Read again
              </Button>
            </div>
          ) : !folders ? (
            <div className="skeleton-late grid gap-3 p-3">
              <Loading what="Loading folders" />
              <Skeleton className="w-40" />
              <Skeleton className="w-28" />
            </div>
          ) : folders.length === 0 ? (
            <p className="px-3 py-2 text-sm text-ink-3">No folders in here.</p>
          ) : (
            <ul aria-label="Folders">
              {folders.map(({ storedName, name }) => (
                <li key={storedName}>
                  <button
                    type="button"
                    className="flex min-h-8 w-full items-center gap-2 px-3 text-left text-sm wrap-anywhere hover:bg-hover max-mid:min-h-11"
                    onClick={() => onChange(pathIn(folder, storedName))}
                  >
                    <Icon name="folder" className="text-ink-3" />
                    {name}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </fieldset>
  )
}
