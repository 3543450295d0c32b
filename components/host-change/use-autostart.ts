'use client'

import { useQuery } from '@tanstack/react-query'
import { failed } from '@/lib/result'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { HostKey } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../console/console-context'
import { unreachable } from '../ui/confirm'
import { useHostChange } from './use-host-change'

/** What starts with a host, as the pages of the host and of its VMs share it, and how it is changed. */
export function useAutostart(host: HostKey, hostState: string | undefined, connection: ConnectionView | undefined) {
  const actions = useConsoleActions()
  const query = useQuery({
    // Hosts do not tell when it changes; it is read anew with the page, and after each change from here.
    queryKey: ['autostart', host, hostState, connection?.state.at],
    queryFn: () => actions.readAutostart(host).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 60_000,
  })
  const read = query.data?.ok ? query.data.value : undefined
  const readAgain = () => void query.refetch()
  const { whyNot, change, lastRun } = useHostChange({
    host,
    hostState,
    connection,
    missing: read?.known ? read.value.missing : undefined,
    onChanged: readAgain,
  })
  return {
    read,
    error: query.data && !query.data.ok ? query.data.error : undefined,
    readAgain,
    whyNot: whyNot('setAutostart'),
    change,
    lastRun,
  }
}
