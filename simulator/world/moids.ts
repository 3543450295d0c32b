import { ref, type Ref } from '../vim25/value'
import type { World } from './world'

/**
 * Moids as the product makes them: a host's objects have well-known names, vCenter counts. libvirt takes a VM only when
 * its moid is a bare number or `vm-` and a number.
 */
export type IdSource = {
  rootFolder(): Ref
  datacenter(): Ref
  folder(of: 'vm' | 'host' | 'datastore' | 'network'): Ref
  compute(cluster: boolean): Ref
  environment(): Ref
  pool(root: boolean): Ref
  host(): Ref
  datastore(uuid: string): Ref
  network(name: string): Ref
  vm(): Ref
}

const prefixes = { vm: 'v', host: 'h', datastore: 's', network: 'n' } as const

export function idSource(world: World): IdSource {
  const next = () => world.newId('')
  if (world.product === 'vcenter') {
    return {
      rootFolder: () => ref('Folder', 'group-d1'),
      datacenter: () => ref('Datacenter', `datacenter-${next()}`),
      folder: (of) => ref('Folder', `group-${prefixes[of]}${next()}`),
      compute: (cluster) =>
        cluster ? ref('ClusterComputeResource', `domain-c${next()}`) : ref('ComputeResource', `domain-s${next()}`),
      environment: () => ref('EnvironmentBrowser', `envbrowser-${next()}`),
      pool: () => ref('ResourcePool', `resgroup-${next()}`),
      host: () => ref('HostSystem', `host-${next()}`),
      datastore: () => ref('Datastore', `datastore-${next()}`),
      network: () => ref('Network', `network-${next()}`),
      vm: () => ref('VirtualMachine', `vm-${next()}`),
    }
  }
  return {
    rootFolder: () => ref('Folder', 'ha-folder-root'),
    datacenter: () => ref('Datacenter', 'ha-datacenter'),
    folder: (of) => ref('Folder', `ha-folder-${of}`),
    compute: () => ref('ComputeResource', 'ha-compute-res'),
    environment: () => ref('EnvironmentBrowser', 'ha-env-browser'),
    pool: (root) => ref('ResourcePool', root ? 'ha-root-pool' : `pool${world.newId('pool')}`),
    host: () => ref('HostSystem', 'ha-host'),
    datastore: (uuid) => ref('Datastore', uuid),
    network: (name) => ref('Network', `HaNetwork-${name}`),
    vm: () => ref('VirtualMachine', world.newId('')),
  }
}
