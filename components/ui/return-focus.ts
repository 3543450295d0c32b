'use client'

import { useRef } from 'react'

const overlay = '[role="menu"], [role="dialog"], [role="alertdialog"], [role="listbox"]'

/** What last had the focus on the page itself, below everything that opens and closes again. */
let lastOnPage: HTMLElement | undefined

if (typeof document !== 'undefined') {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && !target.closest(overlay)) lastOnPage = target
  })
}

const isThere = (element: HTMLElement | undefined): element is HTMLElement => element?.isConnected === true

/** What opened a dialog: the control with the focus; for an item of a menu, which has gone, the menu's own button. */
function openerNow(): HTMLElement | undefined {
  const active = document.activeElement
  return active instanceof HTMLElement && active !== document.body && !active.closest('[role="menu"]')
    ? active
    : lastOnPage
}

/** Gives the focus back to the page, where something closes that Radix knows nothing of. */
export const focusPageAgain = (): void => pageFocus()?.focus()

const pageFocus = (opener?: HTMLElement) => [opener, lastOnPage].find(isThere) ?? document.getElementById('main')

/**
 * Gives the focus back to what opened a dialog. Radix does that only for dialogs with a trigger of their own, and ours
 * are opened from menus, keys and rows as well.
 */
export function useReturnFocus() {
  const opener = useRef<HTMLElement>(undefined)
  return {
    /** For `onOpenAutoFocus`, before anything else takes the focus. */
    remember: () => void (opener.current = openerNow()),
    /** For `onCloseAutoFocus`. */
    giveBack: (event: Event) => {
      event.preventDefault()
      pageFocus(opener.current)?.focus()
    },
  }
}
