import { encodeVmxValue } from '../names/byte-escape'
import { uuidForVmx } from '../names/uuid'
import { mostNics, nicModels } from '../vmx/ethernet'
import { macKeys, parseMac } from '../vmx/mac-address'
import type { XmlElement } from './element'
import type { Taking, VmxLine, WritingContext } from './taking'

/** Network adapters of a domain XML as the keys of a VMX. Without a MAC address the host makes one up. */
export function nicsOfXml(devices: XmlElement | undefined, { taking, hardwareVersion }: WritingContext): VmxLine[] {
  const nics = taking.children(devices, 'interface')
  const most = mostNics(hardwareVersion)
  if (nics.length > most) {
    taking.refuse(`${nics.length} network adapters are more than virtual hardware ${hardwareVersion} has: ${most}.`)
  }
  return nics.flatMap((nic, index) =>
    [
      ['present', 'true'] as const,
      ...modelKeys(nic, taking),
      ...connectionKeys(nic, taking),
      ...addressKeys(nic, taking),
    ].map(([key, value]): VmxLine => [`ethernet${index}.${key}`, value]),
  )
}

type Keys = (readonly [key: string, value: string])[]

function modelKeys(nic: XmlElement, taking: Taking): Keys {
  const model = taking.attribute(taking.child(nic, 'model'), 'type')
  if (model === undefined) return []
  const word = nicModels.find((each) => each === model.toLowerCase())
  if (word === undefined || word === 'vrdma') {
    taking.refuse(`The adapter model "${model}" is none of vlance, vmxnet, vmxnet2, vmxnet3, e1000, e1000e.`)
    return []
  }
  return word === 'vmxnet2'
    ? [
        ['virtualDev', 'vmxnet'],
        ['features', '15'],
      ]
    : [['virtualDev', word]]
}

function connectionKeys(nic: XmlElement, taking: Taking): Keys {
  const type = taking.attribute(nic, 'type') ?? ''
  switch (type) {
    case 'bridge':
      return bridgeKeys(nic, taking)
    case 'user':
      return [['connectionType', 'nat']]
    case 'null':
      return []
    case 'vds':
      return switchKeys(taking.child(nic, 'source'), taking)
    default:
      taking.refuse(`A network adapter of the type "${type}" has no form in a VMX: it is bridge, user, vds or null.`)
      return []
  }
}

function bridgeKeys(nic: XmlElement, taking: Taking): Keys {
  const network = taking.attribute(taking.child(nic, 'source'), 'bridge')
  if (network === undefined) {
    taking.refuse('A network adapter of the type "bridge" names no network.')
    return []
  }
  const name = ['networkName', encodeVmxValue(network)] as const
  const dev = nic.children.find((child) => child.name === 'target')?.attributes['dev']
  // libvirt takes names that start so for ones that it has made up itself.
  if (dev === undefined || dev.startsWith('vnet')) return [name, ['connectionType', 'bridged']]
  taking.attribute(taking.child(nic, 'target'), 'dev')
  return [name, ['connectionType', 'custom'], ['vnet', encodeVmxValue(dev)]]
}

function switchKeys(source: XmlElement | undefined, taking: Taking): Keys {
  const id = uuidForVmx(taking.attribute(source, 'switchid') ?? '')
  if (id === undefined) {
    taking.refuse('A network adapter on a distributed switch has no UUID of it.')
    return []
  }
  const number = (name: string) => {
    const text = taking.attribute(source, name) ?? '0'
    if (!/^-?\d{1,18}$/.test(text)) taking.refuse(`"${text}" is no ${name} of a distributed switch.`)
    return text
  }
  return [
    ['dvs.switchId', id],
    ['dvs.portId', number('portid')],
    ['dvs.portgroupId', encodeVmxValue(taking.attribute(source, 'portgroupid') ?? '')],
    ['dvs.connectionId', number('connectionid')],
  ]
}

function addressKeys(nic: XmlElement, taking: Taking): Keys {
  const mac = taking.child(nic, 'mac')
  const text = taking.attribute(mac, 'address')
  if (text === undefined) return [['addressType', 'generated']]
  const type = taking.attribute(mac, 'type')
  const check = taking.attribute(mac, 'check')
  const address = text.includes('-') ? undefined : parseMac(text)
  const keys =
    address === undefined
      ? undefined
      : macKeys(address, {
          ...(type === 'generated' || type === 'static' ? { type } : {}),
          ...(check === 'yes' || check === 'no' ? { check: check === 'yes' } : {}),
        })
  if (keys === undefined) taking.refuse(`"${text}" is no MAC address.`)
  return Object.entries(keys ?? {})
}
