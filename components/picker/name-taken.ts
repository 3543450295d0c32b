'use client'

import { useQuery } from '@tanstack/react-query'
import { failed } from '@/lib/result'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../console/console-context'
import { unreachable } from '../ui/confirm'
import { useSettled } from '../ui/settled'

/**
 * Whether a VM of the connection has this plain name, asked once no key has come for a moment: a form needs the rows of all
 * VMs for nothing else. False until that is known: what is not known is not warned of, and the server refuses by itself.
 */
export function useNameTaken(connection: ConnectionId, name: string): boolean {
  const actions = useConsoleActions()
  const settled = useSettled(name)
  const { data } = useQuery({
    queryKey: ['name-taken', connection, settled],
    enabled: settled !== '',
    queryFn: () => actions.readNameTaken(connection, settled).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 0,
  })
  return settled === name && data?.ok === true && data.value
}
