import { useState } from 'react'

/**
 * Keeps a list in the order in which it is on the screen while `held` is true: what is new goes to the end, what has
 * gone leaves, nothing else moves. The order that was wanted is applied once it is let go.
 */
export function createHeldOrder() {
  let places = new Map<string, number>()
  return <T>(wanted: readonly T[], id: (item: T) => string, held: boolean): T[] => {
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
