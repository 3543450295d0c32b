'use client'

import { useState, type ReactNode } from 'react'
import { formatDayClock } from '@/lib/format/clock'
import { formatPercent } from '@/lib/format/quantity'
import type { QuestionView } from '@/lib/live/live-state'
import type { ConsoleError } from '@/lib/result'
import { actorName } from '@/lib/runs/actor'
import { percentOf, type RunStep, type RunView } from '@/lib/runs/run'
import { runLabel, runName } from '@/lib/runs/run-label'
import { lastKnownAt, type ConnectionView } from '@/lib/vsphere/connection'
import { isUnfinished, type TaskView } from '@/lib/vsphere/task'
import { isOverdue } from '@/lib/live/overdue'
import { useServerNow } from '../live/live-provider'
import { runPath } from '../pages/pages'
import { QuestionPanel } from '../question/question-card'
import { StillQuestion } from '../question/still-question'
import { isOpenQuestion } from '../question/questions'
import { Link } from '../ui/link'
import { ErrorNotice } from '../ui/notice'
import { formatAge, tookText } from '../words/age'
import { cancelOffer, cancelOfferOfRun } from './board-rows'
import { CancelControl } from './cancel-control'
import { ErrorPanel } from './error-panel'
import { HeldNotice } from './held-notice'
import { PanelBody, PanelFrame, StillBody, StillSteps } from './panel-frame'
import { ProgressRail, type RailMark } from './progress-rail'
import { QuestionRecord } from './question-record'
import { runGlyphs, runTones } from './run-state-label'
import { runLook } from './run-words'
import { RunTimeline } from './timeline'
import { foldRepeats, questionsOf, readableSteps, type RunQuestion } from './timeline-steps'
import { endedAt } from './finished-rows'

type RunPanelProps = {
  run: RunView
  connection: ConnectionView | undefined
  /** The run's vSphere task, while the host still has it. */
  task?: TaskView | undefined
  /** The question of this VM that is open, or was answered a moment ago. */
  question?: QuestionView | undefined
  /** Every step as it was recorded, instead of those that a person reads. */
  everyStep?: boolean
  below?: (step: RunStep) => ReactNode
  /** On the run's own page there is no link to it. */
  ownPage?: boolean
}

/** A run: how it stands, its error, how far it is, what it asks, and what happened so far. */
export function RunPanel({
  run,
  connection,
  task,
  question,
  everyStep = false,
  below,
  ownPage = false,
}: RunPanelProps) {
  const [error, setError] = useState<ConsoleError>()
  const label = runLabel(run)
  const lastKnown = lastKnownAt(connection)
  const look = runLook(run, lastKnown)
  const asked = questionsOf(run.steps)
  const own = question && concerns(question, run, asked) ? question : undefined
  const open = own && isOpenQuestion(own) ? own : undefined
  const now = useServerNow()
  const overdue = open !== undefined && isOverdue(open, now)
  const marks = marksOf(asked, open, overdue)
  const percent = percentOf(run) ?? task?.progress
  const where = connection?.name ?? run.connection
  const goesOn = run.state.at !== 'ended' || run.state.following
  const ofTask = task && isUnfinished(task) && goesOn ? cancelOffer(task) : undefined
  // What auto-answer answered was never waiting for anybody: it is a record from the start.
  const live = own?.state.at === 'answered' && own.state.by.kind === 'autoAnswer' ? undefined : own
  const past = live ? asked.filter((one) => one.question.key !== live.key) : asked
  const next = open?.state.at === 'waiting' && untilAnswered(run, goesOn, percent)
  const timeline = (
    <RunTimeline
      run={run}
      steps={everyStep ? run.steps : readableSteps(run.steps)}
      connection={where}
      waitingSince={open?.state.at === 'waiting' && !everyStep ? open.raisedAt : undefined}
      {...(below ? { below } : {})}
    />
  )
  const offer = ofTask ?? (run.kind === 'upload' && goesOn ? cancelOfferOfRun(run) : undefined)
  return (
    <PanelFrame
      title={label}
      glyph={runGlyphs[look.glyph]}
      word={look.word}
      tone={runTones[look.tone]}
      facts={<RunFacts run={run} lastKnown={lastKnown} />}
      still={!ownPage}
      open={open}
      actions={
        <>
          {!ownPage && (
            <Link href={runPath(run.id)} className="link text-sm max-mid:py-2">
              Run {run.number}
            </Link>
          )}
          {offer && !open && <CancelControl offer={offer} what={`${label} of ${runName(run)}`} onError={setError} />}
        </>
      }
    >
      <HeldNotice run={run} connection={connection} />
      {error && <ErrorNotice error={error} className="m-3" />}
      <ErrorPanel run={run} still={!ownPage} />
      {hasRail(run) && (
        <ProgressRail
          label={label}
          startedAt={run.startedAt}
          endedAt={endedAt(run)}
          percent={percent}
          state={lastKnown === undefined ? railState(run, open) : 'ended'}
          overdue={overdue}
          marks={marks}
          still={!ownPage}
          besideQuestion={!ownPage && live !== undefined}
        />
      )}
      {ownPage ? (
        <PanelBody timeline={timeline} side={sideOf({ run, connection, live, past })} next={next} />
      ) : live ? (
        <StillQuestion
          question={live}
          whyIsSaid={run.error?.kind === 'question'}
          steps={
            <StillSteps>
              {next && <p className="px-3 pt-2 text-xs text-ink-2 mid:px-4">{next}</p>}
              {timeline}
            </StillSteps>
          }
        />
      ) : (
        <StillBody
          timeline={timeline}
          records={past.length > 0 && <PastQuestions past={past} run={run} connection={connection} isShort />}
        />
      )}
    </PanelFrame>
  )
}

/** What stands still until somebody answers: the run's task, or only what might be started next. */
function untilAnswered(run: RunView, goesOn: boolean, percent: number | undefined): string {
  if (!goesOn) {
    const isRefused = run.state.at === 'ended' && run.state.outcome.kind === 'refused'
    return `${isRefused ? 'Nothing was started.' : 'The task is over, and the VM asks on.'} Until it is answered, no other task starts on this VM.`
  }
  return percent === undefined
    ? 'Until it is answered, the task does not go on and no other task starts on this VM.'
    : `Until it is answered, the task stays at ${formatPercent(percent)} and no other task starts on this VM.`
}

/** The live question belongs here: it is one that the run met, or the host asked it in the run's task. */
const concerns = (question: QuestionView, run: RunView, asked: readonly RunQuestion[]) =>
  question.run === run.id ||
  asked.some((one) => one.question.key === question.key) ||
  (question.task !== undefined && question.task.key === run.task)

/** A run that never started anything has no way to go; one that asked the guest is told nothing of it. */
const hasRail = (run: RunView) =>
  run.task !== undefined ||
  (run.state.at !== 'ended' &&
    run.state.at !== 'checking' &&
    run.state.at !== 'held' &&
    !(run.kind === 'vm' && (run.request.verb === 'shutdownGuest' || run.request.verb === 'rebootGuest')))

function railState(run: RunView, open: QuestionView | undefined): 'running' | 'stopped' | 'done' | 'ended' {
  if (open) return 'stopped'
  if (run.state.at !== 'ended' || run.state.following) return 'running'
  const after = run.steps.findLast(({ event }) => event.kind === 'task-ended')?.event
  const done = run.state.outcome.kind === 'succeeded' || (after?.kind === 'task-ended' && after.state === 'success')
  return done ? 'done' : 'ended'
}

function marksOf(asked: readonly RunQuestion[], open: QuestionView | undefined, overdue: boolean): RailMark[] {
  return asked.flatMap(({ question, percent, raisedAt }) => {
    if (percent === undefined) return []
    const state = question.key !== open?.key ? 'answered' : overdue ? 'overdue' : 'open'
    return [{ percent, at: raisedAt, state }]
  })
}

function RunFacts({ run, lastKnown }: { run: RunView; lastKnown: string | undefined }) {
  const end = endedAt(run)
  const started = Date.parse(run.startedAt)
  const now = useServerNow()
  return (
    <>
      {run.state.at === 'held' ? 'asked for' : 'started'} {formatDayClock(run.startedAt, now)} by {actorName(run.actor)}
      {startedHow(run)}
      {end === undefined ? (
        <SoFar started={started} run={run} lastKnown={lastKnown} />
      ) : (
        `, took ${tookText(run.startedAt, end)}`
      )}
    </>
  )
}

/** What the person who started it wanted to become of its questions; nothing where the switch was to say it. */
function startedHow(run: RunView): string {
  if (run.kind !== 'vm' || run.start === undefined) return ''
  return run.start === 'ask me' ? ', to be asked' : ', with defaults'
}

function SoFar({ started, run, lastKnown }: { started: number; run: RunView; lastKnown: string | undefined }) {
  const serverNow = useServerNow()
  // Without contact, a clock that runs on would say that the task does.
  const now = lastKnown === undefined ? serverNow : Date.parse(lastKnown)
  // A left-blocked run waits; how long is told where the question is. One that is held does nothing.
  return run.state.at === 'ended' || run.state.at === 'held' ? null : <>, {formatAge(now - started)} so far</>
}

type PastProps = {
  past: readonly RunQuestion[]
  run: RunView
  connection: ConnectionView | undefined
  /** Another question stands above. */
  after?: boolean
  isShort?: boolean
}

type SideProps = Omit<PastProps, 'after' | 'isShort'> & { live: QuestionView | undefined }

/** The question now, and those before it. Nothing when the run never met one: the timeline then has the whole width. */
function sideOf({ live, ...rest }: SideProps): ReactNode {
  if (!live && rest.past.length === 0) return null
  return (
    <>
      {live && <QuestionPanel question={live} />}
      <PastQuestions {...rest} after={live !== undefined} />
    </>
  )
}

/** The questions that no longer wait; one that came back after the same answer is one record. */
function PastQuestions({ past, run, connection, after = false, isShort = false }: PastProps) {
  return foldRepeats(past).map(([one, ...before], index) => (
    <QuestionRecord
      key={`${one.question.key}:${one.raisedAt}`}
      asked={one}
      before={before}
      run={run}
      connection={connection}
      heading={after || index > 0 ? 'Before that' : 'The question'}
      isShort={isShort}
    />
  ))
}
