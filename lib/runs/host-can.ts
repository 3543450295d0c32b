import { allows, type Role } from '../accounts/role'
import type { Verdict } from '../result'

export type HostContext = {
  role?: Role | undefined
  connectionLive: boolean
  noContact?: string | undefined
  /** HostSystemConnectionState. */
  hostState?: string | undefined
}

/** Whether the configuration of a host can be changed now, or why not. Buttons and server both ask here. */
export function canChangeHost({ role, connectionLive, noContact, hostState }: HostContext): Verdict {
  if (role && !allows(role, 'operator')) return { ok: false, because: 'Your account may look, but not change hosts.' }
  if (!connectionLive) return { ok: false, because: noContact ?? 'No contact with the host.' }
  if (hostState === 'disconnected' || hostState === 'notResponding')
    return { ok: false, because: 'vCenter has no contact with this host.' }
  return { ok: true }
}
