import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { windowMs } from '@/lib/connections/sign-in-tries'
import type { SignInRow, SignInStore } from './sign-in-store'
import { createSignIns } from './sign-ins'

const account = { endpoint: { host: 'esx-07', port: 443 }, user: 'root' }

/** What processes share: rows, who has the turn, a clock. */
function shared() {
  const rows = new Map<string, SignInRow & { account: string }>()
  const turns = new Set<string>()
  const state = { now: 0, isAway: false }
  const reach = async <T>(work: () => T): Promise<T> => {
    if (state.isAway) throw new Error('the database is away')
    return work()
  }
  const store: SignInStore = {
    read: (name, now) =>
      reach(() =>
        [...rows.values()]
          .filter((row) => row.account === name)
          .map((row) => ({ ...row, at: Math.min(row.at, now) }))
          .toSorted((a, b) => a.at - b.at),
      ),
    add: (name, row) => reach(() => void rows.set(row.id, { ...row, account: name })),
    setRefused: (id) =>
      reach(() => {
        const row = rows.get(id)
        if (row) row.what = 'refused'
      }),
    remove: (id) => reach(() => void rows.delete(id)),
    clear: (name) => reach(() => [...rows.values()].forEach((row) => row.account === name && rows.delete(row.id))),
  }
  const open = (areShared = true) =>
    createSignIns({
      store,
      areShared,
      alone: (name) =>
        reach(() => {
          if (turns.has(name)) return undefined
          turns.add(name)
          return { release: () => void turns.delete(name) }
        }),
      clock: () => state.now,
      warn: () => {},
      lookEveryMs: 1,
    })
  return { open, state, store }
}

type Happening =
  | { do: 'try'; process: number; asking: 'andon' | 'person'; kind: 'esx' | 'vcenter'; end: End }
  | { do: 'at-once'; asking: 'andon' | 'person' }
  | { do: 'pass'; minutes: number }
  | { do: 'restart'; process: number }
  | { do: 'change' }
  | { do: 'database'; away: boolean }
type End = 'in' | 'refused' | 'unanswered' | 'killed'

const asking = fc.constantFrom('andon' as const, 'person' as const)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('try' as const),
      process: fc.nat(2),
      asking,
      kind: fc.constantFrom('esx' as const, 'vcenter' as const),
      end: fc.constantFrom<End>('refused', 'refused', 'refused', 'unanswered', 'killed', 'in'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('at-once' as const), asking }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.double({ min: 0, max: 16, noNaN: true }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), process: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'change' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('database' as const), away: fc.boolean() }) },
)

test('whatever happens, no fifteen minutes hold more than four sign-ins that failed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 60 }), async (happenings) => {
      const { open, state } = shared()
      const processes = [open(), open(), open()]
      /** As the host would have counted: what succeeded since makes it forget. */
      let counted: number[] = []
      async function signIn(process: number, who: 'andon' | 'person', kind: 'esx' | 'vcenter', end: End) {
        const place = await processes[process]
          ?.of(account)
          .begin(who, kind)
          .catch(() => undefined)
        if (!place) return
        if (end === 'in') counted = []
        else counted.push(state.now)
        // One that is killed has sent it and says nothing more; its turn ends with it.
        await place.settle(end === 'killed' ? 'unanswered' : end)
      }
      for (const one of happenings) {
        if (one.do === 'try') await signIn(one.process, one.asking, one.kind, one.end)
        if (one.do === 'at-once')
          await Promise.all(
            [0, 1, 2].map((process) => signIn(process, one.asking, 'esx', state.isAway ? 'unanswered' : 'refused')),
          )
        if (one.do === 'pass') state.now += Math.round(one.minutes * 60_000)
        if (one.do === 'restart') processes[one.process] = open()
        if (one.do === 'change') await processes[0]?.changed(account).catch(() => {})
        if (one.do === 'database') state.isAway = one.away
        const within = counted.filter((at) => at > state.now - windowMs).length
        expect(within).toBeLessThanOrEqual(4)
      }
    }),
    { numRuns: 60 },
  )
})

test('three processes that start with a wrong password sign in once, not three times', async () => {
  const { open, state } = shared()
  const ports = [open(), open(), open()].map((one) => one.of(account))
  const begun = await Promise.allSettled(
    ports.map(async (port) => (await port.begin('andon', 'esx')).settle('refused')),
  )
  expect(begun.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
  state.now += 60_000
  const [port] = ports
  expect(await port?.tries('esx', () => Date.parse('2030-01-01T14:01:00Z'))).toEqual({
    failed: 1,
    nextAt: '2030-01-01T14:05:00.000Z',
    personAt: '2030-01-01T14:01:00.000Z',
  })
})

test('what one got in with is news to the others: they need not wait any more', async () => {
  const { open } = shared()
  const [one, other] = [open().of(account), open().of(account)]
  await (await one.begin('andon', 'esx')).settle('refused')
  await expect(other.begin('andon', 'esx')).rejects.toMatchObject({ code: 'sign-in-held' })
  await (await one.begin('person', 'esx')).settle('in')
  await (await other.begin('andon', 'esx')).settle('in')
})

test('one account under two spellings is one account; another user is another', async () => {
  const { open } = shared()
  const signIns = open()
  await (await signIns.of(account).begin('andon', 'esx')).settle('refused')
  const spelled = { endpoint: { host: 'ESX-07.', port: 443 }, user: 'ROOT' }
  await expect(signIns.of(spelled).begin('andon', 'esx')).rejects.toMatchObject({ code: 'sign-in-held' })
  await (await signIns.of({ ...account, user: 'andon' }).begin('andon', 'esx')).settle('in')
})

test('what nobody looked at does not count', async () => {
  const { open } = shared()
  const port = open().of(account)
  for (let round = 0; round < 10; round += 1) await (await port.begin('andon', 'esx')).settle('unjudged')
  expect(await port.tries('esx', () => 0)).toMatchObject({ failed: 0 })
})

test('one process goes on counting while its disk is full; several do not sign in while the database is away', async () => {
  const alone = shared()
  const port = alone.open(false).of(account)
  alone.state.isAway = false
  alone.store.read = () => Promise.reject(new Error('disk full'))
  alone.store.add = () => Promise.reject(new Error('disk full'))
  await (await port.begin('andon', 'esx')).settle('refused')
  await expect(port.begin('andon', 'esx')).rejects.toMatchObject({ code: 'sign-in-held' })

  const many = shared()
  many.state.isAway = true
  // It says why, and not that sign-ins had failed.
  await expect(many.open().of(account).begin('person', 'esx')).rejects.toMatchObject({ code: 'sign-in-unrecorded' })
})
