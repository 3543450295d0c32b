'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { VmKey } from '@/lib/vsphere/ids'
import type { VmxDraft } from './vmx-draft'

/** What somebody typed stays while they look at another tab or another page, until it is saved or thrown away. */
export function useVmxDraft(vm: VmKey): [VmxDraft | null, (draft: VmxDraft | null) => void] {
  const client = useQueryClient()
  const queryKey = ['vmx-draft', vm]
  const { data } = useQuery<VmxDraft | null>({
    queryKey,
    queryFn: () => null,
    enabled: false,
    initialData: null,
    gcTime: Infinity,
  })
  return [data, (draft) => client.setQueryData(queryKey, draft)]
}
