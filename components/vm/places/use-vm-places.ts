'use client'

import { useQuery } from '@tanstack/react-query'
import { failed, ok } from '@/lib/result'
import type { Place } from '@/lib/runs/place-request'
import { mountedBy, type Mounted } from '@/lib/runs/vm-places'
import type { VmKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { useConsoleActions } from '../../console/console-context'
import { useLive } from '../../live/live-provider'
import { unreachable } from '../../ui/confirm'

/** Where a VM can go; undefined until it has been read. */
export function useVmPlaces(vm: VmKey) {
  const actions = useConsoleActions()
  const query = useQuery({
    queryKey: ['vm-places', vm],
    queryFn: () => actions.readVmPlaces(vm).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 0,
  })
  return { places: query.data, retry: () => void query.refetch() }
}

/** What the host of a VM has mounted, of several that a vCenter has; undefined where that is not known, or not yet. */
export function useMounted({ key, connection }: Pick<VmView, 'key' | 'connection'>): Mounted | undefined {
  const actions = useConsoleActions()
  const kind = useLive(({ connections }) => connections[connection]?.kind)
  const { data } = useQuery({
    queryKey: ['vm-places', key],
    queryFn: () => actions.readVmPlaces(key).catch((cause: unknown) => failed(unreachable(cause))),
    // A host by itself has whatever its connection has.
    enabled: kind === 'vcenter',
    gcTime: 0,
  })
  return data?.ok ? mountedBy(data.value) : undefined
}

/** What the server says of a migration, as soon as there is one to ask about; undefined while it is asked. */
export function useMigrationCheck(vms: readonly VmKey[], to: Pick<Place, 'host' | 'pool' | 'datastore'>) {
  const actions = useConsoleActions()
  const isAsked = to.host !== undefined || to.pool !== undefined || to.datastore !== undefined
  const query = useQuery({
    queryKey: ['migration-check', to, ...vms],
    queryFn: () =>
      isAsked ? actions.checkMigration([...vms], to).catch((cause: unknown) => failed(unreachable(cause))) : ok([]),
    enabled: isAsked,
    gcTime: 0,
  })
  return { isAsked, check: query.data }
}
