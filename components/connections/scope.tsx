'use client'

import { usePathname, useRouter } from 'next/navigation'
import { createContext, use, useCallback, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import type { ConnectionId } from '@/lib/vsphere/ids'

export type Scope = {
  /** The one connection that is looked at; undefined is all of them. */
  connection: ConnectionId | undefined
  choose: (connection: ConnectionId | undefined) => void
}

const ScopeContext = createContext<Scope | undefined>(undefined)
const storageKey = 'andon.scope'
const listeners = new Set<() => void>()

const read = () => {
  try {
    return sessionStorage.getItem(storageKey) ?? ''
  } catch {
    return ''
  }
}

function write(connection: string | undefined) {
  try {
    if (connection === undefined) sessionStorage.removeItem(storageKey)
    else sessionStorage.setItem(storageKey, connection)
  } catch {
    // Storage is forbidden: the choice cannot be kept.
  }
  for (const listener of listeners) listener()
}

function subscribe(changed: () => void) {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

/** Which connection the console looks at, per tab. On a VM's own page it is the VM's. */
export function ScopeProvider({ children }: { children: ReactNode }) {
  const path = usePathname() ?? '/'
  const router = useRouter()
  const stored = useSyncExternalStore(subscribe, read, () => '')
  const ofPage = connectionOfPath(path)
  const choose = useCallback(
    (connection: ConnectionId | undefined) => {
      write(connection)
      if (path === '/vms' || path.startsWith('/vms/')) router.push(vmsPath(connection))
    },
    [path, router],
  )
  // A key of another connection's VM in the address names that connection; what was stored names the last choice.
  const connection = (ofPage ?? (stored === '' ? undefined : stored)) as ConnectionId | undefined
  const scope = useMemo(() => ({ connection, choose }), [connection, choose])
  return <ScopeContext value={scope}>{children}</ScopeContext>
}

export function useScope(): Scope {
  const scope = use(ScopeContext)
  if (!scope) throw new Error('useScope needs a ScopeProvider above it')
  return scope
}

/** `/vms/esx-edge-07/12` is about a VM of `esx-edge-07`. */
const connectionOfPath = (path: string): string | undefined => /^\/vms\/([^/]+)\/[^/]+/.exec(path)?.[1]

/** The table of VMs, of one connection or of all. */
export const vmsPath = (connection: string | undefined) =>
  connection === undefined ? '/vms' : `/vms?connection=${encodeURIComponent(connection)}`
