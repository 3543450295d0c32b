import { encodeVmxValue } from '../names/byte-escape'
import type { XmlElement } from './element'
import { fileValue } from './file-text'
import type { VmxLine, WritingContext } from './taking'

/** Serial and parallel ports of a domain XML as the keys of a VMX. */
export function portsOfXml(devices: XmlElement | undefined, context: WritingContext): VmxLine[] {
  const { taking } = context
  const serials = taking.children(devices, 'serial')
  // The console of a domain is its first serial port, told a second time; alone it stands for one.
  const consoles = devices?.children.filter(({ name }) => name === 'console') ?? []
  if (serials.length > 0) taking.whole(devices, 'console')
  const ports = serials.length > 0 ? serials : consoles.slice(0, 1)
  if (serials.length === 0) taking.children(devices, 'console')
  return [
    ...numbered(ports, 4, 'Serial', context).flatMap(({ index, port }) => serialLines(`serial${index}`, port, context)),
    ...numbered(taking.children(devices, 'parallel'), 3, 'Parallel', context).flatMap(({ index, port }) =>
      parallelLines(`parallel${index}`, port, context),
    ),
  ]
}

/** A port without a number gets the next one. */
function numbered(ports: readonly XmlElement[], most: number, word: string, { taking }: WritingContext) {
  let next = 0
  const given = ports.map((port) => {
    const target = taking.child(port, 'target')
    taking.usual(target, 'type', 'serial', 'isa-serial')
    const index = Number(taking.attribute(target, 'port') ?? next)
    next = index + 1
    return { index, port }
  })
  const indices = given.map(({ index }) => index)
  if (new Set(indices).size < indices.length) taking.refuse(`Two ${word.toLowerCase()} ports have one number.`)
  const beyond = indices.find((index) => !(index < most))
  if (beyond !== undefined)
    taking.refuse(`${word} ports go from 0 to ${most - 1}; there is none with the number ${beyond}.`)
  return given
}

function serialLines(prefix: string, port: XmlElement, context: WritingContext): VmxLine[] {
  const { taking, place } = context
  const type = taking.attribute(port, 'type') ?? ''
  const source = taking.child(port, 'source')
  const path = () => taking.attribute(source, 'path') ?? ''
  const make = (fileType: string, fileName: string, ...more: VmxLine[]): VmxLine[] => [
    ['present', 'true'],
    ['fileType', fileType],
    ['fileName', fileName],
    ...more,
    ['yieldOnMsrRead', 'true'],
  ]
  const keys = (): VmxLine[] => {
    switch (type) {
      case 'dev':
        return make('device', encodeVmxValue(path()))
      case 'file':
        return make('file', fileValue(path(), place, taking))
      case 'pipe':
        return make('pipe', encodeVmxValue(path()), ['pipe.endPoint', 'client'], ['tryNoRxLoss', 'false'])
      case 'tcp':
        return make('network', ...networkKeys(port, source, context))
      case 'null':
        taking.drop(`devices/serial ${prefix}`, 'A port that leads nowhere has no form in a VMX.')
        return []
      default:
        taking.refuse(`A serial port of the type "${type}" has no form in a VMX: it is dev, file, pipe or tcp.`)
        return []
    }
  }
  return keys().map(([key, value]) => [`${prefix}.${key}`, value])
}

const schemes: Readonly<Record<string, string>> = { raw: 'tcp', telnet: 'telnet', telnets: 'telnets', tls: 'ssl' }

function networkKeys(
  port: XmlElement,
  source: XmlElement | undefined,
  { taking }: WritingContext,
): [string, ...VmxLine[]] {
  const host = taking.attribute(source, 'host')
  const service = taking.attribute(source, 'service')
  const protocol = taking.attribute(taking.child(port, 'protocol'), 'type') ?? 'raw'
  const scheme = schemes[protocol]
  const mode = taking.attribute(source, 'mode') ?? 'connect'
  if (scheme === undefined)
    taking.refuse(`A serial port speaks "${protocol}", which is none of ${Object.keys(schemes).join(', ')}.`)
  if (host === undefined || service === undefined)
    taking.refuse('A serial port on the network names no host or no service.')
  // libvirt leaves the brackets out, and cannot read the file then.
  const shown = host?.includes(':') ? `[${host}]` : (host ?? '')
  const uri = encodeVmxValue(`${scheme ?? ''}://${shown}:${service ?? ''}`)
  return [uri, ['network.endPoint', mode === 'connect' ? 'client' : 'server']]
}

function parallelLines(prefix: string, port: XmlElement, { taking, place }: WritingContext): VmxLine[] {
  const type = taking.attribute(port, 'type') ?? ''
  const path = taking.attribute(taking.child(port, 'source'), 'path') ?? ''
  if (type !== 'dev' && type !== 'file') {
    taking.refuse(`A parallel port of the type "${type}" has no form in a VMX: it is dev or file.`)
    return []
  }
  return [
    [`${prefix}.present`, 'true'],
    [`${prefix}.fileType`, type === 'dev' ? 'device' : 'file'],
    [`${prefix}.fileName`, type === 'dev' ? encodeVmxValue(path) : fileValue(path, place, taking)],
  ]
}
