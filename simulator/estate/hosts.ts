import { any, ref, type DataObject, type Ref } from '../vim25/value'
import { hashText } from '../world/random'
import { hostCapability } from './capabilities'
import type { CpuModel } from './cpu-models'
import type { HostPlan, NetworkPlan, SwitchPlan } from './inventory-plan'
import { hostNetwork, macOf, nicServices } from './networks'
import { hostStorage } from './storage'

/** The product that simulated hosts run; vCenter's own is the wire side's business. */
const hostProduct: DataObject = {
  name: 'VMware ESXi',
  fullName: 'VMware ESXi 8.0.3 build-24022510',
  vendor: 'VMware, Inc.',
  version: '8.0.3',
  patchLevel: '0.0',
  build: '24022510',
  localeVersion: 'INTL',
  localeBuild: '000',
  osType: 'vmnix-x86',
  productLineId: 'embeddedEsx',
  apiType: 'HostAgent',
  apiVersion: '8.0.3.0',
  licenseProductName: 'VMware ESX Server',
  licenseProductVersion: '8.0',
}

/** Newest virtual hardware that these hosts run. */
export const newestHardware = 21

export type HostRefs = { host: Ref; parent: Ref; browser: Ref; managers: Readonly<Record<string, Ref>> }

const gib = 1024 ** 3
const mhzOf = (cpu: CpuModel) => Math.round(cpu.hz / 1e6)

/** The per-host managers of `HostSystem.configManager`, by field. The moids are those of real hosts. */
export function hostManagerRefs(host: Ref): Readonly<Record<string, Ref>> {
  const moid = (esx: string, vcenter: string) =>
    host.value === 'ha-host' ? esx : `${vcenter}-${host.value.replace('host-', '')}`
  return {
    datastoreSystem: ref('HostDatastoreSystem', moid('ha-datastoresystem', 'datastoreSystem')),
    storageSystem: ref('HostStorageSystem', moid('storageSystem', 'storageSystem')),
    networkSystem: ref('HostNetworkSystem', moid('networkSystem', 'networkSystem')),
    virtualNicManager: ref('HostVirtualNicManager', moid('ha-vnic-mgr', 'virtualNicManager')),
    serviceSystem: ref('HostServiceSystem', moid('serviceSystem', 'serviceSystem')),
    autoStartManager: ref('HostAutoStartManager', moid('ha-autostart-mgr', 'autoStartManager')),
    advancedOption: ref('OptionManager', moid('ha-adv-options', 'EsxHostAdvSettings')),
  }
}

/** All properties of a HostSystem except the lists of VMs, datastores and networks, which the builder links. */
export function hostProps(
  plan: HostPlan,
  refs: HostRefs,
  switches: readonly SwitchPlan[],
  networks: readonly NetworkPlan[],
  now: Date,
  options: { vcenterIp?: string } = {},
): Record<string, unknown> {
  const { cpu } = plan
  const cores = cpu.packages * cpu.coresPerPackage
  const threads = cores * cpu.threadsPerCore
  const uuid = hostUuid(plan.name)
  const uptime = plan.uptimeDays * 86_400
  const network = hostNetwork(plan, switches, networks)
  const storageDevice = hostStorage(plan)
  return {
    parent: refs.parent,
    name: plan.name,
    overallStatus: 'green',
    configStatus: 'green',
    effectiveRole: [-1],
    recentTask: [],
    vm: [],
    datastore: [],
    network: [],
    datastoreBrowser: refs.browser,
    configManager: refs.managers,
    capability: hostCapability(cpu, options.vcenterIp !== undefined),
    licensableResource: {
      resource: [
        { key: 'numCpuPackages', value: any('xsd:long', cpu.packages) },
        { key: 'numCpuCores', value: any('xsd:long', cores) },
      ],
    },
    runtime: {
      connectionState: 'connected',
      powerState: 'poweredOn',
      standbyMode: 'none',
      inMaintenanceMode: plan.maintenance ?? false,
      bootTime: new Date(now.getTime() - uptime * 1000),
      cryptoState: 'incapable',
    },
    hardware: {
      systemInfo: { ...cpu.system, uuid, serialNumber: uuid.slice(0, 8).toUpperCase() },
      cpuPowerManagementInfo: { currentPolicy: 'Balanced', hardwareSupport: 'ACPI P-states, C-states' },
      cpuInfo: { numCpuPackages: cpu.packages, numCpuCores: cores, numCpuThreads: threads, hz: cpu.hz },
      cpuPkg: packages(cpu),
      memorySize: plan.memoryGiB * gib - 3 * 1024 ** 2,
      numaInfo: numa(plan),
      smcPresent: false,
      cpuFeature: cpu.features,
      biosInfo: {
        biosVersion: cpu.system.vendor === 'HPE' ? 'U46' : '2.17.0',
        releaseDate: new Date('2024-02-01T00:00:00Z'),
      },
    },
    summary: {
      host: refs.host,
      hardware: {
        ...cpu.system,
        uuid,
        memorySize: plan.memoryGiB * gib - 3 * 1024 ** 2,
        cpuModel: cpu.name,
        cpuMhz: mhzOf(cpu),
        numCpuPkgs: cpu.packages,
        numCpuCores: cores,
        numCpuThreads: threads,
        numNics: switches.reduce((sum, plan) => sum + plan.nics.length, 0),
        numHBAs: 2,
      },
      config: { name: plan.name, port: 443, product: hostProduct, vmotionEnabled: false, faultToleranceEnabled: false },
      quickStats: {
        overallCpuUsage: 0,
        overallMemoryUsage: 0,
        distributedCpuFairness: 1000,
        distributedMemoryFairness: 1000,
        uptime,
      },
      overallStatus: 'green',
      rebootRequired: false,
      ...(options.vcenterIp !== undefined && { managementServerIp: options.vcenterIp }),
      maxEVCModeKey: cpu.evcMode,
      ...(plan.evc && { currentEVCModeKey: plan.evc.evcMode }),
    },
    config: {
      host: refs.host,
      product: hostProduct,
      hyperThread: { available: true, active: true, config: true },
      storageDevice,
      fileSystemVolume: { volumeTypeList: ['VMFS', 'NFS', 'NFS41', 'vsan'], mountInfo: [] },
      network,
      virtualNicManagerInfo: nicServices(network),
      featureCapability: cpu.capabilities.map((name) => capability(name, '1')),
      maskedFeatureCapability: (plan.evc ?? cpu).capabilities.map((name) => capability(name, '1')),
      service: { service: services },
      dateTimeInfo: { timeZone: { key: 'UTC', name: 'UTC', description: 'UTC', gmtOffset: 0 } },
      powerSystemInfo: {
        currentPolicy: { key: 2, name: 'PowerPolicy.dynamic.name', shortName: 'dynamic', description: 'Balanced' },
      },
    },
  }
}

/** The HBA-side UUID that SMBIOS shows; the same for the same name. */
function hostUuid(name: string): string {
  const part = (salt: string) => hashText(`${salt}${name}`).toString(16).padStart(8, '0')
  const [b, c] = [part('b'), part('c')]
  return `${part('a')}-${b.slice(0, 4)}-4${b.slice(5)}-b${c.slice(1, 4)}-${c.slice(4)}${part('d')}`
}

function packages(cpu: CpuModel): readonly DataObject[] {
  const perPackage = cpu.coresPerPackage * cpu.threadsPerCore
  return Array.from({ length: cpu.packages }, (_, index) => ({
    index,
    vendor: 'intel',
    hz: cpu.hz,
    busHz: 100_000_000,
    description: cpu.name,
    threadId: Array.from({ length: perPackage }, (_, thread) => index * perPackage + thread),
    cpuFeature: cpu.features,
  }))
}

function numa(plan: HostPlan): DataObject {
  const { cpu } = plan
  const perNode = cpu.coresPerPackage * cpu.threadsPerCore
  const bytes = (plan.memoryGiB / cpu.packages) * gib
  return {
    type: 'NUMA',
    numNodes: cpu.packages,
    numaNode: Array.from({ length: cpu.packages }, (_, node) => ({
      typeId: node,
      cpuID: Array.from({ length: perNode }, (_, thread) => node * perNode + perNode - 1 - thread),
      memorySize: bytes,
      memoryRangeBegin: node * bytes,
      memoryRangeLength: bytes,
    })),
  }
}

const capability = (name: string, value: string): DataObject => ({
  key: `cpuid.${name}`,
  featureName: `cpuid.${name}`,
  value,
})

const service = (key: string, label: string, running: boolean, required = false): DataObject => ({
  key,
  label,
  required,
  uninstallable: false,
  running,
  ruleset: [],
  policy: running ? 'on' : 'off',
})

const services = [
  service('DCUI', 'Direct Console UI', true),
  service('TSM', 'ESXi Shell', false),
  service('TSM-SSH', 'SSH', false),
  service('ntpd', 'NTP Daemon', true),
  service('vpxa', 'VMware vCenter Agent', false),
  service('vmsyslogd', 'Syslog Server', true, true),
]

/** Objects that stand behind a host's configManager, for `World.put`. */
export function hostManagerObjects(
  plan: HostPlan,
  refs: HostRefs,
  props: Readonly<Record<string, unknown>>,
): readonly { ref: Ref; props: Record<string, unknown> }[] {
  const config = props['config'] as Record<string, unknown> // built above
  const { managers } = refs
  const object = (name: string, own: Record<string, unknown>) => {
    const at = managers[name]
    return at === undefined ? [] : [{ ref: at, props: own }]
  }
  return [
    ...object('networkSystem', {
      networkInfo: config['network'],
      dnsConfig: (config['network'] as DataObject)['dnsConfig'], // built above
    }),
    ...object('storageSystem', {
      storageDeviceInfo: config['storageDevice'],
      fileSystemVolumeInfo: config['fileSystemVolume'],
    }),
    ...object('datastoreSystem', {
      datastore: [],
      capabilities: {
        nfsMountCreationRequired: true,
        nfsMountCreationSupported: true,
        localDatastoreSupported: false,
        vmfsExtentExpansionSupported: true,
      },
    }),
    ...object('virtualNicManager', { info: config['virtualNicManagerInfo'] }),
    ...object('serviceSystem', { serviceInfo: config['service'] }),
    ...object('autoStartManager', {
      config: {
        defaults: { enabled: false, startDelay: 120, stopDelay: 120, waitForHeartbeat: false, stopAction: 'PowerOff' },
        powerInfo: [],
      },
    }),
    ...object('advancedOption', {
      supportedOption: [],
      setting: [
        { key: 'Config.HostAgent.plugins.hostsvc.esxAdminsGroup', value: any('xsd:string', 'ESX Admins') },
        { key: 'UserVars.SuppressShellWarning', value: any('xsd:long', 0) },
        { key: 'Net.ManagementAddr', value: any('xsd:string', plan.ip) },
        { key: 'Net.ManagementMac', value: any('xsd:string', macOf(plan, 'vmk0')) },
      ],
    }),
  ]
}
