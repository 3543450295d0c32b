import { moRef, type MoRef } from '@/lib/vsphere/ids'
import { neededPrivileges, type NeededPrivilege } from '@/lib/vsphere/privileges'
import type { EndpointAccess } from '../../inventory/access'
import type { Inventory } from '../../inventory/contract'
import { readEffectiveRole, readPrivileges } from '../../inventory/account-rights'
import { asRef, asRefs } from '../../vsphere/wire-value'

/** How many of the objects that were looked at grant a privilege. */
export type Right = NeededPrivilege & { granted: number; of: number }

/** Objects of each kind that are looked at; permissions may differ from object to object. */
const mostObjects = 200

/**
 * What the account may do: the roles that its session holds on each object, with what these roles allow. Rejects with
 * VimFault or WireError; with an Error when the server tells nothing of it.
 */
export async function readRights(access: EndpointAccess, inventory: Inventory): Promise<Right[]> {
  const { authorizationManager, rootFolder } = access.content
  if (!authorizationManager) throw new Error('The server has no AuthorizationManager.')
  const roles = await access.read(authorizationManager, ['roleList'])
  const privilegesOf = readPrivileges(roles.get('roleList'))
  if (privilegesOf.size === 0) throw new Error('The server does not say which roles there are.')
  const hosts = [...inventory.hosts.values()].map(({ moid }) => moRef('HostSystem', moid)).slice(0, mostObjects)
  const objects: Record<NeededPrivilege['on'], MoRef[]> = {
    VirtualMachine: [...inventory.vms.values()].map(({ moid }) => moRef('VirtualMachine', moid)),
    Datastore: [...inventory.datastores.values()].map(({ moid }) => moRef('Datastore', moid)),
    Folder: [rootFolder],
    HostSystem: hosts,
    ...(await aroundHosts(access, hosts)),
  }
  const rights: Right[] = []
  for (const on of Object.keys(objects) as NeededPrivilege['on'][]) {
    // keys of the literal above
    const some = objects[on].slice(0, mostObjects)
    const contents =
      some.length === 0
        ? []
        : await access.retrieve({
            properties: [...new Set(some.map(({ type }) => type))].map((type) => ({ type, paths: ['effectiveRole'] })),
            objects: some.map((obj) => ({ obj })),
          })
    const granted = contents.flatMap(({ properties }) => {
      const roles = readEffectiveRole(properties.get('effectiveRole'))?.map((id) => privilegesOf.get(id))
      // Of what a role allows that cannot be read, nobody says that it is not granted.
      return roles?.every((one) => one !== undefined) ? [new Set(roles.flatMap((one) => [...one]))] : []
    })
    for (const needed of neededPrivileges.filter((one) => one.on === on)) {
      rights.push({ ...needed, granted: granted.filter((one) => one.has(needed.privilege)).length, of: granted.length })
    }
  }
  return rights
}

/** The networks of hosts, and the root pools of what they belong to. */
async function aroundHosts(
  access: EndpointAccess,
  hosts: readonly MoRef[],
): Promise<{ ResourcePool: MoRef[]; Network: MoRef[] }> {
  const read = async (refs: readonly MoRef[], paths: readonly string[]) =>
    refs.length === 0
      ? []
      : access.retrieve({
          properties: [...new Set(refs.map(({ type }) => type))].map((type) => ({ type, paths })),
          objects: refs.map((obj) => ({ obj })),
        })
  const once = (refs: readonly (MoRef | undefined)[]) => [
    ...new Map(refs.flatMap((ref) => (ref ? [[ref.value, ref] as const] : []))).values(),
  ]
  const found = await read(hosts, ['network', 'parent'])
  const computes = once(found.map(({ properties }) => asRef(properties.get('parent'))))
  const pools = await read(computes, ['resourcePool'])
  return {
    ResourcePool: once(pools.map(({ properties }) => asRef(properties.get('resourcePool')))),
    Network: once(found.flatMap(({ properties }) => asRefs(properties.get('network')))),
  }
}
