'use client'

import { clsx } from 'clsx'
import { memo, useEffect, useId, useMemo, useRef } from 'react'
import { assertNever } from '@/lib/assert-never'
import { formatCount } from '@/lib/format/quantity'
import { ownPartAmong, textOfGroup } from '@/lib/live/question-groups'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import { Icon } from '../glyphs/icon'
import { useIsOld, useLive } from '../live/live-provider'
import { useReadText } from '../live/read-text'
import { useAccount } from '../console/console-context'
import { later } from '../ui/later'
import { dryRunText, whyWaitingText } from '../words/decision-words'
import { AnswerButton } from './answer-buttons'
import { BlockedError, isError } from './blocked-error'
import { FreeSpace, MakeRule } from './question-facts'
import { useGroupAnswer, type GroupAnswer } from './group-answer'
import type { GroupListProps } from './group-list'
import { connectionsText, groupTitle, startersText, tasksText } from './group-words'
import { describedQuestion } from './question-file'
import { useFocusWhenNew } from './question-card'
import { useQuestionLook } from './question-look'
import { QuestionSlab } from './question-slab'
import { givenOf } from './send-answers'
import { isAboutSpace, needsPerson } from './questions'
import { Taken } from './taken'
import { useQuestionKeys, whyNotAnswer } from './use-answer'

type GroupCardProps = {
  id: string
  /** In their places; some may have been answered since. */
  questions: readonly [QuestionView, ...QuestionView[]]
  about: string | undefined
  aboutOf: (question: QuestionView) => string | undefined
  /** The answer whose button was pressed on its line: the list opens with it. */
  pressed?: string | undefined
  /** It was a line that somebody opened: the focus goes on in it. */
  isNew?: boolean
  /** Its list is open, or something is being sent from it, so that it has to keep its place. */
  onUse: (id: string, use: 'open' | 'sending' | undefined) => void
}

const GroupList = later<GroupListProps>(
  () => import('./group-list').then((part) => part.GroupList),
  ({ answering }) => answering.answer.at !== 'closed',
)

const readConnections = (tables: BoardTables) => tables.connections
const none = {}
const firstShown = 6

/** Several VMs that ask the same: what, of which of them, since when; one press answers all that are ticked in its list. */
export const GroupCard = memo(function GroupCard(props: GroupCardProps) {
  const { id, questions, about, aboutOf, pressed, isNew = false, onUse } = props
  const nameId = useId()
  const { role } = useAccount()
  const old = useIsOld()
  const read = useReadText()
  const connections = useLive(readConnections) ?? none
  const answering = useGroupAnswer()
  const waiting = useMemo(() => questions.filter(needsPerson), [questions])
  const [oldest = questions[0]] = waiting
  const look = useQuestionLook(oldest)
  const { choices, messageId } = describedQuestion(oldest)
  const title = groupTitle(oldest, about)
  const count = waiting.length
  const onKeyDown = useQuestionKeys(undefined)
  const { answer } = answering
  const isOpen = answer.at !== 'closed'
  const use = useOf(answer)
  useEffect(() => onUse(id, use), [onUse, id, use])
  useEffect(() => () => onUse(id, undefined), [onUse, id])
  const card = useRef<HTMLElement>(null)
  useFocusWhenNew(isNew, card)

  const parts = useMemo(
    () => textOfGroup({ questions }, ({ connection }, text) => read(connection, text)),
    [questions, read],
  )
  const reasonId = useId()
  const disabledReason =
    whyNotAnswer(role, undefined, old) ?? (use === 'sending' ? 'Answers are being sent, as the list shows.' : undefined)
  const open = (choice?: (typeof choices)[number]) => {
    if (choice && disabledReason !== undefined) return
    answering.open(waiting, choice && givenOf(choice))
  }
  // What was pressed on the line is done here, once.
  useEffect(() => {
    const choice = choices.find(({ key }) => key === pressed)
    if (choice) open(choice)
    // oxlint-disable-next-line react/exhaustive-deps -- it was one press
  }, [pressed])

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys act on the card that has focus
    <article
      ref={card}
      aria-labelledby={nameId}
      tabIndex={-1}
      data-question={oldest.key}
      data-group={id}
      onKeyDown={onKeyDown}
      className={clsx(
        'grid grid-cols-1 overflow-hidden rounded-lg border bg-raised knock-raised mid:grid-cols-[104px_minmax(0,1fr)] roomy:grid-cols-[104px_minmax(0,1fr)_272px] wide:grid-cols-[104px_minmax(0,1fr)_336px]',
        look.tone === 'fail' ? 'border-fail-line shadow-[0_0_0_1px_var(--fail-line)]' : 'border-line',
      )}
    >
      <QuestionSlab question={oldest} look={look} isOldest />
      <div className="min-w-0 px-3 py-2.5 mid:px-4 wide:px-5">
        <div className="flex flex-wrap items-center gap-x-2.5">
          <h3 id={nameId} className="min-w-0 text-lg/5 font-semibold wrap-anywhere">
            {formatCount(count === 0 ? questions.length : count, 'VM')} <span className="font-normal">{title}</span>
          </h3>
          <span className="text-sm font-medium text-ink-2 wrap-anywhere">
            {connectionsText(count === 0 ? questions : waiting, connections)}
          </span>
          <span className="flex min-h-6 flex-wrap items-center gap-x-3 ml-auto">
            <Taken questions={waiting} name={`${count} VMs, ${title}`} />
          </span>
        </div>
        <div className="flex flex-wrap items-baseline gap-x-3.5 text-sm text-ink-3">
          <span className="min-w-0 wrap-anywhere">
            {tasksText(count === 0 ? questions : waiting)}
            {startersText(count === 0 ? questions : waiting)}
          </span>
          <span className="flex flex-wrap items-baseline gap-x-3.5 mid:ml-auto">
            {messageId && <span className="raw">{messageId}</span>}
            <MakeRule question={oldest} ofGroup={title} />
          </span>
        </div>
        <BlockedError questions={waiting} />
        <p
          dir="auto"
          className="mt-1 max-w-[92ch] text-base text-pretty wrap-anywhere whitespace-pre-line max-mid:text-lg/[22px]"
        >
          {parts.map((part, at) =>
            part.own ? (
              <span key={`own ${at}`} className="border-b border-dashed border-line-2 text-ink-2">
                each VM&apos;s {part.noun}
              </span>
            ) : (
              part.text
            ),
          )}
        </p>
        <WhyTheyWait questions={waiting} />
        <Names
          questions={count === 0 ? questions : waiting}
          isOpen={isOpen}
          title={title}
          onOpen={() => (isOpen ? answering.close() : open())}
          isSending={use === 'sending'}
        />
      </div>
      <div className="grid content-center px-3 pb-3 mid:px-4 roomy:border-l roomy:border-line roomy:p-2.5">
        {count === 0 ? (
          <p role="status" className="text-sm text-ink-2">
            <strong className="block font-semibold text-ink">None of them waits any more</strong>
            It becomes a line under Answered when you leave the list.
          </p>
        ) : choices.length === 0 ? (
          <p className="text-sm text-ink-2">The host offers no answer. Answer it in the VM&apos;s own console.</p>
        ) : (
          <div role="group" aria-label={`Answers for ${count} VMs`} className="grid gap-1.5">
            {choices.map((choice, index) => (
              <AnswerButton
                key={choice.key}
                choice={choice}
                number={index + 1}
                count={count}
                reasonId={disabledReason === undefined ? undefined : reasonId}
                onPress={() => open(choice)}
              />
            ))}
            {disabledReason !== undefined && (
              <p id={reasonId} className={old || use === 'sending' ? 'sr-only' : 'text-xs text-ink-3'}>
                {disabledReason}
              </p>
            )}
          </div>
        )}
      </div>
      <GroupList title={title} answering={answering} groupId={id} aboutOf={aboutOf} />
    </article>
  )
})

/** How a card is used: an end that tells of something that did not go is to be read, as a list is. */
function useOf(answer: GroupAnswer): 'open' | 'sending' | undefined {
  switch (answer.at) {
    case 'closed':
      return undefined
    case 'open':
      return 'open'
    case 'sending':
    case 'stopping':
      return 'sending'
    case 'ended': {
      const taken = [...answer.results.values()].filter(({ ok }) => ok).length
      return taken < answer.sent.length ? 'open' : undefined
    }
    default:
      return assertNever(answer, 'answer of a group')
  }
}

/** Why most of them wait, and how many for other reasons. Those of a run's error say it there. */
function WhyTheyWait({ questions }: { questions: readonly QuestionView[] }) {
  const read = useReadText()
  const space = questions.find(isAboutSpace)
  const counts = new Map<string, number>()
  for (const question of questions) {
    if (question.state.at !== 'waiting') continue
    const { why, dryRun } = question.state
    const said = isError(question) ? [] : [read(question.connection, whyWaitingText(why))]
    const text = [...said, ...(dryRun ? [`${dryRunText(dryRun)} Nothing was sent.`] : [])].join(' ')
    if (text === '') continue
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const [first = ['', 0], ...others] = [...counts].toSorted(([, a], [, b]) => b - a)
  if (first[0] === '' && !space) return null
  const rest = others.reduce((sum, [, count]) => sum + count, 0)
  return (
    <p className="mt-1 grid grid-cols-[16px_minmax(0,1fr)] gap-2 text-xs text-ink-2">
      <Icon name="autoAnswer" className="mt-px size-3.5! text-ink-3" />
      <span className="wrap-anywhere">
        {first[0]}
        {rest > 0 && ` ${rest} ${rest === 1 ? 'waits' : 'wait'} for another reason.`}
        {space && <FreeSpace question={space} />}
      </span>
    </p>
  )
}

type NamesProps = {
  questions: readonly QuestionView[]
  isOpen: boolean
  /** The list stays while something is sent from it. */
  isSending: boolean
  title: string
  onOpen: () => void
}

function Names({ questions, isOpen, isSending, title, onOpen }: NamesProps) {
  const ownPart = useMemo(() => ownPartAmong(questions), [questions])
  const names = questions.slice(0, firstShown)
  const rest = questions.length - names.length
  return (
    <p className="mt-1 flex items-baseline gap-x-2.5 text-xs text-ink-2 max-mid:flex-wrap">
      <span className="min-w-0 truncate max-mid:whitespace-normal max-mid:wrap-anywhere">
        {names.map((question, at) => (
          <span key={question.key} title={ownPart(question)}>
            {at > 0 && ', '}
            <bdi className="whitespace-pre max-mid:whitespace-pre-wrap">
              {question.vmName === '' ? '(no name)' : question.vmName}
            </bdi>
          </span>
        ))}
      </span>
      {rest > 0 && <span className="whitespace-nowrap">and {rest} more</span>}
      {!isSending && (
        <button
          type="button"
          data-list=""
          aria-expanded={isOpen}
          onClick={onOpen}
          className="link min-h-6 shrink-0 max-mid:min-h-11"
        >
          {isOpen ? 'Close the list' : 'Show the list'}
          <span className="sr-only"> of VMs that ask: {title}</span>
        </button>
      )}
    </p>
  )
}
