import { compareNames } from '@/lib/names/inventory-name'
import type { HostNetwork, PhysicalNic, PortGroup, VirtualSwitch } from '@/lib/hardware/host-detail'
import { withoutUndefined } from '@/lib/without-undefined'
import {
  asBoolean,
  asNumber,
  asObject,
  asObjects,
  asText,
  readList,
  readTexts,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'

/**
 * A host's network from `config.network`: a part that is unset is empty.
 * @param told gives a part by its name. @returns undefined where one part cannot be read.
 */
export function readNetwork(told: (part: string) => WireValue | undefined): HostNetwork | undefined {
  const part = <T>(name: string, read: (one: WireObject) => T[]) => {
    const value = told(name)
    return value === undefined ? [] : readList(value, read)
  }
  const deviceByKey = new Map(asObjects(told('pnic')).map(({ key, device }) => [asText(key), asText(device)]))
  const pnics = part('pnic', readPnic)
  const standard = part('vswitch', (one) => readSwitch(one, asText(one.name), true, deviceByKey))
  const distributed = part('proxySwitch', (one) => readSwitch(one, asText(one.dvsName), false, deviceByKey))
  const portGroups = part('portgroup', readPortGroup)
  if (!pnics || !standard || !distributed || !portGroups) return undefined
  return {
    pnics: pnics.sort((a, b) => compareNames(a.device, b.device)),
    switches: [...standard, ...distributed].sort((a, b) => compareNames(a.name, b.name)),
    portGroups: portGroups.sort((a, b) => compareNames(a.name, b.name)),
  }
}

function readPnic(pnic: WireObject): PhysicalNic[] {
  const device = asText(pnic.device)
  if (device === undefined) return []
  const link = asObject(pnic.linkSpeed)
  const mbps = asNumber(link?.speedMb)
  return [
    {
      device,
      ...withoutUndefined({
        mac: asText(pnic.mac),
        driver: asText(pnic.driver),
        pci: asText(pnic.pci),
        link: mbps === undefined ? undefined : { mbps, ...withoutUndefined({ duplex: asBoolean(link?.duplex) }) },
      }),
    },
  ]
}

/** @param deviceByKey of the adapters of the same host: switches name their uplinks by key. */
function readSwitch(
  one: WireObject,
  name: string | undefined,
  isStandard: boolean,
  deviceByKey: ReadonlyMap<string | undefined, string | undefined>,
): VirtualSwitch[] {
  if (name === undefined) return []
  const uplinks = one.pnic === undefined ? [] : readTexts(one.pnic)?.map((key) => deviceByKey.get(key) ?? key)
  return [
    {
      name,
      standard: isStandard,
      ...withoutUndefined({
        uplinks: uplinks?.sort(compareNames),
        mtu: asNumber(one.mtu),
        ports: asNumber(one.numPorts),
        portsAvailable: asNumber(one.numPortsAvailable),
      }),
    },
  ]
}

function readPortGroup(group: WireObject): PortGroup[] {
  const spec = asObject(group.spec)
  const name = asText(spec?.name)
  if (name === undefined) return []
  return [{ name, switchName: asText(spec?.vswitchName) ?? '', ...withoutUndefined({ vlan: asNumber(spec?.vlanId) }) }]
}
