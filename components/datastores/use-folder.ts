'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'
import type { DatastoreKey } from '@/lib/vsphere/ids'
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
