'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FactorRule } from '@/lib/accounts/second-factor'
import type { FactorRules as FactorRulesRead, FactorsOfAccount } from '@/lib/contract/factors-input'
import { formatCount } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import { useConsoleActions } from '../console/console-context'
import { unreachable } from '../ui/confirm'
import { Field, NativeSelect } from '../ui/field'
import { ErrorNotice } from '../ui/notice'

const rulesKey = ['factor-rules']

/** Of whom a second factor is required, and who has one; for administrators. Undefined until it has come. */
export function useFactorRules(): FactorRulesRead | undefined {
  const actions = useConsoleActions()
  const read = useQuery({ queryKey: rulesKey, queryFn: () => actions.readFactorRules() })
  return read.data?.ok ? read.data.value : undefined
}

/** What one account of them has. */
export const factorsOf = (rules: FactorRulesRead | undefined, username: string): FactorsOfAccount | undefined =>
  rules && Object.hasOwn(rules.accounts, username) ? rules.accounts[username] : undefined

/** Of whom a second factor is required. */
export function RequireFactors() {
  const actions = useConsoleActions()
  const queries = useQueryClient()
  const rules = useFactorRules()
  const [error, setError] = useState<ConsoleError>()
  const change = async (rule: FactorRule) => {
    setError(undefined)
    try {
      const result = await actions.requireFactors(rule)
      if (!result.ok) setError(result.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
    await queries.invalidateQueries({ queryKey: rulesKey })
  }
  if (!rules) return null
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <Field
        label="A second factor is required of"
        hint="Who has none sets one up at the next sign-in, before anything else. Sign-ins through a provider are not asked: that is the provider's to do."
        className="max-w-80"
      >
        {(control) => (
          <NativeSelect
            {...control}
            value={rules.required}
            onChange={(event) => void change(event.target.value as FactorRule /* one of the options below */)}
          >
            <option value="nobody">nobody</option>
            <option value="admins">administrators</option>
            <option value="everybody">everybody</option>
          </NativeSelect>
        )}
      </Field>
    </>
  )
}

/** In the table of accounts: blank until it is known. */
export function FactorWords({ rules, username }: { rules: FactorRulesRead | undefined; username: string }) {
  if (!rules) return null
  const has = factorsOf(rules, username)
  if (!has) return <span className="text-ink-3">none</span>
  return [
    ...(has.authenticator ? ['app'] : []),
    ...(has.passkeys > 0 ? [formatCount(has.passkeys, 'passkey')] : []),
  ].join(', ')
}
