import { failed, ok, type ConsoleError } from '@/lib/result'
import type { Plan } from '@/lib/signals/advance'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Database } from '../journal/database'
import type { Journal } from '../journal/journal'
import type { Lease, Leases } from '../journal/leases'
import type { Allowed } from '../outward/reach'
import type { Signals } from './contract'
import { keptDays, readDeliveries, readFigures, sendAgain } from './outbox'
import { createPump } from './pump'
import { createRouteSettings, noSuchRoute } from './route-settings'
import { createRouteSecrets, type Box } from './secrets'
import { createSender } from './sender'
import type { SignalsDb } from './stored'
import { createTeller } from './tell'

/** How often it is tried to do what another process does. */
const takeEveryMs = 2_000
/** One process makes deliveries and sends them. */
const duty = { name: 'duty:signals', label: 'Send signals', subjects: [], lasting: false }

type Working = { lease: Lease; pump: ReturnType<typeof createPump>; sender: ReturnType<typeof createSender> }

/** @param origin where people reach the console: where links lead. `allowed`: hosts that may be called though they are this machine. */
export function createSignals(options: {
  db: SignalsDb
  box: Box
  database: Pick<Database, 'batch'>
  journal: Journal
  leases: Pick<Leases, 'take'>
  connections: () => readonly ConnectionView[]
  /** After how long a question is overdue. */
  overdueMinutes: () => number
  origin: string
  allowed: Allowed
  note: (note: { by: string; text: string }) => Promise<void>
  now: () => number
  onChanged: () => void
  warn: (text: string, error: unknown) => void
}): Signals {
  const { db, database, journal, leases, connections, origin, allowed, note, now, warn } = options
  const secrets = createRouteSecrets(db, options.box)
  const changed = () => {
    working?.pump.hint()
    working?.sender.wake()
    options.onChanged()
  }
  const set = createRouteSettings({ db, secrets, allowed, note, now, onChanged: changed })
  const nameOf = (id: string) => connections().find((view) => view.id === id)?.name
  const teller = createTeller({ secrets, allowed, nameOf, origin, now })
  const plan = (): Plan => ({ routes: set.routes, chain: set.chain, overdueMinutes: options.overdueMinutes() })

  let working: Working | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let turn: Promise<void> = Promise.resolve()

  function work(lease: Lease): Working {
    const fence = () => lease.fence()
    const sender = createSender({
      db,
      database,
      teller,
      routes: () => set.routes,
      fence,
      mayTell: () => lease.isHeld(),
      now,
      warn,
    })
    const pump = createPump({
      journal,
      database,
      db,
      connections,
      plan,
      fence,
      now,
      warn,
      onMessages: () => sender.wake(),
    })
    return { lease, pump, sender }
  }

  async function stop(): Promise<void> {
    const had = working
    working = undefined
    await had?.pump.stop()
    await had?.sender.stop()
    had?.lease.release()
  }

  /** Takes what nobody does, and looks again later: who does it may be gone by then. */
  async function take(): Promise<void> {
    if (!working && !closed) {
      const taken = await leases.take(duty)
      if (taken.is === 'taken') {
        working = work(taken.lease)
        taken.lease.onLost(() => void stop().catch((error: unknown) => warn('signals were not stopped', error)))
      }
    }
  }

  function takeSoon(ms: number): void {
    timer = setTimeout(() => {
      // That the database is away is said elsewhere.
      turn = take()
        .catch(() => undefined)
        .then(() => {
          if (!closed) takeSoon(takeEveryMs)
        })
    }, ms)
    timer.unref()
  }

  return {
    start: () => set.readAgain(),
    begin: () => takeSoon(0),
    async readAgain() {
      await set.readAgain()
      working?.pump.hint()
      working?.sender.wake()
    },
    async readAll() {
      const [figures, setAt] = [await readFigures(db), await secrets.setAt()]
      const routes = set.routes.map((route) => ({
        ...route,
        ...(figures.get(route.id) ?? { givenUp: 0, waiting: 0 }),
        ...withoutUndefined({ secretAt: setAt.get(route.id) }),
      }))
      return { routes, chain: set.chain, overdueMinutes: options.overdueMinutes(), keptDays, origin }
    },
    add: set.add,
    edit: set.edit,
    remove: set.remove,
    makeKey: set.makeKey,
    setChain: set.setChain,
    async test(id, by) {
      const route = set.route(id)
      return route ? ok(await teller.test(route, by)) : failed(noSuchRoute)
    },
    deliveries: async (which) => ok(await readDeliveries(db, which, teller.wordingOf())),
    async sendAgain(id, by) {
      await note({ by, text: 'Signals: a delivery is sent again' })
      if (!(await sendAgain(db, id, now()))) return failed(noSuchDelivery)
      changed()
      return ok(null)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await turn
      await stop()
      await teller.close()
    },
  }
}

const noSuchDelivery: ConsoleError = {
  code: 'no-such-delivery',
  blame: 'ours',
  sentence: 'There is no such delivery any more, or it was taken meanwhile.',
}
