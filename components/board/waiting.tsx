'use client'

import Link from 'next/link'
import { useRef, useState, useEffect, type FocusEvent, type RefObject } from 'react'
import { contactWith, type ContactWith } from '@/lib/live/known-count'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import { useScope } from '../connections/scope'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useLive } from '../live/live-provider'
import { QuestionCard } from '../question/question-card'
import { needsPerson, questionsByAge, overdueAfterMs } from '../question/questions'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { Loading, Skeleton } from '../ui/placeholders'
import { takesKeys, useSingleKeys } from '../ui/preferences'
import { SectionHead } from '../ui/sections'
import { Answered } from './answered'
import { useHeldOrder } from './long-list'

const readConnections = (tables: BoardTables) => tables.connections
const noConnections = {}
const readQuestions = (tables: BoardTables) => tables.questions

/**
 * Every question that waits, oldest first. An answered one keeps its card, and its place, while the list is in use: then
 * it becomes a line under "Answered" for the rest of its minute.
 */
export function Waiting() {
  const questions = useLive(readQuestions)
  const connections = useLive(readConnections) ?? noConnections
  const { connection, choose } = useScope()
  const list = useRef<HTMLDivElement>(null)
  const all = questions ? questionsByAge(questions) : []
  const here = all.filter((question) => connection === undefined || question.connection === connection)
  const { held, holders } = useHeld(list, here)
  const cards = useCards(here, held)
  const shown = useHeldOrder(
    here.filter(({ key }) => cards.has(key)),
    (question) => question.key,
    held,
  )
  const folded = here.filter(({ key }) => !cards.has(key))
  const waiting = here.filter(needsPerson).length
  const elsewhere = all.filter(needsPerson).length - waiting
  useQuestionSteps(list)

  return (
    <section aria-labelledby="waiting" className="grid gap-2">
      <SectionHead id="waiting" title="Waiting for an answer" count={waiting > 0 ? waiting : undefined}>
        {waiting > 0 && `Oldest first. Overdue after ${overdueAfterMs / 60_000} min`}
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
      ) : shown.length === 0 ? (
        <Calm contact={contactWith(connections, connection)} />
      ) : (
        <div ref={list} className="grid gap-2" {...holders}>
          {shown.map((question) => (
            <QuestionCard key={question.key} question={question} />
          ))}
        </div>
      )}
      <Answered questions={folded} />
    </section>
  )
}

/**
 * Whether the list is in use: the pointer is over it, a finger was on it last, or a keyboard is in it. A press of a mouse
 * leaves the focus behind as well: that alone would keep seventeen answered cards on a calm Board.
 */
function useHeld(list: RefObject<HTMLElement | null>, here: readonly QuestionView[]) {
  const [pointed, setPointed] = useState(false)
  /** The question whose card a keyboard is in. */
  const [focusedOn, setFocusedOn] = useState<string>()
  // Heard on the page, not on the list: an element that is taken away under the pointer tells no `pointerleave`.
  useEffect(() => {
    const look = ({ target, type, pointerType }: PointerEvent) => {
      const isOn = target instanceof Node && list.current?.contains(target) === true
      // A finger leaves with every tap, and must find things where they were.
      if (isOn || pointerType !== 'touch' || type === 'pointerdown') setPointed(isOn)
    }
    const gone = ({ pointerType }: PointerEvent) => pointerType !== 'touch' && setPointed(false)
    document.addEventListener('pointerover', look)
    document.addEventListener('pointerdown', look)
    document.documentElement.addEventListener('pointerleave', gone)
    return () => {
      document.removeEventListener('pointerover', look)
      document.removeEventListener('pointerdown', look)
      document.documentElement.removeEventListener('pointerleave', gone)
    }
  }, [list])
  // Nor does one tell that the focus went with it.
  if (focusedOn !== undefined && !here.some(({ key }) => key === focusedOn)) setFocusedOn(undefined)
  return {
    held: pointed || focusedOn !== undefined,
    holders: {
      onFocus: ({ target }: FocusEvent) =>
        setFocusedOn(target.matches(':focus-visible') ? questionAt(target) : undefined),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        if (!currentTarget.contains(relatedTarget)) setFocusedOn(undefined)
      },
    },
  }
}

const questionAt = (target: Element) => target.closest<HTMLElement>('[data-question]')?.dataset.question

/** Which questions are cards: those that wait, and while the list is in use also those that were cards before. */
function useCards(questions: readonly QuestionView[], held: boolean): ReadonlySet<string> {
  const open = questions.filter(needsPerson).map(({ key }) => key)
  const [cards, setCards] = useState<ReadonlySet<string>>(new Set(open))
  const wanted = new Set<string>(held ? [...cards, ...open] : open)
  if (wanted.size === cards.size && [...wanted].every((key) => cards.has(key))) return cards
  setCards(wanted)
  return wanted
}

const calmWords = {
  all: 'No task waits for an answer.',
  some: 'No task waits for an answer where there is contact.',
  none: 'What waits for an answer is not known: there is no contact.',
}

function Calm({ contact }: { contact: ContactWith }) {
  return (
    <div className="panel flex flex-wrap items-center gap-3 px-4 py-3.5 text-sm">
      <StatusGlyph glyph={contact.with === 'none' ? 'unknown' : 'done'} className="text-ink-3" />
      <strong className="font-semibold">{calmWords[contact.with]}</strong>
      <Link href="/history" prefetch={false} className="link ml-auto">
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

/** `j` and `k` go from question to question, also from outside of the list. */
function useQuestionSteps(list: RefObject<HTMLElement | null>) {
  const [singleKeys] = useSingleKeys()
  useEffect(() => {
    if (!singleKeys) return
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'j' && event.key !== 'k') return
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return
      if (document.querySelector('[role="dialog"][data-state="open"]')) return
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
  }, [list, singleKeys])
}
