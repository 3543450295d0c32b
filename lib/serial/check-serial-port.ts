import { assertNever } from '../assert-never'
import { fileOf, splitDatastorePath } from '../names/datastore-path'
import { checkDatastorePath } from '../names/name-checks'
import { parseServiceUri } from './service-uri'
import type { Direction, SerialBacking } from './serial-port'

/** One thing that the host would refuse, or that would not work, with the field it belongs to. */
export type SerialFinding = {
  field: 'fileName' | 'deviceName' | 'pipeName' | 'serviceUri' | 'proxyUri' | 'backing'
  /** `error`: the host refuses it or cannot connect. `warning`: it is accepted, but think again. */
  weight: 'error' | 'warning'
  because: string
}

const error = (field: SerialFinding['field'], because: string): SerialFinding => ({ field, weight: 'error', because })
const warning = (field: SerialFinding['field'], because: string): SerialFinding => ({
  field,
  weight: 'warning',
  because,
})

/**
 * Checks a port before it is sent. No findings of weight `error` means that the host takes it.
 * @param datastores names as stored, of the datastores that there are, where they are known.
 */
export function checkSerialBacking(backing: SerialBacking, datastores: readonly string[] = []): SerialFinding[] {
  switch (backing.kind) {
    case 'file':
      return checkFile(backing.fileName, datastores)
    case 'device':
      if (backing.autoDetect || backing.deviceName.trim() !== '') return []
      return [error('deviceName', 'The host device is missing, such as /dev/char/serial/uart0.')]
    case 'pipe':
      if (backing.pipeName.trim() !== '') return []
      return [error('pipeName', 'The name of the pipe is missing.')]
    case 'network':
      return backing.proxyUri === undefined
        ? checkDirect(backing.serviceUri, backing.direction)
        : checkProxied(backing.serviceUri, backing.proxyUri)
    case 'printing':
      return []
    case 'unknown':
      return [error('backing', `A backing of type ${backing.type} cannot be sent from here.`)]
    default:
      return assertNever(backing, 'serial backing')
  }
}

function checkFile(fileName: string, datastores: readonly string[]): SerialFinding[] {
  if (fileName.trim() === '')
    return [error('fileName', 'The output file is missing, such as [datastore1] vm/serial.log.')]
  const split = splitDatastorePath(fileName, datastores)
  if (!split.ok) return [error('fileName', split.because)]
  if (fileOf(split.path) === '')
    return [error('fileName', 'The path ends with a folder; the name of a file is missing.')]
  const path = checkDatastorePath(split)
  return path.ok ? [] : [error('fileName', path.because)]
}

function checkDirect(serviceUri: string, direction: Direction): SerialFinding[] {
  const parsed = parseServiceUri(serviceUri)
  if (!parsed.ok) return [error('serviceUri', parsed.because)]
  const { uri } = parsed
  const findings: SerialFinding[] = []
  if (direction === 'client' && uri.host === '') {
    findings.push(error('serviceUri', 'A client needs the host it connects to: protocol://host:port.'))
  }
  if (direction === 'server' && uri.host !== '') {
    const because = `A server listens on its own host: leave the host empty, or "${uri.host}" has to be an address of it.`
    findings.push(warning('serviceUri', because))
  }
  const isIpv6 = uri.host.includes(':')
  const isIpv4 = /^\d+\.\d+\.\d+\.\d+$/.test(uri.host)
  if ((uri.ip === 4 && isIpv6) || (uri.ip === 6 && isIpv4)) {
    findings.push(error('serviceUri', `${uri.scheme} is for IPv${uri.ip} only, and ${uri.host} is not.`))
  }
  return [...findings, ...checkParameters('serviceUri', uri.protocol === 'raw', uri.parameters)]
}

function checkProxied(serviceUri: string, proxyUri: string): SerialFinding[] {
  const findings: SerialFinding[] = []
  if (serviceUri.trim() === '') {
    const because = 'The concentrator needs a service name. It can be any that both sides agreed on, such as vSPC.py.'
    findings.push(error('serviceUri', because))
  }
  const parsed = parseServiceUri(proxyUri)
  if (!parsed.ok) return [...findings, error('proxyUri', parsed.because)]
  const { uri } = parsed
  if (uri.protocol !== 'telnet' && uri.protocol !== 'telnets') {
    findings.push(error('proxyUri', 'A concentrator is reached with telnet:// or telnets://.'))
  }
  if (uri.host === '') findings.push(error('proxyUri', 'The host of the concentrator is missing.'))
  return [...findings, ...checkParameters('proxyUri', uri.protocol === 'raw', uri.parameters)]
}

function checkParameters(
  field: 'serviceUri' | 'proxyUri',
  isRaw: boolean,
  parameters: ReadonlyMap<string, string>,
): SerialFinding[] {
  const verifies = ['thumbprint', 'peerName', 'verify', 'certificate'].some((name) => parameters.has(name))
  if (isRaw && verifies) return [error(field, 'A certificate cannot be verified on an unencrypted connection.')]
  return []
}
