import type { HistoryNote } from '@/lib/contract/history'
import type { StepEvent } from '@/lib/runs/run'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { ReadBack } from '@/lib/vsphere/host-history'

type NotWatched = Extract<StepEvent, { kind: 'not-watched' }>
type Told = { tasks: ReadBack; events: ReadBack }

/** A connection in a gap: since when and until when nobody looked at it, and what its host still had of that time. */
export type GapAt = { connection?: ConnectionId; from: string; to: string; told?: Told }

/** What is missing in the list: a time in which nobody looked, or what was too much to write down. */
export type Gap = NotLooked | LeftOut

/** At one connection or at several. */
export type NotLooked = {
  kind: 'not-looked'
  key: string
  /** Absent: of a time before Andon looked, or of a gap that is not in the list. */
  because?: NotWatched['because']
  /** What all of them share. */
  from: string
  to: string
  at: readonly [GapAt, ...GapAt[]]
}

export type LeftOut = {
  kind: 'left-out'
  key: string
  from: string
  to: string
  connection?: ConnectionId
  count: number
}

type One = GapAt & { key: string; because?: NotWatched['because'] }

/** The gaps that notes tell of, newest first: what was read back goes to its gap, and connections that share one to one. */
export function gapsOf(notes: readonly HistoryNote[]): Gap[] {
  const told = notes.flatMap(readBackOf)
  const gaps = notes.flatMap((note): One[] => {
    const { content } = note
    if (content.kind !== 'event' || content.event.kind !== 'not-watched') return []
    const { from, to, because } = content.event
    return [{ ...placeOf(note), from, to, because }]
  })
  for (const { told: what, ...one } of told) {
    const own = gaps.find((gap) => gap.connection === one.connection && gap.told === undefined && overlap(gap, one))
    if (!own) gaps.push({ ...one, ...(what && { told: what }) })
    else if (what) own.told = what
  }
  return [...joined(gaps), ...notes.flatMap(leftOut)].toSorted(byEnd)
}

function leftOut(note: HistoryNote): LeftOut[] {
  const { content } = note
  if (content.kind !== 'gap' || content.gap.kind !== 'events-left-out') return []
  const { from, to, count } = content.gap
  return [{ kind: 'left-out', ...placeOf(note), from, to, count }]
}

const byEnd = (a: Span, b: Span) => (a.to < b.to ? 1 : a.to > b.to ? -1 : 0)

function readBackOf(note: HistoryNote): One[] {
  const { content } = note
  if (content.kind !== 'gap' || content.gap.kind !== 'read-back') return []
  const { from, to, tasks, events } = content.gap
  return [{ ...placeOf(note), from, to, told: { tasks, events } }]
}

const placeOf = ({ seq, connection }: HistoryNote) => ({
  key: `gap:${seq}`,
  ...(connection === undefined ? {} : { connection }),
})

function joined(gaps: readonly One[]): NotLooked[] {
  const newest = gaps.toSorted(byEnd)
  const found: (NotLooked & { at: [GapAt, ...GapAt[]] })[] = []
  for (const { key, because, ...one } of newest) {
    const shared = found.find((gap) => gap.because === because && isShared(gap, one))
    if (!shared) {
      found.push({
        kind: 'not-looked',
        key,
        from: one.from,
        to: one.to,
        at: [one],
        ...(because === undefined ? {} : { because }),
      })
      continue
    }
    shared.at.push(one)
    if (one.from > shared.from) shared.from = one.from
    if (one.to < shared.to) shared.to = one.to
  }
  return found
}

/** Andon was down for all of them at once; without contact, each has a story of its own unless it is the same minute. */
function isShared(gap: NotLooked, one: GapAt): boolean {
  if (gap.at.some(({ connection }) => connection === one.connection)) return false
  if (gap.because === 'andon-stopped') return overlap(gap, one)
  return near(gap.from, one.from) && near(gap.to, one.to)
}

type Span = { from: string; to: string }

const overlap = (a: Span, b: Span) => a.from < b.to && b.from < a.to

const nearMs = 60_000

/** As good as the same moment, told to the minute. */
export const near = (a: string, b: string): boolean => Math.abs(Date.parse(a) - Date.parse(b)) <= nearMs
