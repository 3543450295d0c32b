'use client'

import { createContext, use, type ReactNode } from 'react'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions, ActionName, ChangeName, ReadName } from '@/lib/contract/contract'
import { unattendedHeader } from '@/lib/accounts/unattended'
import type { Result } from '@/lib/result'
import type { VmKey } from '@/lib/vsphere/ids'
import { fetchScreen } from './fetch-screen'
import { isUnattended } from './unattended-page'

/** Who is signed in, as the screens need to know it. The server checks each call by itself. */
export type Account = {
  name: string
  role: Role
  /** It sees some connections alone, and acts there alone. */
  limited?: true
  /** What the provider is called through which this session was signed in. */
  through?: string
}

const AccountContext = createContext<Account | undefined>(undefined)

export function AccountProvider({ account, children }: { account: Account; children: ReactNode }) {
  return <AccountContext value={account}>{children}</AccountContext>
}

export function useAccount(): Account {
  const account = use(AccountContext)
  if (!account) throw new Error('useAccount needs an AccountProvider above it')
  return account
}

const ActionsContext = createContext<ConsoleActions | undefined>(undefined)

/** Hands the server's actions down; components never import the server. */
export function ConsoleActionsProvider({ actions, children }: { actions: ConsoleActions; children: ReactNode }) {
  return <ActionsContext value={actions}>{children}</ActionsContext>
}

/** What the screens can ask of the server. */
export function useConsoleActions(): ConsoleActions {
  const actions = use(ActionsContext)
  if (!actions) throw new Error('useConsoleActions needs a ConsoleActionsProvider above it')
  return actions
}

/** How the calls of the contract reach the server; the page's server part hands it down. */
export type Calls = {
  /** Those that only read: each a request of its own to `<readUrl>/<name>`. */
  reads: readonly ReadName[]
  readUrl: string
  /** Pictures of screens: bytes, so no call like the others. */
  screenUrl: string
  /** Those that change something go through a server action, one after the other. */
  changes: readonly ChangeName[]
  change: (name: ChangeName, input: unknown[]) => Promise<Result<unknown>>
  signOut: ConsoleActions['signOut']
  changePassword: ConsoleActions['changePassword']
  joinIdentity: ConsoleActions['joinIdentity']
}

/** The contract as the screens call it. Each call rejects when Andon does not answer. */
export function actionsBy({ reads, readUrl, screenUrl, changes, change, ...doors }: Calls): ConsoleActions {
  type Named = [ActionName, (...input: unknown[]) => Promise<Result<unknown>>]
  const calls = [
    ...reads.map((name): Named => [name, (...input) => read(`${readUrl}/${name}`, input)]),
    ...changes.map((name): Named => [name, (...input) => change(name, input)]),
  ]
  // Every name with the call of that name: what ConsoleActions are.
  const screens = {
    lookAtScreen: (vm: VmKey) => fetchScreen(screenUrl, 'GET', vm),
    takeScreenshot: (vm: VmKey) => fetchScreen(screenUrl, 'POST', vm),
  }
  return { ...Object.fromEntries(calls), ...screens, ...doors } as ConsoleActions
}

async function read(url: string, input: unknown[]): Promise<Result<unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(isUnattended() && { [unattendedHeader]: '1' }) },
    body: JSON.stringify(input.filter((given) => given !== undefined)),
  })
  return await response.json()
}
