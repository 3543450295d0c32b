'use client'

import { createContext, use, type ReactNode } from 'react'
import type { Role } from '@/lib/accounts/role'

/** Who is signed in, as the screens need to know it. The server checks each call by itself. */
export type Account = { name: string; role: Role }

const AccountContext = createContext<Account | undefined>(undefined)

export function AccountProvider({ account, children }: { account: Account; children: ReactNode }) {
  return <AccountContext value={account}>{children}</AccountContext>
}

export function useAccount(): Account {
  const account = use(AccountContext)
  if (!account) throw new Error('useAccount needs an AccountProvider above it')
  return account
}
