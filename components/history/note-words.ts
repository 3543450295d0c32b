import type { GapTold, NoteContent } from '@/lib/contract/history'
import { formatDateTime } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import type { Origin } from '@/lib/rules/rule'
import { goneWords } from '@/lib/runs/gone-words'
import type { StepQuestion } from '@/lib/runs/run'
import type { HostEvent } from '@/lib/vsphere/host-event'
import type { ReadBack } from '@/lib/vsphere/host-history'
import { choiceLabel } from '@/lib/vsphere/question'
import { taskLabel } from '@/lib/vsphere/task-label'
import { assertNever } from '@/lib/assert-never'
import { decidedText } from '../words/decided-words'

/** What a note tells, as a sentence. @param read puts the names of datastores into the host's own words. */
export function noteText(content: NoteContent, read: (text: string) => string): string {
  switch (content.kind) {
    case 'text':
      return content.text
    case 'task':
      return taskLabel(content.task)
    case 'host-event':
      return read(hostEventText(content.event))
    case 'gap':
      return gapText(content.gap)
    case 'event':
      return eventText(content, read)
    default:
      return assertNever(content, 'content of a note')
  }
}

function eventText({ event, vmName }: Extract<NoteContent, { kind: 'event' }>, read: (text: string) => string): string {
  const where = vmName === undefined ? '' : ` for ${vmName}`
  switch (event.kind) {
    case 'question-noted':
      return [
        `Question raised${where}, ${whoseQuestion[event.origin]}: ${read(questionWords(event.question))}`,
        decidedText(event.decided),
      ]
        .filter(Boolean)
        .join(' ')
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
      return `Cancel requested${where}. The host refuses: ${read(event.reason)}`
    case 'cancel-unanswered':
      return `Cancel requested${where}. No reply from the host. Outcome unknown.`
    default:
      return assertNever(event, 'event of no run')
  }
}

/** In the host's words; one without words goes by its type. */
const hostEventText = ({ text, type }: HostEvent) => text.trim() || type

function gapText(gap: GapTold): string {
  const when = `from ${formatDateTime(gap.from)} to ${formatDateTime(gap.to)}`
  if (gap.kind === 'events-left-out')
    return `${formatCount(gap.count, 'event')} of the host ${when} were not written down: there were too many.`
  return [
    `Read back ${when}:`,
    readBackText(gap.tasks, 'task', 'The host keeps no tasks'),
    readBackText(gap.events, 'event', 'The host keeps no events'),
  ].join(' ')
}

function readBackText({ noted, kept }: ReadBack, what: string, nothing: string): string {
  const many = `${formatCount(noted, what)}.`
  switch (kept.kind) {
    case 'whole':
      return many
    case 'since':
      return `${many} ${nothing} from before ${formatDateTime(kept.since)}.`
    case 'nothing':
      return `${nothing} that far.`
    case 'not-readable':
      return `The ${what}s of that time cannot be read: ${kept.reason}`
    case 'until':
      return `${many} Those after ${formatDateTime(kept.until)} are not known: ${kept.reason}`
    default:
      return assertNever(kept, 'what a host keeps')
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
