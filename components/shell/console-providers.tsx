'use client'

import type { ReactNode } from 'react'
import type { ConsoleActions } from '@/lib/console-actions'
import { AccountProvider, type Account } from '../account'
import { ConsoleActionsProvider } from '../console-actions'
import { LiveProvider } from '../live/live-provider'
import { ConfirmProvider } from '../ui/confirm'
import { QueryProvider } from './query-provider'

type ProvidersProps = { account: Account; actions: ConsoleActions; streamUrl: string; children: ReactNode }

/** What every page of the console stands on. */
export function ConsoleProviders({ account, actions, streamUrl, children }: ProvidersProps) {
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
