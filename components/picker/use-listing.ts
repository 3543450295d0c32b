'use client'

import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { DatastoreListing } from '@/lib/files/datastore-entry'
import { failed, type ConsoleError } from '@/lib/result'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../console/console-context'
import { unreachable } from '../ui/confirm'

type Read = { listing?: DatastoreListing; readAt?: number; error?: ConsoleError }

export type Listing = {
  /** The last that could be read; undefined until then. It stays while a newer one is on its way or fails. */
  listing: DatastoreListing | undefined
  /** ms, this machine's clock. */
  readAt: number | undefined
  /** Why the latest attempt failed. */
  error: ConsoleError | undefined
  busy: boolean
  refetch: () => void
}

const root = 'folder'

/**
 * One folder of a datastore. Hosts do not tell when a folder changes, so it is read when it is opened, after everything
 * that was done here, and when a person asks.
 */
export function useListing(datastore: DatastoreKey, folder: string, enabled = true): Listing {
  const actions = useConsoleActions()
  const client = useQueryClient()
  const queryKey = [root, datastore, folder]
  const query = useQuery({
    queryKey,
    enabled,
    gcTime: 120_000,
    queryFn: async (): Promise<Read> => {
      const reply = await actions
        .browseDatastore(datastore, folder)
        .catch((cause: unknown) => failed(unreachable(cause)))
      if (reply.ok) return { listing: reply.value, readAt: Date.now() }
      return { ...client.getQueryData<Read>(queryKey), error: reply.error }
    },
  })
  return {
    listing: query.data?.listing,
    readAt: query.data?.readAt,
    error: query.data?.error,
    busy: query.isFetching,
    refetch: () => void query.refetch(),
  }
}

/**
 * Reads what is on screen again; the rest when it is opened. A move changes two folders, maybe of two datastores. A first
 * read that is still on its way may have seen the folder before the change, and would be taken for the new one.
 */
export const readFoldersAgain = (client: QueryClient): void =>
  void client.cancelQueries({ queryKey: [root] }).then(() => client.invalidateQueries({ queryKey: [root] }))
