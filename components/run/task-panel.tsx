'use client'

import { useState } from 'react'
import { assertNever } from '@/lib/assert-never'
import { formatDayClock } from '@/lib/format/clock'
import { formatPercent } from '@/lib/format/quantity'
import type { QuestionView } from '@/lib/live/live-state'
import type { ConsoleError } from '@/lib/result'
import { lastKnownAt } from '@/lib/vsphere/connection'
import type { TaskView } from '@/lib/vsphere/task'
import { taskLabel } from '@/lib/vsphere/task-label'
import { faultSentence } from '@/lib/vsphere/wire-sentence'
import { isOverdue } from '@/lib/live/overdue'
import { useLive, useServerNow } from '../live/live-provider'
import { useConnectionWhereSeveral } from '../live/place'
import { StillQuestion } from '../question/still-question'
import { isOpenQuestion } from '../question/questions'
import { ErrorNotice } from '../ui/notice'
import { tookText } from '../words/age'
import { cancelOffer } from './board-rows'
import { CancelControl } from './cancel-control'
import { ErrorBox, FaultDetails } from './error-panel'
import { PanelFrame, StillBody, StillSteps } from './panel-frame'
import { ProgressRail, type RailMark } from './progress-rail'
import { runGlyphs, runTones } from './run-state-label'
import { unknownLook, type RunLook } from './run-words'
import { taskEntries, wasCancelled } from './task-entries'
import { TimelineList } from './timeline'

/** A task that somebody started outside Andon: the same panel, without a run behind it. */
export function TaskPanel({ task, question }: { task: TaskView; question?: QuestionView | undefined }) {
  const [error, setError] = useState<ConsoleError>()
  const now = useServerNow()
  const connection = useConnectionWhereSeveral(task.connection)
  const label = taskLabel(task)
  const own = question && (!question.task || question.task.key === task.key) ? question : undefined
  const open = own && isOpenQuestion(own) ? own : undefined
  const lastKnown = useLive((tables) => lastKnownAt(tables.connections[task.connection]))
  const running = task.state === 'queued' || task.state === 'running'
  const look = running && lastKnown !== undefined ? unknownLook(task.progress, lastKnown) : taskLook(task, open)
  const started = task.startTime ?? task.queueTime
  const marks: RailMark[] =
    own && own.task?.progress !== undefined
      ? [
          {
            percent: own.task.progress,
            at: own.raisedAt,
            state: !open ? 'answered' : isOverdue(open, now) ? 'overdue' : 'open',
          },
        ]
      : []
  const timeline = <TimelineList entries={taskEntries(task, own)} />
  return (
    <PanelFrame
      title={label}
      glyph={runGlyphs[look.glyph]}
      word={look.word}
      tone={runTones[look.tone]}
      facts={
        <>
          started {formatDayClock(started, now)}{' '}
          {task.startedBy && `by ${task.startedBy}${connection === undefined ? '' : ` at ${connection},`} `}outside
          Andon
          {task.completeTime && `, took ${tookText(started, task.completeTime)}`}
        </>
      }
      still
      open={open}
      actions={
        running &&
        !open && <CancelControl offer={cancelOffer(task)} what={`${label} of ${task.entityName}`} onError={setError} />
      }
    >
      {error && <ErrorNotice error={error} className="m-3" />}
      {task.fault && !wasCancelled(task) && (
        <ErrorBox sentence={faultSentence(task.fault)} quiet={false} still>
          <FaultDetails fault={task.fault} still />
        </ErrorBox>
      )}
      <ProgressRail
        label={label}
        startedAt={started}
        endedAt={task.completeTime}
        percent={task.progress}
        state={railState(task, open, lastKnown)}
        overdue={open !== undefined && isOverdue(open, now)}
        marks={marks}
        still
        besideQuestion={own !== undefined}
      />
      {own ? (
        <StillQuestion
          question={own}
          steps={
            <StillSteps>
              {open && (
                <p className="px-3 pt-2 text-xs text-ink-2 mid:px-4">
                  Until it is answered, the task does not go on and no other task starts on this VM.
                </p>
              )}
              {timeline}
            </StillSteps>
          }
        />
      ) : (
        <StillBody timeline={timeline} />
      )}
    </PanelFrame>
  )
}

function railState({ state }: TaskView, open: QuestionView | undefined, lastKnown: string | undefined) {
  if (state === 'success') return 'done'
  if (state === 'error' || lastKnown !== undefined) return 'ended'
  return open ? 'stopped' : 'running'
}

function taskLook(task: TaskView, open: QuestionView | undefined): RunLook {
  const at = task.progress === undefined ? '' : `, ${formatPercent(task.progress)}`
  if (open) return { glyph: 'waiting', word: `Waiting${at}`, tone: 'wait' }
  switch (task.state) {
    case 'queued':
      return { glyph: 'queued', word: 'Queued', tone: 'grey' }
    case 'running':
      return { glyph: 'running', word: `Running${at}`, tone: 'grey' }
    case 'success':
      return { glyph: 'done', word: 'Done', tone: 'grey' }
    case 'error':
      return wasCancelled(task)
        ? { glyph: 'cancelled', word: 'Cancelled', tone: 'grey' }
        : { glyph: 'failed', word: 'Failed', tone: 'fail' }
    default:
      return assertNever(task.state, 'task state')
  }
}
