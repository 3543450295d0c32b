import { knownPower, type VmView } from '../vsphere/vm'
import type { DatastoreView, InventoryCounts, LiveTables, SubjectView, VolumeView } from './live-state'

/** What the board says of a VM that something on it is about. */
export const subjectOf = (vm: VmView): SubjectView => {
  const { key, connection, name, host, roles, vmxPath, powerState, connectionState, lastKnown } = vm
  return {
    key,
    connection,
    name,
    powerState,
    connectionState,
    ...(lastKnown && { lastKnown }),
    ...(host && { host }),
    ...(roles && { roles }),
    ...(vmxPath !== undefined && { vmxPath }),
  }
}

export const volumeOf = ({ key, connection, name, storedName, volume }: DatastoreView): VolumeView => ({
  key,
  connection,
  name,
  storedName,
  ...(volume !== undefined && { volume }),
})

/** Nothing has been counted yet. */
export const noCounts = (): InventoryCounts => ({
  vms: 0,
  hosts: 0,
  datastores: 0,
  powers: { poweredOn: 0, poweredOff: 0, suspended: 0, unknown: 0 },
})

/** The counts with one VM more or, with -1, one less. */
export function countVm(counts: InventoryCounts, vm: VmView, by: 1 | -1): InventoryCounts {
  const power = knownPower(vm)
  return { ...counts, vms: counts.vms + by, powers: { ...counts.powers, [power]: counts.powers[power] + by } }
}

/** How much there is of all connections together. */
export function sumCounts(counts: LiveTables['counts']): InventoryCounts {
  const sum = noCounts()
  for (const one of Object.values(counts)) {
    sum.vms += one.vms
    sum.hosts += one.hosts
    sum.datastores += one.datastores
    for (const power of ['poweredOn', 'poweredOff', 'suspended', 'unknown'] as const)
      sum.powers[power] += one.powers[power]
  }
  return sum
}
