'use client'

import { createContext, use, type ReactNode } from 'react'
import type { ConsoleActions } from '@/lib/contract/contract'

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
