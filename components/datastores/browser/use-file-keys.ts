'use client'

import { useState, type KeyboardEvent } from 'react'
import { useRowStep } from '../../ui/preferences'

type Options = {
  /** Stored names, in the order on the screen. */
  names: readonly string[]
  /** Where one arrives: the folder that one came up from. */
  first: string | undefined
  /** One came here by keys: the list takes the focus. */
  focus: boolean
  toggle: (name: string, extend: boolean) => void
  /** Undefined: this is the root. */
  goUp: (() => void) | undefined
}

/**
 * Moving among entries by keys: arrows, Home, End, Page; `j` and `k` where single keys are on. Space ticks, Shift extends,
 * Enter opens what has the focus, Backspace goes up.
 */
export function useFileKeys({ names, first, focus, toggle, goUp }: Options) {
  const step = useRowStep(names.length)
  const [current, setCurrent] = useState<string | undefined>(first)
  const [focusWanted, setFocusWanted] = useState(focus ? 1 : 0)
  const at = Math.max(0, current === undefined ? 0 : names.indexOf(current))

  const goTo = (index: number, extend: boolean) => {
    const name = names[Math.min(names.length - 1, Math.max(0, index))]
    if (name === undefined) return
    if (extend && current !== undefined && name !== current) toggle(name, true)
    setCurrent(name)
    setFocusWanted((count) => count + 1)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const target = event.target as Element // a key event starts at an element
    // A menu that a row opened is drawn elsewhere, but its keys come through here.
    if (!event.currentTarget.contains(target)) return
    const inRow = target.closest('[data-key]') !== null
    const by = step(event.key)
    const name = names[at]
    if (by !== undefined) {
      event.preventDefault()
      // The first arrow key goes to the row that Tab reached, or the first one.
      goTo(inRow ? at + by : at, event.shiftKey && event.key.startsWith('Arrow'))
    } else if (event.key === ' ' && inRow && name !== undefined && target.hasAttribute('data-main')) {
      event.preventDefault()
      toggle(name, event.shiftKey)
    } else if (event.key === 'Backspace' && goUp) {
      event.preventDefault()
      goUp()
    }
  }

  return { at, setCurrent, focusWanted, onKeyDown }
}
