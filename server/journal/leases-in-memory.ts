import { subjectInTheWay, type Held, type Inherited, type Lease, type Leases, type Wanted } from './leases'

/** Leases of the only process on its database: always held, and gone with it. */
export function leasesInMemory(now: () => number): Leases {
  const held = new Set<{ wanted: Wanted; isFree: boolean }>()

  function put(wanted: Wanted): Lease {
    const one = { wanted, isFree: false }
    held.add(one)
    return {
      name: wanted.name,
      isHeld: () => held.has(one),
      sure: async () => held.has(one),
      fence: () => undefined,
      free: () => void (one.isFree = true),
      release: () => void held.delete(one),
      onLost: () => undefined,
    }
  }

  function holder(wanted: Wanted): { by: Held; subject?: Held['subjects'][number] } | undefined {
    for (const one of held) {
      if (wanted.name !== undefined && one.wanted.name === wanted.name) return { by: one.wanted }
      const subject = one.isFree ? undefined : subjectInTheWay(one.wanted, wanted)
      if (subject) return { by: one.wanted, subject }
    }
    return undefined
  }

  return {
    areShared: false,
    now,
    async take(wanted) {
      const by = holder(wanted)
      return by ? { is: 'held', ...by } : { is: 'taken', lease: put(wanted) }
    },
    async adopt(all) {
      const free = all.filter(({ name }) => ![...held].some((one) => one.wanted.name === name))
      return free.map((wanted): Inherited => ({ lease: { ...put(wanted), name: wanted.name }, held: wanted }))
    },
    onInherited: () => () => undefined,
    onAbandoned: () => () => undefined,
    isAlive: () => true,
    async close() {},
  }
}
