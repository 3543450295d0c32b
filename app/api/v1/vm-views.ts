import type {
  ApiDevices,
  ApiGuestDisks,
  ApiGuestNics,
  ApiSnapshots,
  ApiDomainXml,
  ApiPlaces,
  ApiVm,
} from '@/lib/api/vm-resources'
import {
  canTakeFiles,
  canTakeIntoFolder,
  canTakeIntoPool,
  canTakeVms,
  pathWords,
  type VmPlaces,
} from '@/lib/runs/vm-places'
import { type Verdict, failed, ok, type Result } from '@/lib/result'
import { printXml } from '@/lib/domain-xml/element'
import { describeVm } from '@/lib/domain-xml/from-vmx'
import { placeOf } from '@/lib/hardware/controllers'
import type { DeviceOptions } from '@/lib/hardware/device-options'
import type { VmxFile } from '@/lib/files/vmx-file'
import { parseVmx } from '@/lib/vmx/document'
import type { Known } from '@/lib/vsphere/known'
import { bytesSince, snapshotSize, type SnapshotFiles } from '@/lib/vsphere/snapshot-files'
import { knownPower, type SnapshotNode, type VmDetail, type VmDevice, type VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'

/** What the console knows of a VM, as `/api/v1` gives it (lib/api/resources.ts). */

export function apiPlaces({ here, hosts, pools, folders, datastores }: VmPlaces): ApiPlaces {
  const { hostName: _, ...places } = here
  const taking = (verdict: Verdict) => (verdict.ok ? { takes: true } : { takes: false, because: verdict.because })
  return {
    here: places,
    places: [
      ...hosts.map((host) => ({ kind: 'host' as const, id: host.moid, name: host.name, ...taking(canTakeVms(host)) })),
      ...pools.map((pool) => ({
        kind: 'pool' as const,
        id: pool.moid,
        name: pathWords(pool.path, pool.computeName),
        ...taking(canTakeIntoPool(pool)),
      })),
      ...folders.map((folder) => ({
        kind: 'folder' as const,
        id: folder.moid,
        name: pathWords(folder.path, '/'),
        // A clone takes another privilege there than a move.
        ...taking(canTakeIntoFolder(folder, 'clone').ok ? { ok: true } : canTakeIntoFolder(folder, 'move')),
      })),
      ...datastores.map((store) => ({
        kind: 'datastore' as const,
        id: store.moid,
        name: store.name,
        ...taking(canTakeFiles(store)),
        ...withoutUndefined({ freeBytes: store.freeBytes }),
      })),
    ],
  }
}

export function apiDomainXml({ base64, place, libvirt }: VmxFile): ApiDomainXml {
  const { domain, refusals, notSaid } = describeVm(parseVmx(Buffer.from(base64, 'base64')), place, libvirt)
  return { xml: printXml(domain), refusals, notSaid }
}

export function apiDevices(detail: VmDetail, { networks }: DeviceOptions): Result<{ body: ApiDevices }> {
  const { devices, changeVersion } = detail
  if (!devices.known) return failed({ blame: 'vsphere', code: 'not-read', sentence: devices.because })
  return ok({
    body: {
      devices: devices.value.map((device) => apiDevice(device, devices.value)),
      networks: networks.map(({ moid, name }) => ({ id: moid, name })),
      ...withoutUndefined({ changeVersion, unread: devices.unread }),
    },
  })
}

function apiDevice(device: VmDevice, all: readonly VmDevice[]): ApiDevices['devices'][number] {
  const { key, label, type, controller, unit, backing, connected, startConnected, mac, disk } = device
  const format = disk?.thin
    ? 'thin'
    : disk?.eagerlyZeroed
      ? 'eagerZeroedThick'
      : disk?.thin === false
        ? 'thick'
        : undefined
  const { capacityBytes, mode } = disk ?? {}
  const place = placeOf(device, all)
  return {
    key,
    label: label.trim(),
    type,
    ...withoutUndefined({
      place,
      controller,
      unit,
      backing,
      connected,
      startConnected,
      mac,
      capacityBytes,
      format,
      mode,
    }),
  }
}

export function apiGuestDisks({ guestDisks, readAt }: VmDetail): Result<{ body: ApiGuestDisks }> {
  if (!guestDisks.known) return failed({ blame: 'vsphere', code: 'not-read', sentence: guestDisks.because })
  return ok({ body: { readAt, disks: guestDisks.value } })
}

export function apiGuestNics({ guestNics, readAt }: VmDetail): Result<{ body: ApiGuestNics }> {
  if (!guestNics.known) return failed({ blame: 'vsphere', code: 'not-read', sentence: guestNics.because })
  return ok({ body: { readAt, nics: guestNics.value } })
}

export function apiSnapshots({ snapshots }: VmDetail, files: Known<SnapshotFiles>): Result<{ body: ApiSnapshots }> {
  if (!snapshots.known) return failed({ blame: 'vsphere', code: 'not-read', sentence: snapshots.because })
  const tree = snapshots.value
  const lines = (nodes: readonly SnapshotNode[], parent?: string): ApiSnapshots['snapshots'] =>
    nodes.flatMap((node) => {
      const { moid: id, name, description, powerState: power, quiesced, current: isCurrent, children } = node
      const size = files.known ? snapshotSize(files.value, tree, id) : undefined
      const takenAt = node.createTime || undefined
      return [
        {
          id,
          name,
          description,
          power,
          ...withoutUndefined({ parent, takenAt, quiesced, isCurrent, bytes: size?.all, memoryBytes: size?.memory }),
        },
        ...lines(children, id),
      ]
    })
  const told = files.known
    ? { bytesSince: bytesSince(files.value), sizesAt: files.value.lookedAt }
    : { sizesUnread: files.because }
  return ok({ body: { snapshots: lines(tree), ...withoutUndefined({ ...told, unread: snapshots.unread }) } })
}

export function apiVm(vm: VmView): ApiVm {
  const power = knownPower(vm)
  return {
    id: vm.key,
    connection: vm.connection,
    name: vm.name,
    power,
    connectionState: vm.connectionState,
    ...withoutUndefined({
      powerBefore: power === 'unknown' ? (vm.powerStateBefore ?? (vm.lastKnown && vm.powerState)) : undefined,
      isTemplate: vm.isTemplate,
      host: vm.host && { id: vm.host.key, name: vm.host.name },
      guest: vm.guestFullName,
      cpuCount: vm.cpuCount,
      memoryMiB: vm.memoryMiB,
      cpuUsageMHz: vm.cpuUsageMHz,
      memoryUsageMiB: vm.memoryUsageMiB,
      figuresAt: vm.figuresAt,
      ipAddress: vm.ipAddress,
      toolsRunning: vm.toolsRunning,
      uuid: vm.uuid,
      path: vm.vmxPath,
      snapshotCount: vm.snapshotCount,
    }),
  }
}
