'use client'

import { readDatastorePath } from '@/lib/names/datastore-path'
import { powerOnQuestion, type PowerOnQuestion } from '@/lib/serial/power-on-question'
import { aboutSerialBacking, describeSerialBacking, type SerialBacking } from '@/lib/serial/serial-port'
import { StatusGlyph } from '../../glyphs/status-glyph'
import { Button } from '../../ui/button'
import { stackedOnPhone, Table, Td, Th, Tr } from '../../ui/table'
import type { KnownPort } from './serial-form'

type SerialTableProps = {
  ports: readonly KnownPort[]
  /** Names as stored, of the datastores that there are. */
  datastores: readonly string[]
  isOn: boolean
  editReason: string | undefined
  removeReason: string | undefined
  onEdit: (port: KnownPort) => void
  onRemove: (port: KnownPort) => void
}

/** Each port with what is behind it in words, whether it is connected, and what power-on makes of it. */
export function SerialTable({ ports, datastores, isOn, editReason, removeReason, onEdit, onRemove }: SerialTableProps) {
  return (
    <Table aria-label="Serial ports" className={stackedOnPhone}>
      <thead>
        <tr>
          <Th>Port</Th>
          <Th>Behind it</Th>
          <Th>State</Th>
          <Th className="w-[28%]">At power-on</Th>
          <Th className="w-0">
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {ports.map((port) => (
          <Tr key={port.key}>
            <Td>
              <span className="font-medium whitespace-nowrap">{port.label}</span>
              <span className="block text-xs text-ink-3">
                {port.yieldOnPoll === undefined
                  ? 'whether it yields CPU on poll is not known'
                  : port.yieldOnPoll
                    ? 'yields CPU on poll'
                    : 'does not yield CPU on poll'}
              </span>
            </Td>
            <Td className="wrap-anywhere">
              <Backing backing={port.backing} datastores={datastores} />
            </Td>
            <Td>
              <State port={port} isOn={isOn} />
            </Td>
            <Td>
              <Asks question={powerOnQuestion(port.backing, port.fileExists)} />
            </Td>
            <Td>
              <span className="flex gap-2 mid:justify-end">
                <Button
                  size="small"
                  aria-label={`Edit ${port.label}`}
                  onClick={() => onEdit(port)}
                  disabledReason={unreadable(port) ?? editReason}
                >
                  Edit
                </Button>
                <Button
                  size="small"
                  aria-label={`Remove ${port.label}`}
                  onClick={() => onRemove(port)}
                  disabledReason={removeReason}
                >
                  Remove
                </Button>
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

function Backing({ backing, datastores }: { backing: SerialBacking; datastores: readonly string[] }) {
  const about = aboutSerialBacking[backing.kind]
  const stored = describeSerialBacking(backing)
  const plain = backing.kind === 'file' ? readDatastorePath(backing.fileName, datastores) : stored
  return (
    <>
      <span className="font-medium">{about.name}</span>
      {backing.kind === 'network' && ` ${backing.direction}`}
      {backing.kind === 'pipe' && ` ${backing.endpoint}`}
      <span className="block">
        {backing.kind === 'network' ? (
          <>
            <code className="text-xs">{backing.serviceUri}</code>
            {backing.proxyUri !== undefined && (
              <span className="block text-xs text-ink-2">
                through the concentrator <code>{backing.proxyUri}</code>
              </span>
            )}
          </>
        ) : backing.kind === 'pipe' ? (
          <>
            <code className="text-xs whitespace-pre-wrap">{backing.pipeName}</code>
            {backing.noRxLoss && <span className="block text-xs text-ink-3">waits rather than lose bytes</span>}
          </>
        ) : (
          <code className="text-xs whitespace-pre-wrap">{plain}</code>
        )}
      </span>
      {plain !== stored && (
        <span className="block text-xs text-ink-3">
          stored as <code className="whitespace-pre-wrap">{stored}</code>
        </span>
      )}
      <span className="block text-xs text-ink-3">{about.sentence}</span>
    </>
  )
}

/** VirtualDeviceConnectInfoStatus in words; `ok` and newer values need none. */
const statusWords: Readonly<Record<string, string>> = {
  untried: 'not tried yet',
  recoverableError: 'the last attempt failed, and is tried again',
  unrecoverableError: 'the last attempt failed, and is not tried again',
}

/** What is not known of a port would be set to something by an edit. */
const unreadable = ({ backing, yieldOnPoll, startConnected }: KnownPort): string | undefined => {
  if (backing.kind === 'unknown') return aboutSerialBacking.unknown.sentence
  const isRead = yieldOnPoll !== undefined && startConnected !== undefined
  return isRead ? undefined : 'The host does not say everything about this port.'
}

function State({ port: { connected, startConnected, status }, isOn }: { port: KnownPort; isOn: boolean }) {
  const failed = status === 'recoverableError' || status === 'unrecoverableError'
  return (
    <span className="text-ink-2">
      {!isOn ? 'VM not on' : connected === undefined ? 'not known' : connected ? 'connected' : 'not connected'}
      <span className="block text-xs text-ink-3">
        {startConnected === undefined
          ? 'at power-on: not known'
          : startConnected
            ? 'connects at power-on'
            : 'does not connect at power-on'}
      </span>
      {isOn && status !== undefined && statusWords[status] !== undefined && (
        <span className={failed ? 'block text-xs text-fail-text' : 'block text-xs text-ink-3'}>
          {statusWords[status]}
        </span>
      )}
    </span>
  )
}

const askWords: Record<PowerOnQuestion['asks'], string> = {
  always: 'The host asks',
  sometimes: 'May ask',
  never: 'No question',
}

/** Whether power-on stops because of a port, and why. */
export function Asks({ question: { asks, sentence } }: { question: PowerOnQuestion }) {
  return (
    <span>
      <span className="flex items-center gap-1.5 font-medium">
        {asks !== 'never' && <StatusGlyph glyph="questionRaised" className="size-3.5!" />}
        {askWords[asks]}
      </span>
      <span className="block text-xs text-ink-3">{sentence}</span>
    </span>
  )
}
