'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, type ComponentProps, type MouseEvent } from 'react'
import { breadcrumbs } from '@/lib/files/datastore-entry'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import { Icon } from '../glyphs/icon'
import { datastorePath } from '../pages/pages'

/** Slashes at the ends mean nothing. */
const trimmed = (path: string) => path.replaceAll(/^\/+|\/+$/g, '')

/**
 * The open folder, as a stored path; empty for the root. It is in the address, so that it can be linked to and the back
 * button leads back. The page itself is the same for all folders: the server is not asked for it again.
 */
export function useFolder(datastore: DatastoreKey) {
  const folder = trimmed(useSearchParams().get('path') ?? '')
  const hrefOf = useCallback((path: string) => datastorePath(datastore, path), [datastore])
  const go = useCallback((path: string) => history.pushState(null, '', hrefOf(path)), [hrefOf])
  return { folder, hrefOf, go }
}

export type Folder = ReturnType<typeof useFolder>

type FolderLinkProps = Omit<ComponentProps<'a'>, 'href' | 'onClick'> & {
  path: string
  folder: Pick<Folder, 'hrefOf' | 'go'>
  /** Before going there. */
  onGo?: (event: MouseEvent) => void
}

/** A link to a folder: it opens in place, and in a new tab like any other link. */
export function FolderLink({ path, folder, onGo, children, ...rest }: FolderLinkProps) {
  const press = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
    event.preventDefault()
    onGo?.(event)
    folder.go(path)
  }
  return (
    <a {...rest} href={folder.hrefOf(path)} onClick={press}>
      {children}
    </a>
  )
}

type TrailProps = {
  label: string
  /** What the root is called: the datastore. */
  root: string
  path: string
  folder: Pick<Folder, 'hrefOf' | 'go'>
}

/** The folders that lead here, with plain names; the last is where one is. */
export function BreadcrumbTrail({ label, root, path, folder }: TrailProps) {
  const steps = [{ name: root, folder: '' }, ...breadcrumbs(path)]
  return (
    <nav aria-label={label} className="min-w-0">
      <ol className="flex flex-wrap items-center gap-x-1 text-sm">
        {steps.map((step, index) => {
          const last = index === steps.length - 1
          return (
            <li key={step.folder} className="flex min-w-0 items-center gap-x-1">
              {index > 0 && <Icon name="chevronRight" className="size-3! shrink-0 text-ink-3" />}
              {last ? (
                <span aria-current="page" className="name">
                  {step.name}
                </span>
              ) : (
                <FolderLink path={step.folder} folder={folder} className="link whitespace-pre-wrap wrap-anywhere">
                  {step.name}
                </FolderLink>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
