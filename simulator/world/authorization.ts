import { privilegeIds, systemPrivileges } from '../vim25/privileges'
import type { DataObject } from '../vim25/value'

/** A role that every vSphere comes with. */
export type SystemRole = {
  readonly id: number
  readonly name: string
  readonly label: string
  readonly privileges: readonly string[]
}

export const systemRoles: readonly SystemRole[] = [
  { id: -1, name: 'Admin', label: 'Administrator', privileges: privilegeIds },
  { id: -2, name: 'ReadOnly', label: 'Read-only', privileges: systemPrivileges },
  { id: -3, name: 'View', label: 'View', privileges: ['System.Anonymous', 'System.View'] },
  { id: -4, name: 'Anonymous', label: 'Anonymous', privileges: ['System.Anonymous'] },
  { id: -5, name: 'NoAccess', label: 'No access', privileges: [] },
]

/** A role as `AuthorizationManager.roleList` shows it. */
export const roleData = (role: SystemRole): DataObject => ({
  roleId: role.id,
  system: role.id < 0,
  name: role.name,
  info: { label: role.label, summary: role.label },
  privilege: role.privileges,
})

/** The properties of an AuthorizationManager with the roles that every vSphere comes with. */
export const authorization = (): Record<string, unknown> => ({
  privilegeList: privilegeIds.map((privId) => {
    const parts = privId.split('.')
    const name = parts.at(-1) ?? privId
    return { privId, onParent: false, name, privGroupName: parts.slice(0, -1).join('.') }
  }),
  roleList: systemRoles.map(roleData),
  description: { privilege: [], privilegeGroup: [] },
})
