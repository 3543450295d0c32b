import { memoryWords, type Allocation } from '@/lib/memory/allocation'
import { sharesLevels, sharesOf, type SharesLevel } from '@/lib/memory/shares'

/** Limit, reservation and shares as somebody types them. Memory in MB, CPU in MHz. */
export type AllocationForm = {
  reservation: string
  unlimited: boolean
  limit: string
  level: SharesLevel | 'custom'
  shares: string
}

/**
 * The form for what is set now.
 * @param size vCPUs for `cpu`, MB for `memory`: what a level of shares comes to.
 */
export function allocationForm(resource: 'cpu' | 'memory', allocation: Allocation, size: number): AllocationForm {
  const { reservation, limit, shares } = allocation
  return {
    reservation: String(reservation),
    unlimited: limit === 'unlimited',
    limit: limit === 'unlimited' ? '' : String(limit),
    level: shares.level,
    shares: String(shares.level === 'custom' ? shares.shares : sharesOf(resource, shares.level, size)),
  }
}

const amount = (text: string) => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN)

/** What was typed; numbers that are none are NaN, which the checks of an allocation name. */
export const allocationOfForm = ({ reservation, unlimited, limit, level, shares }: AllocationForm): Allocation => ({
  reservation: reservation.trim() === '' ? 0 : amount(reservation),
  limit: unlimited ? 'unlimited' : amount(limit),
  shares: level === 'custom' ? { level, shares: amount(shares) } : { level },
})

export const isSharesLevel = (text: string): text is SharesLevel => sharesLevels.some((level) => level === text)

export const sameAllocation = (a: Allocation, b: Allocation): boolean =>
  a.reservation === b.reservation &&
  a.limit === b.limit &&
  a.shares.level === b.shares.level &&
  (a.shares.level !== 'custom' || b.shares.level !== 'custom' || a.shares.shares === b.shares.shares)

/** What an allocation means for the VM, a sentence for each of its three parts. */
export function allocationEffect(resource: 'cpu' | 'memory', allocation: Allocation, size: number): string[] {
  const { reservation, limit, shares } = allocation
  const what = resource === 'cpu' ? 'CPU' : 'memory'
  const words = (value: number) => (resource === 'cpu' ? `${value} MHz` : memoryWords(value))
  const guaranteed =
    reservation === 0
      ? `Nothing is guaranteed: when the host runs short of ${what}, this VM may be left with little.`
      : `${words(reservation)} are always there for the VM. It does not start on a host that cannot promise them.`
  const most =
    limit === 'unlimited'
      ? `It may use as much as the host has free, up to ${resource === 'cpu' ? 'what its CPUs can do' : 'its configured memory'}.`
      : `It never gets more than ${words(limit)}, even when the host is idle.`
  const number = shares.level === 'custom' ? shares.shares : sharesOf(resource, shares.level, size)
  const normal = sharesOf(resource, 'normal', size)
  const weight =
    number === normal
      ? 'In between it has the usual weight for its size.'
      : `In between it weighs ${ratio(number / normal)} a VM of its size with normal shares.`
  return [guaranteed, most, weight]
}

function ratio(times: number): string {
  if (times === 2) return 'twice as much as'
  if (times === 0.5) return 'half as much as'
  return `${times >= 10 ? Math.round(times) : Number(times.toPrecision(2))} times as much as`
}
