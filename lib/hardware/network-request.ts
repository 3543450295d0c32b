import { assertNever } from '../assert-never'
import { formatCount } from '../format/quantity'
import {
  bandwidthWords,
  securityParts,
  vlanWords,
  type NetworkPolicy,
  type SecurityPolicy,
  type Shaping,
} from './host-network'

/** What can be set of a standard switch; what is left out stays as it is, or as the host has it for a new one. */
export type SwitchSettings = { uplinks?: string[]; mtu?: number; ports?: number; policy?: NetworkPolicy }

/** Of a port group: null is what its switch says. */
export type GroupPolicy = { [Part in keyof SecurityPolicy]?: boolean | null } & { shaping?: Shaping | null }
export type GroupSettings = { vlan?: number; switchName?: string; policy?: GroupPolicy }

/**
 * What an operator can ask of a host’s standard switches. `was`: what the form showed; what somebody else has changed in it
 * meanwhile is not overwritten. `confirmed`: the name, typed, where the change could cut the host off.
 */
export type NetworkRequest =
  | { do: 'addSwitch'; name: string; settings: SwitchSettings }
  | { do: 'editSwitch'; name: string; change: SwitchSettings; was?: SwitchSettings; confirmed?: string }
  /** With the port groups on it. */
  | { do: 'removeSwitch'; name: string; confirmed?: string }
  | { do: 'addPortGroup'; name: string; settings: GroupSettings & { switchName: string } }
  | {
      do: 'editPortGroup'
      name: string
      change: GroupSettings & { newName?: string }
      was?: GroupSettings
      confirmed?: string
    }
  | { do: 'removePortGroup'; name: string; confirmed?: string }

export type NetworkVerb = NetworkRequest['do']

const networkVerbs = [
  'addSwitch',
  'editSwitch',
  'removeSwitch',
  'addPortGroup',
  'editPortGroup',
  'removePortGroup',
] as const satisfies readonly NetworkVerb[]

export const isNetworkRequest = <Request extends { do: string }>(
  request: Request,
): request is Extract<Request, { do: NetworkVerb }> => (networkVerbs as readonly string[]).includes(request.do)

export const networkVerbLabel: Record<NetworkVerb, string> = {
  addSwitch: 'Add switch',
  editSwitch: 'Change switch',
  removeSwitch: 'Remove switch',
  addPortGroup: 'Add port group',
  editPortGroup: 'Change port group',
  removePortGroup: 'Remove port group',
}

/** What a change is about, for the record: `vSwitch1, uplinks vmnic2, MTU 9000`. */
export function networkWords(request: NetworkRequest): string {
  switch (request.do) {
    case 'addSwitch':
      return [request.name, ...switchParts(request.settings)].join(', ')
    case 'editSwitch':
      return [request.name, ...switchParts(request.change)].join(', ')
    case 'addPortGroup':
      return [`${request.name} on ${request.settings.switchName}`, ...groupParts(request.settings)].join(', ')
    case 'editPortGroup': {
      const { newName, switchName, ...rest } = request.change
      return [
        request.name,
        ...(newName === undefined ? [] : [`renamed to ${newName}`]),
        ...(switchName === undefined ? [] : [`moved to ${switchName}`]),
        ...groupParts(rest),
      ].join(', ')
    }
    case 'removeSwitch':
    case 'removePortGroup':
      return request.name
    default:
      return assertNever(request, 'network request')
  }
}

const switchParts = ({ uplinks, mtu, ports, policy }: SwitchSettings): string[] => [
  ...(uplinks === undefined ? [] : [uplinks.length === 0 ? 'no uplink' : `uplinks ${uplinks.join(' ')}`]),
  ...(mtu === undefined ? [] : [`MTU ${mtu}`]),
  ...(ports === undefined ? [] : [formatCount(ports, 'port')]),
  ...policyParts(policy),
]

const groupParts = ({ vlan, policy }: GroupSettings): string[] => [
  ...(vlan === undefined ? [] : [vlanWords(vlan)]),
  ...policyParts(policy),
]

const policyParts = (policy: GroupPolicy | undefined): string[] => [
  ...securityParts.flatMap(({ part, label }) => {
    const set = policy?.[part]
    return set === undefined
      ? []
      : [`${label.toLowerCase()} ${set === null ? 'as the switch' : set ? 'accepted' : 'refused'}`]
  }),
  ...(policy?.shaping === undefined ? [] : [`shaping ${shapingWords(policy.shaping)}`]),
]

/** `off`, `100 Mbit/s on average, 200 Mbit/s at most`, `as the switch`. */
export function shapingWords(shaping: Shaping | null): string {
  if (shaping === null) return 'as the switch'
  const { enabled, averageBits, peakBits } = shaping
  if (!enabled) return 'off'
  const parts = [
    ...(averageBits === undefined ? [] : [`${bandwidthWords(averageBits)} on average`]),
    ...(peakBits === undefined ? [] : [`${bandwidthWords(peakBits)} at most`]),
  ]
  return parts.length === 0 ? 'on' : parts.join(', ')
}
