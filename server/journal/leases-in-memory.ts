import { withoutUndefined } from '@/lib/without-undefined'
import { subjectInTheWay, type Inherited, type Lease, type Leases, type Taken, type Wanted } from './leases'

/** Leases of the only process on its database: always held, and gone with it. */
export function leasesInMemory(now: () => number): Leases {
  const held = new Set<{ wanted: Wanted; name: string | undefined; isFree: boolean }>()

  function put(wanted: Wanted): Lease {
    const one = { wanted, name: wanted.name, isFree: false }
    held.add(one)
    return {
      get name() {
        return one.name
      },
      isHeld: () => held.has(one),
      sure: async () => held.has(one),
      fence(run) {
        one.name = run ?? one.name
        return undefined
      },
      lastFence: () => undefined,
      free: () => void (one.isFree = true),
      release: () => void held.delete(one),
      onLost: () => undefined,
    }
  }

  function inTheWay(wanted: Wanted): Extract<Taken, { is: 'held' }> | undefined {
    for (const { wanted: by, name, isFree } of held) {
      const subject = isFree ? undefined : subjectInTheWay(by, wanted)
      if (subject || (wanted.name !== undefined && name === wanted.name))
        return { is: 'held', by, ...withoutUndefined({ name, subject }) }
    }
    return undefined
  }

  return {
    areShared: false,
    beganAlone: true,
    now,
    take: async (wanted) => inTheWay(wanted) ?? { is: 'taken', lease: put(wanted) },
    async adopt(all) {
      const free = all.filter((one) => ![...held].some(({ name }) => name === one.name))
      return free.map((wanted): Inherited => ({ lease: { ...put(wanted), name: wanted.name }, held: wanted }))
    },
    onInherited: () => () => undefined,
    onAbandoned: () => () => undefined,
    isAlive: () => true,
    heldCount: () => held.size,
    async close() {},
  }
}
