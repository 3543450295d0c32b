'use client'

import { useState } from 'react'
import { formatCount, formatMiB } from '@/lib/format/quantity'
import { deviceCan } from '@/lib/hardware/device-can'
import { isCdrom, isDisk, isFloppy, isNic } from '@/lib/hardware/device-kinds'
import type { DeviceRequest } from '@/lib/hardware/device-request'
import { compareNames } from '@/lib/names/inventory-name'
import type { Verb } from '@/lib/runs/verb'
import type { VmDetail, VmDevice } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { useAccount } from '../../console/console-context'
import { useIsOld } from '../../live/live-provider'
import { Button } from '../../ui/button'
import { useConfirm } from '../../ui/confirm'
import { Fact, FactPanel, Facts, NotKnown, NotWhole } from '../../ui/facts'
import { Menu, MenuItem } from '../../ui/menu'
import { stackedOnPhone, Table, Td, Th, Tr } from '../../ui/table'
import { VmNotRead } from '../vm-not-read'
import { disabledReason } from '../vm-row'
import type { VmTabProps } from '../vm-tab'
import { DeviceDialog, type OpenDialog } from './device-dialog'
import { DeviceRow } from './device-rows'
import { splitDevices } from './device-words'
import { EditHardwareDialog } from './edit-hardware-dialog'
import { removalConfirmation } from './removal'
import { StartPanel } from './start-panel'
import { vmSetup, whyNoOtherSize } from './vm-setup'

/** Memory and CPUs, what the VM starts from, and every device with where it hangs and what is behind it. */
export function HardwareTab({ row, detail, onRetry, run }: VmTabProps) {
  const { role } = useAccount()
  const old = useIsOld()
  const confirm = useConfirm()
  const [editing, setEditing] = useState(false)
  const [dialog, setDialog] = useState<OpenDialog>()
  const { vm } = row
  const value = detail?.ok ? detail.value : undefined
  if (!value) {
    return <VmNotRead row={row} error={detail && !detail.ok ? detail.error : undefined} onRetry={onRetry} isAlone />
  }
  const { devices, changeVersion } = value
  const setup = vmSetup(vm, value)
  const reason = (verb: Verb, request?: DeviceRequest): string | undefined => {
    if (old) return 'Old data. Andon does not answer, so nothing can be started.'
    if (run.busy) return 'Sent; wait for the reply.'
    const verdict = request && setup && deviceCan(request, setup)
    return disabledReason(verb, row, role) ?? (verdict && !verdict.ok ? verdict.because : undefined)
  }
  const isSizeKnown = vm.cpuCount !== undefined && vm.memoryMiB !== undefined
  const editReason =
    reason('reconfigure') ??
    (devices.known && isSizeKnown ? whyNoOtherSize(vm, value) : 'What was not read cannot be changed.')
  const { own, fixed } = splitDevices(devices.known ? devices.value : [])
  const remove = (device: VmDevice, request: DeviceRequest) =>
    confirm(
      removalConfirmation(vm.name, device, request, () =>
        run.start({ ...request, ...withoutUndefined({ changeVersion }) }),
      ),
    )
  return (
    <div className="grid gap-4">
      <FactPanel title="Memory and CPU">
        <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
          <Facts>
            <Fact name="vCPU">{vm.cpuCount === undefined ? 'not known' : cpuWords(vm.cpuCount, value)}</Fact>
            <Fact name="Memory">{vm.memoryMiB === undefined ? 'not known' : formatMiB(vm.memoryMiB)}</Fact>
            <Fact name="Hot-add">{hotAddWords(value)}</Fact>
          </Facts>
          <span className="ml-auto flex flex-wrap gap-2">
            <Button onClick={() => setDialog({ form: 'hotAdd' })} disabledReason={reason('setHotAdd') ?? unread(setup)}>
              Change hot-add
            </Button>
            <Button onClick={() => setEditing(true)} disabledReason={editReason} reasonIsVisible>
              Edit memory and CPU
            </Button>
          </span>
        </div>
        {editReason !== undefined && <p className="mt-1 text-right text-xs text-ink-3">{editReason}</p>}
      </FactPanel>
      {setup && (
        <StartPanel
          detail={value}
          devices={setup.devices}
          reason={reason('setBoot')}
          onChange={() => setDialog({ form: 'boot' })}
        />
      )}
      {!devices.known ? (
        <FactPanel title="Devices">
          <NotKnown what="Its devices are" because={devices.because} />
        </FactPanel>
      ) : (
        <div className="grid gap-2">
          <AddDevice reason={reason} onForm={(form) => setDialog({ form })} />
          <Table aria-label="Devices" className={stackedOnPhone}>
            <thead>
              <tr>
                <Th>Device</Th>
                <Th>Summary</Th>
                <Th>Behind it</Th>
                <Th>State</Th>
                <Th className="w-0">
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {byImportance(own).map((device) => (
                <DeviceRow
                  key={device.key}
                  device={device}
                  devices={devices.value}
                  isOn={vm.powerState === 'poweredOn'}
                  reason={reason}
                  onPress={run.press}
                  onForm={(form) => setDialog({ form, device })}
                  onRemove={(request) => remove(device, request)}
                />
              ))}
              {fixed.length > 0 && (
                <Tr>
                  <Td className="font-medium whitespace-nowrap">{formatCount(fixed.length, 'fixed device')}</Td>
                  <Td colSpan={4} className="text-xs wrap-anywhere text-ink-3">
                    {fixed.map(({ label }) => label.trim()).join(', ')}
                  </Td>
                </Tr>
              )}
              {devices.value.length === 0 && (
                <tr>
                  <Td colSpan={5} className="text-ink-2">
                    The host names no device.
                  </Td>
                </tr>
              )}
            </tbody>
          </Table>
          <NotWhole unread={devices.unread} />
        </div>
      )}
      {editing && <EditHardwareDialog vm={vm} detail={value} onEdit={run.start} onClose={() => setEditing(false)} />}
      {dialog && setup && (
        <DeviceDialog
          open={dialog}
          vm={vm}
          detail={value}
          setup={setup}
          onSend={run.start}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  )
}

const unread = (setup: object | undefined) => (setup ? undefined : 'What was not read cannot be changed.')

function cpuWords(count: number, { autoCoresPerSocket, coresPerSocket: cores }: VmDetail): string {
  if (autoCoresPerSocket === true) return `${count}, cores per socket assigned at power-on`
  if (cores === undefined || cores === 0) return String(count)
  return `${count}, ${count / cores} ${count === cores ? 'socket' : 'sockets'} of ${formatCount(cores, 'core')}`
}

function hotAddWords({ hotAdd }: VmDetail): string | undefined {
  if (hotAdd?.memory === undefined && hotAdd?.cpu === undefined) return undefined
  const on = [hotAdd.memory === true && 'memory', hotAdd.cpu === true && 'vCPUs'].filter((one) => one !== false)
  return on.length === 0 ? 'off' : on.join(' and ')
}

type AddDeviceProps = {
  reason: (verb: Verb, request?: DeviceRequest) => string | undefined
  onForm: (form: Exclude<OpenDialog, { device: unknown }>['form']) => void
}

const client = { media: { is: 'client' }, startConnected: false } as const
const why = (because: string | undefined) => (because === undefined ? {} : { disabledReason: because })

/** What can be added. What a row of it cannot do now says why. */
function AddDevice({ reason, onForm }: AddDeviceProps) {
  return (
    <div>
      <Menu label="Add device" trigger={<Button>Add device</Button>}>
        <MenuItem onSelect={() => onForm('addDisk')} {...why(reason('addDisk'))}>
          New disk
        </MenuItem>
        <MenuItem onSelect={() => onForm('attachDisk')} {...why(reason('attachDisk'))}>
          Existing disk
        </MenuItem>
        <MenuItem onSelect={() => onForm('addNic')} {...why(reason('addNic'))}>
          Network adapter
        </MenuItem>
        <MenuItem
          onSelect={() => onForm('addCdrom')}
          {...why(reason('addDrive', { verb: 'addDrive', drive: 'cdrom', ...client }))}
        >
          CD drive
        </MenuItem>
        <MenuItem
          onSelect={() => onForm('addFloppy')}
          {...why(reason('addDrive', { verb: 'addDrive', drive: 'floppy', ...client }))}
        >
          Floppy drive
        </MenuItem>
      </Menu>
    </div>
  )
}

/** What people look for first; controllers and the like follow as the host lists them. */
const kinds: readonly ((device: VmDevice) => boolean)[] = [
  isDisk,
  isCdrom,
  isFloppy,
  isNic,
  ...['SerialPort', 'ParallelPort', 'USB', 'Sound'].map(
    (kind) =>
      ({ type }: VmDevice) =>
        type.startsWith(`Virtual${kind}`) && !type.includes('Controller'),
  ),
]

/** Those of a kind by their numbers, whatever their models: a host lists them as they were added. */
function byImportance(devices: readonly VmDevice[]): VmDevice[] {
  const rank = (device: VmDevice) => {
    const found = kinds.findIndex((isOfKind) => isOfKind(device))
    return found < 0 ? kinds.length : found
  }
  return [...devices].sort((a, b) => {
    const [own, other] = [rank(a), rank(b)]
    return own === other && own < kinds.length ? compareNames(a.label, b.label) : own - other
  })
}
