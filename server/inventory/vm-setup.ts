import type { VmSetup } from '@/lib/hardware/device-can'
import type { MoRef } from '@/lib/vsphere/ids'
import type { BootDevice, BootOptions, HotAdd } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { Refused } from '../errors/console-error'
import { retrieveOne } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import {
  asBoolean,
  asList,
  asName,
  asNumber,
  asObject,
  asObjects,
  asRef,
  asText,
  readPart,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'
import { vmSetupPaths } from './paths'
import { readDevice } from './vm-device'
import { readPowerState } from './vm-view'

type Told = ReadonlyMap<string, WireValue>

/** A VM as its host has it at this moment, with the whole of its devices, since an edit sends back what was read. */
export type SetupNow = {
  setup: VmSetup
  devices: WireObject[]
  changeVersion?: string
  vmxPath?: string
  host?: MoRef
}

/** Reads what decides whether and how its devices can be changed. Rejects with Refused where that is not told, VimFault or WireError. */
export async function readSetup(session: Session, vm: MoRef): Promise<SetupNow> {
  const { properties, missing } = await retrieveOne(session, vm, vmSetupPaths)
  const isUntold = (path: string) => missing.some((one) => one.path === path)
  const told = properties.get('config.hardware.device')
  const devices = readPart(told, readDevice)
  if (!devices) throw new Refused({ code: 'not-read', sentence: 'The host does not say which devices the VM has.' })
  const snapshot = asObject(properties.get('snapshot'))
  const isOdd = !snapshot && properties.has('snapshot')
  return {
    setup: {
      powerState: readPowerState(properties.get('runtime.powerState')),
      devices: devices.items,
      ...withoutUndefined({
        unread: devices.unread || undefined,
        memoryMiB: asNumber(properties.get('config.hardware.memoryMB')),
        cpuCount: asNumber(properties.get('config.hardware.numCPU')),
        // How many there are does not matter here.
        snapshotCount: isUntold('snapshot') || isOdd ? undefined : asList(snapshot?.rootSnapshotList).length,
        hardwareVersion: asName(properties.get('config.version')) || undefined,
        firmware: asName(properties.get('config.firmware')) || undefined,
        hotAdd: readHotAdd(properties),
        boot: readBoot(properties.get('config.bootOptions')),
      }),
    },
    devices: asObjects(told),
    ...withoutUndefined({
      changeVersion: asText(properties.get('config.changeVersion')),
      vmxPath: asText(properties.get('config.files.vmPathName')),
      host: asRef(properties.get('runtime.host')),
    }),
  }
}

/** What a running VM can be given more of; undefined: nothing of it is told. */
export function readHotAdd(properties: Told): HotAdd | undefined {
  const told = withoutUndefined({
    memory: asBoolean(properties.get('config.memoryHotAddEnabled')),
    cpu: asBoolean(properties.get('config.cpuHotAddEnabled')),
    memoryStepMiB: asNumber(properties.get('config.hotPlugMemoryIncrementSize')),
    memoryLimitMiB: asNumber(properties.get('config.hotPlugMemoryLimit')),
  })
  return Object.keys(told).length > 0 ? told : undefined
}

/** VirtualMachineBootOptions; undefined where it is not told. */
export function readBoot(value: WireValue | undefined): BootOptions | undefined {
  const options = asObject(value)
  if (!options) return undefined
  const listed = asList(options.bootOrder)
  const order = asObjects(options.bootOrder).flatMap(readBootDevice)
  return withoutUndefined({
    // An order of which one is not known is not shown as if it was whole, and not edited.
    order: order.length === listed.length ? order : undefined,
    secureBoot: asBoolean(options.efiSecureBootEnabled),
    entersSetup: asBoolean(options.enterBIOSSetup),
  })
}

const bootable = 'VirtualMachineBootOptionsBootable'

function readBootDevice({ $type, deviceKey }: WireObject): BootDevice[] {
  const key = asNumber(deviceKey)
  switch ($type) {
    case `${bootable}DiskDevice`:
      return key === undefined ? [] : [{ is: 'disk', key }]
    case `${bootable}EthernetDevice`:
      return key === undefined ? [] : [{ is: 'nic', key }]
    case `${bootable}CdromDevice`:
      return [{ is: 'cdrom' }]
    case `${bootable}FloppyDevice`:
      return [{ is: 'floppy' }]
    default:
      return []
  }
}

/** As the API wants it; no order at all is said by one entry that names nothing. */
export function bootOrderOnWire(order: readonly BootDevice[]): WireObject[] {
  const types = { disk: 'DiskDevice', nic: 'EthernetDevice', cdrom: 'CdromDevice', floppy: 'FloppyDevice' }
  if (order.length === 0) return [{ $type: `${bootable}Device` }]
  return order.map((one) => ({
    $type: `${bootable}${types[one.is]}`,
    ...('key' in one ? { deviceKey: one.key } : {}),
  }))
}
