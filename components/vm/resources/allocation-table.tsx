import type { Allocation } from '@/lib/memory/allocation'
import { sharesInfo } from '@/lib/memory/shares'
import { withoutUndefined } from '@/lib/without-undefined'
import { allocationEffect } from './allocation-form'

type Line = { name: string; value: string; libvirt: string | undefined; about?: string }

type AllocationTableProps = {
  resource: 'cpu' | 'memory'
  /** vCPUs, or MB of memory. */
  size: number
  allocation: Allocation
  /** The number that the host keeps with the level. */
  sharesNumber?: number | undefined
  first?: Line
  /** What libvirt calls each, with its number; undefined for what it has no word for. */
  libvirt: { reservation: string; limit: string; shares: string | undefined }
  note?: string | undefined
}

/** Limit, reservation and shares, what they do, and what libvirt calls them. */
export function AllocationTable(props: AllocationTableProps) {
  const { resource, size, allocation, sharesNumber, first, libvirt, note } = props
  const amount = resource === 'cpu' ? megahertz : megabytes
  const [reserved, limited, weight] = allocationEffect(resource, allocation, size)
  const { shares: number, level } = sharesInfo(resource, allocation.shares, size)
  const words = `${level.charAt(0).toUpperCase()}${level.slice(1)} (${number.toLocaleString('en')})`
  // The host works a level out by itself, and may not have come to it yet.
  const kept =
    sharesNumber === undefined || sharesNumber === number
      ? ''
      : `; the host has ${sharesNumber.toLocaleString('en')} at the moment`
  const lines: (Line | undefined)[] = [
    first,
    {
      name: 'Reservation',
      value: allocation.reservation === 0 ? 'none' : amount(allocation.reservation),
      libvirt: libvirt.reservation,
      ...(note === undefined ? (reserved === undefined ? {} : { about: reserved }) : { about: note }),
    },
    {
      name: 'Limit',
      value: allocation.limit === 'unlimited' ? 'none' : amount(allocation.limit),
      libvirt: libvirt.limit,
      ...withoutUndefined({ about: limited }),
    },
    {
      name: 'Shares',
      value: `${words}${kept}`,
      libvirt: libvirt.shares,
      ...withoutUndefined({ about: weight }),
    },
  ]
  return (
    <table
      className="mt-3 w-full border-collapse text-sm"
      aria-label={`${resource === 'cpu' ? 'CPU' : 'Memory'} allocation`}
    >
      <thead>
        <tr className="text-xs text-ink-3">
          <th scope="col" className="py-1 pr-3 font-medium">
            Given
          </th>
          <th scope="col" className="py-1 pr-3 font-medium">
            <span className="sr-only">Amount</span>
          </th>
          <th scope="col" className="py-1 font-medium">
            In libvirt
          </th>
        </tr>
      </thead>
      <tbody>
        {lines
          .filter((line) => line !== undefined)
          .map(({ name, value, libvirt, about }) => (
            <tr key={name} className="border-t border-line align-top">
              <th scope="row" className="w-[46%] py-1.5 pr-3 font-normal">
                {name}
                {about && <span className="block text-xs text-ink-3">{about}</span>}
              </th>
              <td className="py-1.5 pr-3">{value}</td>
              <td className="py-1.5 wrap-break-word">
                {libvirt === undefined ? (
                  <span className="text-xs text-ink-3">not in libvirt</span>
                ) : (
                  <code className="text-xs">{libvirt}</code>
                )}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

/** `2,150 MB`; what is there is never 0. */
export const megabytes = (mib: number): string =>
  mib > 0 && mib < 0.5 ? 'under 1 MB' : `${Math.round(mib).toLocaleString('en')} MB`

/** `9,600 MHz` */
export const megahertz = (mhz: number): string => `${Math.round(mhz).toLocaleString('en')} MHz`
