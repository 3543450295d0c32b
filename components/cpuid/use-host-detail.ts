'use client'

import { useQuery } from '@tanstack/react-query'
import type { HostDetail } from '@/lib/hardware/host-detail'
import { failed, type Result } from '@/lib/result'
import type { HostKey } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../console/console-actions'
import { unreachable } from '../ui/confirm'

/** A host's own page in data; undefined until it has been read, or while no host is chosen. */
export function useHostDetail(host: HostKey | undefined): {
  detail: Result<HostDetail> | undefined
  refetch: () => void
} {
  const actions = useConsoleActions()
  const query = useQuery({
    queryKey: ['host-cpu', host],
    queryFn: () =>
      host === undefined ? null : actions.readHostDetail(host).catch((cause: unknown) => failed(unreachable(cause))),
    enabled: host !== undefined,
    // The features of a processor do not change while somebody looks at them.
    staleTime: 5 * 60_000,
    gcTime: 5 * 60_000,
  })
  return { detail: query.data ?? undefined, refetch: () => void query.refetch() }
}
