import { allows, type Role } from '../accounts/role'
import type { HostVerb } from '../hardware/host-request'
import type { Verdict } from '../result'
import { lacksSentence } from '../vsphere/rights'

export type HostContext = {
  role?: Role | undefined
  connectionLive: boolean
  connectionName?: string | undefined
  noContact?: string | undefined
  /** HostSystemConnectionState. */
  hostState?: string | undefined
  /** Privileges that the connection’s account is known not to have on the host. */
  missing?: readonly string[] | undefined
}

/** What a change takes of the account, on the host. Source: the privilege of each method in the API reference. */
const needed: Record<HostVerb, string> = {
  setAutostart: 'Host.Config.AutoStart',
  addSwitch: 'Host.Config.Network',
  editSwitch: 'Host.Config.Network',
  removeSwitch: 'Host.Config.Network',
  addPortGroup: 'Host.Config.Network',
  editPortGroup: 'Host.Config.Network',
  removePortGroup: 'Host.Config.Network',
  rescan: 'Host.Config.Storage',
}

/** Whether the configuration of a host can be changed now, or why not. Buttons and server both ask here. */
export function canChangeHost(verb: HostVerb, context: HostContext): Verdict {
  const { role, connectionLive, connectionName, noContact, hostState, missing } = context
  if (role && !allows(role, 'operator')) return { ok: false, because: 'Your account may look, but not change hosts.' }
  if (!connectionLive) return { ok: false, because: noContact ?? 'No contact with the host.' }
  if (hostState === 'disconnected' || hostState === 'notResponding')
    return { ok: false, because: 'vCenter has no contact with this host.' }
  const privilege = needed[verb]
  if (missing?.includes(privilege)) return { ok: false, because: lacksSentence(privilege, connectionName) }
  return { ok: true }
}
