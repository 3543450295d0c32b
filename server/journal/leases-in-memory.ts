import { createSetsByKey } from '@/lib/sets-by-key'
import { withoutUndefined } from '@/lib/without-undefined'
import { keysOf } from './lease-keys'
import { subjectInTheWay, type Inherited, type Lease, type Leases, type Taken, type Wanted } from './leases'

type Held = { readonly wanted: Wanted; name: string | undefined }

/** Leases of the only process on its database: always held, and gone with it. */
export function leasesInMemory(now: () => number): Leases {
  const held = new Set<Held>()
  /** Those that are not free, by the keys of their subjects. */
  const byKey = createSetsByKey<string, Held>()
  const byName = new Map<string, Held>()

  function index(one: Held): void {
    for (const { key } of keysOf(one.wanted.subjects)) byKey.add(key, one)
  }

  function unindex(one: Held): void {
    for (const { key } of keysOf(one.wanted.subjects)) byKey.remove(key, one)
  }

  function call(one: Held, name: string | undefined): void {
    if (name === undefined || !held.has(one)) return
    one.name = name
    byName.set(name, one)
  }

  function letGo(one: Held): void {
    held.delete(one)
    unindex(one)
    if (one.name !== undefined && byName.get(one.name) === one) byName.delete(one.name)
  }

  function put(wanted: Wanted): Lease {
    const one: Held = { wanted, name: undefined }
    held.add(one)
    index(one)
    call(one, wanted.name)
    return {
      get name() {
        return one.name
      },
      isHeld: () => held.has(one),
      sure: async () => held.has(one),
      fence(run) {
        call(one, run)
        return undefined
      },
      lastFence: () => undefined,
      free: () => unindex(one),
      release: () => letGo(one),
      onLost: () => undefined,
    }
  }

  function inTheWay(wanted: Wanted): Extract<Taken, { is: 'held' }> | undefined {
    for (const { key } of keysOf(wanted.subjects)) {
      for (const { wanted: by, name } of byKey.get(key)) {
        const subject = subjectInTheWay(by, wanted)
        if (subject) return { is: 'held', by, ...withoutUndefined({ name, subject }) }
      }
    }
    const named = wanted.name === undefined ? undefined : byName.get(wanted.name)
    return named && { is: 'held', by: named.wanted, ...withoutUndefined({ name: named.name }) }
  }

  return {
    areShared: false,
    beganAlone: true,
    now,
    take: async (wanted) => inTheWay(wanted) ?? { is: 'taken', lease: put(wanted) },
    async adopt(all) {
      const free = all.filter((one) => !byName.has(one.name))
      return free.map((wanted): Inherited => ({ lease: { ...put(wanted), name: wanted.name }, held: wanted }))
    },
    onInherited: () => () => undefined,
    onAbandoned: () => () => undefined,
    isAlive: () => true,
    heldCount: () => held.size,
    async close() {},
  }
}
