import { assertNever } from '@/lib/assert-never'
import type { HostNetwork, NetworkPolicy, Shaping } from '@/lib/hardware/host-network'
import type { GroupPolicy, GroupSettings, NetworkRequest, SwitchSettings } from '@/lib/hardware/network-request'
import { readsAs } from '@/lib/names/typed-name'
import { hasGroupSettings, hasSettings, networkNow } from '@/lib/runs/network-applied'
import { checkNetworkRequest, cutsManagement, groupNamed, switchNamed } from '@/lib/runs/network-can'
import type { Moid } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { Refused } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import type { Parameters } from '../vsphere/encode'
import { asList, asObject, asObjects, asText, type WireObject, type WireValue } from '../vsphere/wire-value'
import { readHostNetwork, type ReadNetwork, type ViewOfVm } from './read-host-network'

/**
 * The call that changes a host's switches, checked against what the host has at this moment, and not sent. What it does not
 * change of a switch or group goes back as it was read. Rejects with Refused, VimFault or WireError; so does its `start`, which
 * takes no task.
 */
export async function prepareNetworkChange(
  access: EndpointAccess,
  host: Moid,
  request: NetworkRequest,
  viewOf: ViewOfVm,
) {
  const read = await readHostNetwork(access, host, viewOf)
  const { network, system } = read
  if (!network.known || !system) {
    const sentence = network.known ? 'The host does not say where its network is changed.' : network.because
    throw new Refused({ blame: 'vsphere', code: 'no-network', sentence, wayOut: 'Nothing was changed.' })
  }
  refuseImpossible(request, network.value)
  const { method, parameters } = callOf(request, read)
  return {
    method,
    start: async (): Promise<undefined> => void (await access.call(method, system, parameters)),
  }
}

/** Whether a change whose reply is missing was made, by what the host has now. Rejects with VimFault or WireError. */
export async function lookForNetworkChange(
  access: EndpointAccess,
  host: Moid,
  request: NetworkRequest,
): Promise<{ is: 'done' | 'nothing' } | { is: 'unclear'; reason: string }> {
  const { network } = await readHostNetwork(access, host, () => undefined)
  if (!network.known) return { is: 'unclear', reason: network.because }
  switch (networkNow(request, network.value)) {
    case 'as asked':
      return { is: 'done' }
    case 'not':
      return { is: 'nothing' }
    case 'not known':
      return { is: 'unclear', reason: 'The host does not tell all of its network.' }
    case 'other':
      return { is: 'unclear', reason: `The host has "${request.name}", with other settings than were asked for.` }
  }
}

function refuseImpossible(request: NetworkRequest, network: HostNetwork): void {
  const verdict = checkNetworkRequest(request, network)
  if (!verdict.ok) throw new Refused({ code: 'not-possible', sentence: verdict.because })
  if (isChangedElsewhere(request, network)) {
    throw new Refused({
      code: 'changed-elsewhere',
      sentence: `Somebody else has changed "${request.name}" meanwhile.`,
      wayOut: 'Look at it as it is now. Nothing was changed.',
    })
  }
  const risk = cutsManagement(request, network)
  const confirmed = 'confirmed' in request ? request.confirmed : undefined
  if (risk !== undefined && (confirmed === undefined || !readsAs(confirmed, request.name))) {
    throw new Refused({
      code: 'needs-confirmation',
      sentence: risk,
      wayOut: `Whoever still wants it types "${request.name}".`,
    })
  }
}

function isChangedElsewhere(request: NetworkRequest, network: HostNetwork): boolean {
  if (request.do === 'editSwitch' && request.was) {
    const now = switchNamed(network, request.name)
    return !now || !hasSettings(now, request.was)
  }
  if (request.do === 'editPortGroup' && request.was) {
    const now = groupNamed(network, request.name)
    return !now || !hasGroupSettings(now, request.was)
  }
  return false
}

function callOf(request: NetworkRequest, { told }: ReadNetwork): { method: string; parameters: Parameters } {
  const { name } = request
  switch (request.do) {
    case 'addSwitch': {
      const spec = switchSpec({}, request.settings)
      return { method: 'AddVirtualSwitch', parameters: { vswitchName: name, spec } }
    }
    case 'editSwitch': {
      const now = asObjects(told('vswitch')).find((one) => asText(one.name) === name)
      const settings = asObject(now?.spec)
      // What is not sent along is taken away: its uplinks, for one.
      if (!settings) throw untold(name)
      const spec = switchSpec({ mtu: now?.mtu, ...settings }, request.change)
      return { method: 'UpdateVirtualSwitch', parameters: { vswitchName: name, spec } }
    }
    case 'removeSwitch':
      return { method: 'RemoveVirtualSwitch', parameters: { vswitchName: name } }
    case 'addPortGroup':
      return { method: 'AddPortGroup', parameters: { portgrp: groupSpec({ name }, request.settings) } }
    case 'editPortGroup': {
      const { newName = name, ...settings } = request.change
      const now = asObjects(told('portgroup')).find((one) => asText(asObject(one.spec)?.name) === name)
      const portgrp = groupSpec({ ...asObject(now?.spec), name: newName }, settings)
      return { method: 'UpdatePortGroup', parameters: { pgName: name, portgrp } }
    }
    case 'removePortGroup':
      return { method: 'RemovePortGroup', parameters: { pgName: name } }
    default:
      return assertNever(request, 'network request')
  }
}

const untold = (name: string) =>
  new Refused({
    blame: 'vsphere',
    code: 'no-network',
    sentence: `The host does not say how "${name}" is set, and all that is not sent with a change is lost.`,
    wayOut: 'Nothing was changed.',
  })

/** What hosts of today show for a new switch; they give ports as they are needed. */
const ordinaryPorts = 128

/** HostVirtualSwitchSpec: all of it is replaced, so that what stays has to be in it. */
function switchSpec(now: WireObject, { uplinks, mtu, ports, policy }: SwitchSettings): WireObject {
  const changed = policySpec(asObject(now.policy), policy)
  return withoutUndefined({
    ...now,
    numPorts: ports ?? now.numPorts ?? ordinaryPorts,
    bridge: uplinks === undefined ? now.bridge : bridgeSpec(asObject(now.bridge), uplinks),
    policy: uplinks === undefined ? changed : withNicOrder(changed, asObject(now.bridge)?.nicDevice, uplinks),
    mtu: mtu ?? now.mtu,
  })
}

/** Without uplinks there is no bridge; with some, only a bond is one that hosts take. */
function bridgeSpec(now: WireObject | undefined, uplinks: readonly string[]): WireObject | undefined {
  if (uplinks.length === 0) return undefined
  const bond = now?.$type === 'HostVirtualSwitchBondBridge' ? now : {}
  return { ...bond, $type: 'HostVirtualSwitchBondBridge', nicDevice: uplinks }
}

/** The order of failover names uplinks of the bridge and no others; one that is new becomes active. */
function withNicOrder(
  policy: WireObject | undefined,
  before: WireValue | undefined,
  uplinks: readonly string[],
): WireObject | undefined {
  const teaming = asObject(policy?.nicTeaming)
  const order = asObject(teaming?.nicOrder)
  if (!policy || !teaming || !order) return policy
  const kept = (nics: WireValue | undefined) => asList(nics).filter((nic) => uplinks.some((one) => one === nic))
  const added = uplinks.filter((nic) => !asList(before).includes(nic))
  const nicOrder = { ...order, activeNic: [...kept(order.activeNic), ...added], standbyNic: kept(order.standbyNic) }
  return { ...policy, nicTeaming: { ...teaming, nicOrder } }
}

/** HostPortGroupSpec; its policy has to be there, and may be empty: then all of it is as the switch has it. */
const groupSpec = (now: WireObject, { vlan, switchName, policy }: GroupSettings): WireObject => ({
  ...now,
  vlanId: vlan ?? now.vlanId ?? 0,
  vswitchName: switchName ?? now.vswitchName,
  policy: policySpec(asObject(now.policy), policy) ?? {},
})

const securityFields = {
  promiscuous: 'allowPromiscuous',
  macChanges: 'macChanges',
  forgedTransmits: 'forgedTransmits',
} as const

/** HostNetworkPolicy with other parts; null takes one out, so that it is inherited. */
function policySpec(now: WireObject | undefined, change: GroupPolicy | NetworkPolicy | undefined) {
  if (!change) return now
  const security = { ...asObject(now?.security) }
  for (const [part, field] of Object.entries(securityFields)) {
    const set = change[part as keyof typeof securityFields] // a key of the table
    if (set === null) delete security[field]
    else if (set !== undefined) security[field] = set
  }
  const isSecured = Object.keys(security).some((field) => field !== '$type')
  const { shaping } = change
  return withoutUndefined({
    ...now,
    security: isSecured ? security : undefined,
    shapingPolicy:
      shaping === undefined ? now?.shapingPolicy : shaping === null ? undefined : shapingSpec(now, shaping),
  })
}

const shapingSpec = (now: WireObject | undefined, { enabled, averageBits, peakBits, burstBytes }: Shaping) => ({
  ...asObject(now?.shapingPolicy),
  ...withoutUndefined({
    enabled,
    averageBandwidth: averageBits,
    peakBandwidth: peakBits,
    burstSize: burstBytes,
  }),
})
