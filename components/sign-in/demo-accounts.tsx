'use client'

import { useState } from 'react'
import type { DemoAccount } from '@/lib/contract/accounts-input'
import type { ConsoleError } from '@/lib/result'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { ErrorNotice } from '../ui/notice'
import { pathAfter } from './path-after'
import type { SignIn } from './sign-in-form'

const mays = { viewer: 'looks', operator: 'starts tasks and answers', admin: 'also changes settings' }

type DemoAccountsProps = { accounts: readonly DemoAccount[]; signIn: SignIn; next: string }

/** The accounts of a demo, one of each role, with their passwords. Nothing where there are none. */
export function DemoAccounts({ accounts, signIn, next }: DemoAccountsProps) {
  const [error, setError] = useState<ConsoleError>()
  if (accounts.length === 0) return null
  const enter = async ({ username, password }: DemoAccount) => {
    setError(undefined)
    try {
      const result = await signIn({ username, password })
      if (result.ok) location.assign(pathAfter(result.value, next))
      else setError(result.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
  }
  return (
    <section aria-labelledby="demo-accounts" className="mt-5 border-t border-line pt-4">
      <h2 id="demo-accounts" className="text-sm font-semibold">
        Accounts of this demo
      </h2>
      {error && <ErrorNotice error={error} className="mt-2" />}
      <ul className="mt-2 grid gap-2">
        {accounts.map((account) => (
          <li key={account.username} className="flex items-center gap-x-3 text-sm">
            <span className="min-w-0 grow wrap-anywhere">
              <strong className="font-semibold">{account.username}</strong>{' '}
              <span className="text-ink-2">{mays[account.role]}</span>
              <span className="raw block">{account.password}</span>
            </span>
            {/* A long name stands once, where it may wrap. */}
            <Button aria-label={`Sign in as ${account.username}`} onClick={() => void enter(account)}>
              Sign in
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
