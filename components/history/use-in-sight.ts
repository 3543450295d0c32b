'use client'

import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useMemo, useRef, useState, type FocusEvent } from 'react'
import { usePhone } from '../ui/media'
import { entryLine } from './entry-line'
import type { ListItem } from './list-items'

/** Beyond the window on each side: more than a key or a wheel passes at once, and a first page is there as a whole. */
const beyond = 25

/**
 * The items of a list that the page scrolls, of which only those near the window exist. The head of each day that has one of
 * them is among them, and whatever has the focus.
 */
export function useInSight(items: readonly ListItem[]) {
  const list = useRef<HTMLDivElement>(null)
  const top = useTop(list)
  const isPhone = usePhone()
  const [focused, setFocused] = useState<string>()
  const heads = useMemo(() => items.flatMap(({ kind }, index) => (kind === 'head' ? [index] : [])), [items])
  const focusedAt = useMemo(
    () => (focused === undefined ? -1 : items.findIndex(({ key }) => key === focused)),
    [items, focused],
  )
  // oxlint-disable-next-line react/incompatible-library -- its functions change by themselves; nothing here is memoized by them
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) => heightOf(items[index], isPhone),
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    overscan: beyond,
    scrollMargin: top,
    rangeExtractor: (range) => {
      const near = defaultRangeExtractor(range)
      const all = focusedAt < 0 ? near : [...near, focusedAt]
      const days = new Set(all.flatMap((index) => items[index]?.day ?? []))
      return [...new Set([...all, ...[...days].flatMap((day) => heads[day] ?? [])])].sort((a, b) => a - b)
    },
    initialRect: { width: 1440, height: 900 },
  })
  // What opens pushes down what is below it, and moves nothing that is in sight above.
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = (item, _, { scrollOffset }) =>
    item.end <= (scrollOffset ?? 0)
  return {
    list,
    inSight: virtualizer
      .getVirtualItems()
      .map(({ index, start, end }) => ({ index, start: start - top, end: end - top })),
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    followFocus: {
      onFocus: ({ target }: FocusEvent) =>
        setFocused(items[Number(target.closest<HTMLElement>('[data-index]')?.dataset['index'])]?.key),
      onBlur: ({ relatedTarget }: FocusEvent) => {
        if (!list.current?.contains(relatedTarget)) setFocused(undefined)
      },
    },
  }
}

/** How far below the top of the page an element is, whatever grows above it. */
function useTop(list: { readonly current: HTMLElement | null }): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const look = () => setTop(list.current ? Math.round(list.current.getBoundingClientRect().top + scrollY) : 0)
    look()
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(look)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [list])
  return top
}

/** About so high, until it has been in sight. */
function heightOf(item: ListItem | undefined, isPhone: boolean): number {
  if (item?.kind === 'entry') {
    const { quiet, more } = entryLine(item.entry)
    if (isPhone) return quiet ? 140 : 165
    return quiet ? 41 : more === undefined ? 48 : 57
  }
  return item?.kind === 'gap' ? 41 : isPhone ? 45 : 33
}
