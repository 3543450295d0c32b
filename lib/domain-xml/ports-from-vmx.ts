import { assertNever } from '../assert-never'
import type { VmxParallelPort, VmxSerialBacking } from '../vmx/ports'
import type { VmxView } from '../vmx/vmx-view'
import { element, type XmlElement } from './element'
import { fileText } from './file-text'
import type { Reading } from './reading'

/** Serial ports 0 to 3 and parallel ports 0 to 2 as libvirt describes them, with the console that it makes of the first. */
export function portsAsXml(view: VmxView, reading: Reading): XmlElement[] {
  const serial = view.serialPorts
    .filter(({ index, present }) => index < 4 && reading.value(present))
    .flatMap(({ index, backing, startConnected }) => {
      reading.value(startConnected)
      const described = serialAsXml(`serial${index}`, backing, reading)
      return described ? { index, ...described } : []
    })
  const parallel = view.parallelPorts
    .filter(({ index, present }) => index < 3 && reading.value(present))
    .flatMap((port) => parallelAsXml(port, reading) ?? [])
  const [first] = serial
  return [
    ...serial.map(({ index, type, elements }) =>
      element('serial', { type }, elements, element('target', { port: index })),
    ),
    ...parallel,
    ...(first
      ? [
          element(
            'console',
            { type: first.type },
            first.elements,
            element('target', { type: 'serial', port: first.index }),
          ),
        ]
      : []),
  ]
}

type Described = { type: string; elements: XmlElement[] }

function serialAsXml(prefix: string, backing: VmxSerialBacking, reading: Reading): Described | undefined {
  const path = (type: string, text: string | undefined): Described => ({
    type,
    elements: text === undefined ? [] : [element('source', { path: text })],
  })
  switch (backing.kind) {
    case 'device':
      return path('dev', backing.path)
    case 'file':
      return path('file', fileText(backing.source, `${prefix}.fileName`, reading))
    case 'pipe':
      return path('pipe', backing.path)
    case 'network':
      return networkAsXml(prefix, backing, reading)
    case 'printing':
      reading.refuse(`${prefix}.fileType: libvirt does not know "thinprint".`)
      return undefined
    case 'odd':
      reading.refuse(`${prefix}: ${backing.because}`)
      return undefined
    default:
      return assertNever(backing, 'backing of a serial port')
  }
}

const protocols = { raw: 'raw', tls: 'tls', telnet: 'telnet', telnets: 'telnets' } as const

function networkAsXml(
  prefix: string,
  { parsed, endPoint, libvirt }: Extract<VmxSerialBacking, { kind: 'network' }>,
  reading: Reading,
): Described | undefined {
  // Behind a concentrator the URI is any name: from libvirt 9.1 on such a port leads nowhere.
  if (libvirt === 'null') return { type: 'null', elements: [] }
  const end = reading.value(endPoint)
  if (!parsed.ok) {
    reading.refuse(`${prefix}.fileName: ${parsed.because}`)
    return undefined
  }
  const { host, service, protocol } = parsed.uri
  return {
    type: 'tcp',
    elements: [
      element('source', { mode: end === 'client' ? 'connect' : 'bind', host, service }),
      element('protocol', { type: protocols[protocol] }),
    ],
  }
}

function parallelAsXml({ index, backing }: VmxParallelPort, reading: Reading): XmlElement | undefined {
  const target = element('target', { port: index })
  switch (backing.kind) {
    case 'device':
      return element('parallel', { type: 'dev' }, element('source', { path: backing.path }), target)
    case 'file': {
      const path = fileText(backing.source, `parallel${index}.fileName`, reading)
      return element('parallel', { type: 'file' }, element('source', { path }), target)
    }
    case 'odd':
      reading.refuse(`parallel${index}: ${backing.because}`)
      return undefined
    default:
      return assertNever(backing, 'backing of a parallel port')
  }
}
