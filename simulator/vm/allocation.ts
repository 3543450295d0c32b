import { number, object, text } from '../vim25/read-data'
import type { DataObject } from '../vim25/value'

/** Share numbers per level: per virtual CPU, or per MB of memory. A number is always sent, whatever the level. */
const sharesPerUnit = {
  cpu: { low: 500, normal: 1000, high: 2000 },
  memory: { low: 5, normal: 10, high: 20 },
} as const

type Resource = keyof typeof sharesPerUnit

const isLevel = (level: string): level is 'low' | 'normal' | 'high' => Object.hasOwn(sharesPerUnit.cpu, level)

function sharesData(resource: Resource, level: string, units: number, custom?: number): DataObject {
  if (!isLevel(level)) return { shares: custom ?? sharesPerUnit[resource].normal * units, level: 'custom' }
  return { shares: sharesPerUnit[resource][level] * units, level }
}

/** A ResourceAllocationInfo. `units`: virtual CPUs or MB. `limit` -1 is none. */
export function allocationData(
  resource: Resource,
  units: number,
  plan: { reservation?: number; limit?: number; shares?: string | number } = {},
): DataObject {
  const { shares = 'normal' } = plan
  const level = typeof shares === 'number' ? 'custom' : shares
  return shared({
    reservation: plan.reservation ?? 0,
    expandableReservation: false,
    limit: plan.limit ?? -1,
    shares: sharesData(resource, level, units, typeof shares === 'number' ? shares : undefined),
  })
}

/** An allocation with the fields of a spec laid over it; unset fields stay as they were. */
export function mergeAllocation(resource: Resource, before: DataObject, spec: DataObject, units: number): DataObject {
  const wanted = object(spec, 'shares') ?? object(before, 'shares') ?? {}
  return {
    reservation: number(spec, 'reservation') ?? number(before, 'reservation') ?? 0,
    expandableReservation: false,
    limit: number(spec, 'limit') ?? number(before, 'limit') ?? -1,
    shares: sharesData(resource, text(wanted, 'level') ?? 'normal', units, number(wanted, 'shares')),
  }
}

/** Most VMs of a world have the same few allocations: keep one object for each. Values are never changed in place. */
function shared(data: DataObject): DataObject {
  const key = JSON.stringify(data)
  const known = cache.get(key)
  if (known !== undefined) return known
  if (cache.size < 1_000) cache.set(key, data)
  return data
}

const cache = new Map<string, DataObject>()
