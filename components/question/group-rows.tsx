'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import type { QuestionView } from '@/lib/live/live-state'
import { useLive } from '../live/live-provider'

type NameAndPlaceProps = {
  question: QuestionView
  off: boolean
  more?: readonly (string | undefined)[]
  /** A reason beside it needs the room. */
  alone?: boolean
}

/** Whose question it is, and where. */
export function NameAndPlace({ question, off, more = [], alone = false }: NameAndPlaceProps) {
  const connection = useLive(({ connections }) => connections[question.connection]?.name)
  const place = [connection, ...more].filter(Boolean).join(', ')
  return (
    <span
      className="flex min-w-0 items-baseline gap-2 overflow-hidden"
      title={`${question.vmName}, ${place}. ${question.text}`}
    >
      <bdi className={clsx('flex max-w-full min-w-0 shrink-0', off ? 'text-ink-3 line-through' : 'font-medium')}>
        <CutInTheMiddle text={question.vmName === '' ? '(no name)' : question.vmName} />
      </bdi>
      {!alone && <span className="min-w-0 truncate text-xs text-ink-3">{place}</span>}
    </span>
  )
}

const segmenter = new Intl.Segmenter()

/** The names of a farm differ in their ends: where there is too little room, it is the middle that goes. */
function CutInTheMiddle({ text }: { text: string }) {
  const letters = Array.from(segmenter.segment(text), ({ segment }) => segment)
  const end = letters.length > 16 ? 8 : 0
  return (
    <>
      <span className="min-w-0 truncate whitespace-pre">{letters.slice(0, letters.length - end).join('')}</span>
      {end > 0 && <span className="shrink-0 whitespace-pre">{letters.slice(-end).join('')}</span>}
    </>
  )
}

/** Why one of them goes its own way. */
export const Reason = ({ text, bad = false }: { text: string; bad?: boolean }) => (
  <span
    title={text}
    className={clsx(
      'max-w-44 truncate text-xs max-mid:line-clamp-2 max-mid:max-w-56 max-mid:text-right max-mid:whitespace-normal',
      bad ? 'text-fail-text' : 'text-ink-3',
    )}
  >
    {text}
  </span>
)

/** What is about to happen, or has, and its buttons. */
export const Foot = ({ children }: { children: ReactNode }) => (
  <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2.5 border-t border-line px-4 py-2.5 max-mid:[&>button]:flex-1">
    {children}
  </div>
)

/** As wide as a name with its place needs to be. */
const columnPx = 296

type RowsProps = { count: number; label: string; children: (index: number) => ReactNode }

/** The rows that are in sight, in as many columns as there is room for. */
export function Rows({ count, label, children }: RowsProps) {
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
