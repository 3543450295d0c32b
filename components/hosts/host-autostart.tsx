'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import {
  autostartChange,
  starts,
  stopActionWord,
  type AutostartEntry,
  type HostAutostart,
} from '@/lib/hardware/autostart'
import type { HostView } from '@/lib/live/live-state'
import { failed, ok, type Result } from '@/lib/result'
import { canChangeHost } from '@/lib/runs/host-can'
import { noContactSentence, type ConnectionView } from '@/lib/vsphere/connection'
import type { RunId } from '@/lib/vsphere/ids'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useIsOld } from '../live/live-provider'
import { runPath, vmPath } from '../pages/pages'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { FactPanel, NotKnown, NotRead } from '../ui/facts'
import { SectionHead } from '../ui/sections'
import { Table, Td, Th, Tr } from '../ui/table'
import { AutostartDialog } from './autostart-dialog'

type HostAutostartProps = { host: HostView; connection: ConnectionView | undefined }

/** Which VMs start and stop with the host, in which order, and how that is changed. */
export function HostAutostartPanel({ host, connection }: HostAutostartProps) {
  const actions = useConsoleActions()
  const { role } = useAccount()
  const old = useIsOld()
  const [open, setOpen] = useState(false)
  const [changed, setChanged] = useState<RunId>()
  const query = useQuery({
    // Hosts do not tell when it changes; it is read anew with the page, and after each change from here.
    queryKey: ['autostart', host.key, host.connectionState, connection?.state.at],
    queryFn: () => actions.readAutostart(host.key).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 60_000,
  })
  const read = query.data?.ok ? query.data.value : undefined
  const verdict = canChangeHost({
    role,
    connectionLive: connection?.state.at === 'live',
    noContact: connection && noContactSentence(connection),
    hostState: host.connectionState,
  })
  const reason = old ? 'Old data. Andon does not answer.' : verdict.ok ? undefined : verdict.because

  const save = async (before: HostAutostart, after: HostAutostart): Promise<Result<unknown>> => {
    const change = autostartChange(before, after)
    if (!change) return ok(null)
    const reply = await actions.changeHost(host.key, { do: 'setAutostart', change })
    if (reply.ok && reply.value.refused) return failed(reply.value.refused)
    if (reply.ok) setChanged(reply.value.run)
    void query.refetch()
    return reply
  }

  if (!read) {
    return (
      <FactPanel title="Autostart">
        <NotRead
          error={query.data && !query.data.ok ? query.data.error : undefined}
          onRetry={() => void query.refetch()}
        />
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
        <Button size="small" onClick={() => setOpen(true)} disabledReason={reason}>
          Change autostart
        </Button>
      </SectionHead>
      <p className="mb-1.5 text-sm text-ink-2">
        <strong className="font-semibold text-ink">{onOff(autostart)}</strong> {defaultsWords(autostart)}{' '}
        <span role="status">
          {changed !== undefined && (
            <>
              Changed just now.{' '}
              <Link href={runPath(changed)} prefetch={false} className="link">
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
    <Table aria-labelledby="autostart">
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
            <Td>{orderWord(entry)}</Td>
            <Td className="min-w-36">
              <Link href={vmPath(entry.vm)} prefetch={false} className="name whitespace-pre-wrap">
                <bdi>{entry.name}</bdi>
              </Link>
            </Td>
            <Td>{startWord(entry)}</Td>
            <Td className="whitespace-nowrap tabular-nums">{ownDelay(entry.startDelay)}</Td>
            <Td>{waits[entry.waitForHeartbeat]}</Td>
            <Td>{stopActionWord(entry.stopAction)}</Td>
            <Td className="whitespace-nowrap tabular-nums">{ownDelay(entry.stopDelay)}</Td>
          </Tr>
        ))}
        {entries.length === 0 && (
          <tr>
            <Td colSpan={7} className="text-ink-2">
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
