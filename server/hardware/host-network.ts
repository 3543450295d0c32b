import { compareNames } from '@/lib/names/inventory-name'
import type { PhysicalNic, PortGroup, VirtualSwitch } from '@/lib/hardware/host-detail'
import { withoutUndefined } from '@/lib/without-undefined'
import { asBoolean, asList, asNumber, asObject, asText, type WireObject } from '../vsphere/wire-value'

export const readPnics = (pnics: readonly WireObject[]): PhysicalNic[] =>
  pnics
    .flatMap((pnic): PhysicalNic[] => {
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
            link: mbps === undefined ? undefined : { mbps, duplex: asBoolean(link?.duplex) ?? true },
          }),
        },
      ]
    })
    .sort((a, b) => compareNames(a.device, b.device))

/** @param pnics of the same host: switches name their uplinks by key. */
export function readSwitches(
  standard: readonly WireObject[],
  distributed: readonly WireObject[],
  pnics: readonly WireObject[],
): VirtualSwitch[] {
  const deviceByKey = new Map(pnics.map(({ key, device }) => [asText(key), asText(device)]))
  const read = (one: WireObject, name: string | undefined, isStandard: boolean): VirtualSwitch[] => {
    if (name === undefined) return []
    const uplinks = asList(one.pnic).flatMap((key) => deviceByKey.get(asText(key)) ?? asText(key) ?? [])
    return [
      {
        name,
        standard: isStandard,
        uplinks: uplinks.sort(compareNames),
        ...withoutUndefined({
          mtu: asNumber(one.mtu),
          ports: asNumber(one.numPorts),
          portsAvailable: asNumber(one.numPortsAvailable),
        }),
      },
    ]
  }
  return [
    ...standard.flatMap((one) => read(one, asText(one.name), true)),
    ...distributed.flatMap((one) => read(one, asText(one.dvsName), false)),
  ].sort((a, b) => compareNames(a.name, b.name))
}

export const readPortGroups = (groups: readonly WireObject[]): PortGroup[] =>
  groups
    .flatMap((group): PortGroup[] => {
      const spec = asObject(group.spec)
      const name = asText(spec?.name)
      if (name === undefined) return []
      return [
        { name, switchName: asText(spec?.vswitchName) ?? '', ...withoutUndefined({ vlan: asNumber(spec?.vlanId) }) },
      ]
    })
    .sort((a, b) => compareNames(a.name, b.name))
