import type { Accounts } from '../accounts/contract'
import type { Connections } from '../connections/contract'
import { clockAheadMs } from '../journal/clock-difference'
import type { Database } from '../journal/database'
import { hintOf } from '../journal/sql-dialect'
import type { Rules } from '../rules/contract'
import type { Signals } from '../signals/contract'
import type { Log } from './log'
import type { OverdueLimit } from './overdue-limit'

/** What changed in settings and accounts is read again at a hint, and this often in any case. */
const readEveryMs = 3_000
const channel = 'andon_settings'
/** A clock that is further off is worth a word: what its log says happened in another order than the record says. */
const notableMs = 3_000
const lookAtClockEveryMs = 10 * 60_000

export type OtherProcesses = {
  /** Tells them that something was stored in settings or accounts. */
  tell: () => void
  /** From now on what they change is taken over here. */
  follow(rooms: {
    accounts: Pick<Accounts, 'readAgain'>
    connections: Pick<Connections, 'readAgain'>
    rules: Pick<Rules, 'readAgain'>
    overdue: Pick<OverdueLimit, 'readAgain'>
    signals: Pick<Signals, 'readAgain'>
  }): void
  stop: () => void
}

/** The processes that share this one's database; with a file there are none. */
export function otherProcesses(database: Database, log: Pick<Log, 'warn'>, now: () => number): OtherProcesses {
  if (database.dialect === 'sqlite') return { tell: () => {}, follow: () => {}, stop: () => {} }
  const ends: (() => void)[] = []

  /** What it says is not worth a word while the database is away: that is said elsewhere. */
  const quietly = (what: string) => (error: unknown) => {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('DATABASE_')))
      log.warn({ err: error }, what)
  }

  async function lookAtClock(): Promise<void> {
    const ahead = await clockAheadMs(database, now)
    if (Math.abs(ahead) < notableMs) return
    const seconds = Math.round(Math.abs(ahead) / 1000)
    log.warn(
      `The clock of this machine is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} the database's. Set it: its log goes by it, while the record goes by the database's.`,
    )
  }

  function repeat(everyMs: number, work: () => void): void {
    const timer = setInterval(work, everyMs)
    ends.push(() => clearInterval(timer))
  }

  return {
    tell: () => void database.batch(hintOf(database.dialect, channel, '')).catch(quietly('others were not told')),
    follow({ accounts, connections, rules, overdue, signals }) {
      const readAgain = oneAtATime(async () => {
        const rooms = [accounts, connections, rules, overdue, signals]
        await Promise.all(rooms.map((room) => room.readAgain()))
      }, quietly('what others have changed could not be read'))
      ends.push(database.onHint(channel, readAgain))
      repeat(readEveryMs, readAgain)
      const look = () => void lookAtClock().catch(quietly('the clocks could not be compared'))
      look()
      repeat(lookAtClockEveryMs, look)
    },
    stop: () => ends.splice(0).forEach((end) => end()),
  }
}

/** Calls while it works are one call after it. */
function oneAtATime(work: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let isBusy = false
  let isWanted = false
  async function run(): Promise<void> {
    isBusy = true
    while (isWanted) {
      isWanted = false
      await work().catch(failed)
    }
    isBusy = false
  }
  return () => {
    isWanted = true
    if (!isBusy) void run()
  }
}
