import type { GuestNic } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { asBoolean, asList, asName, asNumber, asObject, asObjects, type WireObject } from '../vsphere/wire-value'

/** An adapter of the guest with all its addresses. */
export function readGuestNic({
  network,
  ipAddress,
  ipConfig,
  macAddress,
  connected,
  deviceConfigId,
}: WireObject): GuestNic {
  // With the length of its prefix where that is told, as libvirt has it.
  const configured = asObjects(asObject(ipConfig)?.ipAddress).flatMap(({ ipAddress: address, prefixLength }) => {
    const text = asName(address)
    const length = asNumber(prefixLength)
    return text ? [length === undefined || length < 0 ? text : `${text}/${length}`] : []
  })
  const plain = asList(ipAddress).flatMap((one) => asName(one) || [])
  // -1: of no adapter of the VM, such as a bridge in the guest.
  const key = asNumber(deviceConfigId)
  return {
    addresses: configured.length > 0 ? configured : plain,
    ...withoutUndefined({
      network: asName(network) || undefined,
      mac: asName(macAddress) || undefined,
      connected: asBoolean(connected),
      device: key === undefined || key < 0 ? undefined : key,
    }),
  }
}
