'use client'

import type { HostDetail } from '@/lib/hardware/host-detail'
import { StatusGlyph } from '../glyphs/status-glyph'
import { FactPanel, NotKnown, NotWhole } from '../ui/facts'
import { SectionHead } from '../ui/sections'
import { Table, Td, Th, Tr } from '../ui/table'

/** HostServicePolicy in words; a newer value is shown as it is. */
const policyWords: Readonly<Record<string, string>> = {
  on: 'With the host',
  off: 'By hand',
  automatic: 'When its firewall ports are open',
}

const stateGlyph = (running: boolean | undefined) =>
  running === undefined ? 'unknown' : running ? 'poweredOn' : 'poweredOff'

/** The services of the host: which of them run, and when they start. */
export function HostServices({ services: read }: { services: HostDetail['services'] }) {
  if (!read.known) {
    return (
      <FactPanel title="Services">
        <NotKnown what="Its services are" because={read.because} />
      </FactPanel>
    )
  }
  const services = read.value
  return (
    <section aria-labelledby="services" className="min-w-0">
      <SectionHead id="services" title="Services" count={services.length} className="mb-1.5" />
      <Table aria-labelledby="services">
        <thead>
          <tr>
            <Th>Service</Th>
            <Th>State</Th>
            <Th>Starts</Th>
          </tr>
        </thead>
        <tbody>
          {services.map(({ key, label, running, policy, required }) => (
            <Tr key={key}>
              <Td>
                {label} {label !== key && <code className="text-xs text-ink-3">{key}</code>}
              </Td>
              <Td className="whitespace-nowrap">
                <span className="inline-flex items-center gap-1.5">
                  <StatusGlyph glyph={stateGlyph(running)} className="text-bar" />
                  {running === undefined ? 'Not known' : running ? 'Running' : 'Stopped'}
                  {required && running === false && ', needed by the host'}
                </span>
              </Td>
              <Td className="text-ink-2">{policy !== undefined && (policyWords[policy] ?? policy)}</Td>
            </Tr>
          ))}
          {services.length === 0 && (
            <tr>
              <Td colSpan={3} className="text-ink-2">
                The host names no service.
              </Td>
            </tr>
          )}
        </tbody>
      </Table>
      <NotWhole unread={read.unread} />
    </section>
  )
}
