import { gapsOf, type Gap } from './gaps'
import type { HistoryEntry } from './history-entries'

/** What stands in the list: a line, many equal ones as one, or a time in which nobody looked. */
export type HistoryRow =
  | { kind: 'entry'; key: string; at: string; entry: HistoryEntry }
  | { kind: 'fold'; key: string; at: string; entries: readonly [HistoryEntry, ...HistoryEntry[]] }
  | { kind: 'gap'; key: string; at: string; gap: Gap }

/** So many that follow each other are one row, which opens. */
const foldFrom = 4

/** The rows of a list, newest first. @param entries newest first */
export function historyRows(entries: readonly HistoryEntry[]): HistoryRow[] {
  const gaps = gapsOf(entries.flatMap((entry) => (entry.kind === 'note' && isOfGap(entry) ? [entry.note] : [])))
  const rows: HistoryRow[] = []
  let run: HistoryEntry[] = []
  const close = () => {
    const [first, ...more] = run
    if (first && run.length >= foldFrom) {
      rows.push({ kind: 'fold', key: `fold:${first.key}`, at: first.at, entries: [first, ...more] })
    } else for (const entry of run) rows.push({ kind: 'entry', key: entry.key, at: entry.at, entry })
    run = []
  }
  for (const entry of entries) {
    if (entry.kind === 'note' && isOfGap(entry)) continue
    while (gaps[0] && gaps[0].to >= entry.at) {
      close()
      push(gaps.shift())
    }
    const [first] = run
    if (first && !isAlike(first, entry)) close()
    run.push(entry)
  }
  close()
  for (const gap of gaps) push(gap)
  return rows

  function push(gap: Gap | undefined) {
    if (gap) rows.push({ kind: 'gap', key: gap.key, at: gap.to, gap })
  }
}

/** Such notes are told together, with others of the same time. */
const isOfGap = ({ note: { content } }: Extract<HistoryEntry, { kind: 'note' }>) =>
  content.kind === 'gap' || (content.kind === 'event' && content.event.kind === 'not-watched')

/** Whether two lines say the same of one place, though not at the same time or of the same VM. */
function isAlike(a: HistoryEntry, b: HistoryEntry): boolean {
  if (a.kind !== 'note' || b.kind !== 'note' || a.note.connection !== b.note.connection) return false
  const [one, other] = [a.note.content, b.note.content]
  if (one.kind === 'host-event') return other.kind === 'host-event' && one.event.type === other.event.type
  return one.kind === 'text' && other.kind === 'text' && one.text === other.text && a.note.by === b.note.by
}
