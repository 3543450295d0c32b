'use client'

import { useCallback, useEffect, useState, type FocusEvent, type RefObject } from 'react'

/** So long after pointer and focus have left, what waited to be arranged is. */
const settleMs = 2_000
/** A list that was opened and left alone holds nothing any longer. */
const leftAloneMs = 60_000

/** What a card of the list does that its place has to be kept for. */
export type CardUse = 'open' | 'sending'

/**
 * Whether the list is in use, so that nothing in it may move: the pointer is over it, a finger was on it last, a keyboard
 * is in it, or one of its cards has a list open or sends something. It stays so for two seconds after that. A press of a
 * mouse leaves the focus behind as well: that alone would keep seventeen answered cards on a calm Board.
 * @param isShown whether a question still has a card.
 */
export function useHeld(list: RefObject<HTMLElement | null>, isShown: (question: string) => boolean) {
  const [pointed, setPointed] = useState(false)
  /** The question whose card a keyboard is in. */
  const [focusedOn, setFocusedOn] = useState<string>()
  const [uses, setUses] = useState<ReadonlyMap<string, CardUse>>(new Map())
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
  if (focusedOn !== undefined && !isShown(focusedOn)) setFocusedOn(undefined)

  const touched = pointed || focusedOn !== undefined
  const leftAlone = useAfter(!touched && uses.size > 0, leftAloneMs)
  const kinds = [...uses.values()]
  const inUse = touched || kinds.includes('sending') || (kinds.includes('open') && !leftAlone)
  const settled = useAfter(!inUse, settleMs)
  const onUse = useCallback((card: string, use: CardUse | undefined) => {
    setUses((before) => {
      if (before.get(card) === use) return before
      const next = new Map(before)
      if (use === undefined) next.delete(card)
      else next.set(card, use)
      return next
    })
  }, [])

  return {
    held: inUse || !settled,
    onUse,
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

/** Whether something has held for so long. At first it has. */
function useAfter(holds: boolean, ms: number): boolean {
  const [passed, setPassed] = useState(holds)
  if (!holds && passed) setPassed(false)
  useEffect(() => {
    if (!holds) return
    const timer = setTimeout(() => setPassed(true), ms)
    return () => clearTimeout(timer)
  }, [holds, ms])
  return holds && passed
}
