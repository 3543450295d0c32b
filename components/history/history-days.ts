import { formatCount } from '@/lib/format/quantity'
import { taskOutcome } from '@/lib/vsphere/task'
import { questionsOf } from '../run/timeline-steps'
import { dayOf, type Day } from './days'
import type { HistoryEntry } from './history-entries'
import type { HistoryRow } from './rows'

/** What happened on one day, as far as it is loaded. */
export type HistoryDay = {
  /** Undefined: of what there is no saying when it was. */
  day: Day | undefined
  rows: readonly HistoryRow[]
  /** How many lines; a gap is none, and each of those that stand as one counts. */
  count: number
  /** What of them has to be known: `3 failed, 41 questions`. Empty: nothing. */
  summary: string
  /** Nothing of this day is left to be loaded. */
  isWhole: boolean
}

/** Rows by the reader's own days. @param hasMore older rows are not loaded yet */
export function historyDays(rows: readonly HistoryRow[], hasMore: boolean): HistoryDay[] {
  const days: { day: Day | undefined; rows: HistoryRow[] }[] = []
  for (const row of rows) {
    const day = dayOf(row.at)
    const last = days.at(-1)
    if (last && last.day === day) last.rows.push(row)
    else days.push({ day, rows: [row] })
  }
  return days.map(({ day, rows: own }, index) => {
    const entries = own.flatMap(entriesOf)
    return {
      day,
      rows: own,
      count: entries.length,
      summary: summaryOf(entries),
      isWhole: !hasMore || index < days.length - 1,
    }
  })
}

/** The lines that a row stands for. */
function entriesOf(row: HistoryRow): readonly HistoryEntry[] {
  if (row.kind === 'gap') return []
  return row.kind === 'fold' ? row.entries : [row.entry]
}

function summaryOf(entries: readonly HistoryEntry[]): string {
  const count = { failed: 0, lost: 0, 'left-blocked': 0, questions: 0, automatic: 0 }
  for (const entry of entries) {
    const outcome = outcomeOf(entry)
    if (outcome === 'failed' || outcome === 'lost' || outcome === 'left-blocked') count[outcome] += 1
    if (entry.kind === 'run') {
      const asked = questionsOf(entry.run.steps)
      count.questions += asked.length
      count.automatic += asked.filter(
        ({ end }) => end.kind === 'answered' && end.step.actor.kind === 'autoAnswer',
      ).length
    }
    if (entry.kind === 'note' && entry.note.content.kind === 'event') {
      if (entry.note.content.event.kind === 'question-noted') count.questions += 1
    }
  }
  return [
    ...(count.failed > 0 ? [`${count.failed} failed`] : []),
    ...(count.lost > 0 ? [`${count.lost} outcome unknown`] : []),
    ...(count['left-blocked'] > 0 ? [`${count['left-blocked']} left blocked`] : []),
    ...(count.questions > 0 ? [formatCount(count.questions, 'question')] : []),
    ...(count.automatic > 0 ? [`${count.automatic} answered by auto-answer`] : []),
  ].join(', ')
}

function outcomeOf(entry: HistoryEntry) {
  if (entry.kind === 'task') return taskOutcome(entry.task)
  return entry.kind === 'run' && entry.run.state.at === 'ended' ? entry.run.state.outcome.kind : undefined
}
