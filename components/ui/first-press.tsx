'use client'

import {
  cloneElement,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactElement,
} from 'react'

type TriggerProps = {
  onPointerDown?: (event: PointerEvent) => void
  onKeyDown?: (event: KeyboardEvent) => void
  onClick?: (event: MouseEvent) => void
}
export type Trigger = ReactElement<TriggerProps>

/** `byKey`: the first entry takes the focus, and not the panel as a whole. */
export type FirstPress = { byKey: boolean }

const opening = new Set(['Enter', ' ', 'ArrowDown'])

/**
 * The button of a menu or a panel, alone until it is pressed for the first time: most of a page's menus are never opened. It
 * hears the same presses, and says the same to a reader, as the one that it makes way for.
 * @param opens a menu opens when it is pressed, a panel when it is let go.
 */
export function useFirstPress(trigger: Trigger, opens: 'menu' | 'dialog') {
  const [first, setFirst] = useState<FirstPress>()
  const heard = opens === 'menu' ? menuPresses(setFirst) : { onClick: () => setFirst({ byKey: false }) }
  const said = { 'aria-haspopup': opens, 'aria-expanded': false, 'data-state': 'closed' }
  return { first, alone: cloneElement(trigger, { ...said, ...heard }) }
}

const menuPresses = (open: (first: FirstPress) => void): TriggerProps => ({
  onPointerDown: (event) => {
    if (event.button !== 0 || event.ctrlKey) return
    open({ byKey: false })
    // What opens takes the focus.
    event.preventDefault()
  },
  onKeyDown: (event) => {
    if (!opening.has(event.key)) return
    open({ byKey: true })
    event.preventDefault()
  },
})

/** For the button that came in the place of the pressed one: it has the focus before what opens, which gives it back there. */
export function useFocusInPlace() {
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => button.current?.focus({ preventScroll: true }), [])
  return button
}
