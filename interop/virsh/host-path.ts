import { hostOf, inventoryPath } from '../../simulator/world/inventory-walk'
import { Ref } from '../../simulator/vim25/value'
import type { World } from '../../simulator/world/world'
import { vms } from '../world'

/**
 * `datacenter/cluster/host` of the host with most VMs that are off, each piece escaped once for the URI; its datacenter
 * has a slash in its name, which libvirt compares in its stored form.
 */
export function hostPath(world: World): string {
  const off = (host: { ref: Ref }) =>
    vms(world).filter(
      ({ moid, power }) =>
        power === 'poweredOff' && hostOf(world, new Ref('VirtualMachine', moid))?.key === host.ref.key,
    ).length
  const [host] = world.byType('HostSystem').toSorted((a, b) => off(b) - off(a))
  if (!host) throw new Error('no host')
  const pieces = inventoryPath(world, host.ref).split('/')
  const [datacenter, ...rest] = pieces.filter((piece) => piece !== 'host')
  return [datacenter ?? '', ...new Set(rest)].map(encodeURIComponent).join('/')
}
