import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { allows } from '@/lib/accounts/role'
import type { DeliveryView, SignalSettings } from '@/lib/contract/signals-input'
import type { ConsoleError, Result } from '@/lib/result'
import { useAccount, useConsoleActions } from '../console/console-context'
import { unreachable } from '../ui/confirm'

const signalsKey = ['signals']
const deliveriesKey = ['signal-deliveries']
/** Deliveries come and go by themselves. */
const readEveryMs = 5_000

/** Reads again what is shown of signals. */
export function useReadSignalsAgain(): () => Promise<void> {
  const queries = useQueryClient()
  return useCallback(async () => {
    await Promise.all([signalsKey, deliveriesKey].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }, [queries])
}

type Read<Value> = { value: Value | undefined; error: ConsoleError | undefined }

const readOf = <Value>(data: Result<Value> | undefined, failure: Error | null): Read<Value> => ({
  value: data?.ok ? data.value : undefined,
  error: failure ? unreachable(failure) : data?.ok === false ? data.error : undefined,
})

/** How signals are set, and how it stands with each route; undefined until that is known. */
export function useSignals(): Read<SignalSettings> {
  const actions = useConsoleActions()
  const read = useQuery({
    queryKey: signalsKey,
    queryFn: () => actions.readSignals(),
    refetchInterval: readEveryMs,
  })
  return readOf(read.data, read.error)
}

export function useDeliveries(): Read<DeliveryView[]> {
  const actions = useConsoleActions()
  const read = useQuery({
    queryKey: deliveriesKey,
    queryFn: () => actions.readDeliveries('all'),
    refetchInterval: readEveryMs,
  })
  return readOf(read.data, read.error)
}

/** Why this account has nothing to do with signals; undefined: it has. */
export function useWhyNoSignals(): string | undefined {
  const { role, limited } = useAccount()
  if (!allows(role, 'admin')) return 'Only an administrator sees and changes signals.'
  return limited ? 'Your account is limited to some connections, so it does not change signals.' : undefined
}
