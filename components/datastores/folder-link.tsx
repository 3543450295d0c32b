'use client'

import type { ComponentProps, MouseEvent } from 'react'
import type { Folder } from './use-folder'

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
