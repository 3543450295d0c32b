import { assertNever } from '../assert-never'
import type { VmxDocument } from '../vmx/document'
import type { NicConnection, VmxNic } from '../vmx/ethernet'
import { vmxReader } from '../vmx/value-reader'
import type { VmxView } from '../vmx/vmx-view'
import { element, type XmlElement } from './element'
import type { Reading } from './reading'

/** Network adapters as libvirt describes them. */
export function nicsAsXml(document: VmxDocument, { ethernet }: VmxView, reading: Reading): XmlElement[] {
  const vmx = vmxReader(document)
  for (const { key } of ethernet.oddKeys) reading.refuse(`${key}: There is no number behind "ethernet".`)
  return ethernet.nics.flatMap((nic) => {
    if (!reading.value(nic.present)) return []
    // Domain XML does not say it, but libvirt reads it.
    reading.value(vmx.boolean(`ethernet${nic.index}.startConnected`, true))
    return nicAsXml(nic, reading)
  })
}

function nicAsXml(nic: VmxNic, reading: Reading): XmlElement {
  const { connection, addressType, checkMac } = nic
  const model = reading.value(nic.model)
  if (model === 'vrdma') reading.refuse(`ethernet${nic.index}.virtualDev: libvirt does not know "vrdma".`)
  const type = addressType?.toLowerCase()
  const named = connectionAsXml(nic, connection, reading)
  return element(
    'interface',
    { type: named.type },
    element('mac', {
      address: reading.value(nic.mac) ?? '00:00:00:00:00:00',
      type: type === 'vpx' ? 'generated' : type === 'generated' || type === 'static' ? type : undefined,
      check: checkMac === undefined ? undefined : checkMac ? 'yes' : 'no',
    }),
    ...named.elements,
    model === undefined ? undefined : element('model', { type: model }),
  )
}

function connectionAsXml({ index }: VmxNic, connection: NicConnection, reading: Reading) {
  const prefix = `ethernet${index}`
  const as = (type: string, ...elements: XmlElement[]) => ({ type, elements })
  switch (connection.to) {
    case 'bridge':
      if (connection.network === undefined) {
        reading.refuse(`${prefix}.networkName: It is missing; a bridged adapter has it.`)
        return as('null')
      }
      return as('bridge', element('source', { bridge: connection.network }))
    case 'custom':
      return as(
        'bridge',
        element('source', { bridge: connection.network }),
        element('target', { dev: connection.vnet }),
      )
    case 'nat':
      return as('user')
    case 'nothing':
      return as('null')
    case 'host only':
      reading.refuse(`${prefix}.connectionType: libvirt does not know "hostonly".`)
      return as('null')
    case 'distributed switch': {
      const { switchId, portId, portgroupId, connectionId } = connection
      const source = { switchid: switchId, portid: portId, portgroupid: portgroupId, connectionid: connectionId }
      return as('vds', element('source', source))
    }
    case 'odd':
      reading.refuse(`${prefix}: ${connection.because}`)
      return as('null')
    default:
      return assertNever(connection, 'connection of an adapter')
  }
}
