'use client'

import type { HostService } from '@/lib/hardware/host-detail'
import { StatusGlyph } from '../glyphs/status-glyph'
import { SectionHead } from '../ui/sections'
import { Table, Td, Th, Tr } from '../ui/table'

/** HostServicePolicy in words; a newer value is shown as it is. */
const policyWords: Readonly<Record<string, string>> = {
  on: 'With the host',
  off: 'By hand',
  automatic: 'When its firewall ports are open',
}

/** The services of the host: which of them run, and when they start. */
export function HostServices({ services }: { services: HostService[] }) {
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
                  <StatusGlyph glyph={running ? 'poweredOn' : 'poweredOff'} className="text-bar" />
                  {running ? 'Running' : 'Stopped'}
                  {required && !running && ', needed by the host'}
                </span>
              </Td>
              <Td className="text-ink-2">{policyWords[policy] ?? policy}</Td>
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
    </section>
  )
}
