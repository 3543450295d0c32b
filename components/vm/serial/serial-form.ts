import { assertNever } from '@/lib/assert-never'
import type { SerialPortInput, VmSerialPorts } from '@/lib/hardware/vm-hardware'
import { readDatastorePath } from '@/lib/names/datastore-path'
import type { Direction, SerialBacking, SerialBackingKind } from '@/lib/serial/serial-port'
import { freeOutputPath, storedOutputPath } from './output-path'

/** A form holds what was typed for every backing, so that trying another one loses nothing. */
export type SerialForm = {
  kind: SerialBackingKind
  /** Plain names. */
  fileName: string
  deviceName: string
  autoDetect: boolean
  pipeName: string
  pipeEndpoint: Direction
  noRxLoss: boolean
  serviceUri: string
  direction: Direction
  proxied: boolean
  proxyUri: string
  yieldOnPoll: boolean
  startConnected: boolean
  connected: boolean
}

export type KnownPort = VmSerialPorts['ports'][number]

/** The backings that can be chosen; ThinPrint and unknown ones are only shown. */
export const offeredBackings = ['file', 'network', 'pipe', 'device'] as const satisfies readonly SerialBackingKind[]

/** The paths, as stored, that a typed one may mean. */
const knownPaths = ({ ports, vmFolder }: VmSerialPorts): string[] => [
  ...ports.flatMap(({ backing }) => (backing.kind === 'file' ? [backing.fileName] : [])),
  ...(vmFolder === undefined ? [] : [vmFolder]),
]

/** The form for a port, or for a new one. @param datastores names as stored, of the datastores that there are. */
export function serialForm(all: VmSerialPorts, port: KnownPort | undefined, datastores: readonly string[]): SerialForm {
  const backing = port?.backing
  const taken = all.ports.flatMap(({ backing }) => (backing.kind === 'file' ? [backing.fileName] : []))
  const free = all.vmFolder === undefined ? '' : freeOutputPath(all.vmFolder, taken, datastores)
  const fileName = backing?.kind === 'file' ? backing.fileName : free
  return {
    kind: backing?.kind ?? 'file',
    fileName: readDatastorePath(fileName, datastores),
    deviceName: backing?.kind === 'device' ? backing.deviceName : '',
    autoDetect: backing?.kind === 'device' && backing.autoDetect,
    pipeName: backing?.kind === 'pipe' ? backing.pipeName : '',
    pipeEndpoint: backing?.kind === 'pipe' ? backing.endpoint : 'server',
    noRxLoss: backing?.kind === 'pipe' && backing.noRxLoss,
    serviceUri: backing?.kind === 'network' ? backing.serviceUri : '',
    direction: backing?.kind === 'network' ? backing.direction : 'server',
    proxied: backing?.kind === 'network' && backing.proxyUri !== undefined,
    proxyUri: backing?.kind === 'network' ? (backing.proxyUri ?? '') : '',
    yieldOnPoll: port?.yieldOnPoll ?? true,
    startConnected: port?.startConnected ?? true,
    connected: port?.connected ?? false,
  }
}

/** What was chosen, as it goes on the wire. @param before kept where the backing is one that cannot be made here. */
export function backingOfForm(
  form: SerialForm,
  all: VmSerialPorts,
  before: SerialBacking | undefined,
  datastores: readonly string[],
): SerialBacking {
  const { kind } = form
  switch (kind) {
    case 'file':
      return { kind, fileName: storedOutputPath(form.fileName, knownPaths(all), datastores) }
    case 'device':
      return { kind, deviceName: form.deviceName.trim(), autoDetect: form.autoDetect }
    case 'pipe':
      return { kind, pipeName: form.pipeName.trim(), endpoint: form.pipeEndpoint, noRxLoss: form.noRxLoss }
    case 'network': {
      const { direction } = form
      const serviceUri = form.serviceUri.trim()
      return { kind, serviceUri, direction, ...(form.proxied ? { proxyUri: form.proxyUri.trim() } : {}) }
    }
    case 'printing':
      return { kind }
    case 'unknown':
      return before?.kind === 'unknown' ? before : { kind, type: 'unknown', why: 'it is of no known type' }
    default:
      return assertNever(kind, 'serial backing')
  }
}

/** @param isOn whether the VM runs: only then can a port be connected or disconnected now. */
export function portOfForm(form: SerialForm, backing: SerialBacking, isOn: boolean): SerialPortInput {
  const { yieldOnPoll, startConnected, connected } = form
  return { backing, yieldOnPoll, startConnected, ...(isOn ? { connected } : {}) }
}

/** Whether the output file is there, where the host has told: only of a file that a port has already. */
export const fileExists = (backing: SerialBacking, all: VmSerialPorts): boolean | undefined =>
  backing.kind === 'file'
    ? all.ports.find((port) => port.backing.kind === 'file' && port.backing.fileName === backing.fileName)?.fileExists
    : undefined
