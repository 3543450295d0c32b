import type { RunView } from '../lib/runs/run'
import type { HostRecord } from './host-record'
import type { Press } from './presses'
import type { StoredRecord } from './store'

/** What everybody recorded in one campaign, each by themselves. */
export type Evidence = {
  record: StoredRecord
  hosts: readonly HostRecord[]
  presses: readonly Press[]
  readers: readonly Followed[]
  /** When everything had come to rest; milliseconds since the epoch. */
  restAt: number
  /** When the build that is judged went on where an older one had been: what ended before that, the other one has to answer for. */
  upgradedAt?: number
}

/** What somebody who followed the live stream all the time has seen. */
export type Followed = {
  name: string
  /** Since when; milliseconds since the epoch. */
  since: number
  /** Runs that were shown as ended at some time, and how. */
  ended: ReadonlyMap<string, string>
  /** What is shown in the end. */
  shown: Readonly<Record<string, RunView>>
}

/** Everything that may go wrong, with the words of the report. None of it ever should. */
export const faults = {
  startedTwice: 'runs started twice',
  answeredTwice: 'answers given twice to one question',
  unrecorded: 'calls that the journal does not know of',
  lostThoughStarted: 'lost though started',
  unknownThoughTold: '"outcome unknown" though the host could tell',
  wronglyAttributed: 'wrongly attributed',
  dropped: 'dropped',
  stuck: 'stuck',
  disagreement: 'ended otherwise than the host says',
  endedByItself: 'processes that ended by themselves',
  chainBroken: 'breaks in the chain of the journal',
  leftBehind: 'temporary files left behind',
  notDelivered: 'ends of runs that a reader never saw',
  complained: 'errors that browsers reported',
  shownWrong: 'runs shown otherwise than the journal says',
} as const
export type Fault = keyof typeof faults

/** One thing that went wrong, with what is needed to understand it. */
export type Finding = { fault: Fault; what: string; run?: RunView; details?: readonly string[] }

/** The record of the host behind a connection: they have the same name. */
export function hostOf(
  { record, hosts }: Pick<Evidence, 'record' | 'hosts'>,
  connection: string,
): HostRecord | undefined {
  const name = record.connections.find(({ id }) => id === connection)?.name
  return hosts.find((host) => host.name === name)
}

export const time = (at: number) => new Date(at).toISOString().slice(11, 23)
