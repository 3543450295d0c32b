'use client'

import { formatCount } from '@/lib/format/quantity'
import type { HostDetail, PhysicalNic, PortGroup, VirtualSwitch } from '@/lib/hardware/host-detail'
import { StatusGlyph } from '../glyphs/status-glyph'
import { FactPanel, NotKnown } from '../ui/facts'
import { SectionHead } from '../ui/sections'
import { Table, Td, Th, Tr } from '../ui/table'

/** Adapters, switches and port groups. */
export function HostNetwork({ detail: { network } }: { detail: HostDetail }) {
  if (!network.known) {
    return (
      <FactPanel title="Network">
        <NotKnown what="Its network is" because={network.because} />
      </FactPanel>
    )
  }
  const { pnics, switches, portGroups } = network.value
  return (
    <div className="grid items-start gap-4 wide:grid-cols-2">
      <Nics nics={pnics} />
      <Switches switches={switches} portGroups={portGroups} />
    </div>
  )
}

function Nics({ nics }: { nics: PhysicalNic[] }) {
  return (
    <section aria-labelledby="nics" className="min-w-0">
      <SectionHead id="nics" title="Network adapters" count={nics.length} className="mb-1.5" />
      <Table aria-labelledby="nics">
        <thead>
          <tr>
            <Th>Adapter</Th>
            <Th>Link</Th>
            <Th>MAC</Th>
            <Th>Driver</Th>
          </tr>
        </thead>
        <tbody>
          {nics.map(({ device, link, mac, driver, pci }) => (
            <Tr key={device}>
              <Td className="font-medium whitespace-nowrap">{device}</Td>
              <Td className="whitespace-nowrap">
                <span className="inline-flex items-center gap-1.5">
                  <StatusGlyph glyph={link ? 'live' : 'unknown'} className="text-bar" />
                  {link ? `${speed(link.mbps)}${link.duplex === false ? ', half duplex' : ''}` : 'No link'}
                </span>
              </Td>
              <Td>
                <code className="text-xs">{mac}</code>
              </Td>
              <Td className="text-ink-2">
                {driver}
                {pci && <code className="block text-xs text-ink-3">{pci}</code>}
              </Td>
            </Tr>
          ))}
          {nics.length === 0 && <NoneRow columns={4}>The host names no adapter.</NoneRow>}
        </tbody>
      </Table>
    </section>
  )
}

const speed = (mbps: number) => (mbps >= 1000 ? `${mbps / 1000} Gbit/s` : `${mbps} Mbit/s`)

function Switches({ switches, portGroups }: { switches: VirtualSwitch[]; portGroups: PortGroup[] }) {
  const known = new Set(switches.map(({ name }) => name))
  const others = portGroups.filter(({ switchName }) => !known.has(switchName))
  return (
    <section aria-labelledby="switches" className="min-w-0">
      <SectionHead id="switches" title="Switches and port groups" count={switches.length} className="mb-1.5" />
      <Table aria-labelledby="switches">
        <thead>
          <tr>
            <Th>Switch</Th>
            <Th>Uplinks</Th>
            <Th>Port groups</Th>
          </tr>
        </thead>
        <tbody>
          {switches.map((one) => (
            <Tr key={one.name}>
              <Td>
                <span className="font-medium wrap-anywhere">{one.name}</span>
                <span className="block text-xs text-ink-3">{switchFacts(one)}</span>
              </Td>
              <Td className="text-ink-2">
                {!one.uplinks ? 'not known' : one.uplinks.length === 0 ? 'none' : one.uplinks.join(', ')}
              </Td>
              <Td>
                <PortGroups groups={portGroups.filter(({ switchName }) => switchName === one.name)} />
              </Td>
            </Tr>
          ))}
          {others.length > 0 && (
            <Tr>
              <Td className="text-ink-2">On no switch that the host names</Td>
              <Td />
              <Td>
                <PortGroups groups={others} />
              </Td>
            </Tr>
          )}
          {switches.length + others.length === 0 && <NoneRow columns={3}>The host names no switch.</NoneRow>}
        </tbody>
      </Table>
    </section>
  )
}

const switchFacts = ({ standard, mtu, ports, portsAvailable }: VirtualSwitch) =>
  [
    standard ? 'standard' : 'distributed',
    ...(mtu === undefined ? [] : [`MTU ${mtu}`]),
    ...(ports === undefined
      ? []
      : [portsAvailable === undefined ? formatCount(ports, 'port') : `${portsAvailable} of ${ports} ports free`]),
  ].join(', ')

/** Every VLAN goes through to the guest, which sees the tags. */
const trunk = 4095

const vlanWords = (vlan: number | undefined) =>
  vlan === undefined ? 'VLAN not known' : vlan === 0 ? 'No VLAN' : vlan === trunk ? 'All VLANs (trunk)' : `VLAN ${vlan}`

function PortGroups({ groups }: { groups: PortGroup[] }) {
  if (groups.length === 0) return <span className="text-ink-3">none</span>
  return (
    <ul>
      {groups.map(({ name, vlan }) => (
        <li key={name} className="flex flex-wrap gap-x-2">
          <span className="wrap-anywhere whitespace-pre-wrap">{name}</span>
          <span className="text-ink-3">{vlanWords(vlan)}</span>
        </li>
      ))}
    </ul>
  )
}

const NoneRow = ({ columns, children }: { columns: number; children: string }) => (
  <tr>
    <Td colSpan={columns} className="text-ink-2">
      {children}
    </Td>
  </tr>
)
