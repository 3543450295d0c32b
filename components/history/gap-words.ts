import { assertNever } from '@/lib/assert-never'
import { formatList } from '@/lib/format/list'
import { formatClock, formatDateTime, formatHourMinute } from '@/lib/format/clock'
import { formatCount, formatNumber } from '@/lib/format/quantity'
import { compareNames } from '@/lib/names/inventory-name'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { KeptOf, ReadBack } from '@/lib/vsphere/host-history'
import { dayOf } from './days'
import { near, type Gap, type GapAt, type NotLooked } from './gaps'

/** A gap in words: what it was, and what is known of that time all the same. */
export type GapWords = { fact: string; known: string }

/** @param nameOf what a connection is called. */
export function gapWords(gap: Gap, nameOf: (connection: ConnectionId | undefined) => string): GapWords {
  if (gap.kind === 'left-out') {
    const events = `${formatNumber(gap.count)} events of ${nameOf(gap.connection)}`
    return { fact: `${events} were not written down.`, known: `${spanText(gap.from, gap.to)}: there were too many.` }
  }
  const all = gap.at
    .map((one) => ({ ...one, name: nameOf(one.connection) }))
    .toSorted((a, b) => compareNames(a.name, b.name))
  const told = all.flatMap(({ name, told: what }) => (what ? [{ name, told: what }] : []))
  const untold = all.flatMap(({ name, told: what }) => (what ? [] : [name]))
  const known = [
    ...all.flatMap((one) => longer(gap, one)),
    readBackSentence(told),
    ...told.flatMap((one) => limitsOf(one, gap)),
    untold.length === 0 ? '' : `What others did at ${formatList(untold)} meanwhile may be missing.`,
  ]
  return { fact: factOf(gap, formatList(all.map(({ name }) => name))), known: known.filter(Boolean).join(' ') }
}

function factOf({ because, from, to }: NotLooked, names: string): string {
  switch (because) {
    case 'andon-stopped':
      return `Andon was down ${spanText(from, to)}.`
    case 'no-contact':
      return `No contact with ${names} from ${spanText(from, to)}.`
    case undefined:
      return `Nobody looked at ${names} from ${spanText(from, to)}.`
    default:
      return assertNever(because, 'reason of a gap')
  }
}

/** One that was without anybody who looks for longer than the others. */
const longer = (gap: NotLooked, one: GapAt & { name: string }): string[] =>
  gap.at.length > 1 && !(near(gap.from, one.from) && near(gap.to, one.to))
    ? [`${one.name} was not watched from ${spanText(one.from, one.to)}.`]
    : []

/** `03:10 to 03:24`, with seconds where it is short and with its days where it goes over midnight. */
function spanText(from: string, to: string): string {
  if (dayOf(from) !== dayOf(to)) return `${formatDateTime(from)} to ${formatDateTime(to)}`
  return formatHourMinute(from) === formatHourMinute(to) || near(from, to)
    ? `${formatClock(from)} to ${formatClock(to)}`
    : `${formatHourMinute(from)} to ${formatHourMinute(to)}`
}

type Read = { name: string; told: NonNullable<GapAt['told']> }

function readBackSentence(told: readonly Read[]): string {
  const parts = told.flatMap(({ name, told: { tasks, events } }) => {
    if (!hasSome(tasks) && !hasSome(events)) return []
    const counts = [
      ...(tasks.noted > 0 ? [formatCount(tasks.noted, 'task')] : []),
      ...(events.noted > 0 ? [formatCount(events.noted, 'event')] : []),
    ]
    return [`${name} ${counts.length === 0 ? 'nothing new' : formatList(counts)}`]
  })
  return parts.length === 0 ? '' : `Read back afterwards: ${parts.join(', ')}.`
}

/** Whether its host has anything of that time, or would have. */
const hasSome = ({ noted, kept }: ReadBack) =>
  noted > 0 || kept.kind === 'whole' || kept.kind === 'since' || kept.kind === 'until'

/** What a host no longer has, or does not show, said once where it holds for its tasks and its events alike. */
function limitsOf({ name, told: { tasks, events } }: Read, of: Gap): string[] {
  const isSame = JSON.stringify(tasks.kept) === JSON.stringify(events.kept)
  return isSame
    ? limitOf(name, 'history', tasks.kept, of)
    : [...limitOf(name, 'tasks', tasks.kept, of), ...limitOf(name, 'events', events.kept, of)]
}

function limitOf(name: string, what: string, kept: KeptOf, of: Gap): string[] {
  switch (kept.kind) {
    case 'whole':
      return []
    case 'nothing':
      return [`${name} keeps no ${what} that far.`]
    case 'since':
      return [`${name} keeps no ${what} from before ${timeIn(of, kept.since)}.`]
    case 'not-readable':
      return [`The ${what} of ${name} cannot be read: ${kept.reason}`]
    case 'until':
      return [`No ${what} of ${name} after ${timeIn(of, kept.until)}: ${kept.reason}`]
    default:
      return assertNever(kept, 'what a host keeps')
  }
}

/** The hour alone where the day is the gap's. */
const timeIn = ({ to }: Gap, at: string) => (dayOf(to) === dayOf(at) ? formatHourMinute(at) : formatDateTime(at))
