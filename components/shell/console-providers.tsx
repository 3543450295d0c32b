'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode, useMemo } from 'react'
import {
  AccountProvider,
  type Account,
  actionsBy,
  type Calls,
  ConsoleActionsProvider,
} from '../console/console-context'
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
  calls: Calls
  streamUrl: string
  children: ReactNode
}

/** What every page of the console stands on. */
export function ConsoleProviders({ account, calls, streamUrl, children }: ProvidersProps) {
  const actions = useMemo(() => actionsBy(calls), [calls])
  return (
    <QueryProvider>
      <AccountProvider account={account}>
        <ConsoleActionsProvider actions={actions}>
          <LiveProvider streamUrl={streamUrl}>
            <ConfirmProvider>{children}</ConfirmProvider>
          </LiveProvider>
        </ConsoleActionsProvider>
      </AccountProvider>
    </QueryProvider>
  )
}
