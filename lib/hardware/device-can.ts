import { assertNever } from '../assert-never'
import { mostNics } from '../files/new-vm'
import { formatBytes, formatMiB } from '../format/quantity'
import type { Verdict } from '../result'
import type { BootDevice, BootOptions, HotAdd, VmDevice, VmView } from '../vsphere/vm'
import { busOf, choosePlace, storageControllers } from './controllers'
import type { DevicePlace, DeviceRequest } from './device-request'
import { isCdrom, isDisk, isDrive, isFloppy, isNic } from './device-kinds'

/** A VM as far as its devices decide what can be done to them. */
export type VmSetup = Pick<VmView, 'powerState' | 'memoryMiB' | 'cpuCount' | 'snapshotCount'> & {
  devices: readonly VmDevice[]
  /** How many of its devices could not be read: what is not among the others may be one of these. */
  unread?: number
  hardwareVersion?: string
  firmware?: string
  hotAdd?: HotAdd
  boot?: BootOptions
}

/** Memory and CPUs, which a running VM takes only where its flags allow it. */
export type SizeRequest = { verb: 'reconfigure'; memoryMiB?: number; cpuCount?: number }

const fine: Verdict = { ok: true }
/** @param what as the end of `whether the VM has`. */
const notKnown = (what: string, { unread }: VmSetup): string =>
  `Whether the VM has ${what} is not known: ${unread} of its devices could not be read.`
const no = (because: string): Verdict => ({ ok: false, because })
const first = (...verdicts: Verdict[]): Verdict => verdicts.find(({ ok }) => !ok) ?? fine

const mostFloppies = 2

/**
 * Whether the devices of a VM allow what is asked: the one rule, for forms and for the run that is about to start. Power
 * states that forbid the whole verb, and privileges, stand in `vmCan`.
 */
export function deviceCan(request: DeviceRequest | SizeRequest, vm: VmSetup): Verdict {
  switch (request.verb) {
    case 'addDisk':
      return diskPlace(request.place, vm)
    case 'attachDisk': {
      const own = vm.devices.find(({ disk }) => disk?.path === request.path)
      if (own) return no(`The VM has this disk already: ${own.label}.`)
      return vm.unread === undefined ? diskPlace(request.place, vm) : no(notKnown('this disk already', vm))
    }
    case 'growDisk':
      return onDevice(request, vm, isDisk, 'disk', (disk) => canGrow(disk, request.capacityBytes, vm))
    case 'setDiskMode':
      return onDevice(request, vm, isDisk, 'disk', (disk) => (disk.disk?.hasParent ? no(noOtherMode(vm)) : fine))
    case 'detachDisk':
      return onDevice(request, vm, isDisk, 'disk', (disk) => canDetach(disk, request.deleteFiles, vm))
    case 'addNic':
      return vm.devices.filter(isNic).length >= mostNics ? no(`A VM has ${mostNics} network adapters at most.`) : fine
    case 'editNic':
      return onDevice(request, vm, isNic, 'network adapter', () =>
        first(
          request.mac !== undefined && vm.powerState !== 'poweredOff'
            ? no('The MAC address can be changed only while the VM is off.')
            : fine,
          connectedNow(request.connected, vm),
        ),
      )
    case 'removeNic':
      return onDevice(request, vm, isNic, 'network adapter', () => fine)
    case 'addDrive':
      return canAddDrive(request.drive, vm)
    case 'editDrive':
      return onDevice(request, vm, isDrive, 'drive', (drive) => canEditDrive(drive, request, vm))
    case 'removeDrive':
      return onDevice(request, vm, isDrive, 'drive', (drive) => coldOnly(drive, vm, 'removed'))
    case 'setBoot':
      return canBoot(request, vm)
    case 'setHotAdd':
    case 'setNote':
      return fine
    case 'reconfigure':
      return vm.powerState === 'poweredOn' ? first(moreMemory(request, vm), moreCpus(request, vm)) : fine
    default:
      return assertNever(request, 'device request')
  }
}

type OfDevice = { deviceKey: number; deviceLabel: string }

function onDevice(
  { deviceKey, deviceLabel }: OfDevice,
  vm: VmSetup,
  isKind: (device: VmDevice) => boolean,
  kind: string,
  then: (device: VmDevice) => Verdict,
): Verdict {
  const device = vm.devices.find(({ key }) => key === deviceKey)
  const called = deviceLabel === '' ? `this ${kind}` : deviceLabel
  if (!device) return no(vm.unread === undefined ? `The VM does not have ${called} any more.` : notKnown(called, vm))
  return isKind(device) ? then(device) : no(`${device.label} is no ${kind}.`)
}

/** Devices of IDE and floppy controllers cannot be plugged in or out while the guest runs. */
function coldOnly(device: Pick<VmDevice, 'label' | 'type' | 'controller'>, vm: VmSetup, done: string): Verdict {
  if (vm.powerState === 'poweredOff') return fine
  const at = vm.devices.find(({ key }) => key === device.controller)
  const isCold = isFloppy(device) || (at && busOf(at.type) === 'ide')
  return isCold ? no(`${device.label} can be ${done} only while the VM is off.`) : fine
}

function diskPlace(wish: DevicePlace | undefined, { devices, hardwareVersion, powerState }: VmSetup): Verdict {
  const chosen = choosePlace(wish, devices, hardwareVersion)
  if (!chosen.ok) return chosen
  const { at } = chosen
  const type = 'new' in at ? at.new : devices.find(({ key }) => key === at.key)?.type
  return powerState !== 'poweredOff' && busOf(type ?? '') === 'ide'
    ? no('A disk at an IDE controller can be added only while the VM is off.')
    : fine
}

function canGrow({ label, disk, controller }: VmDevice, bytes: number, vm: VmSetup): Verdict {
  const now = disk?.capacityBytes
  if (now === undefined) return no(`How large ${label} is was not read.`)
  if (disk?.hasParent) return no(noGrowth(vm))
  if (bytes < now) return no(`A disk never shrinks. ${label} has ${formatBytes(now, { whole: true })}.`)
  if (bytes === now) return no(`${label} has ${formatBytes(now, { whole: true })} already.`)
  if (vm.powerState === 'poweredOff') return fine
  if (disk?.mode !== undefined && disk.mode !== 'persistent')
    return no('While the VM is on, only a disk in persistent mode can grow.')
  const at = vm.devices.find(({ key }) => key === controller)
  return at && busOf(at.type) === 'ide' ? no('A disk at an IDE controller can grow only while the VM is off.') : fine
}

const noOtherMode = ({ snapshotCount }: VmSetup): string =>
  snapshotCount === 0
    ? 'This disk is based on another one, and its mode stays as it is.'
    : 'The mode of a disk with a snapshot stays as it is. Remove the snapshots first.'

const noGrowth = ({ snapshotCount }: VmSetup): string =>
  snapshotCount === 0
    ? 'This disk is based on another one, and such a disk cannot grow.'
    : 'A disk with a snapshot cannot grow. Remove the snapshots first.'

function canDetach(disk: VmDevice, deleteFiles: boolean, vm: VmSetup): Verdict {
  if (disk.disk?.hasParent && vm.snapshotCount !== 0)
    return no('Snapshots need this disk. Remove them first; then it can be detached.')
  if (disk.disk?.hasParent && deleteFiles)
    return no('This disk is based on the disk of another VM, which could go with it. Detach it without its files.')
  return coldOnly(disk, vm, 'detached')
}

function canAddDrive(drive: 'cdrom' | 'floppy', vm: VmSetup): Verdict {
  const isOff = vm.powerState === 'poweredOff'
  if (drive === 'floppy') {
    if (vm.devices.filter(isFloppy).length >= mostFloppies) return no(`A VM has ${mostFloppies} floppy drives at most.`)
    return isOff ? fine : no('A floppy drive can be added only while the VM is off.')
  }
  const roomy = placesForCdrom(vm)
  if (roomy.length === 0) return no('No place is free at the IDE and SATA controllers of this VM.')
  return isOff || roomy.some(({ bus }) => bus === 'sata')
    ? fine
    : no('A CD drive at an IDE controller can be added only while the VM is off.')
}

/** The controllers at which a CD drive can be added; SATA first, where it can be while the VM is on. */
export const placesForCdrom = ({ devices, hardwareVersion }: Pick<VmSetup, 'devices' | 'hardwareVersion'>) =>
  storageControllers(devices, hardwareVersion)
    .filter(({ bus, free }) => (bus === 'sata' || bus === 'ide') && free.length > 0)
    .sort((a, b) => (a.bus === b.bus ? 0 : a.bus === 'sata' ? -1 : 1))

function connectedNow(connected: boolean | undefined, { powerState }: VmSetup): Verdict {
  return connected === undefined || powerState === 'poweredOn'
    ? fine
    : no('Only a VM that is on has its devices connected. What counts is what happens at power-on.')
}

function canEditDrive(
  drive: VmDevice,
  { media, connected, startConnected }: Extract<DeviceRequest, { verb: 'editDrive' }>,
  vm: VmSetup,
): Verdict {
  const isIn = connected === true || startConnected === true
  const isClient = media ? media.is === 'client' : /Remote/.test(drive.backingType ?? '')
  if (isIn && isClient)
    return no('A client device is connected from a console, by who has the disc. Choose a file first.')
  if (media?.is === 'file' && isCdrom(drive) && !/\.iso$/i.test(media.path))
    return no('A CD drive takes an image that ends in .iso.')
  if (media?.is === 'file' && isFloppy(drive) && !/\.(?:flp|img)$/i.test(media.path))
    return no('A floppy drive takes an image that ends in .flp or .img.')
  return connectedNow(connected, vm)
}

function canBoot(request: Extract<DeviceRequest, { verb: 'setBoot' }>, vm: VmSetup): Verdict {
  const { firmware, secureBoot, order } = request
  const isOff = vm.powerState === 'poweredOff'
  const changes = firmware !== undefined && firmware !== vm.firmware
  if (changes && !isOff) return no('The firmware can be changed only while the VM is off.')
  if (secureBoot !== undefined && secureBoot !== vm.boot?.secureBoot && !isOff)
    return no('Secure boot can be changed only while the VM is off.')
  if ((secureBoot ?? vm.boot?.secureBoot) === true && (firmware ?? vm.firmware) !== 'efi')
    return no('Secure boot takes EFI. Switch it off, or choose EFI.')
  const names = (order ?? []).map((one) => ('key' in one ? `${one.key}` : one.is))
  if (new Set(names).size < names.length) return no('A device stands twice in the boot order.')
  const missing = (order ?? []).find((one) => !isThere(one, vm.devices))
  if (!missing) return fine
  return no(
    vm.unread === undefined
      ? 'The boot order names a device that the VM does not have.'
      : notKnown('all devices of the boot order', vm),
  )
}

function isThere(wanted: BootDevice, devices: readonly VmDevice[]): boolean {
  switch (wanted.is) {
    case 'disk':
      return devices.some((one) => one.key === wanted.key && isDisk(one))
    case 'nic':
      return devices.some((one) => one.key === wanted.key && isNic(one))
    case 'cdrom':
      return devices.some(isCdrom)
    case 'floppy':
      return devices.some(isFloppy)
    default:
      return assertNever(wanted, 'device to start from')
  }
}

function moreMemory({ memoryMiB }: SizeRequest, { memoryMiB: now, hotAdd }: VmSetup): Verdict {
  if (memoryMiB === undefined || memoryMiB === now) return fine
  if (hotAdd?.memory !== true) return no(noHotAdd('Memory'))
  if (now !== undefined && memoryMiB < now) return no('Memory cannot be taken from a VM that is on.')
  const { memoryStepMiB: step, memoryLimitMiB: limit } = hotAdd
  if (limit !== undefined && memoryMiB > limit) return no(`While it is on, the VM takes ${formatMiB(limit)} at most.`)
  if (step !== undefined && step > 0 && now !== undefined && (memoryMiB - now) % step !== 0)
    return no(`While the VM is on, memory is added in steps of ${formatMiB(step)}.`)
  return fine
}

function moreCpus({ cpuCount }: SizeRequest, { cpuCount: now, hotAdd }: VmSetup): Verdict {
  if (cpuCount === undefined || cpuCount === now) return fine
  if (hotAdd?.cpu !== true) return no(noHotAdd('vCPUs'))
  return now !== undefined && cpuCount < now ? no('vCPUs cannot be taken from a VM that is on.') : fine
}

const noHotAdd = (what: 'Memory' | 'vCPUs'): string =>
  `${what} can be added while the VM is on only if hot-add is switched on, which is done while it is off.`
