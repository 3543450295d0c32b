'use client'

import { useCallback, useMemo, useRef, type KeyboardEvent } from 'react'
import { formatBytes } from '@/lib/format/quantity'
import { groupIdOf, ownPartAmong } from '@/lib/live/question-groups'
import type { QuestionView } from '@/lib/live/live-state'
import { useAccount } from '../console/console-context'
import { useIsOld } from '../live/live-provider'
import { Button } from '../ui/button'
import { ConfirmMany } from './confirm-many'
import type { GroupAnswer, GroupAnswering } from './group-answer'
import { Results } from './group-results'
import { Foot } from './group-rows'
import { TickList, useWhyNot } from './tick-list'
import { whyNotAnswer } from './use-answer'

export type GroupListProps = {
  /** What they ask, as a heading. */
  title: string
  answering: GroupAnswering
  /** What makes a question one of this group. */
  groupId: string
  aboutOf: (question: QuestionView) => string | undefined
}

type Open = Extract<GroupAnswer, { at: 'open' }>

/** All VMs of a group, inside its card: to tick, and then to see what became of each. A sheet from below on a phone. */
export function GroupList({ title, answering, groupId, aboutOf }: GroupListProps) {
  const { answer } = answering
  const box = useRef<HTMLDivElement>(null)
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || answer.at === 'sending' || answer.at === 'stopping') return
    event.stopPropagation()
    const card = box.current?.closest<HTMLElement>('article')
    answering.close()
    card?.focus()
  }
  if (answer.at === 'closed') return null
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc is the way out of the list
    <div
      ref={box}
      role="group"
      aria-label={`VMs that ask: ${title}`}
      onKeyDown={escape}
      data-group-list=""
      className="col-span-full border-t border-line bg-surface text-sm knock-surface max-mid:fixed max-mid:inset-x-0 max-mid:bottom-0 max-mid:z-45 max-mid:flex max-mid:max-h-[86dvh] max-mid:flex-col max-mid:rounded-t-lg max-mid:border-line-2 max-mid:bg-raised max-mid:shadow-(--elev-modal)"
    >
      {answer.at === 'open' ? (
        <ToTick answer={answer} answering={answering} groupId={groupId} aboutOf={aboutOf} />
      ) : (
        <Results
          answer={answer}
          onStop={answering.stop}
          end={<Button onClick={answering.close}>Close the list</Button>}
        />
      )}
    </div>
  )
}

type ToTickProps = Pick<GroupListProps, 'answering' | 'groupId' | 'aboutOf'> & { answer: Open }

function ToTick({ answer, answering, groupId, aboutOf }: ToTickProps) {
  const { shown, unticked, choice } = answer
  const { role } = useAccount()
  const old = useIsOld()
  const ownPart = useMemo(() => ownPartAmong(shown), [shown])
  const isSame = useCallback((now: QuestionView) => groupIdOf(now, aboutOf(now)) === groupId, [aboutOf, groupId])
  const reasons = useWhyNot(shown, isSame)
  const able = shown.filter(({ key }) => !reasons.has(key))
  const ticked = able.filter(({ key }) => !unticked.has(key))
  return (
    <>
      <TickList
        shown={shown}
        reasons={reasons}
        unticked={unticked}
        onTick={answering.tick}
        hint={choice ? 'Untick what should keep waiting.' : 'The longest waiting first.'}
        more={(question) => [ownPart(question), question.file && formatBytes(question.file.bytes)]}
      />
      <Foot>
        {choice ? (
          <ConfirmMany
            key={choice.key}
            answers={ticked.map((question) => ({ question, choice }))}
            label={choice.label}
            loses={choice.loses}
            waiting={able.length}
            disabledReason={whyNotAnswer(role, undefined, old)}
            onSend={answering.send}
            onKeep={answering.close}
          />
        ) : (
          <>
            <p className="min-w-0 flex-1 basis-80 text-ink-2">Choose an answer; it asks before it is sent.</p>
            <Button onClick={answering.close}>Close the list</Button>
          </>
        )}
      </Foot>
    </>
  )
}
