'use client'

import { useCallback } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import { readVolumePaths } from '@/lib/names/volume-path'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { useLive } from './live-provider'

/** A host's text as people read it. Without a connection it stays as it is. */
export type ReadText = (connection: ConnectionId | undefined, text: string) => string

const readVolumes = (tables: BoardTables) => tables.volumes
const none: BoardTables['volumes'] = {}

/**
 * Puts the names of datastores into a host's text, `[datastore1] dir/file` for `/vmfs/volumes/52ea2ef1-…/dir/file`:
 * wherever it is said, on screens, on walls and to screen readers.
 */
export function useReadText(): ReadText {
  const volumes = useLive(readVolumes) ?? none
  return useCallback(
    (connection, text) => {
      if (connection === undefined) return text
      const own = Object.values(volumes).filter((volume) => volume.connection === connection)
      return readVolumePaths(text, own)
    },
    [volumes],
  )
}
