'use client'

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { failed, type Result, type ConsoleError } from '@/lib/result'
import type { VmKey } from '@/lib/vsphere/ids'
import type { VmDetail, VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { useConsoleActions } from '../console/console-context'
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

type Read<T> = { value?: T; error?: ConsoleError }

export type VmReading<T> = {
  /** The last that could be read; undefined until then. It stays while a newer one is on its way or fails. */
  value: T | undefined
  /** Why the latest attempt failed. */
  error: ConsoleError | undefined
  busy: boolean
  refetch: () => void
}

/**
 * Something of a VM that is read on demand: when its tab opens, whenever the VM says that something of it changed, and,
 * where counters move, now and then while the page can be seen.
 * @param what names the reading in the cache.
 * @param everyMs undefined: only when something changed.
 */
export function useVmReading<T>(
  what: string,
  vm: Pick<VmView, 'key' | 'detailVersion' | 'powerState'>,
  read: (vm: VmKey) => Promise<Result<T>>,
  everyMs?: number,
): VmReading<T> {
  const client = useQueryClient()
  const queryKey = [what, vm.key]
  const query = useQuery({
    queryKey,
    queryFn: async (): Promise<Read<T>> => {
      const reply = await read(vm.key).catch((cause: unknown) => failed(unreachable(cause)))
      if (reply.ok) return { value: reply.value }
      return { ...client.getQueryData<Read<T>>(queryKey), error: reply.error }
    },
    gcTime: 60_000,
    ...withoutUndefined({ refetchInterval: everyMs }),
  })
  const { refetch } = query
  const version = `${vm.key} ${vm.detailVersion} ${vm.powerState}`
  const seen = useRef(version)
  useEffect(() => {
    if (seen.current === version) return
    seen.current = version
    void refetch()
  }, [version, refetch])
  return {
    value: query.data?.value,
    error: query.data?.error,
    busy: query.isFetching,
    refetch: () => void refetch(),
  }
}
