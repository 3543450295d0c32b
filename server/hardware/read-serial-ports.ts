import type { VmSerialPorts } from '@/lib/hardware/vm-hardware'
import { directoryOf, joinDatastorePath, splitDatastorePath } from '@/lib/names/datastore-path'
import { serialBackingFromWire } from '@/lib/serial/backing-on-wire'
import type { SerialBacking } from '@/lib/serial/serial-port'
import { moRef, vmKey, type Moid, type MoRef } from '@/lib/vsphere/ids'
import { known, notKnown, type Known } from '@/lib/vsphere/known'
import { withoutUndefined } from '@/lib/without-undefined'
import { fileLength } from '../files/folder-http'
import { readPlace } from '../files/place'
import type { EndpointAccess } from '../inventory/access'
import { readPowerState } from '../inventory/vm-view'
import { whyUnread } from '../inventory/why-unread'
import { asBoolean, asNumber, asObject, asRefs, asText, readPart, type WireObject } from '../vsphere/wire-value'

const paths = [
  'config.changeVersion',
  'config.files.vmPathName',
  'config.hardware.device',
  'datastore',
  'runtime.connectionState',
  'runtime.powerState',
] as const

type Port = VmSerialPorts['ports'][number]

/**
 * A VM's serial ports, each with whether its output file is there; not known while its configuration cannot be read. Rejects
 * with VimFault or WireError.
 */
export async function readSerialPorts(access: EndpointAccess, vm: Moid): Promise<Known<VmSerialPorts>> {
  const { properties, missing } = await access.readContent(moRef('VirtualMachine', vm), paths)
  const devices = readPart(properties.get('config.hardware.device'), (one) =>
    asNumber(one.key) === undefined ? [] : [one],
  )
  if (devices === undefined) {
    return notKnown(whyUnread('config', missing, asText(properties.get('runtime.connectionState'))))
  }
  const ports = devices.items.flatMap(readPort).sort((a, b) => a.key - b.key)
  const datastores = asRefs(properties.get('datastore'))
  const names = await namesOf(access, datastores)
  const vmx = splitDatastorePath(asText(properties.get('config.files.vmPathName')) ?? '', names)
  const isThere = await existing(access, datastores, ports)
  return known({
    vm: vmKey(access.connection, vm),
    powerState: readPowerState(properties.get('runtime.powerState')),
    ports: ports.map((port) => ({
      ...port,
      ...withoutUndefined({
        fileExists: port.backing.kind === 'file' ? isThere.get(port.backing.fileName) : undefined,
      }),
    })),
    ...withoutUndefined({
      unread: devices.unread || undefined,
      vmFolder: vmx.ok ? joinDatastorePath(vmx.datastore, directoryOf(vmx.path)) : undefined,
      changeVersion: asText(properties.get('config.changeVersion')),
    }),
  })
}

/** Names as stored. Of a datastore that tells none, nobody knows whether a bracket in a path belongs to it. */
async function namesOf(access: EndpointAccess, datastores: readonly MoRef[]): Promise<string[]> {
  if (datastores.length === 0) return []
  const found = await access.retrieve({
    properties: [{ type: 'Datastore', paths: ['name'] }],
    objects: datastores.map((obj) => ({ obj })),
  })
  return found.flatMap(({ properties }) => asText(properties.get('name')) ?? [])
}

function readPort(device: WireObject): Port[] {
  const key = asNumber(device.key)
  if (device.$type !== 'VirtualSerialPort' || key === undefined) return []
  const connectable = asObject(device.connectable)
  return [
    {
      key,
      label: asText(asObject(device.deviceInfo)?.label) ?? `Serial port ${key}`,
      backing: readBacking(asObject(device.backing)),
      ...withoutUndefined({
        yieldOnPoll: asBoolean(device.yieldOnPoll),
        startConnected: asBoolean(connectable?.startConnected),
        connected: asBoolean(connectable?.connected),
        status: asText(connectable?.status),
      }),
    },
  ]
}

function readBacking(backing: WireObject | undefined): SerialBacking {
  if (!backing) return { kind: 'unknown', type: 'none', why: 'the host names no backing' }
  return serialBackingFromWire({ type: backing.$type ?? 'VirtualDeviceBackingInfo', fields: backing })
}

/** Which output files are there already, by path. One that cannot be looked for stays out: nobody knows. */
async function existing(
  access: EndpointAccess,
  datastores: readonly MoRef[],
  ports: readonly Port[],
): Promise<ReadonlyMap<string, boolean>> {
  const files = ports.flatMap(({ backing }) => (backing.kind === 'file' ? [backing.fileName] : []))
  const found = new Map<string, boolean>()
  if (files.length === 0) return found
  const places = await Promise.all(datastores.map(({ value }) => readPlace(access, value).catch(() => undefined)))
  await Promise.all(
    [...new Set(files)].map(async (file) => {
      const split = splitDatastorePath(
        file,
        places.flatMap((place) => place?.storedName ?? []),
      )
      const place = split.ok ? places.find((one) => one?.storedName === split.datastore) : undefined
      if (!split.ok || !place) return
      // What the host does not tell does not keep the ports from being shown.
      const length = await fileLength({ access, place, path: split.path }).catch(() => 'unknown' as const)
      if (length !== 'unknown') found.set(file, length !== undefined)
    }),
  )
  return found
}
