import { useSyncExternalStore } from 'react'

/** A list that outlives the page that shows it: uploads and tasks go on while one looks at something else. */
export type ListStore<Item> = {
  get: () => readonly Item[]
  set: (change: (items: readonly Item[]) => readonly Item[]) => void
  subscribe: (changed: () => void) => () => void
}

export function createListStore<Item>(): ListStore<Item> {
  let items: readonly Item[] = []
  const listeners = new Set<() => void>()
  return {
    get: () => items,
    set: (change) => {
      const next = change(items)
      if (next === items) return
      items = next
      for (const listener of listeners) listener()
    },
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
  }
}

const none: readonly never[] = []

export const useList = <Item>(store: ListStore<Item>): readonly Item[] =>
  useSyncExternalStore<readonly Item[]>(store.subscribe, store.get, () => none)
