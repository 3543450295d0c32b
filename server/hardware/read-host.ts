import type { HostDetail, HostService } from '@/lib/hardware/host-detail'
import { shownInventoryName } from '@/lib/names/inventory-name'
import { datastoreKey, hostKey, moRef, type Moid } from '@/lib/vsphere/ids'
import { known } from '@/lib/vsphere/known'
import type { EndpointAccess } from '../inventory/access'
import { whyUnread } from '../inventory/why-unread'
import type { MissingProperty } from '../vsphere/update-set'
import { withoutUndefined } from '@/lib/without-undefined'
import {
  asBoolean,
  asList,
  asNumber,
  asObject,
  asObjects,
  asText,
  readKnown,
  readRef,
  readWhole,
  readWholeTexts,
  type WireObject,
  type WireValue,
} from '../vsphere/wire-value'
import { readCpuIdInfos, readNamedFeatures } from './cpu-features'

const paths = [
  'capability.maxSupportedVcpus',
  'config.featureCapability',
  'config.maskedFeatureCapability',
  'config.network.dnsConfig',
  'config.product',
  'config.service',
  'datastore',
  'hardware.biosInfo',
  'hardware.cpuFeature',
  'hardware.cpuPkg',
  'hardware.memorySize',
  'hardware.numaInfo',
  'hardware.systemInfo',
  'name',
  'runtime.bootTime',
  'runtime.connectionState',
  'runtime.inMaintenanceMode',
  'runtime.powerState',
  'summary.currentEVCModeKey',
  'summary.hardware',
  'summary.managementServerIp',
  'summary.maxEVCModeKey',
  'summary.quickStats',
] as const

/** A host that vCenter has lost keeps what was last known of it, or nothing. */
export function whyHostUnread(path: string, missing: readonly MissingProperty[], state: string | undefined): string {
  const isLost = missing.length === 0 && (state === 'disconnected' || state === 'notResponding')
  return isLost ? 'vCenter has no contact with this host.' : whyUnread(path, missing)
}

/** What a host's own page shows. Rejects with VimFault (ManagedObjectNotFound) or WireError. */
export async function readHostDetail(access: EndpointAccess, host: Moid): Promise<HostDetail> {
  const { properties, missing } = await access.readContent(moRef('HostSystem', host), paths)
  const text = (path: string) => asText(properties.get(path)) || undefined
  const object = (path: string) => asObject(properties.get(path)) ?? {}
  const objects = (path: string) => asObjects(properties.get(path))
  const hardware = object('summary.hardware')
  const stats = object('summary.quickStats')
  const why = (path: string) => whyHostUnread(path, missing, text('runtime.connectionState'))
  const service = asObject(properties.get('config.service'))
  const masked = properties.get('config.maskedFeatureCapability')
  return {
    key: hostKey(access.connection, host),
    name: shownInventoryName(text('name') ?? host).name,
    connectionState: text('runtime.connectionState') ?? 'unknown',
    system: systemOf(object('hardware.systemInfo'), hardware, object('hardware.biosInfo')),
    cpu: {
      packageModels: objects('hardware.cpuPkg').flatMap(({ description }) => oneLine(description) ?? []),
      ...withoutUndefined({
        model: oneLine(hardware.cpuModel),
        packages: asNumber(hardware.numCpuPkgs),
        cores: asNumber(hardware.numCpuCores),
        threads: asNumber(hardware.numCpuThreads),
        mhz: asNumber(hardware.cpuMhz),
        usageMHz: asNumber(stats.overallCpuUsage),
        mostPerVm: asNumber(properties.get('capability.maxSupportedVcpus')),
      }),
    },
    memory: withoutUndefined({
      bytes: asNumber(properties.get('hardware.memorySize')) ?? asNumber(hardware.memorySize),
      usageMiB: asNumber(stats.overallMemoryUsage),
    }),
    services:
      service && service.service === undefined
        ? known([])
        : readKnown(service?.service, readService, why('config.service')),
    cpuFeature: readCpuIdInfos(properties.get('hardware.cpuFeature')) ?? [],
    featureCapability: readNamedFeatures(
      asList(masked).length > 0 ? masked : properties.get('config.featureCapability'),
    ),
    datastores: readKnown(
      properties.get('datastore'),
      (one) => readRef(one).map(({ value }) => datastoreKey(access.connection, value)),
      why('datastore'),
    ),
    ...withoutUndefined({
      inMaintenanceMode: asBoolean(properties.get('runtime.inMaintenanceMode')),
      powerState: text('runtime.powerState'),
      bootTime: hostTime(access, text('runtime.bootTime')),
      uptimeSeconds: asNumber(stats.uptime),
      product: productOf(properties.get('config.product')),
      numa: numaOf(properties.get('hardware.numaInfo')),
      dns: dnsOf(properties.get('config.network.dnsConfig')),
      managedBy: text('summary.managementServerIp'),
      evc: evcOf(text('summary.currentEVCModeKey'), text('summary.maxEVCModeKey')),
    }),
  }
}

function hostTime({ hostTime: inOurs }: EndpointAccess, text: string | undefined): HostDetail['bootTime'] {
  if (text === undefined) return undefined
  return inOurs ? { at: inOurs(text), clock: 'ours' } : { at: text, clock: 'host' }
}

/** Processor names come padded with blanks. */
const oneLine = (value: WireValue | undefined) => asText(value)?.replaceAll(/\s+/g, ' ').trim() || undefined

const systemOf = (info: WireObject, summary: WireObject, bios: WireObject): HostDetail['system'] =>
  withoutUndefined({
    vendor: oneLine(info.vendor) ?? oneLine(summary.vendor),
    model: oneLine(info.model) ?? oneLine(summary.model),
    uuid: asText(info.uuid) ?? asText(summary.uuid),
    serialNumber: asText(info.serialNumber),
    biosVersion: asText(bios.biosVersion),
  })

function productOf(value: WireValue | undefined): HostDetail['product'] {
  const about = asObject(value)
  if (!about) return undefined
  const text = (name: string) => asText(about[name]) ?? ''
  return {
    fullName: text('fullName') || text('name'),
    version: text('version'),
    build: text('build'),
    ...withoutUndefined({ apiVersion: asText(about.apiVersion) }),
  }
}

function numaOf(value: WireValue | undefined): HostDetail['numa'] {
  const info = asObject(value)
  if (!info) return undefined
  const nodes = readWhole(info.numaNode ?? [], (node) => {
    const id = asNumber(node.typeId)
    if (id === undefined) return []
    const cpus = asList(node.cpuID)
    // Before 8.0 the range that the node covers is all there is.
    const memoryBytes = asNumber(node.memorySize) ?? asNumber(node.memoryRangeLength)
    const cpuCount = cpus.every((cpu) => asNumber(cpu) !== undefined) ? cpus.length : undefined
    return [{ id, ...withoutUndefined({ cpuCount, memoryBytes }) }]
  })
  return nodes && { nodes, ...withoutUndefined({ type: asText(info.type) }) }
}

function dnsOf(value: WireValue | undefined): HostDetail['dns'] {
  const config = asObject(value)
  if (!config) return undefined
  const addresses = readWholeTexts(config.address)
  return {
    ...withoutUndefined({ addresses, hostName: asText(config.hostName), domainName: asText(config.domainName) }),
  }
}

const evcOf = (current: string | undefined, max: string | undefined): HostDetail['evc'] =>
  current === undefined && max === undefined ? undefined : withoutUndefined({ current, max })

function readService(service: WireObject): HostService[] {
  const key = asText(service.key)
  if (key === undefined) return []
  return [
    {
      key,
      label: asText(service.label) ?? key,
      ...withoutUndefined({
        running: asBoolean(service.running),
        policy: asText(service.policy),
        required: asBoolean(service.required),
      }),
    },
  ]
}
