import type { RunView } from '@/lib/runs/run'
import { advance, type Plan } from '@/lib/signals/advance'
import type { Fact } from '@/lib/signals/watched'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { RunId } from '@/lib/vsphere/ids'
import { DatabaseAway, type Database, type Statement } from '../journal/database'
import type { Journal } from '../journal/journal'
import { contactFacts, factOf } from './facts'
import { puttingPlace, readKept, readPlace, type KeptState } from './kept-state'
import { putting } from './outbox'
import type { SignalsDb } from './stored'

const rowsAtATime = 500
/** Connections are looked at so often. */
const lookEveryMs = 1_000
/** Without news the place in the journal is written so often: what is read again comes to the same. */
const placeEveryMs = 10_000
/** What happens soon after is told in the same turn. */
const gatherMs = 100
/** After a failure. */
const againMs = 2_000
/** The first time, what is open already began in the last day, or it is nobody's news. */
const firstLookBackMs = 24 * 3_600_000
const mostRuns = 2_000

/**
 * Turns what happens into deliveries. What it has read of the journal, what it remembers and what it puts into the outbox are
 * one write, so that a process which is killed at any point is followed by one that goes on where that write was: nothing is
 * told twice, and nothing is left out.
 * @param fence fails the write when another process does this by now.
 * @param onMessages told when something was put into the outbox.
 */
export function createPump(options: {
  journal: Pick<Journal, 'readAfter' | 'lastBefore' | 'readRun' | 'onAppended'>
  database: Pick<Database, 'batch'>
  db: SignalsDb
  connections: () => readonly ConnectionView[]
  plan: () => Plan
  fence: () => Statement | undefined
  now: () => number
  warn: (text: string, error: unknown) => void
  onMessages: () => void
}): { stop(): Promise<void>; hint(): void } {
  const { journal, database, db, connections, plan, fence, now, warn, onMessages } = options
  const runs = new Map<RunId, RunView>()
  let memory: { kept: KeptState; place: number; placeOnDisk: number; writtenAt: number } | undefined
  const over = new AbortController()
  let hinted = true
  let wake: (() => void) | undefined
  let gathering: NodeJS.Timeout | undefined
  let next = 0

  /** A flood of commits is read in a few turns, so that they do not wait for one another at the database. */
  const hint = () => {
    hinted = true
    gathering ??= setTimeout(() => {
      gathering = undefined
      wake?.()
    }, gatherMs)
  }
  const stopHearing = journal.onAppended(hint)

  async function remember() {
    const kept = await readKept(db)
    const known = await readPlace(db)
    const place = known ?? (await journal.lastBefore(new Date(now() - firstLookBackMs).toISOString()))
    return { kept, place, placeOnDisk: known ?? -1, writtenAt: now() }
  }

  async function runOf(id: RunId): Promise<RunView | undefined> {
    const known = runs.get(id)
    if (known) return known
    const read = await journal.readRun(id)
    if (read) keep(read)
    return read
  }

  function keep(run: RunView): void {
    runs.set(run.id, run)
    const [oldest] = runs.keys()
    if (runs.size > mostRuns && oldest !== undefined) runs.delete(oldest)
  }

  /** @returns whether there may be more to read. */
  async function turn(): Promise<boolean> {
    const have = (memory ??= await remember())
    const { kept } = have
    const facts: Fact[] = []
    let isMore = false
    if (hinted) {
      hinted = false
      const read = await journal.readAfter(have.place, rowsAtATime)
      have.place = read.last
      isMore = read.rows === rowsAtATime
      for (const recorded of read.steps) {
        if (recorded.opened) keep(recorded.opened)
        // A run that has got on since it was read is read again where that counts.
        else if (recorded.run !== undefined && recorded.step.event.kind === 'left-blocked') runs.delete(recorded.run)
        const fact = await factOf(recorded, runOf)
        if (fact) facts.push(fact)
      }
    }
    facts.push(...contactFacts(kept.state.contacts, connections(), now()))
    const made = advance(kept.state, facts, now(), plan())
    next = made.next
    const { statements, written } = kept.changes()
    const isPlaceOld = have.place !== have.placeOnDisk && now() - have.writtenAt >= placeEveryMs
    if (statements.length === 0 && made.messages.length === 0 && !isPlaceOld && have.placeOnDisk >= 0) return isMore
    const guard = fence()
    await database.batch([
      ...(guard ? [guard] : []),
      ...[
        puttingPlace(db, have.place),
        ...statements,
        ...made.messages.map((message) => putting(db, message, now())),
      ].map((one) => one.compile()),
    ])
    written()
    have.placeOnDisk = have.place
    have.writtenAt = now()
    if (made.messages.length > 0) onMessages()
    return isMore
  }

  async function work(): Promise<void> {
    while (!over.signal.aborted) {
      let pause: number
      try {
        const isMore = await turn()
        hinted ||= isMore
        pause = isMore ? 0 : hinted ? gatherMs : Math.min(Math.max(next - now(), 0), lookEveryMs)
      } catch (error) {
        // What it remembers may be ahead of what is on the disk.
        memory = undefined
        hinted = true
        pause = againMs
        if (!(error instanceof DatabaseAway)) warn('signals could not be made of what happened', error)
      }
      if (pause > 0 && !over.signal.aborted) await sleep(pause)
    }
  }

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    }).finally(() => (wake = undefined))

  const working = work()
  return {
    hint,
    async stop() {
      over.abort()
      stopHearing()
      clearTimeout(gathering)
      wake?.()
      await working
    },
  }
}
