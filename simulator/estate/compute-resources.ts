import type { DataObject, Ref } from '../vim25/value'
import type { ComputePlan } from './inventory-plan'

const gib = 1024 ** 3

type Totals = { cpuMhz: number; memory: number; cores: number; threads: number; hosts: number; effective: number }

export function computeTotals(plan: ComputePlan): Totals {
  const totals: Totals = { cpuMhz: 0, memory: 0, cores: 0, threads: 0, hosts: 0, effective: 0 }
  for (const { cpu, memoryGiB, maintenance } of plan.hosts) {
    const cores = cpu.packages * cpu.coresPerPackage
    totals.cpuMhz += Math.round(cpu.hz / 1e6) * cores
    totals.memory += memoryGiB * gib
    totals.cores += cores
    totals.threads += cores * cpu.threadsPerCore
    totals.hosts++
    if (!maintenance) totals.effective++
  }
  return totals
}

/** All properties of a ComputeResource or ClusterComputeResource except its lists of hosts, datastores and networks. */
export function computeProps(
  plan: ComputePlan,
  stored: string,
  refs: { parent: Ref; pool: Ref; environment: Ref },
): Record<string, unknown> {
  const totals = computeTotals(plan)
  const summary: DataObject = {
    totalCpu: totals.cpuMhz,
    totalMemory: totals.memory,
    numCpuCores: totals.cores,
    numCpuThreads: totals.threads,
    effectiveCpu: Math.round((totals.cpuMhz * 0.95 * totals.effective) / totals.hosts),
    // In MiB, unlike totalMemory.
    effectiveMemory: Math.round((totals.memory * 0.97 * totals.effective) / totals.hosts / 1024 ** 2),
    numHosts: totals.hosts,
    numEffectiveHosts: totals.effective,
    overallStatus: 'green',
  }
  const common = {
    parent: refs.parent,
    name: stored,
    overallStatus: 'green',
    configStatus: 'green',
    effectiveRole: [-1],
    recentTask: [],
    resourcePool: refs.pool,
    environmentBrowser: refs.environment,
    host: [],
    datastore: [],
    network: [],
  }
  if (plan.kind === 'standalone') {
    return { ...common, summary, configurationEx: { vmSwapPlacement: 'vmDirectory', spbmEnabled: false } }
  }
  const dasConfig = {
    enabled: true,
    vmMonitoring: 'vmMonitoringDisabled',
    hostMonitoring: 'enabled',
    failoverLevel: 1,
    admissionControlEnabled: true,
  }
  const drsConfig = {
    enabled: true,
    enableVmBehaviorOverrides: true,
    defaultVmBehavior: 'fullyAutomated',
    vmotionRate: 3,
  }
  const clusterSummary = {
    $type: 'ClusterComputeResourceSummary',
    ...summary,
    currentFailoverLevel: 1,
    numVmotions: 418,
  }
  return {
    ...common,
    summary: clusterSummary,
    summaryEx: clusterSummary,
    configuration: { dasConfig, drsConfig },
    configurationEx: {
      $type: 'ClusterConfigInfoEx',
      vmSwapPlacement: 'vmDirectory',
      spbmEnabled: false,
      dasConfig,
      drsConfig,
    },
  }
}

/** All properties of a resource pool except its lists of pools and VMs. The root pool owns all of its compute resource. */
export function poolProps(
  stored: string,
  refs: { pool: Ref; parent: Ref; owner: Ref },
  totals: Totals,
  root: boolean,
): Record<string, unknown> {
  const allocation = (all: number) => ({
    reservation: root ? all : 0,
    expandableReservation: true,
    limit: root ? all : -1,
    shares: { shares: root ? 4000 : 8000, level: 'normal' },
  })
  const memoryMB = Math.round(totals.memory / 1024 ** 2)
  const config: DataObject = {
    entity: refs.pool,
    changeVersion: '1',
    cpuAllocation: allocation(totals.cpuMhz),
    memoryAllocation: allocation(memoryMB),
  }
  const usage = (max: number) => ({
    reservationUsed: 0,
    reservationUsedForVm: 0,
    unreservedForPool: max,
    unreservedForVm: max,
    overallUsage: 0,
    maxUsage: max,
  })
  const runtime: DataObject = { memory: usage(totals.memory), cpu: usage(totals.cpuMhz), overallStatus: 'green' }
  return {
    parent: refs.parent,
    name: stored,
    overallStatus: 'green',
    configStatus: 'green',
    effectiveRole: [-1],
    recentTask: [],
    owner: refs.owner,
    config,
    runtime,
    summary: { name: stored, config, runtime, configuredMemoryMB: 0 },
    resourcePool: [],
    vm: [],
  }
}
