'use client'

import { useState } from 'react'
import { formatBytes, formatCount, formatMiB } from '@/lib/format/quantity'
import type { VmDevice } from '@/lib/vsphere/vm'
import { useAccount } from '../../console/console-context'
import { useIsOld } from '../../live/live-provider'
import { Button } from '../../ui/button'
import { Fact, FactPanel, Facts, NotKnown } from '../../ui/facts'
import { stackedOnPhone, Table, Td, Th, Tr } from '../../ui/table'
import { VmNotRead } from '../vm-not-read'
import { disabledReason } from '../vm-row'
import type { VmTabProps } from '../vm-tab'
import { backingKind, deviceKind, splitDevices } from './device-words'
import { EditHardwareDialog } from './edit-hardware-dialog'

/** Memory and CPUs, and every device of the VM with what is behind it. */
export function HardwareTab({ row, detail, onRetry, run }: VmTabProps) {
  const { role } = useAccount()
  const old = useIsOld()
  const [editing, setEditing] = useState(false)
  const { vm } = row
  const value = detail?.ok ? detail.value : undefined
  const reason = (verb: 'reconfigure' | 'disconnectCdrom' | 'connectCdrom') =>
    old
      ? 'Old data. Andon does not answer, so nothing can be started.'
      : run.busy
        ? 'Sent; wait for the reply.'
        : disabledReason(verb, row, role)
  if (!value) {
    return <VmNotRead row={row} error={detail && !detail.ok ? detail.error : undefined} onRetry={onRetry} isAlone />
  }
  const { devices } = value
  const isSizeKnown = vm.cpuCount !== undefined && vm.memoryMiB !== undefined
  const editReason =
    reason('reconfigure') ?? (devices.known && isSizeKnown ? undefined : 'What was not read cannot be changed.')
  const cores = value.coresPerSocket
  const { own, fixed } = splitDevices(devices.known ? devices.value : [])
  return (
    <div className="grid gap-4">
      <FactPanel title="Memory and CPU">
        <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
          <Facts>
            <Fact name="vCPU">
              {vm.cpuCount === undefined
                ? 'not known'
                : `${vm.cpuCount}${value.autoCoresPerSocket === true ? ', cores per socket assigned at power-on' : cores === undefined || cores === 0 ? '' : `, ${vm.cpuCount / cores} ${vm.cpuCount === cores ? 'socket' : 'sockets'} of ${cores} ${cores === 1 ? 'core' : 'cores'}`}`}
            </Fact>
            <Fact name="Memory">{vm.memoryMiB === undefined ? 'not known' : formatMiB(vm.memoryMiB)}</Fact>
          </Facts>
          <Button className="ml-auto" onClick={() => setEditing(true)} disabledReason={editReason} reasonIsVisible>
            Edit memory and CPU
          </Button>
        </div>
        {editReason !== undefined && <p className="mt-1 text-right text-xs text-ink-3">{editReason}</p>}
      </FactPanel>
      {!devices.known ? (
        <FactPanel title="Devices">
          <NotKnown what="Its devices are" because={devices.because} />
        </FactPanel>
      ) : (
        <Table aria-label="Devices" className={stackedOnPhone}>
          <thead>
            <tr>
              <Th>Device</Th>
              <Th>Summary</Th>
              <Th>Behind it</Th>
              <Th>State</Th>
            </tr>
          </thead>
          <tbody>
            {byImportance(own).map((device) => (
              <DeviceRow
                key={device.key}
                device={device}
                isOn={vm.powerState === 'poweredOn'}
                reason={reason}
                onPress={(verb) => run.press({ verb, deviceKey: device.key, deviceLabel: device.label })}
              />
            ))}
            {fixed.length > 0 && (
              <Tr>
                <Td className="font-medium whitespace-nowrap">{formatCount(fixed.length, 'fixed device')}</Td>
                <Td colSpan={3} className="text-xs wrap-anywhere text-ink-3">
                  {fixed.map(({ label }) => label.trim()).join(', ')}
                </Td>
              </Tr>
            )}
            {devices.value.length === 0 && (
              <tr>
                <Td colSpan={4} className="text-ink-2">
                  The host names no device.
                </Td>
              </tr>
            )}
          </tbody>
        </Table>
      )}
      {editing && <EditHardwareDialog vm={vm} detail={value} onEdit={run.start} onClose={() => setEditing(false)} />}
    </div>
  )
}

/** What people look for first; controllers and the like follow as the host lists them. */
const kinds = [
  'VirtualDisk',
  'VirtualCdrom',
  'VirtualFloppy',
  'Ethernet',
  'VirtualE1000',
  'VirtualVmxnet',
  'VirtualPCNet32',
  'VirtualSerialPort',
  'VirtualParallelPort',
  'VirtualUSB',
  'VirtualSound',
]

function byImportance(devices: readonly VmDevice[]): VmDevice[] {
  const rank = ({ type }: VmDevice) => {
    const found = type.includes('Controller') ? -1 : kinds.findIndex((kind) => type.includes(kind))
    return found < 0 ? kinds.length : found
  }
  return [...devices].sort((a, b) => rank(a) - rank(b))
}

/** Hosts give the size of a disk as `83,886,080 KB`; everything else is the host's own words. */
function summaryWords(summary: string): string {
  const kilobytes = /^([\d,]+) KB$/.exec(summary.trim())?.[1]?.replaceAll(',', '')
  return kilobytes === undefined ? summary.trim() : formatBytes(Number(kilobytes) * 1024, { whole: true })
}

/** What is behind a device: its name at the host, and what kind of thing that is. An unknown kind is called by its id. */
function Backing({ device, isSaid }: { device: VmDevice; isSaid: (backing: string) => boolean }) {
  const { backing } = device
  const kind = backingKind(device)
  return (
    <>
      {backing !== undefined && !isSaid(backing) && <code className="block text-xs">{backing}</code>}
      {kind && 'words' in kind && <span className="block text-xs text-ink-3">{kind.words}</span>}
      {kind && 'id' in kind && (
        <span className="block text-xs text-ink-3">
          type <code>{kind.id}</code>, for which Andon has no words
        </span>
      )}
    </>
  )
}

type CdVerb = 'disconnectCdrom' | 'connectCdrom'
type DeviceRowProps = {
  device: VmDevice
  isOn: boolean
  reason: (verb: CdVerb) => string | undefined
  onPress: (verb: CdVerb) => void
}

/** A drive of the client is connected from the client alone. */
const nothingBehind = ({ backingType = '' }: VmDevice) =>
  /Remote/.test(backingType) ? 'Nothing is behind this drive: an ISO is chosen in the vSphere Client.' : undefined

function DeviceRow({ device, isOn, reason, onPress }: DeviceRowProps) {
  const { type, summary, connected, startConnected } = device
  const label = device.label.trim()
  // Of a VM that is off it counts what becomes of the drive at power-on.
  const isIn = connected === true || (!isOn && startConnected === true)
  const words = summaryWords(summary)
  const kind = deviceKind(device)
  return (
    <Tr>
      <Td className="font-medium whitespace-nowrap" title={type}>
        {label}
      </Td>
      <Td className="wrap-anywhere">
        {words !== label && words !== device.backingType && words}
        {kind !== '' && <span className="block text-xs text-ink-3">{kind}</span>}
      </Td>
      <Td className="wrap-anywhere">
        <Backing device={device} isSaid={(backing) => words.endsWith(backing)} />
      </Td>
      <Td>
        <span className="flex items-center gap-x-3 whitespace-nowrap">
          {connected !== undefined && (
            <span className="text-ink-2">
              {connected ? 'connected' : 'not connected'}
              {startConnected !== undefined && startConnected !== connected && (
                <span className="block text-xs text-ink-3">
                  {startConnected ? 'connects at power-on' : 'does not connect at power-on'}
                </span>
              )}
            </span>
          )}
          {type === 'VirtualCdrom' && connected !== undefined && !isIn && (
            <Button
              size="small"
              aria-label={`Connect ${label}`}
              onClick={() => onPress('connectCdrom')}
              disabledReason={nothingBehind(device) ?? reason('connectCdrom')}
            >
              Connect
            </Button>
          )}
          {type === 'VirtualCdrom' && isIn && (
            <Button
              size="small"
              aria-label={`Disconnect ${label}`}
              onClick={() => onPress('disconnectCdrom')}
              disabledReason={reason('disconnectCdrom')}
            >
              Disconnect
            </Button>
          )}
        </span>
      </Td>
    </Tr>
  )
}
