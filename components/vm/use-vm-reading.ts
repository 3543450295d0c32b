'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { failed, type ConsoleError, type Result } from '@/lib/result'
import type { VmView } from '@/lib/vsphere/vm'
import { unreachable } from '../ui/confirm'

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
  read: (vm: string) => Promise<Result<T>>,
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
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
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
