import { questionOfStep } from '@/lib/runs/question-of-step'
import type { Actor } from '@/lib/runs/actor'
import { foldStep } from '@/lib/runs/fold-run'
import { vmOf, type Asked, type RunOf, type RunStep, type RunView, type StepEvent } from '@/lib/runs/run'
import { runLine } from '@/lib/runs/run-label'
import type { ConnectionId, RunId, VmKey } from '@/lib/vsphere/ids'
import { runId, type TaskKey } from '@/lib/vsphere/ids'
import { taskOutcome } from '@/lib/vsphere/task'
import { taskLabel } from '@/lib/vsphere/task-label'
import { withoutUndefined } from '@/lib/without-undefined'
import type { JournalRow } from './tables'

/** Everything that is fixed when a run begins. */
export type RunOpening = { connection: ConnectionId; actor: Actor; hostAheadMs?: number } & Asked

/** How version 0.1 opened a run: it knew tasks of VMs only. */
type OpeningOf01 = Pick<RunOf<'vm'>, 'connection' | 'actor' | 'request' | 'policy'> & { vm: VmKey; vmName: string }

/** One step of a run; or, without a run, something done to a task or question that Andon did not start. */
export type JournalEntry = {
  actor: Actor
  event: StepEvent
  run?: RunId
  connection?: ConnectionId
  vm?: VmKey
  vmName?: string
  task?: TaskKey
}

/**
 * A readable line that is not a run: a setting that somebody changed. `people`: names that the text holds, each of which
 * can be forgotten like that of who wrote it.
 */
export type JournalNote = {
  by: string
  text: string
  people?: readonly string[]
  connection?: ConnectionId
  vm?: VmKey
}

/** The `seq` of a step that is only told, and kept nowhere. */
export const unkept = Number.POSITIVE_INFINITY

/**
 * What was added to the journal, as those hear it who fold it. `alone`: a step that belongs to no run, but to a question
 * or task that Andon did not start.
 */
export type Appended =
  | { is: 'opened'; seq: number; run: RunView }
  | { is: 'step'; seq: number; run: RunId; step: RunStep }
  | { is: 'alone'; seq: number; step: RunStep; task?: TaskKey }

/**
 * What a payload holds. `text`: a note, or what a run of files or a task of others does, as people search for it. `parts`:
 * the text of a note, or of an event of a host, that names people.
 */
type Payload = {
  event?: StepEvent
  opening?: RunOpening | OpeningOf01
  vmName?: string
  task?: TaskKey
  text?: string
  parts?: (string | { kind: 'person'; name: string })[]
}

/** A row that is about to be written: what opens a run has its number and id to come. */
export type NewRow = Omit<JournalRow, 'seq' | 'number' | 'writer' | 'place' | 'hash'>

function textOf({ text, people = [] }: Pick<JournalNote, 'text' | 'people'>): Pick<Payload, 'text' | 'parts'> {
  if (people.length === 0) return { text }
  // Longer names first: one may be the beginning of another.
  const names = people.toSorted((a, b) => b.length - a.length)
  let parts: NonNullable<Payload['parts']> = [text]
  for (const name of names)
    parts = parts.flatMap((part) =>
      typeof part === 'string' && name !== ''
        ? part
            .split(name)
            .flatMap((piece, index) => (index === 0 ? [piece] : [{ kind: 'person' as const, name }, piece]))
        : [part],
    )
  return { parts: parts.filter((part) => part !== '') }
}

export const noteRow = (note: JournalNote, at: string): NewRow => ({
  at,
  kind: 'note',
  run: null,
  connection: note.connection ?? null,
  vm: note.vm ?? null,
  question: null,
  outcome: null,
  actor: JSON.stringify({ kind: 'person', name: note.by } satisfies Actor),
  payload: JSON.stringify(textOf(note)),
})

export const openingRow = (opening: RunOpening, at: string): NewRow => ({
  at,
  kind: 'requested',
  run: null,
  connection: opening.connection,
  vm: vmOf(opening)?.key ?? null,
  question: null,
  outcome: null,
  actor: JSON.stringify(opening.actor),
  payload: JSON.stringify({
    event: { kind: 'requested' },
    opening,
    ...(opening.kind === 'vm' ? {} : { text: runLine(opening) }),
  } satisfies Payload),
})

export const entryRow = ({ actor, event, ...about }: JournalEntry, at: string): NewRow => ({
  at,
  kind: event.kind,
  run: about.run ?? null,
  connection: about.connection ?? null,
  vm: about.vm ?? null,
  question: questionOfStep(event) ?? null,
  outcome: outcomeOf(event) ?? null,
  actor: JSON.stringify(actor),
  payload: JSON.stringify({
    ...(event.kind === 'event-noted' ? hostEventOf(event) : { event }),
    ...(event.kind === 'task-noted' ? { text: taskLabel(event.task) } : {}),
    ...withoutUndefined({ vmName: about.vmName }),
    ...withoutUndefined({ task: about.task }),
  } satisfies Payload),
})

/** The host's words may name who did it: then they are kept in parts, so that the name can be forgotten. */
function hostEventOf(noted: Extract<StepEvent, { kind: 'event-noted' }>): Payload {
  const { text, userName } = noted.event
  return userName === undefined || !text.includes(userName)
    ? { event: noted }
    : { event: { ...noted, event: { ...noted.event, text: '' } }, ...textOf({ text, people: [userName] }) }
}

function outcomeOf(event: StepEvent): string | undefined {
  if (event.kind === 'task-noted') return taskOutcome(event.task)
  return event.kind === 'ended' ? event.outcome.kind : undefined
}

/** The text of a note. */
export const noteText = ({ text, parts }: Payload): string | undefined =>
  parts ? parts.map((part) => (typeof part === 'string' ? part : part.name)).join('') : text

/** Rows are written by this file alone, so their JSON is what `Payload` says. */
export const payloadOf = (row: Pick<JournalRow, 'payload'>) => JSON.parse(row.payload) as Payload
export const actorOf = (row: Pick<JournalRow, 'actor'>) => JSON.parse(row.actor) as Actor

/** The step of a row, or undefined for a note. */
export function stepOf(row: Pick<JournalRow, 'at' | 'actor' | 'payload'>): RunStep | undefined {
  return stepIn(row, payloadOf(row))
}

const stepIn = (row: Pick<JournalRow, 'at' | 'actor'>, { event }: Payload): RunStep | undefined =>
  event && { at: row.at, actor: actorOf(row), event }

type WrittenRow = NewRow & { seq: number; number: number | null }

/** What a row says to those who fold the journal; nothing for a note. Read once for each row, however many ask. */
export function appendedOf(row: WrittenRow): Appended | undefined {
  if (!appendedOfRow.has(row)) appendedOfRow.set(row, readAppended(row))
  return appendedOfRow.get(row)
}

const appendedOfRow = new WeakMap<WrittenRow, Appended | undefined>()

function readAppended(row: WrittenRow): Appended | undefined {
  const payload = payloadOf(row)
  const { opening, task } = payload
  const step = stepIn(row, payload)
  if (!step) return undefined
  const { seq, run, number, at } = row
  if (opening && number !== null) return { is: 'opened', seq, run: foldStep(emptyRun(opening, number, at), step) }
  if (run !== null) return { is: 'step', seq, run: runId(run), step }
  return { is: 'alone', seq, step, ...withoutUndefined({ task }) }
}

/** A run as it is before its first step. */
export function emptyRun(opening: RunOpening | OpeningOf01, number: number, at: string): RunView {
  if (!('kind' in opening)) {
    const { vm, vmName, ...rest } = opening
    return emptyRun({ ...rest, kind: 'vm', subjects: [{ kind: 'vm', key: vm, name: vmName }] }, number, at)
  }
  return { id: runIdOf(number), number, ...opening, startedAt: at, state: { at: 'checking' }, steps: [] }
}

/** Runs are called by their number; the id is the same with a word in front, so that it is never taken for a count. */
export const runIdOf = (number: number): RunId => runId(`run-${number}`)
