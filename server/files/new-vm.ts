import {
  diskControllers,
  firmwares,
  nicTypes,
  type DiskController,
  type GuestOption,
  type NewVm,
  type NewVmOptions,
} from '@/lib/files/new-vm'
import { encodeInventoryName, shownInventoryName } from '@/lib/names/inventory-name'
import { hostKey, type HostKey, type Moid, type MoRef } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { Refused } from '../errors/console-error'
import { readBeside, type EndpointAccess } from '../inventory/access'
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
import { registerParameters } from './register'

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
    ...withoutUndefined({ defaultGuest: asText(first?.id) }),
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

/** Those that a VM can be on: the port group of an uplink is none. */
async function readNetworks(access: EndpointAccess, networks: readonly MoRef[]): Promise<NewVmOptions['networks']> {
  const types = [...new Set(networks.map(({ type }) => type))]
  const paths = (type: string) => (type === 'DistributedVirtualPortgroup' ? ['name', 'config.uplink'] : ['name'])
  const read = await access.retrieve({
    properties: types.map((type) => ({ type, paths: paths(type) })),
    objects: networks.map((obj) => ({ obj })),
  })
  return read.flatMap(({ obj, properties }) =>
    asBoolean(properties.get('config.uplink')) === true
      ? []
      : [{ moid: obj.value, name: shownInventoryName(asName(properties.get('name')) ?? obj.value).name }],
  )
}

/** What CreateVM_Task takes. Rejects with Refused, VimFault or WireError. */
export async function newVmParameters(
  access: EndpointAccess,
  place: DatastorePlace,
  request: { name: string; vm: NewVm; host?: HostKey },
) {
  const { folder, pool, host } = await registerParameters(access, place, request.host)
  const networks = asRefs((await access.read(host, ['network'])).get('network'))
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
    deviceChange: [...disksOf(root, vm), ...cdOf(vm), ...cardsOf(vm, backings)],
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

/** A card names a port group of a standard switch by name, one of a distributed switch by its keys. */
async function networkBacking(access: EndpointAccess, ofHost: readonly MoRef[], moid: Moid): Promise<WireObject> {
  const network = ofHost.find(({ value }) => value === moid)
  if (!network) throw new Refused({ code: 'no-network', sentence: 'The host does not have this network any more.' })
  if (network.type !== 'DistributedVirtualPortgroup') {
    const deviceName = asText((await access.read(network, ['name'])).get('name')) ?? ''
    return { $type: 'VirtualEthernetCardNetworkBackingInfo', deviceName, network: refValue(network) }
  }
  const group = await access.read(network, ['key', 'config.distributedVirtualSwitch'])
  const of = asRef(group.get('config.distributedVirtualSwitch'))
  const switchUuid = of && asText((await readBeside(access, of, ['uuid'])).get('uuid'))
  const portgroupKey = asText(group.get('key'))
  if (switchUuid === undefined || portgroupKey === undefined) {
    throw new Refused({ code: 'no-network', sentence: 'The server does not say which switch this network belongs to.' })
  }
  return { $type: 'VirtualEthernetCardDistributedVirtualPortBackingInfo', port: { switchUuid, portgroupKey } }
}
