import {
  diskControllers,
  firmwares,
  nicTypes,
  type DiskController,
  type GuestOption,
  type NewVm,
  type NewVmOptions,
} from '@/lib/files/new-vm'
import { createPrivilege } from '@/lib/files/file-request'
import { encodeInventoryName, shownInventoryName } from '@/lib/names/inventory-name'
import { serialBackingToWire } from '@/lib/serial/backing-on-wire'
import { hostKey, type HostKey, type Moid } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { Refused } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import { networkBacking, readNetworks } from '../inventory/network-backing'
import {
  asBoolean,
  asName,
  asNumber,
  asObject,
  asObjects,
  asRef,
  asRefs,
  asText,
  refValue,
  type WireObject,
} from '../vsphere/wire-value'
import { datastorePath, readPlace, type DatastorePlace } from './place'
import { lackingInFolder, registerParameters } from './register'

/**
 * What can be made on a datastore: the guests of the host that the VM would be on, with what that host recommends for each,
 * and its networks. Rejects with Refused, VimFault or WireError.
 */
export async function readNewVmOptions(
  access: EndpointAccess,
  datastore: Moid,
  wanted: HostKey | undefined,
): Promise<NewVmOptions> {
  const place = await readPlace(access, datastore)
  const { host } = await registerParameters(access, place, wanted)
  const about = await access.read(host, ['name', 'network', 'parent'])
  const compute = asRef(about.get('parent'))
  const browser = compute && asRef((await access.read(compute, ['environmentBrowser'])).get('environmentBrowser'))
  if (!browser) {
    const sentence = 'The host does not say what it can make.'
    throw new Refused({ blame: 'vsphere', code: 'no-options', sentence, wayOut: 'The account may lack permissions.' })
  }
  const option = asObject(await access.call('QueryConfigOption', browser, { host: refValue(host) }))
  const guests = asObjects(option?.guestOSDescriptor)
  const first = guests[asNumber(option?.guestOSDefaultIndex) ?? -1]
  return {
    host: {
      key: hostKey(access.connection, host.value),
      name: shownInventoryName(asName(about.get('name')) ?? host.value).name,
    },
    guests: guests.flatMap(guestOption),
    networks: await readNetworks(access, asRefs(about.get('network'))),
    ...withoutUndefined({
      defaultGuest: asText(first?.id),
      lacks: await lackingInFolder(access, datastore, createPrivilege),
    }),
  }
}

function guestOption(guest: WireObject): GuestOption[] {
  const id = asText(guest.id)
  if (id === undefined || asBoolean(guest.supportedForCreate) === false) return []
  const supported = asTexts(guest.supportedFirmware)
  const diskMiB = asNumber(guest.recommendedDiskSizeMB)
  return [
    {
      id,
      name: asName(guest.fullName) ?? id,
      family: asText(guest.family) ?? '',
      // Before 5.0 there is nothing to choose.
      firmwares: firmwares.filter((one) => supported.length === 0 || supported.includes(one)),
      ...withoutUndefined({
        firmware: firmwares.find((one) => one === asText(guest.recommendedFirmware)),
        memoryMiB: asNumber(guest.recommendedMemMB),
        leastMemoryMiB: asNumber(guest.supportedMinMemMB),
        mostMemoryMiB: asNumber(guest.supportedMaxMemMB),
        mostCpus: asNumber(guest.supportedMaxCPUs),
        diskBytes: diskMiB === undefined ? undefined : diskMiB * 1024 ** 2,
        diskController: diskControllers.find((one) => one === asText(guest.recommendedDiskController)),
        nicType: nicTypes.find(
          (one) => one === (asText(guest.recommendedEthernetCard) ?? asTexts(guest.supportedEthernetCard).at(-1)),
        ),
      }),
    },
  ]
}

const asTexts = (value: WireObject[string]): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).flatMap((one) => asText(one) ?? [])

/** What CreateVM_Task takes. Rejects with Refused, VimFault or WireError. */
export async function newVmParameters(
  access: EndpointAccess,
  place: DatastorePlace,
  request: { name: string; vm: NewVm; host?: HostKey },
) {
  const { folder, pool, host } = await registerParameters(access, place, request.host)
  const networks = (await access.read(host, ['network'])).get('network')
  const backings = await Promise.all(request.vm.networks.map((moid) => networkBacking(access, networks, moid)))
  return {
    folder,
    parameters: {
      config: configSpec(datastorePath(place, ''), request, backings),
      pool: refValue(pool),
      host: refValue(host),
    },
  }
}

/** VirtualMachineConfigSpec in the order of its fields. The host adds its own controllers, keyboard and the like. */
function configSpec(
  root: string,
  { name, vm }: { name: string; vm: NewVm },
  backings: readonly WireObject[],
): WireObject {
  const { guestId, cpuCount: numCPUs, memoryMiB: memoryMB, firmware } = vm
  return withoutUndefined({
    name: encodeInventoryName(name),
    guestId,
    files: { vmPathName: root },
    numCPUs,
    memoryMB,
    deviceChange: [...disksOf(root, vm), ...cdOf(vm), ...cardsOf(vm, backings), ...serialOf(vm)],
    firmware,
  })
}

const add = (device: WireObject): WireObject => ({ operation: 'add', device })

/** Controllers that every VM has by itself, by their keys on real hosts. */
const ideKeys = [200, 201] as const
const newController = -100

function disksOf(root: string, { diskController, disks }: NewVm): WireObject[] {
  if (disks.length === 0) return []
  const isIde = diskController === 'VirtualIDEController'
  const controller = add({
    $type: diskController,
    key: newController,
    busNumber: 0,
    ...(isScsi(diskController) && { sharedBus: 'noSharing' }),
  })
  return [
    ...(isIde ? [] : [controller]),
    ...disks.map(({ capacityBytes, thin }, at) => ({
      operation: 'add',
      fileOperation: 'create',
      device: {
        $type: 'VirtualDisk',
        key: -200 - at,
        backing: {
          $type: 'VirtualDiskFlatVer2BackingInfo',
          fileName: root,
          diskMode: 'persistent',
          thinProvisioned: thin,
          eagerlyScrub: false,
        },
        controllerKey: isIde ? (ideKeys[at < 2 ? 0 : 1] ?? ideKeys[0]) : newController,
        unitNumber: isIde ? at % 2 : at,
        capacityInKB: capacityBytes / 1024,
        capacityInBytes: capacityBytes,
      },
    })),
  ]
}

const isScsi = (controller: DiskController) => /SCSI|LsiLogic/.test(controller)

/** On the second IDE controller, whose second place no disk takes. */
const cdOf = ({ isoPath }: NewVm): WireObject[] =>
  isoPath === undefined
    ? []
    : [
        add({
          $type: 'VirtualCdrom',
          key: -300,
          backing: { $type: 'VirtualCdromIsoBackingInfo', fileName: isoPath },
          connectable: { startConnected: true, allowGuestControl: true, connected: false },
          controllerKey: ideKeys[1],
          unitNumber: 1,
        }),
      ]

const cardsOf = ({ nicType }: NewVm, backings: readonly WireObject[]): WireObject[] =>
  backings.map((backing, at) =>
    add({
      $type: nicType,
      key: -400 - at,
      backing,
      connectable: { startConnected: true, allowGuestControl: true, connected: false },
      addressType: 'generated',
      wakeOnLanEnabled: true,
    }),
  )

/** The controller of serial ports, which every VM has by itself. */
const sioKey = 400

function serialOf({ serialPort }: NewVm): WireObject[] {
  const wire = serialPort && serialBackingToWire(serialPort)
  if (!wire) return []
  return [
    add({
      $type: 'VirtualSerialPort',
      key: -500,
      backing: { $type: wire.type, ...(wire.fields as WireObject) }, // texts and truth values
      connectable: { startConnected: true, allowGuestControl: true, connected: true },
      controllerKey: sioKey,
      yieldOnPoll: true,
    }),
  ]
}
