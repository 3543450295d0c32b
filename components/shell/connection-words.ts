import { formatCount } from '@/lib/format/quantity'
import type { ConnectionView } from '@/lib/vsphere/connection'

const kinds: Record<ConnectionView['kind'], string> = { esx: 'ESXi', vcenter: 'vCenter', unknown: 'Host' }

/** `ESXi 7.0, 14 VMs`; the version only once the host has said it. */
export function factsOf(connection: ConnectionView, vms: number | undefined): string {
  const version = connection.product?.version.split('.').slice(0, 2).join('.')
  const product = version === undefined ? kinds[connection.kind] : `${kinds[connection.kind]} ${version}`
  // Without a first contact nobody has counted: unknown is not none.
  return vms === undefined && connection.state.at !== 'live' ? product : `${product}, ${formatCount(vms ?? 0, 'VM')}`
}
