'use client'

import { formatBytes } from '@/lib/format/quantity'
import { placeOf } from '@/lib/hardware/controllers'
import { isCdrom, isDisk, isDrive, isNic } from '@/lib/hardware/device-kinds'
import type { DeviceRequest } from '@/lib/hardware/device-request'
import { splitDatastorePath } from '@/lib/names/datastore-path'
import type { RunRequest, Verb } from '@/lib/runs/verb'
import type { VmDevice } from '@/lib/vsphere/vm'
import { Button } from '../../ui/button'
import { Menu, MenuItem, MenuLine } from '../../ui/menu'
import { Td, Tr } from '../../ui/table'
import { controllerNames } from './disk-fields'
import { backingKind, deviceKind } from './device-words'
import { FilePath } from './file-path'

const isPath = (backing: string) => splitDatastorePath(backing).ok

/**
 * Hosts give the size of a disk as `83,886,080 KB`, and end with the stored path where there is a file, which has a column of
 * its own. Everything else is the host's own words.
 */
function summaryWords(summary: string, backing: string | undefined): string {
  const kilobytes = /^([\d,]+) KB$/.exec(summary.trim())?.[1]?.replaceAll(',', '')
  if (kilobytes !== undefined) return formatBytes(Number(kilobytes) * 1024, { whole: true })
  const words = summary.trim()
  if (backing === undefined || !words.endsWith(backing) || !isPath(backing)) return words
  return words.slice(0, words.length - backing.length).trimEnd()
}

/** What is behind a device: its name at the host, and what kind of thing that is. An unknown kind is called by its id. */
function Backing({ device, isSaid }: { device: VmDevice; isSaid: (backing: string) => boolean }) {
  const { backing } = device
  const kind = backingKind(device)
  return (
    <>
      {backing !== undefined && (isPath(backing) || !isSaid(backing)) && <FilePath path={backing} />}
      {kind && 'words' in kind && <span className="block text-xs text-ink-3">{kind.words}</span>}
      {kind && 'id' in kind && (
        <span className="block text-xs text-ink-3">
          type <code>{kind.id}</code>, for which Andon has no words
        </span>
      )}
    </>
  )
}

/** What a device can be changed in by a form. */
export type DeviceForm = 'grow' | 'mode' | 'nic' | 'drive'

type DeviceRowProps = {
  device: VmDevice
  devices: readonly VmDevice[]
  isOn: boolean
  /** Why a verb cannot start, of this device or of any. */
  reason: (verb: Verb, request?: DeviceRequest) => string | undefined
  onPress: (request: RunRequest) => void
  onForm: (form: DeviceForm) => void
  onRemove: (request: DeviceRequest) => void
}

/** A drive of the client is connected from the client alone. */
const nothingBehind = ({ backingType = '' }: VmDevice) =>
  /Remote/.test(backingType) ? 'Nothing is behind this drive. Choose an image first: Change, Media.' : undefined

/** A device with where it hangs, what is behind it, how it stands, and what can be done to it. */
export function DeviceRow({ device, devices, isOn, reason, onPress, onForm, onRemove }: DeviceRowProps) {
  const { type, summary, connected, startConnected } = device
  const label = device.label.trim()
  // Of a VM that is off it counts what becomes of the drive at power-on.
  const isIn = connected === true || (!isOn && startConnected === true)
  const words = summaryWords(summary, device.backing)
  const kind = deviceKind(device)
  const place = placeOf(device, devices)
  const controller = devices.find(({ key }) => key === device.controller)
  return (
    <Tr>
      <Td title={type}>
        <span className="font-medium whitespace-nowrap">{label}</span>
        {place !== undefined && (
          <span className="block text-xs text-ink-3">
            {place}
            {isDisk(device) && controller && controllerNames[controller.type] !== undefined && (
              <>, {controllerNames[controller.type]}</>
            )}
          </span>
        )}
      </Td>
      <Td className="wrap-anywhere">
        {words !== label && words !== device.backingType && words}
        {kind !== '' && <span className="block text-xs text-ink-3">{kind}</span>}
      </Td>
      <Td className="wrap-anywhere">
        <Backing device={device} isSaid={(backing) => words.endsWith(backing)} />
      </Td>
      <Td className="whitespace-nowrap">
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
      </Td>
      <Td>
        <span className="flex gap-2 mid:justify-end">
          {isCdrom(device) && connected !== undefined && (
            <Connect device={device} label={label} isIn={isIn} reason={reason} onPress={onPress} />
          )}
          {(isDisk(device) || isNic(device) || isDrive(device)) && (
            <Menu label={`Change ${label}`} trigger={<Button size="small">Change</Button>}>
              <DeviceItems device={device} label={label} reason={reason} onForm={onForm} onRemove={onRemove} />
            </Menu>
          )}
        </span>
      </Td>
    </Tr>
  )
}

type ConnectProps = Pick<DeviceRowProps, 'device' | 'reason' | 'onPress'> & { label: string; isIn: boolean }

function Connect({ device, label, isIn, reason, onPress }: ConnectProps) {
  const verb = isIn ? 'disconnectCdrom' : 'connectCdrom'
  const word = isIn ? 'Disconnect' : 'Connect'
  return (
    <Button
      size="small"
      aria-label={`${word} ${label}`}
      onClick={() => onPress({ verb, deviceKey: device.key, deviceLabel: device.label })}
      disabledReason={(isIn ? undefined : nothingBehind(device)) ?? reason(verb)}
    >
      {word}
    </Button>
  )
}

const why = (reason: string | undefined) => (reason === undefined ? {} : { disabledReason: reason })

type ItemsProps = Pick<DeviceRowProps, 'device' | 'reason' | 'onForm' | 'onRemove'> & { label: string }

function DeviceItems({ device, label, reason, onForm, onRemove }: ItemsProps) {
  const of = { deviceKey: device.key, deviceLabel: label }
  if (isDisk(device)) {
    const keep: DeviceRequest = { verb: 'detachDisk', ...of, deleteFiles: false }
    const lose: DeviceRequest = { verb: 'detachDisk', ...of, deleteFiles: true }
    const { capacityBytes = 0 } = device.disk ?? {}
    const larger: DeviceRequest = { verb: 'growDisk', ...of, capacityBytes: capacityBytes + 1024 }
    const mode: DeviceRequest = { verb: 'setDiskMode', ...of, mode: 'persistent' }
    return (
      <>
        <MenuItem onSelect={() => onForm('grow')} {...why(reason('growDisk', larger))}>
          Grow
        </MenuItem>
        <MenuItem onSelect={() => onForm('mode')} {...why(reason('setDiskMode', mode))}>
          Mode
        </MenuItem>
        <MenuLine />
        <MenuItem onSelect={() => onRemove(keep)} {...why(reason('detachDisk', keep))}>
          Detach
        </MenuItem>
        <MenuItem tone="danger" onSelect={() => onRemove(lose)} {...why(reason('detachDisk', lose))}>
          Delete with its files
        </MenuItem>
      </>
    )
  }
  const isCard = isNic(device)
  const [edit, remove] = isCard ? (['editNic', 'removeNic'] as const) : (['editDrive', 'removeDrive'] as const)
  return (
    <>
      <MenuItem onSelect={() => onForm(isCard ? 'nic' : 'drive')} {...why(reason(edit, { verb: edit, ...of }))}>
        {isCard ? 'Network and address' : 'Media'}
      </MenuItem>
      <MenuLine />
      <MenuItem
        tone="danger"
        onSelect={() => onRemove({ verb: remove, ...of })}
        {...why(reason(remove, { verb: remove, ...of }))}
      >
        Remove
      </MenuItem>
    </>
  )
}
