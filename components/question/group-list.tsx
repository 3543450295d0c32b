'use client'

import { clsx } from 'clsx'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { formatBytes, formatCount } from '@/lib/format/quantity'
import { groupIdOf, ownPartAmong, sizeOf } from '@/lib/live/question-groups'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import { actorName } from '@/lib/runs/actor'
import type { QuestionKey } from '@/lib/vsphere/ids'
import { lostByMany } from '@/lib/vsphere/question-dictionary'
import { useAccount } from '../console/console-context'
import { useIsOld, useLive, useServerNow } from '../live/live-provider'
import { Button } from '../ui/button'
import { SearchBox } from '../ui/search-box'
import { formatAge } from '../words/age'
import type { GroupAnswer, GroupAnswering } from './group-answer'
import { Results } from './group-results'
import { Foot, NameAndPlace, Reason, Rows } from './group-rows'
import { describedQuestion } from './question-file'
import { whyNotAllowed, whyNotAnswer } from './use-answer'

type GroupListProps = {
  /** What they ask, as a heading. */
  title: string
  answering: GroupAnswering
  /** What makes a question one of this group. */
  groupId: string
  aboutOf: (question: QuestionView) => string | undefined
}

type Open = Extract<GroupAnswer, { at: 'open' }>

const readTables = ({ questions, connections, subjects }: BoardTables) => ({ questions, connections, subjects })
const sameTables = (a: ReturnType<typeof readTables>, b: ReturnType<typeof readTables>) =>
  a.questions === b.questions && a.connections === b.connections && a.subjects === b.subjects

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
        <Results answer={answer} answering={answering} />
      )}
    </div>
  )
}

type ToTickProps = Pick<GroupListProps, 'answering' | 'groupId' | 'aboutOf'> & { answer: Open }

function ToTick({ answer, answering, groupId, aboutOf }: ToTickProps) {
  const { shown, unticked, choice } = answer
  const { role } = useAccount()
  const old = useIsOld()
  const tables = useLive(readTables, sameTables)
  const [find, setFind] = useState('')
  const ownPart = useMemo(() => ownPartAmong(shown), [shown])
  /** Why one of them cannot be answered with the others now; undefined: it can. */
  const whyNot = useMemo(() => {
    const reasons = new Map<QuestionKey, string>()
    for (const { key, connection, vm } of shown) {
      const now = tables?.questions[key]
      const view = tables?.connections[connection]
      const reason =
        whyGone(now, (question) => groupIdOf(question, aboutOf(question)) === groupId) ??
        (view && view.state.at !== 'live' ? 'No contact with its host' : undefined) ??
        whyNotAllowed(view, tables?.subjects[vm]?.roles)
      if (reason !== undefined) reasons.set(key, reason)
    }
    return reasons
  }, [shown, tables, groupId, aboutOf])
  const able = shown.filter(({ key }) => !whyNot.has(key))
  const ticked = able.filter(({ key }) => !unticked.has(key))
  const words = find.trim().toLowerCase()
  const rows = words === '' ? shown : shown.filter(({ vmName }) => vmName.toLowerCase().includes(words))
  const all = useRef<HTMLInputElement>(null)
  const some = ticked.length > 0 && ticked.length < able.length
  useEffect(() => {
    if (all.current) all.current.indeterminate = some
  }, [some])

  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-2">
        <label className="flex min-h-6 items-center gap-2 max-mid:min-h-11">
          <input
            ref={all}
            type="checkbox"
            className="size-4 shrink-0 accent-solid"
            checked={ticked.length > 0}
            onChange={({ target }) =>
              answering.tick(
                able.map(({ key }) => key),
                target.checked,
              )
            }
          />
          <span>
            <strong className="font-semibold">{ticked.length}</strong> of {shown.length} ticked
          </span>
        </label>
        <span className="text-ink-3">{choice ? 'Untick what should keep waiting.' : 'The longest waiting first.'}</span>
        {shown.length > 24 && (
          <span className="ml-auto max-mid:basis-full">
            <SearchBox
              label={`Find among ${shown.length} VMs`}
              placeholder={`Find among ${shown.length} VMs`}
              value={find}
              onChange={setFind}
            />
          </span>
        )}
      </div>
      <Rows count={rows.length} label={formatCount(rows.length, 'VM')}>
        {(index) => {
          const question = rows[index]
          if (!question) return null
          const reason = whyNot.get(question.key)
          const isOn = reason === undefined && !unticked.has(question.key)
          return (
            <label
              className={clsx(
                'grid h-full grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-2 rounded-sm px-2',
                reason === undefined && 'hover:bg-hover',
              )}
            >
              <input
                type="checkbox"
                className="size-4 accent-solid"
                checked={isOn}
                aria-disabled={reason !== undefined || undefined}
                aria-label={`${question.vmName} at ${tables?.connections[question.connection]?.name ?? question.connection}${reason === undefined ? '' : `: ${reason}`}`}
                onChange={({ target }) => reason === undefined && answering.tick([question.key], target.checked)}
              />
              <NameAndPlace
                question={question}
                off={!isOn}
                more={[ownPart(question), question.file && formatBytes(question.file.bytes)]}
              />
              {reason === undefined ? <Age question={question} /> : <Reason text={reason} />}
            </label>
          )
        }}
      </Rows>
      <Foot>
        {choice ? (
          <ConfirmMany
            key={choice.key}
            answer={answer}
            ticked={ticked}
            waiting={able.length}
            disabledReason={whyNotAnswer(role, undefined, old)}
            answering={answering}
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

/** Undefined: it still waits, and asks what the list shows. */
function whyGone(now: QuestionView | undefined, isSame: (question: QuestionView) => boolean): string | undefined {
  if (!now) return 'No longer asked'
  const { state } = now
  if (state.at === 'answered') {
    const { choices } = describedQuestion(now)
    const label = choices.find(({ key }) => key === state.choiceKey)?.label
    return label === undefined ? 'Already answered' : `Already '${label}' by ${actorName(state.by)}`
  }
  if (state.at === 'gone') return 'No longer asked'
  if (state.at === 'sending') return 'Being answered'
  return isSame(now) ? undefined : 'Asks something else now'
}

type ConfirmManyProps = {
  answer: Open
  ticked: readonly QuestionView[]
  /** How many could be answered. */
  waiting: number
  disabledReason: string | undefined
  answering: GroupAnswering
}

/** A press that was meant for what stood here before must send nothing. */
const deafMs = 400

function ConfirmMany({ answer, ticked, waiting, disabledReason, answering }: ConfirmManyProps) {
  const send = useRef<HTMLButtonElement>(null)
  const keep = useRef<HTMLButtonElement>(null)
  const heard = useRef(Number.POSITIVE_INFINITY)
  const textId = useId()
  const { choice } = answer
  useEffect(() => {
    heard.current = performance.now() + deafMs
    const focused = choice?.loses ? keep.current : send.current
    focused?.focus({ preventScroll: true })
  }, [choice])
  const [first] = ticked
  if (!choice) return null
  const size = sizeOf(ticked)
  const sizeText =
    size.of === 0
      ? undefined
      : size.of === ticked.length
        ? `${formatBytes(size.bytes)} in all`
        : `${formatBytes(size.bytes)} in the ${size.of} whose size is known`
  const lost = first && lostByMany(first.question, choice.key, ticked.length, sizeText)
  const consequence = first && describedQuestion(first).choices.find(({ key }) => key === choice.key)?.consequence
  const rest = waiting - ticked.length
  return (
    <>
      <p id={textId} className="min-w-0 flex-1 basis-80 wrap-anywhere">
        {ticked.length === 0 ? (
          'Nothing is ticked, so nothing is sent.'
        ) : lost === undefined ? (
          <>
            <strong className="font-semibold">{choice.label}</strong> for {formatCount(ticked.length, 'VM')}
            {consequence !== undefined && `: ${consequence}`}.
          </>
        ) : (
          <strong className="font-semibold text-fail-text">{lost}</strong>
        )}
        {ticked.length > 0 && rest > 0 && ` ${rest} ${rest === 1 ? 'keeps' : 'keep'} waiting.`}
      </p>
      <Button
        ref={send}
        tone={choice.loses ? 'danger-solid' : 'solid'}
        aria-describedby={textId}
        disabledReason={disabledReason ?? (ticked.length === 0 ? 'Nothing is ticked.' : undefined)}
        onClick={() => performance.now() >= heard.current && answering.send(ticked)}
      >
        Answer &apos;{choice.label}&apos; for {ticked.length}
      </Button>
      <Button ref={keep} onClick={answering.close}>
        Keep waiting
      </Button>
    </>
  )
}

/** By itself, since it is drawn again every second. */
function Age({ question }: { question: QuestionView }) {
  return (
    <time dateTime={question.raisedAt} className="text-xs text-ink-3">
      {formatAge(useServerNow() - Date.parse(question.raisedAt))}
    </time>
  )
}
