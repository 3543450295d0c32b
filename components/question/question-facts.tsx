'use client'

import { allows } from '@/lib/accounts/role'
import { formatBytes, formatPercent } from '@/lib/format/quantity'
import type { DatastoreView, QuestionTask as QuestionTaskView, QuestionView } from '@/lib/live/live-state'
import type { Actor } from '@/lib/runs/actor'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { useAccount } from '../console/console-context'
import { Icon } from '../glyphs/icon'
import { useLive, useLiveWith } from '../live/live-provider'
import { useReadText } from '../live/read-text'
import { useConnectionWhereSeveral } from '../live/place'
import { datastorePath, newRulePath } from '../pages/pages'
import { ProgressBar, type ProgressTone } from '../ui/bars'
import { Link } from '../ui/link'
import { dryRunText, whyWaitingText } from '../words/decision-words'
import type { QuestionLook } from './question-look'
import { isAboutSpace, questionDatastore } from './questions'

const noNeeds: { datastores?: ConnectionId } = {}

const barTones: Record<QuestionLook['tone'], ProgressTone> = {
  wait: 'stopped-wait',
  fail: 'stopped-fail',
  lost: 'stopped-quiet',
  resolved: 'running',
}

/** The task that the question stopped, how far it had come, and who started it. */
export function QuestionTask({ question, tone }: { question: QuestionView; tone: QuestionLook['tone'] }) {
  const actor = useLive((tables): Actor | undefined => (question.run ? tables.runs[question.run]?.actor : undefined))
  const connection = useConnectionWhereSeveral(question.connection)
  const { task } = question
  if (!task) return <p className="mt-0.5 text-sm text-ink-3">No task is blocked. The VM asks while it runs.</p>
  const stopped = tone !== 'resolved'
  const percent = task.progress === undefined ? undefined : formatPercent(task.progress)
  const words = stopped ? (percent === undefined ? 'stopped' : `stopped at ${percent}`) : percent
  const starter = startedBy(task, actor, connection)
  return (
    <div className="mt-0.5 flex flex-wrap items-center gap-x-2.5 text-sm">
      <span className="font-medium">{task.label}</span>
      {task.progress !== undefined && (
        <ProgressBar
          label={words === undefined ? task.label : `${task.label}, ${words}`}
          percent={task.progress}
          tone={barTones[tone]}
          className="w-24"
        />
      )}
      {words && <span>{words}</span>}
      {starter && <span className="text-ink-3">{starter}</span>}
    </div>
  )
}

/**
 * Whoever began the run behind a task began the task, also when the run has been over for long. A user of a host is
 * somebody at that connection: `EXAMPLE\j.meyer` of one is nobody at another.
 */
function startedBy(
  { startedBy: by, ours }: QuestionTaskView,
  actor: Actor | undefined,
  connection: string | undefined,
): string | undefined {
  if (actor?.kind === 'person') return `started by ${actor.name}`
  if (by === undefined) return undefined
  return ours
    ? `started by ${by}`
    : `started by ${by}${connection === undefined ? '' : ` at ${connection},`} outside Andon`
}

/**
 * Why it waits for a person, and so what auto-answer does about it; and where room has to be made.
 * @param whyIsSaid the first of these stands elsewhere.
 */
export function WhyItWaits({ question, whyIsSaid = false }: { question: QuestionView; whyIsSaid?: boolean }) {
  const place = useFullDatastore(question)
  const read = useReadText()
  if (question.state.at !== 'waiting' || (whyIsSaid && !place && !question.state.dryRun)) return null
  return (
    <p className="mt-1.5 grid grid-cols-[16px_minmax(0,1fr)] gap-2 text-xs text-ink-2">
      <Icon name="autoAnswer" className="mt-px size-3.5! text-ink-3" />
      <span className="wrap-anywhere">
        {!whyIsSaid && read(question.connection, whyWaitingText(question.state.why))}
        {question.state.dryRun && ` ${dryRunText(question.state.dryRun)} Nothing was sent.`}
        {place && <FreeSpace question={question} />}
      </span>
    </p>
  )
}

function useFullDatastore(question: QuestionView): DatastoreView | undefined {
  const needs = isAboutSpace(question) ? { datastores: question.connection } : noNeeds
  return useLiveWith(needs, (tables) => questionDatastore(question, tables))
}

/** Where room has to be made, and how much there is. */
export function FreeSpace({ question }: { question: QuestionView }) {
  const place = useFullDatastore(question)
  if (!place) return null
  const { key, name, freeBytes, capacityBytes } = place
  const isKnown = freeBytes !== undefined && capacityBytes !== undefined
  return (
    <>
      {' '}
      <Link href={datastorePath(key)} className="link">
        {name}
        {isKnown && `: ${formatBytes(freeBytes)} free of ${formatBytes(capacityBytes)}`}
      </Link>
    </>
  )
}

type MakeRuleProps = {
  question: QuestionView
  /** The rule is to be about all that ask the same, which is called so. */
  ofGroup?: string
}

/** Leads to the editor of rules, filled in from the question, for who may make rules. */
export function MakeRule({ question, ofGroup }: MakeRuleProps) {
  const { role, limited } = useAccount()
  if (question.state.at !== 'waiting' || !allows(role, 'admin') || limited) return null
  return (
    <Link href={newRulePath(question.key, ofGroup !== undefined)} className="link text-sm max-mid:-my-1 max-mid:py-3">
      Make a rule of this
      <span className="sr-only">: {ofGroup ?? question.vmName}</span>
    </Link>
  )
}
