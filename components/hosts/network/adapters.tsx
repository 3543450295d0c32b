'use client'

import { switchWith, type HostNetwork } from '@/lib/hardware/host-network'
import { StatusGlyph } from '../../glyphs/status-glyph'
import { NotKnown } from '../../ui/facts'
import { SectionHead } from '../../ui/sections'
import { pairedOnPhone, Table, Td, Th, Tr } from '../../ui/table'

/** The physical adapters, and which switch each is an uplink of. */
export function Nics({ network }: { network: HostNetwork }) {
  const { pnics } = network
  return (
    <section aria-labelledby="nics" className="min-w-0">
      <SectionHead id="nics" title="Network adapters" count={pnics.length} className="mb-1.5" />
      <Table aria-labelledby="nics" className={pairedOnPhone}>
        <thead>
          <tr>
            <Th>Adapter</Th>
            <Th>Link</Th>
            <Th>Uplink of</Th>
            <Th>MAC</Th>
            <Th>Driver</Th>
          </tr>
        </thead>
        <tbody>
          {pnics.map(({ device, link, mac, driver, pci }) => (
            <Tr key={device}>
              <Td className="font-medium mid:whitespace-nowrap max-mid:col-span-2">{device}</Td>
              <Td className="mid:whitespace-nowrap">
                <span className="inline-flex items-center gap-1.5">
                  <StatusGlyph glyph={link ? 'live' : 'unknown'} className="text-bar" />
                  {link ? `${speed(link.mbps)}${link.duplex === false ? ', half duplex' : ''}` : 'No link'}
                </span>
              </Td>
              <Td label="Uplink of" className="min-w-20">
                <UplinkOf network={network} nic={device} />
              </Td>
              <Td>
                <code className="text-xs whitespace-nowrap">{mac}</code>
              </Td>
              <Td className="text-ink-2">
                {driver}
                {pci && <code className="block text-xs text-ink-3">{pci}</code>}
              </Td>
            </Tr>
          ))}
          {pnics.length === 0 && (
            <tr>
              <Td colSpan={5} className="text-ink-2 max-mid:col-span-2">
                The host names no adapter.
              </Td>
            </tr>
          )}
        </tbody>
      </Table>
    </section>
  )
}

function UplinkOf({ network, nic }: { network: HostNetwork; nic: string }) {
  const user = switchWith(network, nic)
  if (user) return <bdi className="wrap-anywhere whitespace-pre-wrap">{user.name}</bdi>
  const isUnknown = network.switches.some(({ uplinks }) => uplinks === undefined)
  return <span className="text-ink-3">{isUnknown ? 'not known' : 'none: free'}</span>
}

const speed = (mbps: number) => (mbps >= 1000 ? `${mbps / 1000} Gbit/s` : `${mbps} Mbit/s`)

/** The host's own adapters on its switches, with what runs over each. */
export function KernelAdapters({ network: { vmkernels } }: { network: HostNetwork }) {
  return (
    <section aria-labelledby="vmkernels" className="min-w-0">
      <SectionHead id="vmkernels" title="VMkernel adapters" count={vmkernels?.length} className="mb-1.5" />
      {vmkernels ? (
        <Table aria-labelledby="vmkernels" className={pairedOnPhone}>
          <thead>
            <tr>
              <Th>Adapter</Th>
              <Th>Address</Th>
              <Th>Port group</Th>
              <Th>Carries</Th>
            </tr>
          </thead>
          <tbody>
            {vmkernels.map(({ device, address, portGroup, elsewhere, services }) => (
              <Tr key={device}>
                <Td className="font-medium whitespace-nowrap">{device}</Td>
                <Td className="mid:whitespace-nowrap wrap-anywhere">
                  {address ?? <span className="text-ink-3">none known</span>}
                </Td>
                <Td label="Port group">
                  {portGroup === undefined ? (
                    <span className="text-ink-3">{elsewhere ? 'no standard one' : 'not known'}</span>
                  ) : (
                    <bdi className="wrap-anywhere whitespace-pre-wrap">{portGroup}</bdi>
                  )}
                </Td>
                <Td label="Carries">
                  {services === undefined ? (
                    <span className="text-ink-3">not known</span>
                  ) : services.length === 0 ? (
                    <span className="text-ink-3">nothing that is named</span>
                  ) : (
                    services.join(', ')
                  )}
                </Td>
              </Tr>
            ))}
            {vmkernels.length === 0 && (
              <tr>
                <Td colSpan={4} className="text-ink-2 max-mid:col-span-2">
                  The host names none.
                </Td>
              </tr>
            )}
          </tbody>
        </Table>
      ) : (
        <div className="panel px-3 py-2 text-sm">
          <NotKnown what="Which VMkernel adapters it has is" because="The host does not say." />
        </div>
      )}
    </section>
  )
}
