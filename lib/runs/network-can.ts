import { assertNever } from '../assert-never'
import { formatList } from '../format/list'
import {
  groupsOn,
  switchWith,
  trunkVlan,
  type HostNetwork,
  type PortGroup,
  type Shaping,
  type VirtualSwitch,
  type VmkernelAdapter,
} from '../hardware/host-network'
import type { GroupSettings, NetworkRequest, SwitchSettings } from '../hardware/network-request'
import type { Verdict } from '../result'

const fine: Verdict = { ok: true }
const no = (because: string): Verdict => ({ ok: false, because })

export const switchNamed = ({ switches }: HostNetwork, name: string): VirtualSwitch | undefined =>
  switches.find((one) => one.name === name)
export const groupNamed = ({ portGroups }: HostNetwork, name: string): PortGroup | undefined =>
  portGroups.find((one) => one.name === name)

/** Why something cannot be used that is not there, or of which not even that is known. */
const notThere = ({ unread }: HostNetwork, what: string): Verdict =>
  no(
    unread === undefined
      ? `The host has no ${what}.`
      : `Whether the host has a ${what} is not known: not all of its network could be read.`,
  )

/** Whether a switch can be changed from here, or why not. */
export function canChangeSwitch(network: HostNetwork, name: string): Verdict {
  const found = switchNamed(network, name)
  if (!found) return notThere(network, `switch "${name}"`)
  return found.standard ? fine : no('A distributed switch is changed in vCenter, for all of its hosts at once.')
}

/** Whether a switch can go with its port groups, or who is on them. */
export function canRemoveSwitch(network: HostNetwork, name: string): Verdict {
  const verdict = canChangeSwitch(network, name)
  if (!verdict.ok) return verdict
  for (const group of groupsOn(network, name)) {
    const inUse = whyInUse(network, group)
    if (inUse !== undefined) return no(`Port group "${group.name}": ${inUse}`)
  }
  return network.unread === undefined
    ? fine
    : no(`Not all of the network of the host could be read: something else may hang on "${name}".`)
}

export const canChangeGroup = (network: HostNetwork, name: string): Verdict =>
  groupNamed(network, name) ? fine : notThere(network, `port group "${name}"`)

/** Whether a port group can go, or who is on it. What only the host knows it refuses by itself. */
export function canRemoveGroup(network: HostNetwork, name: string): Verdict {
  const found = groupNamed(network, name)
  if (!found) return notThere(network, `port group "${name}"`)
  const inUse = whyInUse(network, found)
  return inUse === undefined ? fine : no(inUse)
}

/** Somebody holds a port of it, so that no host lets it go. */
function whyInUse(network: HostNetwork, group: PortGroup): string | undefined {
  const adapters = vmkernelsOn(network, [group])
  if (adapters.length > 0)
    return `The host is on it itself, with ${formatList(adapters.map(({ device }) => device))}. The vSphere Client can move ${adapters.length === 1 ? 'that' : 'those'}.`
  const running = (group.vms ?? []).filter(({ power }) => power === 'poweredOn')
  if (running.length === 0) return undefined
  const names = running.slice(0, 3).map(({ name }) => `"${name}"`)
  const whom = running.length > 3 ? [...names, `${running.length - 3} more`] : names
  return `${formatList(whom)} ${running.length === 1 ? 'is' : 'are'} on and connected to it.`
}

const vmkernelsOn = ({ vmkernels = [] }: HostNetwork, groups: readonly PortGroup[]): VmkernelAdapter[] =>
  vmkernels.filter(({ portGroup }) => groups.some(({ name }) => name === portGroup))

/** Where in a form a finding belongs. */
export type NetworkField = 'name' | 'uplinks' | 'mtu' | 'ports' | 'vlan' | 'switch' | 'shaping'
export type NetworkFinding = { at: NetworkField; because: string }

/** Whether a request means something that this host can do, before anything is sent. */
export function checkNetworkRequest(request: NetworkRequest, network: HostNetwork): Verdict {
  const verdict = canAtAll(request, network)
  const [first] = verdict.ok ? networkFindings(request, network) : []
  return first ? no(first.because) : verdict
}

function canAtAll(request: NetworkRequest, network: HostNetwork): Verdict {
  switch (request.do) {
    case 'addSwitch':
    case 'addPortGroup':
      return fine
    case 'editSwitch':
      return canChangeSwitch(network, request.name)
    case 'removeSwitch':
      return canRemoveSwitch(network, request.name)
    case 'editPortGroup':
      return canChangeGroup(network, request.name)
    case 'removePortGroup':
      return canRemoveGroup(network, request.name)
    default:
      return assertNever(request, 'network request')
  }
}

/** What is wrong with the values of a request, each at its field. */
export function networkFindings(request: NetworkRequest, network: HostNetwork): NetworkFinding[] {
  switch (request.do) {
    case 'addSwitch':
      return [...newSwitchName(request.name, network), ...ofSwitch(request.name, request.settings, network)]
    case 'editSwitch':
      return ofSwitch(request.name, request.change, network)
    case 'addPortGroup':
      return [...newGroupName(request.name, network), ...ofGroup(request.settings, network)]
    case 'editPortGroup': {
      const { newName, ...settings } = request.change
      const isRenamed = newName !== undefined && newName !== request.name
      return [...(isRenamed ? newGroupName(newName, network) : []), ...ofGroup(settings, network)]
    }
    case 'removeSwitch':
    case 'removePortGroup':
      return []
    default:
      return assertNever(request, 'network request')
  }
}

/** HostVirtualSwitch.name: 32 characters at most; a port group may be called as a network of the datacenter may. */
const longest = { switch: 32, group: 80 } as const

// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const control = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u

function nameFinding(name: string, most: number): NetworkFinding[] {
  const at = 'name'
  if (name.trim() === '') return [{ at, because: 'A name is needed.' }]
  const length = Array.from(name).length
  if (length > most) return [{ at, because: `The name has ${length} characters; vSphere accepts ${most}.` }]
  return control.test(name) ? [{ at, because: 'The name holds a character that cannot be sent.' }] : []
}

const newSwitchName = (name: string, network: HostNetwork): NetworkFinding[] => [
  ...nameFinding(name, longest.switch),
  ...(switchNamed(network, name) ? [{ at: 'name', because: `The host has a switch "${name}" already.` } as const] : []),
]

const newGroupName = (name: string, network: HostNetwork): NetworkFinding[] => [
  ...nameFinding(name, longest.group),
  ...(groupNamed(network, name)
    ? [{ at: 'name', because: `The host has a port group "${name}" already.` } as const]
    : []),
]

/** HostVirtualSwitchSpec: hosts of today give ports as they are needed, whatever is asked for. */
const mostPorts = 4088
const mtuRange = { least: 1280, most: 9190 } as const

function ofSwitch(name: string, settings: SwitchSettings, network: HostNetwork): NetworkFinding[] {
  const { uplinks, mtu, ports, policy } = settings
  const { least, most } = mtuRange
  return [
    ...(uplinks ?? []).flatMap((nic) => uplinkFinding(name, nic, network)),
    ...(mtu === undefined || isWhole(mtu, least, most)
      ? []
      : [{ at: 'mtu', because: `The MTU is a whole number from ${least} to ${most}.` } as const]),
    ...(ports === undefined || isWhole(ports, 1, mostPorts)
      ? []
      : [{ at: 'ports', because: `Ports are a whole number from 1 to ${mostPorts}.` } as const]),
    ...shapingFinding(policy?.shaping),
  ]
}

function uplinkFinding(name: string, nic: string, network: HostNetwork): NetworkFinding[] {
  const user = switchWith(network, nic)
  if (user && user.name !== name) return [{ at: 'uplinks', because: `${nic} is an uplink of "${user.name}".` }]
  if (network.pnics.some(({ device }) => device === nic)) return []
  const missing = notThere(network, `network adapter ${nic}`)
  return missing.ok ? [] : [{ at: 'uplinks', because: missing.because }]
}

function ofGroup({ vlan, switchName, policy }: GroupSettings, network: HostNetwork): NetworkFinding[] {
  const on = switchName === undefined ? undefined : canChangeSwitch(network, switchName)
  return [
    ...(vlan === undefined || isWhole(vlan, 0, trunkVlan)
      ? []
      : [
          {
            at: 'vlan',
            because: `A VLAN is a number from 1 to 4094; 0 is none, and ${trunkVlan} lets all through.`,
          } as const,
        ]),
    ...(on === undefined || on.ok ? [] : [{ at: 'switch', because: on.because } as const]),
    ...shapingFinding(policy?.shaping ?? undefined),
  ]
}

function shapingFinding(shaping: Shaping | undefined): NetworkFinding[] {
  if (!shaping?.enabled) return []
  const { averageBits, peakBits, burstBytes } = shaping
  const all = [averageBits, peakBits, burstBytes]
  if (all.some((one) => one !== undefined && !isWhole(one, 1, Number.MAX_SAFE_INTEGER)))
    return [{ at: 'shaping', because: 'Bandwidths and burst are whole numbers above nothing.' }]
  const isBelow = averageBits !== undefined && peakBits !== undefined && peakBits < averageBits
  return isBelow ? [{ at: 'shaping', because: 'The peak cannot be below the average.' }] : []
}

const isWhole = (value: number, least: number, most: number) =>
  Number.isSafeInteger(value) && value >= least && value <= most

/**
 * Why a change could cut the management network of the host: a sentence, and the change takes the typed name then. Undefined
 * where it touches nothing that carries it.
 */
export function cutsManagement(request: NetworkRequest, network: HostNetwork): string | undefined {
  const groups = touched(request, network)
  // A port group that could not be read may be on the switch.
  const isHidden = network.unread !== undefined && request.do === 'editSwitch' && isStopping(request)
  if (groups.length === 0 && !isHidden) return undefined
  const if_ = 'If this change cuts it, nobody reaches the host over the network any more, Andon neither.'
  const isUnsure =
    isHidden ||
    network.vmkernels?.every((one) => one.portGroup !== undefined || one.elsewhere) !== true ||
    vmkernelsOn(network, groups).some(({ services }) => !services)
  const carriers = vmkernelsOn(network, groups).filter(({ services }) => services?.includes('management'))
  if (carriers.length > 0) {
    const adapters = formatList(carriers.map(({ device, address }) => (address ? `${device} (${address})` : device)))
    return `The management network of the host runs over ${request.name}, with ${adapters}. ${if_}`
  }
  return isUnsure
    ? `Whether the management network of the host runs over ${request.name} is not known. ${if_}`
    : undefined
}

/** The port groups whose traffic a change may stop. */
function touched(request: NetworkRequest, network: HostNetwork): PortGroup[] {
  switch (request.do) {
    case 'addSwitch':
    case 'addPortGroup':
      return []
    case 'editSwitch':
      return isStopping(request) ? groupsOn(network, request.name) : []
    case 'removeSwitch':
      return groupsOn(network, request.name)
    case 'editPortGroup': {
      const { vlan, switchName, policy } = request.change
      const stops = vlan !== undefined || switchName !== undefined || policy?.shaping !== undefined
      return stops ? network.portGroups.filter(({ name }) => name === request.name) : []
    }
    case 'removePortGroup':
      return network.portGroups.filter(({ name }) => name === request.name)
    default:
      return assertNever(request, 'network request')
  }
}

const isStopping = ({ change: { uplinks, mtu, policy } }: Extract<NetworkRequest, { do: 'editSwitch' }>): boolean =>
  uplinks !== undefined || mtu !== undefined || policy?.shaping !== undefined
