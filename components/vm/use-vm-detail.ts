'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Result } from '@/lib/result'
import { failed } from '@/lib/result'
import type { VmDetail, VmView } from '@/lib/vsphere/vm'
import { useConsoleActions } from '../console/console-actions'
import { unreachable } from '../ui/confirm'

/**
 * What the VM's own page shows beyond the live data. Read again whenever the VM says that something of it may have
 * changed; until then the last reading stays, so that nothing under the pointer goes away.
 */
export function useVmDetail(vm: VmView): { detail: Result<VmDetail> | undefined; refetch: () => void } {
  const actions = useConsoleActions()
  const query = useQuery({
    queryKey: ['vm-detail', vm.key, vm.detailVersion],
    queryFn: () => actions.readVmDetail(vm.key).catch((cause: unknown) => failed(unreachable(cause))),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  })
  // A placeholder of another VM must never be shown as this one's.
  const detail = query.data?.ok && query.data.value.key !== vm.key ? undefined : query.data
  return { detail, refetch: () => void query.refetch() }
}
