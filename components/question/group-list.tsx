'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { formatBytes, formatCount } from '@/lib/format/quantity'
import { groupIdOf, ownPartAmong, sizeOf } from '@/lib/live/question-groups'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import type { Result } from '@/lib/result'
import { actorName } from '@/lib/runs/actor'
import type { QuestionKey } from '@/lib/vsphere/ids'
import { lostByMany } from '@/lib/vsphere/question-dictionary'
import { useAccount } from '../console/console-context'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { useIsOld, useLive, useServerNow } from '../live/live-provider'
import { ProgressBar } from '../ui/bars'
import { Button } from '../ui/button'
import { sentenceOf } from '../ui/notice'
import { SearchBox } from '../ui/search-box'
import { formatAge } from '../words/age'
import type { GroupAnswer, GroupAnswering } from './group-answer'
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
type Sent = Extract<GroupAnswer, { sent: unknown }>

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

const ends = { taken: 'done', refused: 'failed', sending: 'running', next: 'queued', left: 'cancelled' } as const

function Results({ answer, answering }: { answer: Sent; answering: GroupAnswering }) {
  const { name: me } = useAccount()
  const questions = useLive(({ questions: all }) => all)
  const { choice, sent, results, at, error } = answer
  const box = useRef<HTMLDivElement>(null)
  const before = useRef(at)
  useEffect(() => {
    // The button that was pressed is gone: focus stays here.
    if (before.current !== at || at === 'sending') box.current?.focus({ preventScroll: true })
    before.current = at
  }, [at])
  const refused = [...results.values()].filter((result) => !result.ok).length
  const taken = results.size - refused
  const left = sent.length - results.size
  const ended = at === 'ended'
  const said = ended && (
    <>
      <strong className="font-semibold">
        {taken} answered &apos;{choice.label}&apos;
      </strong>{' '}
      by {me}.
      {refused > 0 && (
        <>
          {' '}
          <span className="font-medium text-fail-text">{refused} did not go:</span>{' '}
          {refused === 1 ? 'it is' : 'they are'} marked in the list.
        </>
      )}
      {left > 0 &&
        (error ? ` What became of ${left} is not known here.` : ` ${left} ${left === 1 ? 'keeps' : 'keep'} waiting.`)}
      {error && ` ${sentenceOf(error)}`}
    </>
  )
  return (
    <>
      <div
        ref={box}
        tabIndex={-1}
        className="flex min-h-11 flex-wrap items-center gap-3 px-4 py-2 outline-offset-[-2px]"
      >
        <strong className="font-semibold">
          {ended ? (left > 0 && !error ? 'Stopped' : `Answered '${choice.label}'`) : `Sending '${choice.label}'`}
        </strong>
        <ProgressBar label="Answers sent" percent={(results.size / sent.length) * 100} className="min-w-30 flex-1" />
        <span>
          {results.size} of {sent.length}
          {refused > 0 && <span className="font-medium text-fail-text">, {refused} not</span>}
        </span>
      </div>
      <Rows count={sent.length} label={formatCount(sent.length, 'VM')}>
        {(index) => {
          const question = sent[index]
          if (!question) return null
          const result = results.get(question.key)
          const end = endOf(result, questions?.[question.key], ended)
          return (
            <div className="grid h-full grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-2 px-2">
              <StatusGlyph
                glyph={ends[end] satisfies Glyph}
                plain={end !== 'refused'}
                className={end === 'refused' ? '' : 'text-bar'}
              />
              <NameAndPlace question={question} off={false} alone={end === 'refused'} />
              {result && !result.ok ? (
                <Reason text={shortly(sentenceOf(result.error))} bad />
              ) : (
                <span className="text-xs text-ink-3">{endWords[end](choice.label)}</span>
              )}
            </div>
          )
        }}
      </Rows>
      <Foot>
        {/* Said once, at the end. */}
        <p role="status" className="min-w-0 flex-1 basis-80 wrap-anywhere">
          {said}
          {!ended && <span aria-hidden="true">What was sent stays sent. The rest keeps waiting when you stop.</span>}
        </p>
        {ended ? (
          <Button onClick={answering.close}>Close the list</Button>
        ) : (
          <Button
            onClick={answering.stop}
            disabledReason={at === 'stopping' ? 'It stops after the one that is on its way.' : undefined}
          >
            Stop after this one
          </Button>
        )}
      </Foot>
    </>
  )
}

const endWords: Record<keyof typeof ends, (label: string) => string> = {
  taken: (label) => `'${label}'`,
  refused: () => '',
  sending: () => 'sending',
  next: () => 'next',
  left: () => 'keeps waiting',
}

function endOf(result: Result<null> | undefined, now: QuestionView | undefined, ended: boolean): keyof typeof ends {
  if (result) return result.ok ? 'taken' : 'refused'
  if (now?.state.at === 'sending') return 'sending'
  return ended ? 'left' : 'next'
}

/** `Already answered 'Replace' by a.haddad at 14:07:02.` is too long beside a name. */
const shortly = (sentence: string) => sentence.replace(/^Already answered/u, 'Already').replace(/\.$/u, '')

type NameAndPlaceProps = {
  question: QuestionView
  off: boolean
  more?: readonly (string | undefined)[]
  /** A reason beside it needs the room. */
  alone?: boolean
}

function NameAndPlace({ question, off, more = [], alone = false }: NameAndPlaceProps) {
  const connection = useLive(({ connections }) => connections[question.connection]?.name)
  const place = [connection, ...more].filter(Boolean).join(', ')
  return (
    <span className="flex min-w-0 items-baseline gap-2" title={`${question.vmName}, ${place}. ${question.text}`}>
      <bdi className={clsx('min-w-0 truncate whitespace-pre', off ? 'text-ink-3 line-through' : 'font-medium')}>
        {question.vmName === '' ? '(no name)' : question.vmName}
      </bdi>
      {!alone && <span className="min-w-0 flex-[0_100_auto] truncate text-xs text-ink-3">{place}</span>}
    </span>
  )
}

const Reason = ({ text, bad = false }: { text: string; bad?: boolean }) => (
  <span title={text} className={clsx('max-w-44 truncate text-xs', bad ? 'text-fail-text' : 'text-ink-3')}>
    {text}
  </span>
)

/** By itself, since it is drawn again every second. */
function Age({ question }: { question: QuestionView }) {
  return (
    <time dateTime={question.raisedAt} className="text-xs text-ink-3">
      {formatAge(useServerNow() - Date.parse(question.raisedAt))}
    </time>
  )
}

const Foot = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-x-3 gap-y-2.5 border-t border-line px-4 py-2.5 max-mid:[&>button]:flex-1">
    {children}
  </div>
)

/** As wide as a name with its place needs to be. */
const columnPx = 296

type RowsProps = { count: number; label: string; children: (index: number) => ReactNode }

/** The rows that are in sight, in as many columns as there is room for. */
function Rows({ count, label, children }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [{ columns, height }, setShape] = useState({ columns: 1, height: 28 })
  useLayoutEffect(() => {
    const list = scroller.current
    if (!list) return
    const look = () => {
      const wide = Math.max(1, Math.floor((list.clientWidth - 16) / columnPx))
      const tall = matchMedia('(max-width: 719px)').matches ? 44 : 28
      setShape((now) => (now.columns === wide && now.height === tall ? now : { columns: wide, height: tall }))
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(list)
    return () => observer.disconnect()
  }, [])
  // oxlint-disable-next-line react/incompatible-library -- its functions change by themselves; nothing here is memoized by them
  const virtualizer = useVirtualizer({
    count: Math.ceil(count / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 4,
    initialRect: { width: 600, height: 172 },
  })
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, height])
  return (
    <div
      ref={scroller}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
      tabIndex={0}
      className="max-h-43 overflow-y-auto border-t border-line px-2 py-0.5 outline-offset-[-2px] max-mid:max-h-none max-mid:min-h-0 max-mid:flex-1"
    >
      <ul aria-label={label} className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) =>
          Array.from({ length: columns }, (_, column) => {
            const index = row.index * columns + column
            return index >= count ? null : (
              <li
                key={index}
                aria-setsize={count}
                aria-posinset={index + 1}
                className="absolute top-0"
                style={{
                  height,
                  width: `${100 / columns}%`,
                  left: `${(100 / columns) * column}%`,
                  transform: `translateY(${row.start}px)`,
                }}
              >
                {children(index)}
              </li>
            )
          }),
        )}
      </ul>
    </div>
  )
}
