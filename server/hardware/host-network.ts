import type {
  HostNetwork,
  NetworkPolicy,
  PhysicalNic,
  PortGroup,
  VirtualSwitch,
  VmkernelAdapter,
} from '@/lib/hardware/host-network'
import { compareNames } from '@/lib/names/inventory-name'
import { withoutUndefined } from '@/lib/without-undefined'
import {
  asBoolean,
  asNumber,
  asObject,
  asObjects,
  asText,
  readPart,
  readWhole,
  readWholeTexts,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'

/**
 * A host's network from `config.network`: a part that is unset is empty.
 * @param told gives a part by its name. @param services what runs over each VMkernel adapter; undefined: not told.
 * @returns undefined where nothing of one part can be read.
 */
export function readNetwork(
  told: (part: string) => WireValue | undefined,
  services: ServicesOf | undefined,
): HostNetwork | undefined {
  let unread = 0
  const part = <T>(name: string, read: (one: WireObject) => T[]) => {
    const value = told(name)
    const found = value === undefined ? { items: [], unread: 0 } : readPart(value, read)
    unread += found?.unread ?? 0
    return found?.items
  }
  const deviceByKey = new Map(asObjects(told('pnic')).map(({ key, device }) => [asText(key), asText(device)]))
  const pnics = part('pnic', readPnic)
  const standard = part('vswitch', (one) => readSwitch(one, asText(one.name), true, deviceByKey))
  const distributed = part('proxySwitch', (one) => readSwitch(one, asText(one.dvsName), false, deviceByKey))
  const portGroups = part('portgroup', readPortGroup)
  if (!pnics || !standard || !distributed || !portGroups) return undefined
  const keys = new Set(asObjects(told('vnic')).flatMap(({ key }) => asText(key) ?? []))
  const vmkernels = readWhole(told('vnic'), (one) => readVmkernel(one, keys, services))
  return {
    pnics: pnics.sort((a, b) => compareNames(a.device, b.device)),
    switches: [...standard, ...distributed].sort((a, b) => compareNames(a.name, b.name)),
    portGroups: portGroups.sort((a, b) => compareNames(a.name, b.name)),
    ...withoutUndefined({
      unread: unread || undefined,
      vmkernels: vmkernels?.sort((a, b) => compareNames(a.device, b.device)),
    }),
  }
}

/** @returns what runs over a VMkernel adapter, by its key; undefined: not known. `keys`: of all adapters of the host. */
export type ServicesOf = (key: string, keys: ReadonlySet<string>) => string[] | undefined

/**
 * `config.virtualNicManagerInfo`. A service names the adapters that carry it by `<service>.<key>`, or by the key alone.
 * @returns undefined where it cannot be read for all services.
 */
export function readServices(value: WireValue | undefined): ServicesOf | undefined {
  const configs = readWhole(asObject(value)?.netConfig, ({ nicType, selectedVnic }) => {
    const service = asText(nicType)
    const selected = selectedVnic === undefined ? [] : readWholeTexts(selectedVnic)
    return service === undefined || !selected ? [] : [{ service, selected }]
  })
  if (!configs) return undefined
  return (key, keys) => {
    const carried = configs.flatMap(({ service, selected }) =>
      selected.some((one) => one === key || one === `${service}.${key}`) ? [service] : [],
    )
    // A service may name an adapter by something that is no key here: that this one carries nothing is not known then.
    const isNamed = ({ service, selected }: (typeof configs)[number]) =>
      selected.every(
        (one) => keys.has(one) || (one.startsWith(`${service}.`) && keys.has(one.slice(service.length + 1))),
      )
    return carried.length > 0 || configs.every(isNamed) ? carried : undefined
  }
}

function readVmkernel(nic: WireObject, keys: ReadonlySet<string>, services: ServicesOf | undefined): VmkernelAdapter[] {
  const [device, key] = [asText(nic.device), asText(nic.key)]
  if (device === undefined) return []
  const spec = asObject(nic.spec)
  const portGroup = asText(nic.portgroup) || asText(spec?.portgroup) || undefined
  // Empty where it is on a distributed port.
  const isElsewhere = spec?.distributedVirtualPort !== undefined || asText(nic.portgroup) === ''
  return [
    {
      device,
      ...withoutUndefined({
        portGroup,
        elsewhere: portGroup === undefined && isElsewhere ? (true as const) : undefined,
        address: asText(asObject(spec?.ip)?.ipAddress) || undefined,
        services: key === undefined ? undefined : services?.(key, keys),
      }),
    },
  ]
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
  const spec = asObject(one.spec)
  const uplinks = one.pnic === undefined ? [] : readWholeTexts(one.pnic)?.map((key) => deviceByKey.get(key) ?? key)
  return [
    {
      name,
      standard: isStandard,
      ...withoutUndefined({
        uplinks: uplinks?.sort(compareNames),
        mtu: asNumber(one.mtu),
        ports: asNumber(one.numPorts),
        portsAvailable: asNumber(one.numPortsAvailable),
        wantedPorts: isStandard ? asNumber(spec?.numPorts) : undefined,
        policy: isStandard ? readPolicy(spec?.policy) : undefined,
      }),
    },
  ]
}

function readPortGroup(group: WireObject): PortGroup[] {
  const spec = asObject(group.spec)
  const name = asText(spec?.name)
  if (name === undefined) return []
  return [
    {
      name,
      switchName: asText(spec?.vswitchName) ?? '',
      ...withoutUndefined({
        vlan: asNumber(spec?.vlanId),
        policy: readPolicy(spec?.policy),
        effective: readPolicy(group.computedPolicy),
      }),
    },
  ]
}

/** HostNetworkPolicy; a part that it does not say is left out. */
function readPolicy(value: WireValue | undefined): NetworkPolicy | undefined {
  const policy = asObject(value)
  if (!policy) return undefined
  const security = asObject(policy.security)
  const shaping = asObject(policy.shapingPolicy)
  const enabled = asBoolean(shaping?.enabled)
  return withoutUndefined({
    promiscuous: asBoolean(security?.allowPromiscuous),
    macChanges: asBoolean(security?.macChanges),
    forgedTransmits: asBoolean(security?.forgedTransmits),
    shaping:
      enabled === undefined
        ? undefined
        : {
            enabled,
            ...withoutUndefined({
              averageBits: asNumber(shaping?.averageBandwidth),
              peakBits: asNumber(shaping?.peakBandwidth),
              burstBytes: asNumber(shaping?.burstSize),
            }),
          },
  })
}
