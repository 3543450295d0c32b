import type { GuestNic, VmDetail } from '@/lib/vsphere/vm'
import { NotKnown } from '../ui/facts'

/** The adapters of the guest with all their addresses. */
export function GuestNics({ guestNics, devices }: Pick<VmDetail, 'guestNics' | 'devices'>) {
  if (!guestNics.known) return <NotKnown what="They are" because={guestNics.because} />
  const labels = new Map(devices.known ? devices.value.map(({ key, label }) => [key, label.trim()]) : [])
  return (
    <ul className="grid gap-2.5 text-sm">
      {guestNics.value.map((nic, index) => (
        // The guest gives them no names of which each has one.
        <GuestNicLine key={index} nic={nic} label={nic.device === undefined ? undefined : labels.get(nic.device)} />
      ))}
    </ul>
  )
}

function GuestNicLine({ nic, label }: { nic: GuestNic; label: string | undefined }) {
  const { addresses, network, mac, connected } = nic
  const beside = [label, network, mac, connected === false ? 'not connected' : undefined].filter(
    (one) => one !== undefined,
  )
  return (
    <li>
      {addresses.length === 0 ? (
        <span className="text-ink-3">no address reported</span>
      ) : (
        addresses.map((address) => (
          <span key={address} className="block font-medium wrap-anywhere tabular-nums">
            {address}
          </span>
        ))
      )}
      {beside.length > 0 && (
        <span className="mt-0.5 block text-xs wrap-anywhere whitespace-pre-wrap text-ink-3">
          <bdi>{beside.join(', ')}</bdi>
        </span>
      )}
    </li>
  )
}
