'use client'

import { useMemo, type ReactNode } from 'react'
import {
  AccountProvider,
  type Account,
  actionsBy,
  type Calls,
  ConsoleActionsProvider,
} from '../console/console-context'
import { LiveProvider } from '../live/live-provider'
import { ConfirmProvider } from '../ui/confirm'

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
    <AccountProvider account={account}>
      <ConsoleActionsProvider actions={actions}>
        <LiveProvider streamUrl={streamUrl}>
          <ConfirmProvider>{children}</ConfirmProvider>
        </LiveProvider>
      </ConsoleActionsProvider>
    </AccountProvider>
  )
}
