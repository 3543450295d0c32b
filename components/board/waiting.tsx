'use client'

import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { formatCount, formatNumber } from '@/lib/format/quantity'
import { contactWith, type ContactWith } from '@/lib/live/known-count'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import { overdueAtMs } from '@/lib/live/overdue'
import { oldestFirst, type AboutOf, type PlacedGroup } from '@/lib/live/question-groups'
import { useScope } from '../connections/scope'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useLive } from '../live/live-provider'
import { GroupCard } from '../question/group-card'
import { QuestionCard } from '../question/question-card'
import { needsPerson } from '../question/questions'
import { Button } from '../ui/button'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { useMatches, usePhone } from '../ui/media'
import { Loading, Skeleton } from '../ui/placeholders'
import { takesKeys, useSingleKeys } from '../ui/preferences'
import { SectionHead } from '../ui/sections'
import { Answered } from './answered'
import { GroupLine } from './group-line'
import { useFirst } from './long-list'
import { useAboutOf } from '../question/about'
import { useArrangement, type Arranged } from './use-arrangement'
import { useHeld, type CardUse } from './use-held'

const readConnections = (tables: BoardTables) => tables.connections
const noConnections = {}
const readQuestions = (tables: BoardTables) => tables.questions
const noQuestions: BoardTables['questions'] = {}

/** With more groups than `all`, so many are cards, and so many lines; the rest is one line that brings them. */
const room = {
  page: { all: 5, cards: 4, lines: 10 },
  /** Where the screen is low: two of them are to hold all of it. */
  low: { all: 4, cards: 3, lines: 8 },
  phone: { all: 2, cards: 1, lines: 5 },
}

function useRoom(): keyof typeof room {
  const isPhone = usePhone()
  const isLow = useMatches('(max-height: 819.98px)')
  return isPhone ? 'phone' : isLow ? 'low' : 'page'
}

/**
 * Every question that waits, those that ask the same in one group, worst first. While the list is in use nothing moves in
 * it; what was answered, or went, becomes a line under "Answered" after that.
 */
export function Waiting() {
  const questions = useLive(readQuestions)
  const connections = useLive(readConnections) ?? noConnections
  const { connection, choose } = useScope()
  const list = useRef<HTMLDivElement>(null)
  const all = useMemo(() => Object.values(questions ?? noQuestions), [questions])
  const isHere = useCallback(
    (question: QuestionView) => connection === undefined || question.connection === connection,
    [connection],
  )
  const { held, onUse, holders } = useHeld(list, (key) => questions?.[key] !== undefined)
  const arranged = useArrangement(questions ?? noQuestions, isHere, held)
  const { waiting, inGroups, overdue, isPlaced } = arranged
  const folded = useMemo(
    () => oldestFirst(all.filter((one) => isHere(one) && !isPlaced(one.key) && !needsPerson(one))),
    [all, isHere, isPlaced],
  )
  const elsewhere = useMemo(() => all.filter(needsPerson).length, [all]) - waiting
  useListKeys(list, arranged)

  return (
    <>
      <section aria-labelledby="waiting" className="grid gap-2">
        <SectionHead
          id="waiting"
          title="Waiting for an answer"
          count={waiting > 0 ? waiting : undefined}
          aside={
            waiting > 1 &&
            `in ${formatCount(inGroups, 'group')}${overdue > 0 ? `, ${formatNumber(overdue)} overdue` : ''}`
          }
        >
          {(arranged.groups.length > 0 || arranged.fresh > 0) && <Settling arranged={arranged} />}
        </SectionHead>
        {elsewhere > 0 && (
          <Notice
            tone="wait"
            glyph="waiting"
            action={
              <Button size="small" onClick={() => choose(undefined)}>
                Show all connections
              </Button>
            }
          >
            <strong className="font-semibold">{elsewhere} more</strong> {elsewhere === 1 ? 'waits' : 'wait'} at other
            connections.
          </Notice>
        )}
        {questions === undefined ? (
          <WaitingSkeleton />
        ) : arranged.groups.length === 0 ? (
          <Calm contact={contactWith(connections, connection)} />
        ) : (
          <div ref={list} className="grid gap-2" {...holders}>
            <Groups groups={arranged.groups} onUse={onUse} />
          </div>
        )}
      </section>
      <Answered questions={folded} isBusy={inGroups > room.page.all} />
    </>
  )
}

/** What waits to be put in its place, since nothing moves under a pointer. */
function Settling({ arranged: { groups, fresh, done, arrange } }: { arranged: Arranged }) {
  const first = groups[0]?.questions[0]
  const parts = [fresh > 0 && `${fresh} new`, done > 0 && `${done} answered`].filter(Boolean).join(', ')
  return (
    <span className="inline-flex min-h-6 items-center">
      {/* The same line of text whatever follows: else all below moves when a button comes. */}
      <span aria-hidden="true">&#8203;</span>
      <span role="status" className={parts === '' ? undefined : 'mr-2.5'}>
        {parts}
      </span>
      {parts !== '' ? (
        <Button size="small" className="h-6! px-2!" aria-keyshortcuts="." title="Key: ." onClick={arrange}>
          Arrange
        </Button>
      ) : (
        first !== undefined &&
        `Worst first. Overdue after ${(overdueAtMs(first) - Date.parse(first.raisedAt)) / 60_000} min`
      )}
    </span>
  )
}

type OnUse = (id: string, use: CardUse | undefined) => void

function Groups({ groups, onUse }: { groups: readonly PlacedGroup[]; onUse: OnUse }) {
  const aboutOf = useAboutOf()
  /** Lines that were opened as cards, and the answer that was pressed on them. */
  const [opened, setOpened] = useState<ReadonlyMap<string, string | undefined>>(new Map())
  const { all, cards: firstCards, lines } = room[useRoom()]
  const cards = groups.length > all ? firstCards : groups.length
  const rest = groups.slice(cards)
  // The line that brings one more takes the room of that one.
  const first = rest.length === lines + 1 ? rest.length : lines
  const more = rest.slice(first)
  const { shown, more: button } = useFirst(rest, first, restText(more))
  return (
    <>
      {groups.slice(0, cards).map((group) => (
        <Card key={keyOf(group)} group={group} aboutOf={aboutOf} onUse={onUse} />
      ))}
      {rest.length > 0 && (
        <ul className="panel knock-surface" aria-label="More that waits">
          {shown.map((group) =>
            opened.has(group.id) ? (
              <li
                key={group.id}
                className="border-t border-line first:border-t-0 [&>article]:rounded-none [&>article]:border-0 [&>article]:shadow-none"
              >
                <Card
                  key={keyOf(group)}
                  group={group}
                  aboutOf={aboutOf}
                  onUse={onUse}
                  pressed={opened.get(group.id)}
                  isNew
                />
              </li>
            ) : (
              <GroupLine
                key={group.id}
                questions={group.questions}
                about={aboutOf(group.questions[0])}
                onOpen={(choice) => setOpened((before) => new Map(before).set(group.id, choice))}
              />
            ),
          )}
          {button}
        </ul>
      )}
    </>
  )
}

/** `6 more groups with one question each`; `12 more groups, 31 questions`. */
function restText(groups: readonly PlacedGroup[]): string {
  const count = groups.reduce((sum, { questions }) => sum + questions.length, 0)
  const of = groups.length === 1 ? '1 more group' : `${groups.length} more groups`
  return count === groups.length
    ? `${of} with one question${groups.length === 1 ? '' : ' each'}`
    : `${of}, ${count} questions`
}

/** The next question of a VM has a card of its own. */
const keyOf = ({ id, questions }: PlacedGroup) => (questions.length === 1 ? questions[0].key : id)

type CardProps = {
  group: PlacedGroup
  aboutOf: AboutOf
  onUse: OnUse
  pressed?: string | undefined
  /** It was a line: who opened it goes on in it. */
  isNew?: boolean
}

function Card({ group, aboutOf, onUse, pressed, isNew = false }: CardProps) {
  const { id, questions } = group
  const [first] = questions
  return questions.length === 1 ? (
    <QuestionCard question={first} isNew={isNew} />
  ) : (
    <GroupCard
      id={id}
      questions={questions}
      about={aboutOf(first)}
      aboutOf={aboutOf}
      pressed={pressed}
      isNew={isNew}
      onUse={onUse}
    />
  )
}

const calmWords = {
  all: 'No task waits for an answer.',
  some: 'No task waits for an answer where there is contact.',
  none: 'What waits for an answer is not known: there is no contact.',
}

function Calm({ contact }: { contact: ContactWith }) {
  return (
    <div className="panel grid grid-cols-[auto_minmax(0,1fr)] items-center gap-3 px-4 py-3.5 text-sm mid:grid-cols-[auto_minmax(0,1fr)_auto]">
      <StatusGlyph glyph={contact.with === 'none' ? 'unknown' : 'done'} className="text-ink-3" />
      <strong className="font-semibold">{calmWords[contact.with]}</strong>
      <Link href="/history" className="link max-mid:col-start-2 max-mid:justify-self-start">
        All questions in History
      </Link>
    </div>
  )
}

function WaitingSkeleton() {
  return (
    <div className="skeleton-late grid gap-2">
      <Loading />
      {[0, 1].map((card) => (
        <div
          key={card}
          aria-hidden="true"
          className="grid min-h-36 overflow-hidden rounded-lg border border-line bg-raised mid:grid-cols-[104px_minmax(0,1fr)] roomy:grid-cols-[104px_minmax(0,1fr)_272px] wide:grid-cols-[104px_minmax(0,1fr)_336px]"
        >
          <div className="bg-track max-mid:h-10" />
          <div className="px-5 py-3">
            <Skeleton className="w-[28%]" />
            <Skeleton className="mt-3.5 w-[44%]" />
            <Skeleton className="mt-4.5 w-[88%]" />
            <Skeleton className="mt-2.5 w-[70%]" />
          </div>
          <div className="grid content-center gap-1.5 p-2.5 mid:max-roomy:col-start-2 roomy:border-l roomy:border-line">
            <Skeleton className="h-[34px]!" />
            <Skeleton className="h-[34px]!" />
          </div>
        </div>
      ))}
    </div>
  )
}

/** `j` and `k` go from card to card, also from outside of the list; `.` arranges. */
function useListKeys(list: RefObject<HTMLElement | null>, { arrange }: Pick<Arranged, 'arrange'>) {
  const [singleKeys] = useSingleKeys()
  useEffect(() => {
    if (!singleKeys) return
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'j' && event.key !== 'k' && event.key !== '.') return
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return
      if (document.querySelector('[role="dialog"][data-state="open"]')) return
      if (event.key === '.') return arrange()
      const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-question]') ?? [])]
      const at = cards.findIndex((card) => card.contains(document.activeElement))
      const step = event.key === 'j' ? 1 : -1
      const next = at < 0 ? (step > 0 ? 0 : cards.length - 1) : at + step
      const card = cards[Math.min(cards.length - 1, Math.max(0, next))]
      if (!card) return
      event.preventDefault()
      card.focus()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [list, singleKeys, arrange])
}
