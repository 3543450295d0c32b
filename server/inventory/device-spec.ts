import { assertNever } from '@/lib/assert-never'
import { choosePlace } from '@/lib/hardware/controllers'
import { deviceCan, placesForCdrom, type SizeRequest } from '@/lib/hardware/device-can'
import { automaticMac, type DevicePlace, type DeviceRequest, type DriveMedia } from '@/lib/hardware/device-request'
import { splitDatastorePath } from '@/lib/names/datastore-path'
import { moRef, type MoRef } from '@/lib/vsphere/ids'
import { parseMac } from '@/lib/vmx/mac-address'
import { Refused } from '../errors/console-error'
import { retrieveOne } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import { asNumber, asObject, asRefs, asText, type WireObject } from '../vsphere/wire-value'
import { refuseHeldDisk, refuseSharedDisk } from './disk-holder'
import { networkBacking } from './network-backing'
import { bootOrderOnWire, readSetup, type SetupNow } from './vm-setup'

type Asked = { changeVersion?: string }

/**
 * The VM as its host has it now, if what is asked fits it. What was seen when a person pressed guards against somebody
 * else's change; without that, what is read here guards the time in between. Rejects with Refused, VimFault or WireError.
 */
export async function needPossible(
  session: Session,
  vm: MoRef,
  request: (DeviceRequest | SizeRequest) & Asked,
): Promise<SetupNow> {
  const now = await readSetup(session, vm)
  const verdict = deviceCan(request, now.setup)
  if (!verdict.ok) throw new Refused({ code: 'not-possible', sentence: verdict.because })
  const changeVersion = request.changeVersion ?? now.changeVersion
  return { ...now, ...(changeVersion === undefined ? {} : { changeVersion }) }
}

/** VirtualMachineConfigSpec for what is to be done to the devices of a VM. Rejects as above. */
export async function deviceSpec(session: Session, vm: MoRef, request: DeviceRequest): Promise<WireObject> {
  const now = await needPossible(session, vm, request)
  return { changeVersion: now.changeVersion, ...(await changesOf(session, vm, request, now)) }
}

async function changesOf(session: Session, vm: MoRef, request: DeviceRequest, now: SetupNow): Promise<WireObject> {
  switch (request.verb) {
    case 'addDisk': {
      const { capacityBytes, format, mode: diskMode, datastore } = request
      const name =
        datastore === undefined ? await ownDatastore(session, vm, now) : await datastoreName(session, datastore)
      const backing = { fileName: `[${name}]`, diskMode, thinProvisioned: format === 'thin' }
      const disk = newDisk({ ...backing, eagerlyScrub: format === 'eagerZeroedThick' }, capacityBytes)
      return { deviceChange: atPlace(request.place, now, disk, 'create') }
    }
    case 'attachDisk': {
      await refuseHeldDisk(session, vm, now.host, request.path)
      // How large it is stands in its file; the field has to be there all the same.
      const disk = newDisk({ fileName: request.path, diskMode: request.mode }, 0)
      return { deviceChange: atPlace(request.place, now, disk, undefined) }
    }
    case 'growDisk':
      return edited(request, now, (disk) => ({
        ...disk,
        capacityInKB: request.capacityBytes / 1024,
        // Servers before 5.5 do not have it.
        ...(disk.capacityInBytes === undefined ? {} : { capacityInBytes: request.capacityBytes }),
      }))
    case 'setDiskMode':
      return edited(request, now, (disk) => ({
        ...disk,
        backing: { ...asObject(disk.backing), diskMode: request.mode },
      }))
    case 'detachDisk': {
      const path = asText(asObject(deviceOf(request, now).backing)?.fileName)
      if (request.deleteFiles && path !== undefined) await refuseSharedDisk(session, vm, now.host, path)
      return removed(request, now, request.deleteFiles ? 'destroy' : undefined)
    }
    case 'removeNic':
    case 'removeDrive':
      return removed(request, now, undefined)
    case 'addNic': {
      const backing = await backingOf(session, now, request.network)
      const connectable = atPowerOn(request.startConnected, now)
      const card = { $type: request.adapter, key: -1, backing, connectable, ...addressOf(request.mac) }
      return { deviceChange: [{ operation: 'add', device: { ...card, wakeOnLanEnabled: true } }] }
    }
    case 'editNic': {
      const { network, mac } = request
      const backing = network === undefined ? undefined : await backingOf(session, now, network)
      return edited(request, now, ({ macAddress, addressType, ...card }) => ({
        ...withConnecting(card, request),
        ...(backing && { backing }),
        ...(mac === undefined ? { macAddress, addressType } : addressOf(mac === automaticMac ? undefined : mac)),
      }))
    }
    case 'addDrive':
      return { deviceChange: [{ operation: 'add', device: newDrive(request, now) }] }
    case 'editDrive':
      return edited(request, now, (drive) => ({
        ...withConnecting(drive, request.media?.is === 'client' ? { startConnected: false, ...request } : request),
        ...(request.media && {
          backing: mediaBacking(drive.$type === 'VirtualFloppy' ? 'floppy' : 'cdrom', request.media),
        }),
      }))
    case 'setBoot': {
      const { firmware, secureBoot: efiSecureBootEnabled, entersSetup: enterBIOSSetup, order } = request
      const options = { enterBIOSSetup, efiSecureBootEnabled, bootOrder: order && bootOrderOnWire(order) }
      const isAsked = Object.values(options).some((option) => option !== undefined)
      return { firmware, ...(isAsked && { bootOptions: options }) }
    }
    case 'setHotAdd':
      return { memoryHotAddEnabled: request.memory, cpuHotAddEnabled: request.cpu }
    case 'setNote':
      return { annotation: request.note }
    default:
      return assertNever(request, 'device request')
  }
}

/** The device that is meant, whole: an edit replaces what is not sent. `deviceCan` has found it. */
function deviceOf({ deviceKey }: { deviceKey: number }, { devices }: SetupNow): WireObject {
  const device = devices.find(({ key }) => asNumber(key) === deviceKey)
  if (!device) throw new Refused({ code: 'no-device', sentence: 'The VM does not have this device any more.' })
  return device
}

const edited = (
  request: { deviceKey: number },
  now: SetupNow,
  edit: (device: WireObject) => WireObject,
): WireObject => ({ deviceChange: [{ operation: 'edit', device: edit(deviceOf(request, now)) }] })

const removed = (request: { deviceKey: number }, now: SetupNow, fileOperation: 'destroy' | undefined): WireObject => ({
  deviceChange: [{ operation: 'remove', fileOperation, device: deviceOf(request, now) }],
})

/** A key below zero is a new device’s, until the host gives it its own. */
const newKeys = { controller: -101, disk: -102 }

const newDisk = (backing: WireObject, capacityInBytes: number): WireObject => ({
  $type: 'VirtualDisk',
  key: newKeys.disk,
  backing: { $type: 'VirtualDiskFlatVer2BackingInfo', ...backing },
  capacityInKB: capacityInBytes / 1024,
  ...(capacityInBytes > 0 && { capacityInBytes }),
})

/** A disk at the place that was chosen, after the controller if that is a new one. */
function atPlace(
  wish: DevicePlace | undefined,
  { setup }: SetupNow,
  disk: WireObject,
  fileOperation: 'create' | undefined,
): WireObject[] {
  const chosen = choosePlace(wish, setup.devices, setup.hardwareVersion)
  if (!chosen.ok) throw new Refused({ code: 'no-place', sentence: chosen.because })
  const { at, unit: unitNumber } = chosen
  const add = (controllerKey: number) => ({
    operation: 'add',
    fileOperation,
    device: { ...disk, controllerKey, unitNumber },
  })
  if ('key' in at) return [add(at.key)]
  const isScsi = /SCSI|LsiLogic/.test(at.new)
  const device = {
    $type: at.new,
    key: newKeys.controller,
    busNumber: at.number,
    ...(isScsi && { sharedBus: 'noSharing' }),
  }
  return [{ operation: 'add', device }, add(newKeys.controller)]
}

/** The name of the datastore on which its configuration file lies. */
async function ownDatastore(session: Session, vm: MoRef, { vmxPath = '' }: SetupNow): Promise<string> {
  // Where a name or a path has brackets itself, only the names of the VM's datastores tell where it ends.
  const split = splitDatastorePath(vmxPath, vmxPath.split(']').length > 2 ? await datastoresOf(session, vm) : [])
  if (split.ok) return split.datastore
  throw new Refused({
    code: 'no-place',
    sentence: 'The host does not say where the files of the VM lie. Choose a datastore.',
  })
}

async function datastoresOf(session: Session, vm: MoRef): Promise<string[]> {
  const { properties } = await retrieveOne(session, vm, ['datastore'])
  return Promise.all(asRefs(properties.get('datastore')).map(({ value }) => datastoreName(session, value)))
}

async function datastoreName(session: Session, datastore: string): Promise<string> {
  const { properties } = await retrieveOne(session, moRef('Datastore', datastore), ['summary.name'])
  const name = asText(properties.get('summary.name'))
  if (name !== undefined) return name
  throw new Refused({ code: 'no-place', sentence: 'The host does not say what this datastore is called.' })
}

async function backingOf(session: Session, { host }: SetupNow, network: string): Promise<WireObject> {
  const read = async (obj: MoRef, paths: readonly string[]) => (await retrieveOne(session, obj, paths)).properties
  const ofHost = host && (await read(host, ['network'])).get('network')
  return networkBacking({ read }, ofHost, moRef('Network', network).value)
}

/** The host gives a card its address unless there is one. */
const addressOf = (mac: string | undefined): WireObject =>
  mac === undefined ? { addressType: 'generated' } : { addressType: 'manual', macAddress: parseMac(mac) ?? mac }

const atPowerOn = (startConnected: boolean, { setup }: SetupNow): WireObject => ({
  startConnected,
  allowGuestControl: true,
  connected: startConnected && setup.powerState === 'poweredOn',
})

type Connecting = { startConnected?: boolean; connected?: boolean }

function withConnecting(device: WireObject, { startConnected, connected }: Connecting): WireObject {
  const now = asObject(device.connectable) ?? { startConnected: true, allowGuestControl: true, connected: false }
  const wanted = {
    ...(startConnected === undefined ? {} : { startConnected }),
    ...(connected === undefined ? {} : { connected }),
  }
  return { ...device, connectable: { ...now, ...wanted } }
}

const floppyController = 400

function newDrive(
  { drive, media, startConnected }: Extract<DeviceRequest, { verb: 'addDrive' }>,
  now: SetupNow,
): WireObject {
  const backing = mediaBacking(drive, media)
  const connectable = atPowerOn(startConnected && media.is !== 'client', now)
  if (drive === 'floppy')
    return { $type: 'VirtualFloppy', key: -1, backing, connectable, controllerKey: floppyController }
  const [place] = placesForCdrom(now.setup)
  if (!place) throw new Refused({ code: 'no-place', sentence: 'No place is free for a CD drive.' })
  const { key: controllerKey, free } = place
  return { $type: 'VirtualCdrom', key: -1, backing, connectable, controllerKey, unitNumber: free[0] ?? 0 }
}

function mediaBacking(drive: 'cdrom' | 'floppy', media: DriveMedia): WireObject {
  switch (media.is) {
    case 'file': {
      const $type = drive === 'cdrom' ? 'VirtualCdromIsoBackingInfo' : 'VirtualFloppyImageBackingInfo'
      return { $type, fileName: media.path }
    }
    case 'host': {
      const $type = drive === 'cdrom' ? 'VirtualCdromAtapiBackingInfo' : 'VirtualFloppyDeviceBackingInfo'
      return { $type, deviceName: media.device, useAutoDetect: false }
    }
    case 'client':
      return drive === 'cdrom'
        ? { $type: 'VirtualCdromRemotePassthroughBackingInfo', deviceName: '', useAutoDetect: false, exclusive: false }
        : { $type: 'VirtualFloppyRemoteDeviceBackingInfo', deviceName: '', useAutoDetect: false }
    default:
      return assertNever(media, 'media')
  }
}
