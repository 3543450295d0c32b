import { Counter, Histogram, type Registry } from 'prom-client'
import { assertNever } from '@/lib/assert-never'
import { fileVerbLabel } from '@/lib/files/file-request'
import type { Actor } from '@/lib/runs/actor'
import type { RunOutcome, RunStep, RunView, WhyGone } from '@/lib/runs/run'
import { verbLabel } from '@/lib/runs/verb'
import type { QuestionKey } from '@/lib/vsphere/ids'
import type { Appended } from '../journal/entry'
import { DatabaseAway } from '../journal/database'
import type { OwnWrite } from '../journal/own-writes'
import type { Counted } from './counted'

const outcomes = {
  succeeded: true,
  failed: true,
  cancelled: true,
  'left-blocked': true,
  refused: true,
  'answered-earlier': true,
  lost: true,
} satisfies Record<RunOutcome['kind'], true>

const verbs = [...Object.keys(verbLabel), ...Object.keys(fileVerbLabel), 'upload', 'saveVmx']

/** `nobody`: the question went with its task, its VM or its connection. */
const answerers = ['person', 'auto-answer', 'api-token', 'elsewhere', 'unknown', 'nobody'] as const
type Answerer = (typeof answerers)[number]

/** Who answered a question that is no longer asked, and to which no answer of ours is known to have been taken. */
const whoWhenGone: Record<WhyGone, Answerer> = {
  'another-answer': 'elsewhere',
  'own-answer-probable': 'unknown',
  changed: 'unknown',
  'not-watched': 'unknown',
  unknown: 'unknown',
  'task-cancelled': 'nobody',
  'vm-gone': 'nobody',
  'connection-removed': 'nobody',
}

/** Counts what this process writes to the journal, and how writing goes. @returns how to stop. */
export function countRecorded(registry: Registry, { hub, journal }: Counted): () => void {
  const registers = [registry]
  const requested = new Counter({
    name: 'andon_runs_requested_total',
    help: 'Runs that were asked for at this process.',
    labelNames: ['verb'],
    registers,
  })
  const ended = new Counter({
    name: 'andon_runs_ended_total',
    help: 'Runs that came to their outcome at this process, whichever began them; lost: outcome unknown.',
    labelNames: ['verb', 'outcome'],
    registers,
  })
  const duration = new Histogram({
    name: 'andon_run_duration_seconds',
    help: 'From what a person asked to the outcome of the run, waiting for answers included.',
    labelNames: ['verb', 'outcome'],
    buckets: [1, 5, 15, 60, 300, 1_800, 7_200],
    registers,
  })
  const answers = new Counter({
    name: 'andon_answers_total',
    help: 'Questions that are no longer asked, by who answered; unknown: that is not known; nobody: it went with its task, VM or connection.',
    labelNames: ['by'],
    registers,
  })
  const waited = new Histogram({
    name: 'andon_answer_wait_seconds',
    help: 'How long these questions were asked, where that is known.',
    labelNames: ['by'],
    buckets: [1, 5, 30, 120, 600, 3_600, 14_400],
    registers,
  })
  const writes = new Histogram({
    name: 'andon_journal_write_seconds',
    help: 'From a row that is to be written to the journal until it is on the disk, waiting while it is paused included.',
    buckets: [0.002, 0.01, 0.05, 0.25, 1, 5, 30],
    registers,
  })
  const errors = new Counter({
    name: 'andon_journal_errors_total',
    help: 'Rows that were not written; away: the database took no writes; other: mostly of a run that another process has taken over.',
    labelNames: ['reason'],
    registers,
  })
  // A series that begins at one tells no increase.
  for (const verb of verbs) {
    requested.inc({ verb }, 0)
    for (const outcome of Object.keys(outcomes)) ended.inc({ verb, outcome }, 0)
  }
  for (const by of answerers) answers.inc({ by }, 0)
  for (const reason of ['away', 'other']) errors.inc({ reason }, 0)

  function onEnded(run: RunView | undefined, outcome: RunOutcome['kind'], at: string): void {
    const labels = { verb: run ? verbOf(run) : 'unknown', outcome }
    ended.inc(labels)
    if (run) duration.observe(labels, secondsBetween(run.startedAt, at))
  }

  function onStep({ actor, event, at }: RunStep): void {
    if (event.kind === 'answered') {
      const by = answererOf(actor)
      answers.inc({ by })
      waited.observe({ by }, event.afterMs / 1_000)
    } else if (event.kind === 'question-gone') {
      const by = whoWhenGone[event.known]
      answers.inc({ by })
      const asked = hub.get('questions', event.question satisfies QuestionKey)
      if (asked) waited.observe({ by }, secondsBetween(asked.raisedAt, at))
    }
  }

  function onAppended(appended: Appended): void {
    switch (appended.is) {
      case 'opened':
        return requested.inc({ verb: verbOf(appended.run) })
      case 'step': {
        const { event, at } = appended.step
        if (event.kind === 'ended') onEnded(hub.get('runs', appended.run), event.outcome.kind, at)
        return onStep(appended.step)
      }
      case 'alone':
        return onStep(appended.step)
      default:
        return assertNever(appended, 'journal entry')
    }
  }

  return journal.onOwnWrite((own: OwnWrite) => {
    if (!own.ok) return errors.inc({ reason: own.error instanceof DatabaseAway ? 'away' : 'other' })
    writes.observe(own.ms / 1_000)
    return own.appended && onAppended(own.appended)
  })
}

function verbOf(run: RunView): string {
  switch (run.kind) {
    case 'vm':
      return run.request.verb
    case 'file':
      return run.request.do
    case 'upload':
      return 'upload'
    case 'host':
      return run.request.do
    case 'vmxSave':
      return 'saveVmx'
    case 'vmCopy':
      return 'copy'
    default:
      return assertNever(run, 'run')
  }
}

function answererOf(actor: Actor): Answerer {
  switch (actor.kind) {
    case 'person':
      return 'person'
    case 'autoAnswer':
      return 'auto-answer'
    case 'elsewhere':
      return 'elsewhere'
    case 'andon':
      return 'unknown'
    default:
      return assertNever(actor, 'actor')
  }
}

const secondsBetween = (from: string, to: string) => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000)
