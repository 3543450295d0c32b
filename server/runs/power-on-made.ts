import type { Actor } from '@/lib/runs/actor'
import type { OrderAge } from '@/lib/runs/order-age'
import type { StartHow } from '@/lib/runs/decide'
import type { RunView } from '@/lib/runs/run'
import type { RunRequest } from '@/lib/runs/verb'
import type { Result } from '@/lib/result'
import { splitKey, type ConnectionId, type VmKey } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import type { Journal } from '../journal/journal'
import type { Leases } from '../journal/leases'
import { toConsoleError } from '../errors/console-error'
import type { After } from './contract'

type Ports = {
  journal: Pick<Journal, 'readRunsEndedSince' | 'readUnfinishedRuns'>
  leases: Pick<Leases, 'take'>
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  start: (vm: VmKey, request: RunRequest, actor: Actor, how?: StartHow) => Promise<Result<unknown>>
  after: After
  /** What was wanted is recorded as a run that was not started, with the reason as a sentence. */
  refuse: (wanted: Wanted, because: string) => Promise<void>
  /** How old a wish of then is, ISO 8601. */
  ageOf: (since: string) => OrderAge
  isClosed: () => boolean
  warn: (text: string, error: unknown) => void
}

/**
 * What was asked for beside a copy: that it is started. `endedAt`: when the run that made it ended, `readyAt`: since when it
 * surely was there (ISO 8601).
 */
export type Wanted = {
  vm: VmKey
  name: string
  actor: Actor
  how: StartHow | undefined
  endedAt: string
  readyAt: string
}

/** The stream tells of a new VM some moments after its task. */
const lookAgainMs = 500
const looksAtMost = 120

/**
 * Starts the VM that a run has made, where that was asked for: by a run of its own, which meets its questions. The server
 * that cloned would have the question of another VM than the one that it works on. Of several processes that come to it one
 * does it: who has the lease of the wish, and finds no power-on in the journal then.
 */
export function createPowerOnMade(ports: Ports): {
  /** A run is over. What it made is started, unless it was there long before the run saw it. */
  onOver: (view: RunView) => void
  /** After a start of Andon: what the process before this one had not come to is done now, or said not to be. */
  takeUp: (ended: readonly RunView[]) => void
} {
  const { journal, leases, inventoryOf, start, after, refuse, ageOf, isClosed, warn } = ports

  /** The stream tells of a new VM some moments after its task; what nobody tells of is left to the start to refuse. */
  async function untilKnown({ vm }: Wanted): Promise<void> {
    const at = splitKey(vm)
    if (!at) return
    for (let looks = 0; looks < looksAtMost && !isClosed(); looks += 1) {
      if (inventoryOf(at.connection)?.vms.has(vm)) return
      await new Promise<void>((resolve) => void after(lookAgainMs, resolve))
    }
  }

  async function go(wanted: Wanted): Promise<void> {
    await untilKnown(wanted)
    if (isClosed()) return
    const because = await start(wanted.vm, { verb: 'powerOn' }, wanted.actor, wanted.how).then(
      (started) => (started.ok ? undefined : started.error.sentence),
      (error: unknown) => toConsoleError(error).sentence,
    )
    if (because !== undefined && !isClosed()) await refuse(wanted, because)
  }

  /** Who has the lease may be gone, or go, before it has come to it: it is waited for. */
  async function once(made: RunView, wanted: Wanted, act: (wanted: Wanted) => Promise<void>): Promise<void> {
    const name = `power-on of what ${made.id} made`
    while (!isClosed()) {
      const taken = await leases.take({ name, label: 'Power on', subjects: [], lasting: false })
      if (taken.is === 'taken') {
        try {
          // In this order: one that ends meanwhile is among those that have ended.
          const begun = await journal.readUnfinishedRuns()
          const later = [...begun, ...(await journal.readRunsEndedSince(wanted.endedAt))]
          if (!later.some((run) => isItsPowerOn(run, made, wanted))) await act(wanted)
        } finally {
          taken.lease.release()
        }
        return
      }
      await new Promise<void>((resolve) => void after(lookAgainMs, resolve))
    }
  }

  function take(made: RunView, act: (wanted: Wanted) => Promise<void>): void {
    const wanted = wantedOf(made)
    if (!wanted) return
    once(made, wanted, act).catch((error: unknown) => warn('a new VM could not be powered on', error))
  }

  /** As with every order that is not young any more: who starts it now is a person. */
  const goIfFresh = (late: string) => (wanted: Wanted) =>
    ageOf(wanted.readyAt) === 'fresh' ? go(wanted) : refuse(wanted, late)

  return {
    onOver: (view) => take(view, goIfFresh(seenLate)),
    takeUp(ended) {
      for (const view of ended) take(view, goIfFresh(stoppedBefore))
    },
  }
}

const seenLate =
  'The new VM was ready more than ten minutes before Andon, which was stopped or had no contact, saw it. Nothing was started.'
const stoppedBefore = 'Andon was stopped before it came to power the new VM on. Nothing was started.'

const isItsPowerOn = (later: RunView, made: RunView, { vm }: Wanted): boolean =>
  later.kind === 'vm' && later.number > made.number && later.request.verb === 'powerOn' && later.subjects[0].key === vm

function wantedOf(view: RunView): Wanted | undefined {
  if (view.state.at !== 'ended' || view.state.outcome.kind !== 'succeeded') return undefined
  const { endedAt, outcome } = view.state
  const { made } = outcome
  if (!made) return undefined
  const times = { endedAt, readyAt: readyAt(view, outcome.madeAt, endedAt) }
  if (view.kind === 'vmCopy') {
    const { name, powerOn } = view.request
    return powerOn ? { vm: made, name, actor: view.actor, how: undefined, ...times } : undefined
  }
  if (view.kind !== 'vm' || view.request.verb !== 'clone' || !view.request.powerOn) return undefined
  return { vm: made, name: view.request.name, actor: view.actor, how: view.start, ...times }
}

/**
 * Its host says when it was ready. Where it does not, and Andon was not there to see it, it may have been as soon as the last
 * call was sent.
 */
function readyAt({ steps }: RunView, madeAt: string | undefined, endedAt: string): string {
  const wasAway = steps.some(({ event }) => event.kind === 'contact-lost')
  const sentAt = wasAway ? steps.findLast(({ event }) => event.kind === 'start-sent')?.at : undefined
  const known = madeAt ?? sentAt ?? endedAt
  return known < endedAt ? known : endedAt
}
