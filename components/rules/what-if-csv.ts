import { csvLine, csvMark } from '@/lib/format/csv'
import { actorName } from '@/lib/runs/actor'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { Judged } from './what-if'
import { effectWords, wasWords, wouldWords } from './what-if-words'

/** Times are ISO 8601; texts are as hosts gave them. */
const columns = [
  'raised',
  'connection',
  'vm',
  'message id',
  'question',
  'what was',
  'answer',
  'by',
  'waited s',
  'what would be',
  'its answer',
  'its rule',
  'difference',
] as const

/** The questions that would get something else than they got, one on each line, as comma-separated values. */
export function differencesAsCsv(different: readonly Judged[], nameOf: (connection: ConnectionId) => string): string {
  return csvMark + csvLine(columns) + different.map((one) => lineOf(one, nameOf)).join('')
}

function lineOf(judged: Judged, nameOf: (connection: ConnectionId) => string): string {
  const { question, was, would, label, rule, effect } = judged
  const { raisedAt, connection, vmName, asked, text, got } = question
  const answered = got.is === 'answered' ? got : undefined
  return csvLine([
    raisedAt,
    nameOf(connection),
    vmName,
    asked.messageId ?? '',
    text,
    wasWords[was],
    answered?.label ?? '',
    'by' in got ? actorName(got.by) : '',
    answered ? Math.round(answered.afterMs / 1_000) : '',
    wouldWords[would],
    label ?? '',
    rule?.name ?? '',
    effect === undefined ? '' : effectWords({ effect, all: [judged] }),
  ])
}
