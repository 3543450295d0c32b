/** Items by a key that several may share, in the order in which they were added. A key without items is forgotten. */
export type SetsByKey<Key, Item> = {
  get(key: Key): ReadonlySet<Item>
  add(key: Key, item: Item): void
  remove(key: Key, item: Item): void
}

export function createSetsByKey<Key, Item>(): SetsByKey<Key, Item> {
  const sets = new Map<Key, Set<Item>>()
  const none: ReadonlySet<Item> = new Set()
  return {
    get: (key) => sets.get(key) ?? none,
    add(key, item) {
      const items = sets.get(key)
      if (items) items.add(item)
      else sets.set(key, new Set([item]))
    },
    remove(key, item) {
      const items = sets.get(key)
      if (items?.delete(item) && items.size === 0) sets.delete(key)
    },
  }
}
