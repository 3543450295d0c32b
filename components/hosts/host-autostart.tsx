'use client'

import { useState } from 'react'
import {
  autostartChange,
  starts,
  stopActionWord,
  type AutostartEntry,
  type HostAutostart,
} from '@/lib/hardware/autostart'
import type { HostView } from '@/lib/live/live-state'
import { ok, type Result } from '@/lib/result'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { useAutostart } from '../host-change/use-autostart'
import { runPath, vmPath } from '../pages/pages'
import { Button } from '../ui/button'
import { FactPanel, NotKnown, NotRead } from '../ui/facts'
import { Link } from '../ui/link'
import { SectionHead } from '../ui/sections'
import { pairedOnPhone, Table, Td, Th, Tr } from '../ui/table'
import { AutostartDialog } from './autostart-dialog'

type HostAutostartProps = { host: HostView; connection: ConnectionView | undefined }

/** Which VMs start and stop with the host, in which order, and how that is changed. */
export function HostAutostartPanel({ host, connection }: HostAutostartProps) {
  const [open, setOpen] = useState(false)
  const { read, error, readAgain, whyNot, change, lastRun } = useAutostart(host.key, host.connectionState, connection)

  const save = async (before: HostAutostart, after: HostAutostart): Promise<Result<unknown>> => {
    const wanted = autostartChange(before, after)
    return wanted ? change({ do: 'setAutostart', change: wanted }) : ok(null)
  }

  if (!read) {
    return (
      <FactPanel title="Autostart">
        <NotRead error={error} onRetry={readAgain} />
      </FactPanel>
    )
  }
  if (!read.known) {
    return (
      <FactPanel title="Autostart">
        <NotKnown what="Which VMs start with it is" because={read.because} />
      </FactPanel>
    )
  }
  const autostart = read.value
  return (
    <section aria-labelledby="autostart" className="min-w-0">
      <SectionHead id="autostart" title="Autostart" count={autostart.entries.length} className="mb-1.5">
        <Button size="small" onClick={() => setOpen(true)} disabledReason={whyNot}>
          Change autostart
        </Button>
      </SectionHead>
      <p className="mb-1.5 text-sm text-ink-2">
        <strong className="font-semibold text-ink">{onOff(autostart)}</strong> {defaultsWords(autostart)}{' '}
        <span role="status">
          {lastRun !== undefined && (
            <>
              Changed just now.{' '}
              <Link href={runPath(lastRun)} className="link">
                The run
              </Link>
            </>
          )}
        </span>
      </p>
      <Entries autostart={autostart} />
      {open && (
        <AutostartDialog
          host={host}
          autostart={autostart}
          onSave={(after) => save(autostart, after)}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  )
}

function onOff({ defaults: { enabled }, entries }: HostAutostart): string {
  if (enabled === undefined) return 'Whether it is on is not known.'
  if (enabled) return 'On.'
  return entries.some(starts) ? 'Off: none of these starts with the host.' : 'Off.'
}

function defaultsWords({ defaults }: HostAutostart): string {
  const { startDelay, stopDelay, waitForHeartbeat, stopAction } = defaults
  return [
    startDelay === undefined
      ? undefined
      : `The next VM starts ${seconds(startDelay)} after the one before${waitForHeartbeat ? ', or as soon as VMware Tools answer there' : ''}.`,
    stopAction === undefined
      ? undefined
      : `When the host goes down: ${stopActionWord(stopAction).toLowerCase()}${stopDelay === undefined ? '' : `, ${seconds(stopDelay)} apart at most`}.`,
  ]
    .filter((part) => part !== undefined)
    .join(' ')
}

const seconds = (count: number) => `${count} s`
const ownDelay = (delay: number) => (delay < 0 ? 'default' : seconds(delay))
const waits = { yes: 'yes', no: 'no', systemDefault: 'default' } as const

function Entries({ autostart: { entries } }: { autostart: HostAutostart }) {
  return (
    <Table aria-labelledby="autostart" className={pairedOnPhone}>
      <thead>
        <tr>
          <Th>Order</Th>
          <Th>VM</Th>
          <Th>Starts</Th>
          <Th>Start delay</Th>
          <Th>Waits for Tools</Th>
          <Th>When the host goes down</Th>
          <Th>Stop delay</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Tr key={entry.vm}>
            <Td label="Order">{orderWord(entry)}</Td>
            <Td className="min-w-36 max-mid:order-first max-mid:col-span-2">
              <Link href={vmPath(entry.vm)} className="name whitespace-pre-wrap">
                <bdi>{entry.name}</bdi>
              </Link>
            </Td>
            <Td label="Starts">{startWord(entry)}</Td>
            <Td label="Start delay" className="tabular-nums mid:whitespace-nowrap">
              {ownDelay(entry.startDelay)}
            </Td>
            <Td label="Waits for Tools">{waits[entry.waitForHeartbeat]}</Td>
            <Td label="When the host goes down">{stopActionWord(entry.stopAction)}</Td>
            <Td label="Stop delay" className="tabular-nums mid:whitespace-nowrap">
              {ownDelay(entry.stopDelay)}
            </Td>
          </Tr>
        ))}
        {entries.length === 0 && (
          <tr>
            <Td colSpan={7} className="text-ink-2 max-mid:col-span-2">
              No VM is listed.
            </Td>
          </tr>
        )}
      </tbody>
    </Table>
  )
}

const orderWord = ({ order }: AutostartEntry) => (order < 0 ? 'any' : String(order))

function startWord({ startAction }: AutostartEntry): string {
  if (starts({ startAction })) return 'yes'
  return startAction.toLowerCase() === 'none' ? 'no' : startAction
}
