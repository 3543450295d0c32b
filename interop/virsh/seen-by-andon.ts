import { zeroUuid } from '../../lib/names/uuid'
import { parseVmx } from '../../lib/vmx/document'
import type { VmxDrive } from '../../lib/vmx/drive'
import type { NicConnection } from '../../lib/vmx/ethernet'
import { describeSource, type VmxPlace } from '../../lib/vmx/file-name'
import type { VmxParallelPort, VmxSerialPort } from '../../lib/vmx/ports'
import { presentDrives } from '../../lib/vmx/storage'
import { valueOr } from '../../lib/vmx/value-reader'
import { vmxView, type VmxView } from '../../lib/vmx/vmx-view'
import { inOrder, type Seen, type SeenDisk, type SeenPort } from './seen'

/** What the Configuration tab says about a VM, from the bytes of its VMX. */
export function seenByAndon(bytes: Uint8Array, place: VmxPlace): Seen {
  const view = vmxView(parseVmx(bytes), place)
  const { general, processor, memory, display } = view
  const value = valueOr
  const drives = presentDrives(view.storage).filter(({ address }) => address.bus !== 'nvme')
  const { libvirt } = memory
  const { topology } = processor
  return inOrder({
    name: value(general.displayName, undefined),
    // libvirt 9 knows a VM by its BIOS UUID only; later ones look at vc.uuid first, as we do.
    uuid: value(general.uuidBios, undefined) ?? zeroUuid,
    description: value(general.annotation, undefined),
    architecture: general.architecture,
    firmware: value(general.firmware, 'bios'),
    smbiosOfHost: value(general.smbiosReflectsHost, false),
    generationId: value(general.generationId, undefined),
    memoryKiB: {
      maximum: libvirt?.maximumKiB ?? NaN,
      current: libvirt?.currentKiB ?? NaN,
      guaranteed: libvirt?.guaranteedKiB ?? NaN,
    },
    cpus: {
      count: value(processor.count, NaN),
      topology: topology && `${topology.sockets} x ${topology.cores}`,
      shares: value(processor.shares, undefined)?.shares,
      affinity: value(processor.affinity, undefined)?.slice(),
    },
    disks: drives.map(disk),
    scsiControllers: scsiControllers(view, drives),
    nics: view.ethernet.nics
      .filter(({ present }) => value(present, false))
      .map(({ mac, model, connection }) => ({
        mac: value(mac, undefined),
        model: value(model, undefined),
        to: network(connection),
      })),
    serialPorts: view.serialPorts.filter(isPresent).map(port),
    parallelPorts: view.parallelPorts.filter(isPresent).map(port),
    sharedFolders: view.sharedFolders.folders.map(({ hostPath = '', guestName = '', writable }) => ({
      host: hostPath,
      guest: guestName,
      writable: value(writable, false),
    })),
    videoKiB: value(display.videoMemoryKiB, NaN),
    vnc: value(display.vnc.enabled, false) ? screen(display.vnc) : undefined,
  })
}

const isPresent = ({ present }: VmxSerialPort | VmxParallelPort) => valueOr(present, false)

/** libvirt shows a controller only when something hangs on it. */
const scsiControllers = ({ storage }: VmxView, drives: readonly VmxDrive[]): Seen['scsiControllers'] =>
  storage.controllers.flatMap(({ name, bus, model }) => {
    const index = Number(name.slice(4))
    const isUsed = drives.some(({ address }) => address.bus === 'scsi' && address.controller === index)
    const word = model && valueOr(model, undefined)
    return bus === 'scsi' && isUsed ? [{ index, model: word === 'pvscsi' ? 'vmpvscsi' : word }] : []
  })

function disk(drive: VmxDrive): SeenDisk {
  const isDisk = drive.kind === 'disk'
  const medium = 'medium' in drive ? drive.medium : undefined
  return {
    device: isDisk ? 'disk' : drive.kind === 'floppy' ? 'floppy' : medium === 'lun' ? 'lun' : 'cdrom',
    bus: drive.address.bus === 'floppy' ? 'fdc' : drive.address.bus,
    target: drive.target,
    source: source(drive),
    transient: isDisk && drive.transient,
    writeThrough: isDisk && valueOr(drive.writeThrough, false),
  }
}

function source(drive: VmxDrive): string {
  if ('source' in drive && drive.source) return `file ${describeSource(drive.source)}`
  return 'path' in drive && drive.path !== undefined ? `device ${drive.path}` : 'nothing'
}

function network(connection: NicConnection): string {
  switch (connection.to) {
    case 'bridge':
      return `bridge ${connection.network}`
    case 'custom':
      return `bridge ${connection.network} over ${connection.vnet}`
    case 'distributed switch':
      return `switch ${connection.switchId} group ${connection.portgroupId} port ${connection.portId} connection ${connection.connectionId}`
    case 'odd':
      return connection.because
    default:
      return connection.to
  }
}

function port({ index, backing }: VmxSerialPort | VmxParallelPort): SeenPort {
  switch (backing.kind) {
    case 'device':
      return { index, backing: `dev ${backing.path}` }
    case 'file':
      return { index, backing: `file ${describeSource(backing.source)}` }
    case 'pipe':
      return { index, backing: `pipe ${backing.path}` }
    case 'network': {
      const { parsed, endPoint } = backing
      if (!parsed.ok) return { index, backing: parsed.because }
      const { protocol, host, service } = parsed.uri
      return { index, backing: `${protocol} ${valueOr(endPoint, 'odd')} ${host}:${service}` }
    }
    case 'printing':
      return { index, backing: 'printing' }
    case 'odd':
      return { index, backing: backing.because }
  }
}

function screen({ port: number, ip, keymap }: VmxView['display']['vnc']): Seen['vnc'] {
  const known = valueOr(number, -1)
  return { port: known === -1 ? undefined : known, address: ip, keymap }
}
