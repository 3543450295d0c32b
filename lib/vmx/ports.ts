import { parseServiceUri, type ParsedServiceUri } from '../serial/service-uri'
import { withoutUndefined } from '../without-undefined'
import type { VmxDocument } from './document'
import { resolveVmxFileName, type FileSource, type VmxPlace } from './file-name'
import { odd, type Read, type VmxReader } from './value-reader'

/** Serial and parallel ports of a VMX. libvirt reads serial ports 0 to 3 and parallel ports 0 to 2. */

export type VmxSerialBacking =
  | { kind: 'device'; path: string | undefined }
  | { kind: 'file'; source: FileSource }
  | { kind: 'pipe'; path: string; endPoint: string | undefined; tryNoRxLoss: Read<boolean> }
  | {
      kind: 'network'
      uri: string
      parsed: ParsedServiceUri
      endPoint: Read<'server' | 'client'>
      /** `vspc`: the concentrator's URI. The service URI may then be any name. libvirt loses it. */
      proxy: string | undefined
      /** What libvirt makes of it: a port without a usable URI is kept as one that goes nowhere. */
      libvirt: 'tcp' | 'null' | 'refused'
    }
  | { kind: 'printing' }
  | { kind: 'odd'; because: string }

export type VmxSerialPort = {
  index: number
  present: Read<boolean>
  startConnected: Read<boolean>
  yieldOnMsrRead: Read<boolean>
  backing: VmxSerialBacking
}

export type VmxParallelPort = {
  index: number
  present: Read<boolean>
  backing: { kind: 'device'; path: string } | { kind: 'file'; source: FileSource } | { kind: 'odd'; because: string }
  bidirectional: Read<boolean>
}

function indicesOf(document: VmxDocument, word: 'serial' | 'parallel'): number[] {
  const pattern = new RegExp(`^${word}(\\d{1,3})\\.`, 'i')
  const found = document.entries.map(({ key }) => pattern.exec(key)?.[1]).filter((index) => index !== undefined)
  return Array.from(new Set(found.map(Number))).sort((a, b) => a - b)
}

export const readSerialPorts = (document: VmxDocument, vmx: VmxReader, place: VmxPlace): VmxSerialPort[] =>
  indicesOf(document, 'serial').map((index) => ({
    index,
    present: vmx.boolean(`serial${index}.present`, false),
    startConnected: vmx.boolean(`serial${index}.startConnected`, true),
    yieldOnMsrRead: vmx.boolean(`serial${index}.yieldOnMsrRead`, false),
    backing: readSerialBacking(`serial${index}`, vmx, place),
  }))

function readSerialBacking(prefix: string, vmx: VmxReader, place: VmxPlace): VmxSerialBacking {
  const fileType = vmx.raw(`${prefix}.fileType`)?.toLowerCase() ?? 'device'
  const fileName = vmx.raw(`${prefix}.fileName`)
  switch (fileType) {
    case 'device':
      return { kind: 'device', path: fileName }
    case 'file':
      if (fileName === undefined) return { kind: 'odd', because: `${prefix}.fileName is missing.` }
      return { kind: 'file', source: resolveVmxFileName(fileName, place) }
    case 'pipe': {
      if (fileName === undefined) return { kind: 'odd', because: `${prefix}.fileName is missing.` }
      const tryNoRxLoss = vmx.boolean(`${prefix}.tryNoRxLoss`, false)
      return { kind: 'pipe', path: fileName, endPoint: vmx.raw(`${prefix}.pipe.endPoint`), tryNoRxLoss }
    }
    case 'network':
      return readNetwork(prefix, fileName ?? '', vmx)
    case 'thinprint':
      return { kind: 'printing' }
    default:
      return { kind: 'odd', because: `"${fileType}" is no type of serial port that is known.` }
  }
}

function readNetwork(prefix: string, uri: string, vmx: VmxReader): VmxSerialBacking {
  const key = `${prefix}.network.endPoint`
  const written = vmx.raw(key)
  const word = written?.toLowerCase() ?? 'server'
  const endPoint: Read<'server' | 'client'> =
    word === 'server' || word === 'client'
      ? { odd: false, key, value: word, ...withoutUndefined({ raw: written }) }
      : odd(key, written ?? '', 'It has to be server or client.')
  const parsed = parseServiceUri(uri)
  const isUnusable = !parsed.ok && parsed.fault === 'form'
  const libvirt = isUnusable ? 'null' : parsed.ok && !endPoint.odd ? 'tcp' : 'refused'
  return { kind: 'network', uri, parsed, endPoint, proxy: vmx.raw(`${prefix}.vspc`), libvirt }
}

export const readParallelPorts = (document: VmxDocument, vmx: VmxReader, place: VmxPlace): VmxParallelPort[] =>
  indicesOf(document, 'parallel').map((index) => ({
    index,
    present: vmx.boolean(`parallel${index}.present`, false),
    backing: readParallelBacking(`parallel${index}`, vmx, place),
    bidirectional: vmx.boolean(`parallel${index}.bidirectional`, false),
  }))

function readParallelBacking(prefix: string, vmx: VmxReader, place: VmxPlace): VmxParallelPort['backing'] {
  const fileType = vmx.raw(`${prefix}.fileType`)
  const fileName = vmx.raw(`${prefix}.fileName`)
  if (fileType === undefined || fileName === undefined) {
    return { kind: 'odd', because: `${prefix} needs both fileType and fileName.` }
  }
  if (fileType.toLowerCase() === 'device') return { kind: 'device', path: fileName }
  if (fileType.toLowerCase() === 'file') return { kind: 'file', source: resolveVmxFileName(fileName, place) }
  return { kind: 'odd', because: `"${fileType}" is no type of parallel port that is known.` }
}
