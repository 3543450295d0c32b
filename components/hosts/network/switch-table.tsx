'use client'

import { formatCount } from '@/lib/format/quantity'
import {
  groupsOn,
  securityParts,
  vlanWords,
  type HostNetwork,
  type NetworkPolicy,
  type PortGroup,
  type VirtualSwitch,
} from '@/lib/hardware/host-network'
import type { HostVerb } from '@/lib/hardware/host-request'
import { shapingWords, type NetworkRequest } from '@/lib/hardware/network-request'
import type { Verdict } from '@/lib/result'
import { canChangeGroup, canChangeSwitch, canRemoveGroup, canRemoveSwitch } from '@/lib/runs/network-can'
import { vmPath } from '../../pages/pages'
import { Button } from '../../ui/button'
import { Link } from '../../ui/link'
import { stackedOnPhone, Table, Td, Th } from '../../ui/table'

/** What is to be opened over the page. */
export type NetworkDialog =
  | { is: 'switch'; edited?: VirtualSwitch }
  | { is: 'group'; on: string; edited?: PortGroup }
  | { is: 'remove'; request: Extract<NetworkRequest, { do: 'removeSwitch' | 'removePortGroup' }> }

type SwitchTableProps = {
  network: HostNetwork
  /** Why a verb cannot be done on this host at all. */
  whyNot: (verb: HostVerb) => string | undefined
  onOpen: (dialog: NetworkDialog) => void
}

/** Each switch in a row, its port groups below it. */
export function SwitchTable({ network, whyNot, onOpen }: SwitchTableProps) {
  const { switches, portGroups } = network
  const names = new Set(switches.map(({ name }) => name))
  const others = portGroups.filter(({ switchName }) => !names.has(switchName))
  const rows = { network, whyNot, onOpen }
  return (
    <Table aria-labelledby="switches" className={stackedOnPhone}>
      <thead>
        <tr>
          <Th>Switch and port group</Th>
          <Th>VLAN</Th>
          <Th>Lets through</Th>
          <Th>Connected</Th>
          <Th>
            <span className="sr-only">Change</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {switches.map((one) => (
          <SwitchRows key={one.name} {...rows} one={one} />
        ))}
        {others.length > 0 && (
          <tr>
            <Td colSpan={5} className="bg-sunken text-ink-2">
              On no switch that the host names
            </Td>
          </tr>
        )}
        {others.map((group) => (
          <GroupRow key={group.name} {...rows} group={group} />
        ))}
        {switches.length + others.length === 0 && (
          <tr>
            <Td colSpan={5} className="text-ink-2">
              The host names no switch.
            </Td>
          </tr>
        )}
      </tbody>
    </Table>
  )
}

const because = (verdict: Verdict) => (verdict.ok ? undefined : verdict.because)

function SwitchRows({ one, ...rows }: SwitchTableProps & { one: VirtualSwitch }) {
  const { network, whyNot, onOpen } = rows
  const { name } = one
  const groups = groupsOn(network, name)
  return (
    <>
      <tr className="bg-sunken">
        <Td colSpan={4} className="min-w-0">
          <bdi className="font-semibold wrap-anywhere whitespace-pre-wrap">{name}</bdi>
          <span className="block text-xs text-ink-2">{switchFacts(one)}</span>
        </Td>
        <Td align="right" className="max-mid:text-left">
          <span className="inline-flex justify-end gap-1.5">
            <Button
              size="small"
              aria-label={`Change switch ${name}`}
              onClick={() => onOpen({ is: 'switch', edited: one })}
              disabledReason={whyNot('editSwitch') ?? because(canChangeSwitch(network, name))}
            >
              Change
            </Button>
            <Button
              size="small"
              tone="quiet"
              aria-label={`Remove switch ${name}`}
              onClick={() => onOpen({ is: 'remove', request: { do: 'removeSwitch', name } })}
              disabledReason={whyNot('removeSwitch') ?? because(canRemoveSwitch(network, name))}
            >
              Remove
            </Button>
          </span>
        </Td>
      </tr>
      {groups.map((group) => (
        <GroupRow key={group.name} {...rows} group={group} />
      ))}
      {groups.length === 0 && (
        <tr>
          <Td colSpan={5} className="pl-6 text-ink-3">
            {one.standard ? 'No port group.' : 'Its port groups are those of vCenter.'}
          </Td>
        </tr>
      )}
    </>
  )
}

const switchFacts = ({ standard, mtu, ports, portsAvailable, uplinks, policy }: VirtualSwitch) =>
  [
    standard ? 'standard' : 'distributed',
    !uplinks ? 'uplinks not known' : uplinks.length === 0 ? 'no uplink' : `uplinks ${uplinks.join(', ')}`,
    ...(mtu === undefined ? [] : [`MTU ${mtu}`]),
    ...(ports === undefined
      ? []
      : [portsAvailable === undefined ? formatCount(ports, 'port') : `${portsAvailable} of ${ports} ports free`]),
    ...(standard ? [`lets through: ${letsThrough(policy)}`] : []),
    ...(policy?.shaping?.enabled ? [`shaped to ${shapingWords(policy.shaping)}`] : []),
  ].join(' · ')

/** What of the security policy is open, in words: `forged transmits`; `only its own addresses` where nothing is. */
function letsThrough(policy: NetworkPolicy | undefined): string {
  if (!policy || securityParts.some(({ part }) => policy[part] === undefined)) return 'not known'
  const open = securityParts.filter(({ part }) => policy[part]).map(({ label }) => label.toLowerCase())
  return open.length === 0 ? 'own addresses only' : open.join(', ')
}

function GroupRow({ group, network, whyNot, onOpen }: SwitchTableProps & { group: PortGroup }) {
  const { name } = group
  return (
    <tr className="hover:bg-hover">
      <Td className="min-w-36 pl-6 max-mid:pl-3">
        <bdi className="font-medium wrap-anywhere whitespace-pre-wrap">{name}</bdi>
      </Td>
      <Td className="whitespace-nowrap">{vlanWords(group.vlan)}</Td>
      <Td className="text-ink-2 mid:min-w-40 max-mid:before:content-['Lets_through_']">
        {letsThrough(group.effective)}
        {group.effective?.shaping?.enabled && (
          <span className="block text-xs">shaped to {shapingWords(group.effective.shaping)}</span>
        )}
      </Td>
      <Td className="max-w-72">
        <Connected group={group} network={network} />
      </Td>
      <Td align="right" className="max-mid:text-left">
        <span className="inline-flex justify-end gap-1.5">
          <Button
            size="small"
            aria-label={`Change port group ${name}`}
            onClick={() => onOpen({ is: 'group', on: group.switchName, edited: group })}
            disabledReason={whyNot('editPortGroup') ?? because(canChangeGroup(network, name))}
          >
            Change
          </Button>
          <Button
            size="small"
            tone="quiet"
            aria-label={`Remove port group ${name}`}
            onClick={() => onOpen({ is: 'remove', request: { do: 'removePortGroup', name } })}
            disabledReason={whyNot('removePortGroup') ?? because(canRemoveGroup(network, name))}
          >
            Remove
          </Button>
        </span>
      </Td>
    </tr>
  )
}

/** So many are named; the others are a count. */
const mostNamed = 3

function Connected({ group, network: { vmkernels = [] } }: { group: PortGroup; network: HostNetwork }) {
  const own = vmkernels.filter(({ portGroup }) => portGroup === group.name)
  const { vms } = group
  const shown = vms?.slice(0, mostNamed) ?? []
  const more = (vms?.length ?? 0) - shown.length
  if (vms?.length === 0 && own.length === 0)
    return <span className="text-ink-3 max-mid:after:content-['_connected']">nothing</span>
  return (
    <ul className="grid gap-0.5">
      {own.map(({ device, services = [] }) => (
        <li key={device}>
          {device}
          {services.length > 0 && <span className="text-ink-2"> ({services.join(', ')})</span>}
        </li>
      ))}
      {shown.map(({ key, name, power }) => (
        <li key={key} className="min-w-0">
          <Link href={vmPath(key)} className="name wrap-anywhere whitespace-pre-wrap">
            <bdi>{name}</bdi>
          </Link>
          {power === 'poweredOff' && <span className="text-ink-3"> off</span>}
          {power === 'suspended' && <span className="text-ink-3"> suspended</span>}
        </li>
      ))}
      {more > 0 && <li className="text-ink-2">and {formatCount(more, 'more VM')}</li>}
      {vms === undefined && <li className="text-ink-3">VMs not known</li>}
    </ul>
  )
}
