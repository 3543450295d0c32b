'use client'

import { groupsOn, type HostNetwork, type PluggedVm, type PortGroup } from '@/lib/hardware/host-network'
import type { NetworkRequest } from '@/lib/hardware/network-request'
import { formatCount } from '@/lib/format/quantity'
import { formatList } from '@/lib/format/list'
import type { Result } from '@/lib/result'
import { FormDialog } from '../../ui/form-dialog'
import { Notice } from '../../ui/notice'
import { RiskField } from './risk-field'
import { useNetworkForm } from './use-network-form'

type RemoveDialogProps = {
  network: HostNetwork
  request: Extract<NetworkRequest, { do: 'removeSwitch' | 'removePortGroup' }>
  onSend: (request: NetworkRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** The question before a switch or a port group goes: which groups go with it, and whom it leaves without a network. */
export function RemoveDialog({ network, request, onSend, onClose }: RemoveDialogProps) {
  const { risk, typed, setTyped, typedError, send } = useNetworkForm(network, request, onSend)
  const isSwitch = request.do === 'removeSwitch'
  const groups = isSwitch
    ? groupsOn(network, request.name)
    : network.portGroups.filter(({ name }) => name === request.name)
  return (
    <FormDialog
      title={`Remove ${isSwitch ? 'switch' : 'port group'}: ${request.name}`}
      description={isSwitch ? whatGoes(groups) : 'Its VLAN and policy go with it.'}
      verb="Remove"
      tone="danger-solid"
      keep="Keep it"
      send={send}
      onClose={onClose}
    >
      <WhoIsLeft groups={groups} />
      {risk !== undefined && (
        <RiskField risk={risk} name={request.name} typed={typed} onTyped={setTyped} error={typedError} />
      )}
    </FormDialog>
  )
}

function whatGoes(groups: readonly PortGroup[]): string {
  if (groups.length === 0) return 'No port group is on it. Its uplinks become free.'
  const names = groups.slice(0, 5).map(({ name }) => `"${name}"`)
  const all = groups.length > 5 ? [...names, `${groups.length - 5} more`] : names
  return `${groups.length === 1 ? 'Its port group goes' : 'Its port groups go'} with it: ${formatList(all)}. Its uplinks become free.`
}

/** VMs that are off have adapters on it too, which find nothing when they start. */
function WhoIsLeft({ groups }: { groups: readonly PortGroup[] }) {
  const vms = [...new Map(groups.flatMap((group) => (group.vms ?? []).map((vm) => [vm.key, vm] as const))).values()]
  const isUnknown = groups.some((group) => group.vms === undefined)
  if (vms.length === 0)
    return (
      <p className="text-sm text-ink-2">
        {isUnknown ? 'Which VMs are connected is not known.' : 'No VM of this host is connected.'}
      </p>
    )
  return (
    <Notice tone="wait">
      <strong className="font-semibold">
        {formatCount(vms.length, 'VM')} {vms.length === 1 ? 'has' : 'have'} a network adapter on it
      </strong>{' '}
      and {vms.length === 1 ? 'finds' : 'find'} no network when powered on next:
      <VmNames vms={vms} />
      {isUnknown && <p className="mt-1">Of some port groups it is not known who is connected.</p>}
    </Notice>
  )
}

const VmNames = ({ vms }: { vms: readonly PluggedVm[] }) => (
  <ul
    aria-label="VMs that are left without it"
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls, also by keyboard
    tabIndex={0}
    className="mt-1 max-h-40 list-disc overflow-y-auto pl-5"
  >
    {vms.map(({ key, name }) => (
      <li key={key} className="wrap-anywhere whitespace-pre-wrap">
        <bdi>{name}</bdi>
      </li>
    ))}
  </ul>
)
