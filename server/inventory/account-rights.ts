import type { MoRef } from '@/lib/vsphere/ids'
import { neededPrivileges } from '@/lib/vsphere/privileges'
import { missingPrivileges, type AccountRights } from '@/lib/vsphere/rights'
import { asList, asNumber, asObjects, readWholeTexts, type WireValue } from '../vsphere/wire-value'

/** How old what is known of the roles may be before a run is refused by it: roles are edited seldom, but while people watch. */
const freshMs = 10_000
/** How often roles are read again: no server tells that a role has changed. */
export const rolesReadAgainMs = 3 * 60_000

const privileges = [...new Set(neededPrivileges.map(({ privilege }) => privilege))]

/** By role id, what the role allows, from `AuthorizationManager.roleList`. A role is left out of which not all can be read: that may be anything. */
export function readPrivileges(roleList: WireValue | undefined): Map<number, ReadonlySet<string>> {
  return new Map(
    asObjects(roleList).flatMap(({ roleId, privilege }) => {
      const id = asNumber(roleId)
      const held = readWholeTexts(privilege ?? [])
      return id === undefined || !held ? [] : [[id, new Set(held)] as const]
    }),
  )
}

/** By role id, which of the privileges that Andon uses the role lacks. */
export const readRoles = (roleList: WireValue | undefined): Map<number, readonly string[]> =>
  new Map(
    [...readPrivileges(roleList)].map(([id, held]) => [id, privileges.filter((needed) => !held.has(needed))] as const),
  )

/** `ManagedEntity.effectiveRole`; undefined where the server does not say, or not all: each role gives what the others do not. */
export function readEffectiveRole(value: WireValue | undefined): number[] | undefined {
  const roles = asList(value).flatMap((one) => asNumber(one) ?? [])
  return roles.length === 0 || roles.length < asList(value).length ? undefined : roles
}

type Ports = {
  /** Undefined: the server has none. */
  manager: () => MoRef | undefined
  /** Rejects with VimFault or WireError. */
  read: (manager: MoRef) => Promise<WireValue | undefined>
  onChange: () => void
  now: () => number
}

/**
 * What each role of one endpoint allows, as far as it can be read. An account that may not read the roles has unknown
 * rights: then every verb is offered, and the server refuses what it does not allow.
 */
export class KnownRoles {
  readonly #ports: Ports
  #roles: ReadonlyMap<number, readonly string[]> = new Map()
  #readAt: number | undefined
  #reading: Promise<void> | undefined

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** What is missing with these roles; undefined when it is not known. */
  missing(roles: readonly number[] | undefined): readonly string[] | undefined {
    return missingPrivileges(roles, { lacks: Object.fromEntries(this.#roles) })
  }

  /** The same, read again where it would refuse something and is not fresh. Never rejects. */
  async missingNow(roles: readonly number[] | undefined): Promise<readonly string[] | undefined> {
    const known = this.missing(roles)
    const isFresh = this.#readAt !== undefined && this.#ports.now() - this.#readAt < freshMs
    if (known === undefined || known.length === 0 || isFresh) return known
    await this.readAgain()
    return this.missing(roles)
  }

  /** Never rejects: what cannot be read stays as it was known. */
  readAgain(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  async #read(): Promise<void> {
    const manager = this.#ports.manager()
    if (!manager) return
    const value = await this.#ports.read(manager).catch(() => undefined)
    if (value === undefined) return
    this.#roles = readRoles(value)
    this.#readAt = this.#ports.now()
    this.#ports.onChange()
  }

  /**
   * What the account may do, for screens; undefined while nothing is known of it.
   * @param counts how many VMs, and datastores, there are with each set of roles, by `roles.join()`.
   */
  rights(counts: {
    vms: ReadonlyMap<string, number>
    datastores: ReadonlyMap<string, number>
  }): AccountRights | undefined {
    const used = new Set(
      [...counts.vms.keys(), ...counts.datastores.keys()].flatMap((key) => key.split(',').map(Number)),
    )
    const lacks = Object.fromEntries([...this.#roles].filter(([role]) => used.has(role)))
    if (Object.keys(lacks).length === 0) return undefined
    let known = 0
    const missing: Record<string, number> = {}
    for (const [key, count] of counts.vms) {
      const absent = missingPrivileges(key.split(',').map(Number), { lacks })
      if (!absent) continue
      known += count
      for (const privilege of absent) missing[privilege] = (missing[privilege] ?? 0) + count
    }
    return { lacks, vms: { known, missing } }
  }
}
