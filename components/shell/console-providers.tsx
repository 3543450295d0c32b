'use client'

import { useMemo, type ReactNode } from 'react'
import type { ConsoleChanges } from '@/lib/console-reads'
import { AccountProvider, type Account } from '../console/account'
import { ConsoleActionsProvider } from '../console/console-actions'
import { LiveProvider } from '../live/live-provider'
import { ConfirmProvider } from '../ui/confirm'
import { readsAt } from '../console/console-reads'
import { QueryProvider } from './query-provider'

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
