'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode, useMemo } from 'react'
import type { ConsoleChanges } from '@/lib/console-reads'
import { AccountProvider, type Account } from '../console/account'
import { ConsoleActionsProvider } from '../console/console-actions'
import { readsAt } from '../console/console-reads'
import { LiveProvider } from '../live/live-provider'
import { ConfirmProvider } from '../ui/confirm'

/** One query cache per page load; also for the wall, which has no account. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } }),
  )
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

type ProvidersProps = {
  account: Account
  /** Server actions, for what changes something. */
  actions: ConsoleChanges
  /** Where the reads are. */
  readUrl: string
  streamUrl: string
  children: ReactNode
}

/** What every page of the console stands on. */
export function ConsoleProviders({ account, actions, readUrl, streamUrl, children }: ProvidersProps) {
  const all = useMemo(() => ({ ...actions, ...readsAt(readUrl) }), [actions, readUrl])
  return (
    <QueryProvider>
      <AccountProvider account={account}>
        <ConsoleActionsProvider actions={all}>
          <LiveProvider streamUrl={streamUrl}>
            <ConfirmProvider>{children}</ConfirmProvider>
          </LiveProvider>
        </ConsoleActionsProvider>
      </AccountProvider>
    </QueryProvider>
  )
}
