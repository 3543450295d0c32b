'use client'

import Link from 'next/link'
import type { HistoryNote, HistoryPage, NoteContent } from '@/lib/contract/history'
import { compareNames } from '@/lib/names/inventory-name'
import { formatDateTime } from '@/lib/format/clock'
import type { Origin } from '@/lib/runs/decide'
import { goneWords } from '@/lib/runs/gone-words'
import type { RunView, StepQuestion } from '@/lib/runs/run'
import type { VmKey } from '@/lib/vsphere/ids'
import { choiceLabel } from '@/lib/vsphere/question'
import { assertNever } from '@/lib/assert-never'
import { useLive } from '../live/live-provider'
import { vmPath } from '../pages/pages'
import { finishedWords } from '../run/finished-words'

/** One line of the history. */
export type HistoryEntry =
  | { kind: 'run'; key: string; at: string; run: RunView }
  | { kind: 'note'; key: string; at: string; note: HistoryNote }

/**
 * Pages as one list, newest first.
 * @param live runs as the stream has them now: they go on while they are looked at.
 */
export function historyEntries(pages: readonly HistoryPage[], live: Readonly<Record<string, RunView>>): HistoryEntry[] {
  const entries = new Map<string, HistoryEntry>()
  for (const { runs, notes } of pages) {
    for (const run of runs) {
      const key = `run:${run.id}`
      entries.set(key, { kind: 'run', key, at: run.startedAt, run: live[run.id] ?? run })
    }
    for (const note of notes) {
      const key = `note:${note.seq}`
      entries.set(key, { kind: 'note', key, at: note.at, note })
    }
  }
  return [...entries.values()].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : compareNames(b.key, a.key)))
}

/** What there is to say about how a run stands, beside its state. */
export function runDetail(run: RunView): string | undefined {
  const { state } = run
  if (state.at !== 'ended') return undefined
  if (state.outcome.kind === 'left-blocked' && state.following) return 'Its question waits for an answer'
  const { detail } = finishedWords({ kind: 'run', id: run.id, endedAt: state.endedAt, run: { ...run, state } }, false)
  return detail.charAt(0).toUpperCase() + detail.slice(1)
}

/** What a note tells, as a sentence. */
export function noteText(content: NoteContent): string {
  if (content.kind === 'text') return content.text
  const { event, vmName } = content
  const where = vmName === undefined ? '' : ` for ${vmName}`
  switch (event.kind) {
    case 'question-noted':
      return `Question raised${where}, ${whoseQuestion[event.origin]}: ${questionWords(event.question)}`
    case 'answer-unconfirmed':
      return `No reply to the answer${where}. Whether the host took it is not known.`
    case 'question-gone':
      return `Question gone${where}. ${goneWords[event.known]}`
    case 'not-watched':
      return `Not watched from ${formatDateTime(event.from)} to ${formatDateTime(event.to)}: ${whyNotWatched[event.because]}. Questions and tasks of others may be missing here.`
    case 'answered':
      return `Answered '${choiceLabel(event.choice)}'${where}`
    case 'cancel-taken':
      return `Cancel requested${where}. The host confirmed.`
    case 'cancel-refused':
      return `Cancel requested${where}. The host refuses: ${event.reason}`
    case 'cancel-unanswered':
      return `Cancel requested${where}. No reply from the host. Outcome unknown.`
    default:
      return assertNever(event, 'event of no run')
  }
}

const whoseQuestion: Record<Origin, string> = {
  'own run': 'of a run',
  'foreign task': 'of a task that was not started from Andon',
  'no task': 'no task is behind it',
}

const whyNotWatched = {
  'no-contact': 'there was no contact',
  // When a process that was killed looked for the last time, nobody knows.
  'andon-stopped': 'Andon was stopped, and its last record is from then',
} as const

/** The text, and what could have been answered. */
function questionWords({ text, choices }: StepQuestion): string {
  const answers = choices.map((choice) => `'${choiceLabel(choice)}'`).join(', ')
  return `${text.trim()}${answers === '' ? '' : ` Answers: ${answers}.`}`
}

/** The VM that a note is about, by its name of today; nothing when it is not known any more. */
export function NoteVm({ vm: key }: { vm: VmKey | undefined }) {
  const vm = useLive((tables) => (key === undefined ? undefined : tables.vms[key]))
  return (
    vm && (
      <Link href={vmPath(vm.key)} prefetch={false} className="name font-medium!">
        {vm.name}
      </Link>
    )
  )
}
