import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { nextSignIn, type Asking, type SignInRecord } from '@/lib/connections/sign-in-tries'
import type { ConnectionKind, Endpoint, SignInTries } from '@/lib/vsphere/connection'
import { withoutUndefined } from '@/lib/without-undefined'
import { SignInHeld, type SignInPort } from '../inventory/sign-in-port'
import type { SignInRow, SignInStore } from './sign-in-store'

/** How often one looks whether another's sign-in is over, and for how long. */
const usualLookMs = 200
const lookForMs = 60_000

type Ports = {
  store: SignInStore
  /** Whether other processes sign in with the same accounts: then only the store knows. */
  areShared: boolean
  /** Takes what one process does at a time; undefined: somebody else has it. */
  alone: (name: string) => Promise<{ release(): void } | undefined>
  /** ms; a clock that nobody sets, of all who share the store. */
  clock: () => number
  warn: (text: string, error: unknown) => void
  lookEveryMs?: number
}

export type SignIns = {
  /** Whom the sessions of this account ask. */
  of(account: Account): SignInPort
  /** A person has changed how Andon signs in, so that what was refused before says nothing any more. */
  changed(account: Account): Promise<void>
}

type Account = { endpoint: Pick<Endpoint, 'host' | 'port'>; user: string }

/** Counts the failed sign-ins of each account at each server, of all sessions in all processes, and over restarts. */
export function createSignIns({ store, areShared, alone, clock, warn, lookEveryMs = usualLookMs }: Ports): SignIns {
  /** What of our own could not be stored. With one process it is all that is missing there. */
  const unstored = new Map<string, SignInRow[]>()

  async function read(account: string): Promise<SignInRow[]> {
    const own = unstored.get(account) ?? []
    try {
      return [...(await store.read(account, clock())), ...own].toSorted((a, b) => a.at - b.at)
    } catch (error) {
      // What others have tried is not known then.
      if (areShared)
        throw new SignInHeld('sign-in-unrecorded', 'the record of sign-ins cannot be read', { cause: error })
      return own
    }
  }

  async function begin(account: string, asking: Asking, kind: ConnectionKind) {
    const lease = await turn(account)
    try {
      const now = clock()
      const at = nextSignIn(recordOf(await read(account)), asking, kind, now)
      if (at === undefined || at > now)
        throw new SignInHeld('sign-in-held', 'a sign-in now would come near a lock-out of the account')
      const row: SignInRow = { id: randomUUID(), at: now, what: 'sent' }
      await keep(account, row)
      return { row, lease }
    } catch (error) {
      lease.release()
      throw error
    }
  }

  async function turn(account: string): Promise<{ release(): void }> {
    for (const until = performance.now() + lookForMs; performance.now() < until; await pause(lookEveryMs)) {
      const lease = await alone(`sign-in ${account}`).catch((error: unknown) => {
        throw new SignInHeld('sign-in-unrecorded', 'the record of sign-ins cannot be read', { cause: error })
      })
      if (lease) return lease
    }
    throw new SignInHeld('sign-in-elsewhere', 'another sign-in with this account is under way')
  }

  /** Before it is sent. What cannot be stored where others share it is not sent. */
  async function keep(account: string, row: SignInRow): Promise<void> {
    try {
      await store.add(account, row)
    } catch (error) {
      if (areShared)
        throw new SignInHeld('sign-in-unrecorded', 'the record of sign-ins cannot be written', { cause: error })
      unstored.set(account, [...(unstored.get(account) ?? []), row])
    }
  }

  async function settle(account: string, row: SignInRow, end: 'in' | 'refused' | 'unjudged' | 'unanswered') {
    const own = unstored.get(account) ?? []
    if (end === 'in') unstored.delete(account)
    if (end === 'unjudged')
      unstored.set(
        account,
        own.filter((one) => one !== row),
      )
    if (end === 'refused') row.what = 'refused'
    try {
      if (end === 'in') await store.clear(account)
      if (end === 'unjudged') await store.remove(row.id)
      if (end === 'refused') await store.setRefused(row.id)
    } catch (error) {
      // It stays as one without an answer, which counts as well.
      warn('what became of a sign-in could not be stored', error)
    }
  }

  /** @param inOurTime a time of the store's clock in that of who shows it. */
  async function tries(account: string, kind: ConnectionKind, inOurTime: (ms: number) => string): Promise<SignInTries> {
    const record = recordOf(await read(account))
    const now = clock()
    const nextAt = nextSignIn(record, 'andon', kind, now)
    return {
      failed: record.failures.length,
      personAt: inOurTime(nextSignIn(record, 'person', kind, now) ?? now),
      ...withoutUndefined({ nextAt: nextAt === undefined ? undefined : inOurTime(nextAt) }),
    }
  }

  return {
    of({ endpoint, user }) {
      const account = nameOf({ endpoint, user })
      return {
        async begin(asking, kind) {
          const { row, lease } = await begin(account, asking, kind)
          return { settle: (end) => settle(account, row, end).finally(() => lease.release()) }
        },
        tries: (kind, now) => tries(account, kind, (ms) => new Date(now() + ms - clock()).toISOString()),
      }
    },
    async changed(account) {
      await keep(nameOf(account), { id: randomUUID(), at: clock(), what: 'changed' })
    },
  }
}

const nameOf = ({ endpoint: { host, port }, user }: Account) =>
  `${user.toLowerCase()} at ${host.toLowerCase().replace(/\.$/, '')}:${port}`

function recordOf(rows: readonly SignInRow[]): SignInRecord {
  const failures = rows.flatMap(({ at, what }) => (what === 'changed' ? [] : [{ at, refused: what === 'refused' }]))
  const changedAt = rows.findLast(({ what }) => what === 'changed')?.at
  return { failures, ...withoutUndefined({ changedAt }) }
}
