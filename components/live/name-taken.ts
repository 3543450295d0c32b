'use client'

import { useCallback } from 'react'
import type { HeldTables } from '@/lib/live/live-state'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { useLiveWith } from './live-provider'

/**
 * Whether a VM of the connection has this plain name. False until its VMs have come: what is not known is not warned of, and
 * the server refuses by itself.
 */
export function useNameTaken(connection: ConnectionId, name: string): boolean {
  const select = useCallback(
    ({ vms }: Pick<HeldTables, 'vms'>) => {
      for (const vm of vms.values()) if (vm.name === name && vm.connection === connection) return true
      return false
    },
    [connection, name],
  )
  return useLiveWith({ vms: connection }, select) ?? false
}
