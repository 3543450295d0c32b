import type { Preset, VmPlan } from '../estate/inventory-plan'
import type { Product } from '../vim25/api-version'
import { createRandom } from '../world/random'
import { askers } from './askers'
import { companyVms } from './company-vms'
import { inCompany, inLab, labVms, onOwnDisk } from './demo'
import { fleetVm, roles } from './fleet'
import { company, lab } from './surroundings'

/** An ordinary working day: the demo's VMs among many that nobody talks about. 60 on a host, 300 behind a vCenter. */
export function everydayPreset(product: Product): Preset {
  if (product === 'esx') {
    const plans = ordinary(40, { datastore: 'datastore1', folder: [] }).map((plan) => ({
      ...plan,
      memoryMB: Math.min(plan.memoryMB, 4_096),
    }))
    return { inventory: lab, vms: [...onOwnDisk(labVms), ...inLab(askers), ...plans] }
  }
  return {
    inventory: company,
    vms: [
      ...companyVms,
      ...inCompany(askers),
      ...ordinary(240, { datacenter: 'Frankfurt', pool: 'Production', datastore: 'san-02' }).map(smallDisks),
    ],
  }
}

const smallDisks = (plan: VmPlan): VmPlan => ({
  ...plan,
  memoryMB: Math.min(plan.memoryMB, 8_192),
  disks: plan.disks.map((disk) => ({ ...disk, gib: Math.min(disk.gib, 60) })),
})

function ordinary(count: number, more: Partial<VmPlan>): readonly VmPlan[] {
  const random = createRandom(7)
  return Array.from({ length: count }, (_, index) => {
    const role = random.pick(roles)
    const number = String(index + 1).padStart(3, '0')
    const power = random.chance(0.85) ? 'poweredOn' : random.chance(0.8) ? 'poweredOff' : 'suspended'
    const disks = [{ gib: random.pick([16, 20, 30, 40]) }] as const
    return fleetVm(role, `${random.pick(teams)}-${role.name}-${number}`, `10.21.${index >> 7}.${1 + (index & 127)}`, {
      power,
      disks,
      ...(more.folder === undefined && { folder: role.folder }),
      ...more,
    })
  })
}

const teams = ['crm', 'shop', 'billing', 'search', 'intranet', 'hr', 'telemetry'] as const
