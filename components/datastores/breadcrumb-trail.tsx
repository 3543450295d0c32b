'use client'

import { breadcrumbs } from '@/lib/files/breadcrumbs'
import { Icon } from '../glyphs/icon'
import { FolderLink } from './folder-link'
import type { Folder } from './use-folder'

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
