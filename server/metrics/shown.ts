import { Counter, Gauge, type Registry } from 'prom-client'
import { sumCounts } from '@/lib/live/derived'
import { signInOutcomes } from '../accounts/sign-in-record'
import type { Counted, StreamResult } from './counted'

/** What is on the board, who looks at it, and who signs in. */
export function lookAtShown(registry: Registry): {
  onStreamEvent: (result: StreamResult) => void
  follow(rooms: Counted): void
} {
  const registers = [registry]
  let counted: Counted | undefined

  /** Every known value of the label is written, also at zero: a missing series cannot be told from a missing server. */
  function gaugeBy(name: string, help: string, label: string, known: readonly string[], all: () => string[]): Gauge {
    return new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset()
        for (const value of known) this.set({ [label]: value }, 0)
        for (const value of all()) this.inc({ [label]: value })
      },
    })
  }
  const rowsOf = <T extends 'connections' | 'questions' | 'runs'>(table: T) => [
    ...(counted?.hub.rows(table).values() ?? []),
  ]

  gaugeBy(
    'andon_connections',
    'Configured connections by state.',
    'state',
    ['connecting', 'live', 'lost', 'refused'],
    () => rowsOf('connections').map(({ state }) => state.at),
  )
  gaugeBy(
    'andon_questions',
    'Questions on the board by state.',
    'state',
    ['waiting', 'sending', 'answered', 'gone'],
    () => rowsOf('questions').map(({ state }) => state.at),
  )
  gaugeBy(
    'andon_runs',
    'Runs on the board by state; ended ones stay for 15 minutes.',
    'state',
    ['checking', 'held', 'starting', 'running', 'waiting', 'cancelling', 'ended'],
    () => rowsOf('runs').map(({ state }) => state.at),
  )
  registry.registerMetric(
    new Gauge({
      name: 'andon_vms',
      help: 'VMs by power state, as the Board counts them: unknown too where the server has no contact with the host.',
      labelNames: ['power_state'],
      registers: [],
      collect() {
        // Counted as they change: of many thousands each scrape would take longer than all else that happens meanwhile.
        const { powers } = sumCounts(Object.fromEntries(counted?.hub.rows('counts') ?? []))
        for (const [power, count] of Object.entries(powers)) this.set({ power_state: power }, count)
      },
    }),
  )

  const single = (name: string, help: string, value: (rooms: Counted) => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(counted ? value(counted) : 0)
      },
    })
  single('andon_live_streams', 'Open event streams.', ({ hub }) => hub.readerCount)
  single('andon_leases_held', 'What this process alone may do now: runs, records, answers.', ({ leases }) =>
    leases.heldCount(),
  )
  single('andon_journal_paused', 'Whether the journal cannot be written now: 1 or 0.', ({ journal }) =>
    journal.paused() ? 1 : 0,
  )
  single(
    'andon_sign_ins_waiting',
    'Attempts to sign in that are checked or wait for it.',
    ({ accounts }) => accounts.figures.waiting,
  )
  registry.registerMetric(
    new Counter({
      name: 'andon_sign_ins_total',
      help: 'Attempts to sign in by how they ended; slowed and busy: what was given was not looked at; refused: through a provider.',
      labelNames: ['outcome'],
      registers: [],
      collect() {
        this.reset()
        const attempts = counted?.accounts.figures.attempts
        for (const outcome of signInOutcomes) this.inc({ outcome }, attempts?.get(outcome) ?? 0)
      },
    }),
  )
  const events = new Counter({
    name: 'andon_live_events_total',
    help: 'Events for live streams; dropped: the reader left too much unread, and its stream was cut off.',
    labelNames: ['result'],
    registers,
  })
  for (const result of ['sent', 'dropped']) events.inc({ result }, 0)

  return {
    onStreamEvent: (result) => events.inc({ result }),
    follow: (rooms) => void (counted = rooms),
  }
}
