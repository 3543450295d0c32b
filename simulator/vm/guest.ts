import { guestById, type GuestOs } from '../vim25/guest-os'
import { number, object, objects, text } from '../vim25/read-data'
import { Later, type DataObject, type Ref } from '../vim25/value'
import { traitsOf, type VmTraits } from '../world/vm-traits'
import type { World } from '../world/world'
import { deviceKey, isDisk, isNic } from './devices'

/** What the guest tells about itself through Tools, and what the host says when Tools are silent. */

const toolsVersion = '12389'

/** `guest` while Tools run: names, addresses, file systems. */
export const runningGuest = (world: World, vm: Ref): DataObject =>
  runningGuestData(traitsOf(world, vm), world.prop(vm, 'config'))

/** `guest` while nothing answers: the VM is off, still booting, or without Tools. */
export const silentGuest = (world: World, vm: Ref, guestState: 'notRunning' | 'running' = 'notRunning'): DataObject =>
  silentGuestData(traitsOf(world, vm), world.prop(vm, 'config'), guestState)

export function runningGuestData(traits: VmTraits, config: unknown): DataObject {
  if (traits.tools === 'none') return silentGuestData(traits, config, 'running')
  const devices = () => objects(object(config, 'hardware'), 'device')
  const guest = guestById(text(config, 'guestId') ?? '')
  const addresses = traits.addresses ?? []
  const ipAddress = mainAddress(traits)
  return {
    ...toolsState(traits.tools, true),
    toolsVersion,
    toolsInstallType: guest.family === 'windowsGuest' ? 'guestToolsTypeMSI' : 'guestToolsTypeOpenVMTools',
    guestId: guest.id,
    guestFamily: guest.family,
    guestFullName: guest.fullName,
    ...(guest.detail !== undefined && { guestDetailedData: guest.detail }),
    ...(traits.hostName !== undefined && { hostName: traits.hostName }),
    ...(ipAddress !== undefined && { ipAddress }),
    net: new Later(() =>
      devices()
        .filter(isNic)
        .map((nic, index) => nicData(nic, addresses[index] ?? [])),
    ),
    ipStack: new Later(() => ipStack(traits.hostName ?? '', ipAddress)),
    disk: new Later(() => fileSystems(devices().filter(isDisk), guest.family === 'windowsGuest')),
    screen: { width: 1024, height: 768 },
    guestState: 'running',
    appHeartbeatStatus: 'appStatusGray',
    guestKernelCrashed: false,
    appState: 'none',
    guestOperationsReady: true,
    interactiveGuestOperationsReady: false,
    guestStateChangeSupported: true,
    ...hardwareVersion(config),
  }
}

/** What lists tell of a guest, without all the rest: `summary.guest` beside the `guest` that is made of the same. */
export function guestSummaryData(traits: VmTraits, guest: GuestOs, isOn: boolean): DataObject {
  const answers = isOn && traits.tools !== 'none'
  const { toolsStatus, toolsVersionStatus, toolsVersionStatus2, toolsRunningStatus } = toolsState(traits.tools, answers)
  // Made for each of thousands of VMs when they are first read: V8 makes an object without spreads in a tenth of the time.
  return {
    toolsStatus,
    toolsVersionStatus,
    toolsVersionStatus2,
    toolsRunningStatus,
    guestId: answers ? guest.id : undefined,
    guestFullName: answers ? guest.fullName : undefined,
    hostName: answers ? traits.hostName : undefined,
    ipAddress: answers ? mainAddress(traits) : undefined,
  }
}

const mainAddress = ({ addresses = [] }: VmTraits): string | undefined => {
  for (const ofNic of addresses) for (const address of ofNic) if (!address.includes(':')) return address
  return undefined
}

export function silentGuestData(
  { tools }: VmTraits,
  config: unknown,
  guestState: 'notRunning' | 'running',
): DataObject {
  return {
    ...toolsState(tools, false),
    ...(tools !== 'none' && { toolsVersion }),
    guestState,
    appHeartbeatStatus: 'appStatusGray',
    guestOperationsReady: false,
    interactiveGuestOperationsReady: false,
    guestStateChangeSupported: false,
    ...hardwareVersion(config),
  }
}

function toolsState(tools: 'current' | 'old' | 'none', running: boolean): DataObject {
  if (tools === 'none') {
    return {
      toolsStatus: 'toolsNotInstalled',
      toolsVersionStatus: 'guestToolsNotInstalled',
      toolsVersionStatus2: 'guestToolsNotInstalled',
      toolsRunningStatus: 'guestToolsNotRunning',
    }
  }
  const current = tools === 'current'
  return {
    toolsStatus: running ? (current ? 'toolsOk' : 'toolsOld') : 'toolsNotRunning',
    toolsVersionStatus: current ? 'guestToolsCurrent' : 'guestToolsNeedUpgrade',
    toolsVersionStatus2: current ? 'guestToolsCurrent' : 'guestToolsSupportedOld',
    toolsRunningStatus: running ? 'guestToolsRunning' : 'guestToolsNotRunning',
  }
}

function hardwareVersion(config: unknown): DataObject {
  const version = text(config, 'version')
  return version === undefined ? {} : { hwVersion: version }
}

function nicData(nic: DataObject, addresses: readonly string[]): DataObject {
  const connected = object(nic, 'connectable')?.['connected'] === true
  return {
    network: text(object(nic, 'backing'), 'deviceName'),
    ...(connected && addresses.length > 0 && { ipAddress: addresses }),
    macAddress: text(nic, 'macAddress'),
    connected,
    deviceConfigId: deviceKey(nic),
    ...(connected &&
      addresses.length > 0 && {
        ipConfig: {
          ipAddress: addresses.map((ipAddress) => ({
            ipAddress,
            prefixLength: ipAddress.includes(':') ? 64 : 24,
            state: 'preferred',
          })),
        },
      }),
  }
}

function ipStack(hostName: string, ipAddress: string | undefined): readonly DataObject[] {
  if (ipAddress === undefined) return []
  const domain = hostName.split('.').slice(1).join('.')
  return [
    {
      dnsConfig: {
        dhcp: false,
        hostName: hostName.split('.')[0] ?? '',
        domainName: domain,
        ipAddress: ['10.20.0.2', '10.20.0.3'],
        searchDomain: domain === '' ? [] : [domain],
      },
      ipRouteConfig: {
        ipRoute: [
          {
            network: '0.0.0.0',
            prefixLength: 0,
            gateway: { ipAddress: ipAddress.replace(/\.\d+$/, '.1'), device: '0' },
          },
        ],
      },
    },
  ]
}

function fileSystems(disks: readonly DataObject[], windows: boolean): readonly DataObject[] {
  return disks.map((disk, index) => {
    const capacity = (number(disk, 'capacityInKB') ?? 0) * 1024
    return {
      diskPath: windows ? `${'CDEFGHIJ'[index] ?? 'X'}:\\` : index === 0 ? '/' : `/srv/data${index}`,
      capacity: Math.round(capacity * 0.98),
      freeSpace: Math.round(capacity * (0.3 + 0.1 * (index % 4))),
      filesystemType: windows ? 'NTFS' : 'ext4',
      mappings: [{ key: deviceKey(disk) }],
    }
  })
}
