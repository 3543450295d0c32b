import { assertNever } from '../assert-never'
import type { HostNetwork, NetworkPolicy, PortGroup, Shaping, VirtualSwitch } from '../hardware/host-network'
import type { GroupPolicy, GroupSettings, NetworkRequest, SwitchSettings } from '../hardware/network-request'
import { groupNamed, switchNamed } from './network-can'

/**
 * What a host has of what a request asks for. `other`: something of that name is there, and is not as it was to be; `not known`:
 * nothing of that name is in what could be read, and that is not all. A call whose reply is missing is judged by it; that somebody
 * else made it so comes to the same.
 */
export function networkNow(request: NetworkRequest, network: HostNetwork): 'as asked' | 'not' | 'other' | 'not known' {
  const isSwitch = request.do === 'addSwitch' || request.do === 'editSwitch' || request.do === 'removeSwitch'
  const named = [request.name, ...(request.do === 'editPortGroup' ? [request.change.newName ?? request.name] : [])]
  const isUnread = named.some((name) => !(isSwitch ? switchNamed(network, name) : groupNamed(network, name)))
  return isUnread && network.unread !== undefined ? 'not known' : readNow(request, network)
}

function readNow(request: NetworkRequest, network: HostNetwork): 'as asked' | 'not' | 'other' {
  switch (request.do) {
    case 'addSwitch': {
      const found = switchNamed(network, request.name)
      return !found ? 'not' : hasSettings(found, request.settings) ? 'as asked' : 'other'
    }
    case 'editSwitch': {
      const found = switchNamed(network, request.name)
      return found && hasSettings(found, request.change) ? 'as asked' : 'not'
    }
    case 'removeSwitch':
      return switchNamed(network, request.name) ? 'not' : 'as asked'
    case 'addPortGroup': {
      const found = groupNamed(network, request.name)
      return !found ? 'not' : hasGroupSettings(found, request.settings) ? 'as asked' : 'other'
    }
    case 'editPortGroup': {
      const { newName = request.name, ...settings } = request.change
      const isLeft = newName !== request.name && groupNamed(network, request.name) !== undefined
      const found = groupNamed(network, newName)
      return found && !isLeft && hasGroupSettings(found, settings) ? 'as asked' : 'not'
    }
    case 'removePortGroup':
      return groupNamed(network, request.name) ? 'not' : 'as asked'
    default:
      return assertNever(request, 'network request')
  }
}

/** Whether a switch is as these settings say, where they say something. */
export function hasSettings(found: VirtualSwitch, { uplinks, mtu, ports, policy }: SwitchSettings): boolean {
  return (
    (uplinks === undefined || isSameSet(uplinks, found.uplinks)) &&
    (mtu === undefined || mtu === found.mtu) &&
    (ports === undefined || ports === found.wantedPorts) &&
    hasPolicy(found.policy, policy)
  )
}

/** The same of a port group. */
export const hasGroupSettings = (found: PortGroup, { vlan, switchName, policy }: GroupSettings): boolean =>
  (vlan === undefined || vlan === found.vlan) &&
  (switchName === undefined || switchName === found.switchName) &&
  hasPolicy(found.policy, policy)

function hasPolicy(found: NetworkPolicy | undefined, { shaping, ...security }: GroupPolicy = {}): boolean {
  const isSecured = Object.entries(security).every(
    ([part, wanted]) => (found?.[part as keyof typeof security] ?? null) === (wanted ?? null), // a part of the policy
  )
  return isSecured && (shaping === undefined || isShaped(found?.shaping, shaping))
}

/** What shaping is off does not count. */
function isShaped(found: Shaping | undefined, wanted: Shaping | null): boolean {
  if (wanted === null || !found) return wanted === null && !found
  if (!wanted.enabled) return !found.enabled
  return (
    found.enabled &&
    (['averageBits', 'peakBits', 'burstBytes'] as const).every(
      (part) => wanted[part] === undefined || wanted[part] === found[part],
    )
  )
}

const isSameSet = (a: readonly string[], b: readonly string[] | undefined) =>
  b !== undefined && a.toSorted().join('\n') === b.toSorted().join('\n')
