import { shownInventoryName } from '@/lib/names/inventory-name'
import { moRef, type MoRef } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { VimFault } from '../vsphere/errors'
import { isFault } from '../vsphere/fault'
import { retrieveEach, retrieveOne } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import { asName, asRef } from '../vsphere/wire-value'
import { KnownRoles, rolesReadAgainMs } from './account-rights'
import type { InventoryModel } from './model'

type Ports = {
  model: InventoryModel
  /** The session, whether there is contact or not. */
  current: () => Session | undefined
  /** The session while there is contact. Throws WireError. */
  needed: () => Session
  /** What the roles allow is known anew. */
  onChange: () => void
  /** The model has been told something. */
  onTold: () => void
  now: () => number
}

/** What the account of an inventory may do: read now and then, and whenever a refusal says that it is not as it was known. */
export class WatchedRights {
  readonly #ports: Ports
  readonly #roles: KnownRoles
  #timer: NodeJS.Timeout | undefined

  constructor(ports: Ports) {
    this.#ports = ports
    const { current, needed, onChange, now } = ports
    this.#roles = new KnownRoles({
      manager: () => current()?.content.authorizationManager,
      read: async (manager) => (await retrieveOne(needed(), manager, ['roleList'])).properties.get('roleList'),
      onChange,
      now,
    })
  }

  /** For screens; undefined while nothing is known of it. */
  get rights() {
    return this.#roles.rights(this.#ports.model.rolesOf)
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.#roles.readAgain(), rolesReadAgainMs)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** Never rejects: what cannot be read stays as it was known. */
  readAgain(): Promise<void> {
    return this.#roles.readAgain()
  }

  /** What is missing with these roles, read again where it would refuse something and is not fresh. Never rejects. */
  missingNow(roles: readonly number[] | undefined): Promise<readonly string[] | undefined> {
    return this.#roles.missingNow(roles)
  }

  /** A refusal for want of a privilege says that what is known of the account's rights is not so any more. */
  async noteRefusal<T>(obj: MoRef, call: Promise<T>): Promise<T> {
    try {
      return await call
    } catch (error) {
      if (!isFault(error, 'NoPermission')) throw error
      void this.#readOn(asRef(error.fields.object) ?? obj)
      throw await this.#withNames(error)
    }
  }

  /** The same refusal, with what people call the objects that it is about. Never rejects. */
  async #withNames(refusal: VimFault): Promise<VimFault> {
    const { needs = [], ...fault } = refusal.fault
    const refs = needs.flatMap(({ on }) => (on && on.name === undefined ? [moRef(on.type, on.moid)] : []))
    if (refs.length === 0) return refusal
    try {
      const read = await retrieveEach(this.#ports.needed(), {
        properties: [...new Set(refs.map(({ type }) => type))].map((type) => ({ type, paths: ['name'] })),
        objects: refs.map((ref) => ({ obj: ref })),
      })
      const names = new Map<string, string | undefined>(
        read.map(({ obj, properties }) => [obj.value, asName(properties.get('name'))]),
      )
      const nameOf = (id: string) => {
        const stored = names.get(id)
        return stored === undefined ? undefined : shownInventoryName(stored).name
      }
      const named = needs.map(({ on, ...need }) => ({
        ...need,
        ...(on && { on: { ...on, ...withoutUndefined({ name: nameOf(on.moid) }) } }),
      }))
      return new VimFault(
        { ...fault, needs: named },
        refusal.fields,
        withoutUndefined({ method: refusal.method, declared: 'NoPermission' }),
      )
    } catch {
      return refusal // what it is called is not worth a second error
    }
  }

  /** Never rejects: nobody waits for it. */
  async #readOn(obj: MoRef): Promise<void> {
    await this.#roles.readAgain()
    if (obj.type !== 'VirtualMachine' && obj.type !== 'Datastore') return
    const { model, needed, onTold } = this.#ports
    try {
      const { properties } = await retrieveOne(needed(), obj, ['effectiveRole'])
      const value = properties.get('effectiveRole')
      const changes = [{ name: 'effectiveRole', op: 'assign' as const, value }]
      model.apply([{ kind: 'modify', obj, changes, missing: [] }])
      onTold()
    } catch {
      return // the contact tells of its own loss
    }
  }
}
