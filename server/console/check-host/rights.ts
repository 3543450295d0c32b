import { moRef } from '@/lib/vsphere/ids'
import { neededPrivileges, type NeededPrivilege } from '@/lib/vsphere/privileges'
import type { EndpointAccess } from '../../inventory/access'
import type { Inventory } from '../../inventory/contract'
import { asList, asNumber, asObjects, asText } from '../../vsphere/wire-value'

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
  const privilegesOf = new Map(
    asObjects(roles.get('roleList')).flatMap(({ roleId, privilege }) => {
      const id = asNumber(roleId)
      return id === undefined ? [] : [[id, asList(privilege).flatMap((one) => asText(one) ?? [])] as const]
    }),
  )
  if (privilegesOf.size === 0) throw new Error('The server does not say which roles there are.')
  const objects: Record<NeededPrivilege['on'], { value: string }[]> = {
    VirtualMachine: [...inventory.vms.values()].map(({ moid }) => ({ value: moid })),
    Datastore: [...inventory.datastores.values()].map(({ moid }) => ({ value: moid })),
    Folder: [rootFolder],
  }
  const rights: Right[] = []
  for (const on of Object.keys(objects) as NeededPrivilege['on'][]) {
    // keys of the literal above
    const some = objects[on].slice(0, mostObjects).map(({ value }) => moRef(on, value))
    const contents =
      some.length === 0
        ? []
        : await access.retrieve({
            properties: [{ type: on, paths: ['effectiveRole'] }],
            objects: some.map((obj) => ({ obj })),
          })
    const granted = contents.flatMap(({ properties }) => {
      if (!properties.has('effectiveRole')) return []
      const ids = asList(properties.get('effectiveRole')).flatMap((one) => asNumber(one) ?? [])
      return [new Set(ids.flatMap((id) => privilegesOf.get(id) ?? []))]
    })
    for (const needed of neededPrivileges.filter((one) => one.on === on)) {
      rights.push({ ...needed, granted: granted.filter((one) => one.has(needed.privilege)).length, of: granted.length })
    }
  }
  return rights
}
