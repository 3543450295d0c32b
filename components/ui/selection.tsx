'use client'

import { useEffect, useRef, type MouseEvent } from 'react'

/** Which rows are ticked, and where a range with Shift begins. Keys stay ticked while a filter hides them. */
export type Selection<Key extends string = string> = {
  readonly keys: ReadonlySet<Key>
  readonly anchor: Key | undefined
  /** The other end of the last range, so that a range can shrink again. */
  readonly end: Key | undefined
}

export const emptySelection: Selection<never> = { keys: new Set(), anchor: undefined, end: undefined }

/** Ticks one row, or takes its tick away; the next range begins here. */
export function toggleKey<Key extends string>(selection: Selection<Key>, key: Key): Selection<Key> {
  const keys = new Set(selection.keys)
  if (!keys.delete(key)) keys.add(key)
  return { keys, anchor: key, end: key }
}

/**
 * Shift: everything from the anchor to `key`, in the order on the screen, gets the anchor's tick; what the last range
 * had beyond that loses it. Without an anchor on the screen it is a plain toggle.
 */
export function extendTo<Key extends string>(
  selection: Selection<Key>,
  order: readonly Key[],
  key: Key,
): Selection<Key> {
  const { anchor } = selection
  if (anchor === undefined || !order.includes(anchor) || !order.includes(key)) return toggleKey(selection, key)
  const keys = new Set(selection.keys)
  const ticked = keys.has(anchor)
  const set = (one: Key, on: boolean) => (on ? keys.add(one) : keys.delete(one))
  for (const one of range(order, anchor, selection.end ?? anchor)) set(one, !ticked)
  for (const one of range(order, anchor, key)) set(one, ticked)
  return { keys, anchor, end: key }
}

function range<Key>(order: readonly Key[], from: Key, to: Key): readonly Key[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)]
  return a < 0 || b < 0 ? [] : order.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** Ticks everything on the screen, or nothing of it when all of it is ticked already. */
export function toggleAll<Key extends string>(selection: Selection<Key>, order: readonly Key[]): Selection<Key> {
  const keys = new Set(selection.keys)
  const all = order.every((key) => keys.has(key))
  for (const key of order) {
    if (all) keys.delete(key)
    else keys.add(key)
  }
  return { keys, anchor: undefined, end: undefined }
}

/** Rows that no longer exist cannot stay ticked. The same selection comes back when nothing has gone. */
export function dropGone<Key extends string>(selection: Selection<Key>, exists: (key: Key) => boolean): Selection<Key> {
  for (const key of selection.keys) {
    if (!exists(key)) return { ...selection, keys: new Set([...selection.keys].filter(exists)) }
  }
  return selection
}

type TickBoxProps = {
  label: string
  checked: boolean
  mixed?: boolean
  /** `extend`: Shift was held. */
  onPress: (extend: boolean) => void
  tabIndex: 0 | -1
}

/** A checkbox in a dense row: 16 px for the eye, 24 and more for the pointer. */
export function TickBox({ label, checked, mixed = false, onPress, tabIndex }: TickBoxProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed
  }, [mixed])
  const press = (event: MouseEvent) => {
    onPress(event.shiftKey)
    // Shift and a press would also select text on the page.
    if (event.shiftKey) getSelection()?.removeAllRanges()
  }
  return (
    <label className="-m-2 grid size-8 cursor-pointer place-items-center select-none max-mid:size-11">
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={checked}
        // The press carries Shift, the change does not.
        onChange={() => {}}
        onClick={press}
        tabIndex={tabIndex}
        className="size-4 accent-solid"
      />
    </label>
  )
}
