'use client'

import { useEffect } from 'react'
import { takesKeys, useSingleKeys } from '../preferences/preferences'

type Options = {
  goBy: (rows: number) => void
  /** Undefined: nothing is ticked, and Esc is left to others. */
  clear: (() => void) | undefined
}

/** Keys of the page wherever the focus is, but never in a text field: `j` `k` move, Esc clears the ticks. */
export function usePageKeys({ goBy, clear }: Options) {
  const [singleKeys] = useSingleKeys()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      // A dialog, a menu or a list that is open has the keys to itself.
      if (document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]')) return
      if (event.key === 'Escape') return clear?.()
      if (!singleKeys || takesKeys(event.target)) return
      if (event.key === 'j' || event.key === 'k') {
        event.preventDefault()
        goBy(event.key === 'j' ? 1 : -1)
      }
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [singleKeys, goBy, clear])
}
