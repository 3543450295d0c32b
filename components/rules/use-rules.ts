import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { allows } from '@/lib/accounts/role'
import type { StoredRule } from '@/lib/rules/rule'
import type { ConsoleError } from '@/lib/result'
import { useAccount, useConsoleActions } from '../console/console-context'
import { unreachable } from '../ui/confirm'

const rulesKey = ['rules']

/** The rules in their order; undefined until they are known. @param wanted false: nobody needs them now. */
export function useRules(wanted = true): {
  rules: readonly StoredRule[] | undefined
  error: ConsoleError | undefined
  readAgain: () => Promise<void>
} {
  const actions = useConsoleActions()
  const queries = useQueryClient()
  const read = useQuery({ queryKey: rulesKey, queryFn: () => actions.readRules(), enabled: wanted })
  const readAgain = useCallback(() => queries.invalidateQueries({ queryKey: rulesKey }), [queries])
  const error = read.error ? unreachable(read.error) : read.data?.ok === false ? read.data.error : undefined
  return { rules: read.data?.ok ? read.data.value.rules : undefined, error, readAgain }
}

/** Why this account does not change rules; undefined: it may. */
export function useWhyNoRules(): string | undefined {
  const { role, limited } = useAccount()
  if (!allows(role, 'admin')) return 'Only an administrator changes rules.'
  return limited ? 'Your account is limited to some connections, so it does not change rules.' : undefined
}
