import { parseUuid } from '../names/uuid'
import type { VmxDocument } from './document'
import { macRange, parseMac, type MacRange } from './mac-address'
import { odd, refine, valueOr, type Read, type VmxReader } from './value-reader'

/** The NICs of a VMX. */

export const nicModels = ['vlance', 'vmxnet', 'vmxnet2', 'vmxnet3', 'e1000', 'e1000e', 'vrdma'] as const
export type NicModel = (typeof nicModels)[number]

export type NicConnection =
  /** Without a network the adapter is on the first of a hosted product: its vmnet0. */
  | { to: 'bridge'; network: string | undefined }
  | { to: 'custom'; network: string; vnet: string }
  | { to: 'nat' }
  | { to: 'host only' }
  | { to: 'nothing' }
  | {
      to: 'distributed switch'
      switchId: string
      portgroupId: string | undefined
      portId: number
      connectionId: number
    }
  | { to: 'odd'; because: string }

export type VmxNic = {
  /** The number in `ethernet0`. */
  index: number
  present: Read<boolean>
  model: Read<NicModel | undefined>
  mac: Read<string | undefined>
  macRange: MacRange | undefined
  addressType: string | undefined
  /** Undefined when the file does not say; only exactly `true` counts as yes. */
  checkMac: boolean | undefined
  connection: NicConnection
  /** An NSX segment, which libvirt leaves out: it falls back to the network's name. */
  opaqueNetworkId: string | undefined
}

export type VmxEthernet = {
  nics: VmxNic[]
  /** Keys that start with `ethernet` and go on with no number and dot: libvirt refuses the whole file for one. */
  oddKeys: { key: string; line: number }[]
}

/** How many NICs can be written: four up to virtual hardware 6, ten from 7 on. */
export const mostNics = (hardwareVersion: number): number => (hardwareVersion < 7 ? 4 : 10)

export function readEthernet(document: VmxDocument, vmx: VmxReader): VmxEthernet {
  const indices = new Set<number>()
  const oddKeys: VmxEthernet['oddKeys'] = []
  for (const { key, line } of document.entries) {
    if (!/^ethernet/i.test(key)) continue
    const index = /^ethernet(\d{1,9})\./i.exec(key)?.[1]
    if (index === undefined) oddKeys.push({ key, line })
    else indices.add(Number(index))
  }
  const nics = Array.from(indices)
    .sort((a, b) => a - b)
    .map((index) => readNic(index, vmx))
  return { nics, oddKeys }
}

function readNic(index: number, vmx: VmxReader): VmxNic {
  const prefix = `ethernet${index}`
  const mac = readMac(prefix, vmx)
  const known = valueOr(mac, undefined)
  const check = vmx.raw(`${prefix}.checkMACAddress`)
  return {
    index,
    present: vmx.boolean(`${prefix}.present`, false),
    model: readModel(prefix, vmx),
    mac,
    macRange: known === undefined ? undefined : macRange(known),
    addressType: vmx.raw(`${prefix}.addressType`),
    checkMac: check === undefined ? undefined : check === 'true',
    connection: readConnection(prefix, vmx),
    opaqueNetworkId: vmx.raw(`${prefix}.opaqueNetwork.id`),
  }
}

/** `vmxnet` with the feature bits 15 is what was sold as vmxnet2. */
function readModel(prefix: string, vmx: VmxReader): Read<NicModel | undefined> {
  const features = valueOr(vmx.integer(`${prefix}.features`, 0), 0)
  const written = nicModels.filter((model) => model !== 'vmxnet2')
  return refine<NicModel | undefined, NicModel | undefined>(
    vmx.word<NicModel>(`${prefix}.virtualDev`, written, undefined),
    (model) => ({ value: model === 'vmxnet' && features === 15 ? 'vmxnet2' : model }),
  )
}

function readMac(prefix: string, vmx: VmxReader): Read<string | undefined> {
  const type = vmx.raw(`${prefix}.addressType`)
  const lower = type?.toLowerCase()
  if (lower !== undefined && lower !== 'generated' && lower !== 'vpx' && lower !== 'static') {
    return odd(`${prefix}.addressType`, type ?? '', 'It has to be generated, vpx or static.')
  }
  const key = lower === 'static' ? `${prefix}.address` : `${prefix}.generatedAddress`
  return refine<string | undefined, string | undefined>(vmx.text(key), (text) => {
    if (text === undefined) return { value: undefined }
    const value = parseMac(text)
    return value === undefined ? { why: 'It is no MAC address.' } : { value }
  })
}

function readConnection(prefix: string, vmx: VmxReader): NicConnection {
  const switchId = vmx.raw(`${prefix}.dvs.switchId`)
  if (switchId !== undefined) return readDistributed(prefix, switchId, vmx)
  const type = vmx.raw(`${prefix}.connectionType`)?.toLowerCase()
  const network = vmx.raw(`${prefix}.networkName`)
  const vnet = vmx.raw(`${prefix}.vnet`)
  switch (type) {
    case undefined:
      return network === undefined ? { to: 'nothing' } : { to: 'bridge', network }
    case 'bridged':
      return { to: 'bridge', network }
    case 'custom':
      if (network !== undefined && vnet !== undefined) return { to: 'custom', network, vnet }
      return { to: 'odd', because: `"custom" needs both ${prefix}.networkName and ${prefix}.vnet.` }
    case 'nat':
      return { to: 'nat' }
    case 'hostonly':
      return { to: 'host only' }
    default:
      return { to: 'odd', because: `The connection type "${type}" is none that is known.` }
  }
}

function readDistributed(prefix: string, switchText: string, vmx: VmxReader): NicConnection {
  const switchId = parseUuid(switchText)
  const portId = vmx.integer(`${prefix}.dvs.portId`, 0)
  const connectionId = vmx.integer(`${prefix}.dvs.connectionId`, 0)
  if (switchId === undefined) return { to: 'odd', because: `${prefix}.dvs.switchId is no UUID.` }
  if (portId.odd || connectionId.odd) return { to: 'odd', because: 'The port or connection id is no number.' }
  const portgroupId = vmx.raw(`${prefix}.dvs.portgroupId`)
  return { to: 'distributed switch', switchId, portgroupId, portId: portId.value, connectionId: connectionId.value }
}
