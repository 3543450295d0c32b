'use client'

import { useState, type ReactNode } from 'react'
import { Button } from '../ui/button'

/**
 * The first rows of a list and, when there are more, the last row that brings them. A busy vCenter finishes hundreds of
 * tasks in 15 minutes.
 * @param said of the rest at first; its number when nothing is given.
 */
export function useFirst<T>(
  rows: readonly T[],
  first: number,
  said?: string,
): { shown: readonly T[]; more: ReactNode } {
  const [added, setAdded] = useState(0)
  const limit = first + added
  const rest = rows.length - limit
  if (rest <= 0) return { shown: rows, more: null }
  const next = Math.min(rest, 100)
  return {
    shown: rows.slice(0, limit),
    more: (
      <li className="flex items-center gap-3 border-t border-line px-3 py-2 text-xs text-ink-3">
        {added === 0 && said !== undefined ? said : `${rest} more`}
        <Button size="small" onClick={() => setAdded(added + next)}>
          Show {next === rest ? 'them' : next}
        </Button>
      </li>
    ),
  }
}

/**
 * Keeps a list in the order in which it is on the screen while `held` is true: what is new goes to the end, what has
 * gone leaves, nothing else moves. The order that was wanted is applied once it is let go.
 */
export function createHeldOrder() {
  let places = new Map<string, number>()
  return <T,>(wanted: readonly T[], id: (item: T) => string, held: boolean): T[] => {
    const known = places
    const place = (item: T) => known.get(id(item)) ?? Number.MAX_SAFE_INTEGER
    // The sort is stable: the new ones keep their order among each other.
    const list = held ? wanted.toSorted((a, b) => place(a) - place(b)) : [...wanted]
    places = new Map(list.map((item, index) => [id(item), index]))
    return list
  }
}

/** The list as it is to be drawn. `held`: somebody points at it or has the focus in it. */
export function useHeldOrder<T>(wanted: readonly T[], id: (item: T) => string, held: boolean): T[] {
  const [order] = useState(createHeldOrder)
  return order(wanted, id, held)
}
