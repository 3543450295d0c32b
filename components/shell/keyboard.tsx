'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { pages } from '../pages/pages'
import { areKeysHeld } from '../ui/later'
import { isTypedAhead } from './search-text'
import { takesKeys, useSingleKeys } from '../ui/preferences'

/** How long after `g` the second key may come. */
const chordMs = 1500

/** Ctrl K always; `g` and a letter, and `?`, unless single keys are switched off. They never act in a text field. */
export function useShortcuts({ onSearch, onShowKeys }: { onSearch: () => void; onShowKeys: () => void }) {
  const router = useRouter()
  const [singleKeys] = useSingleKeys()
  const chordUntil = useRef(0)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        onSearch()
        return
      }
      if (
        !singleKeys ||
        areKeysHeld() ||
        isTypedAhead() ||
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return
      if (takesKeys(event.target) || inDialog(event.target)) return
      const page = event.timeStamp < chordUntil.current ? pages.find((one) => one.key === event.key) : undefined
      chordUntil.current = event.key === 'g' ? event.timeStamp + chordMs : 0
      if (page) {
        event.preventDefault()
        router.push(page.path)
      } else if (event.key === '?') {
        event.preventDefault()
        onShowKeys()
      }
    }
    // Capture: the second key of a chord belongs to it, whatever has focus (`g` `d` on a question).
    addEventListener('keydown', press, { capture: true })
    return () => removeEventListener('keydown', press, { capture: true })
  }, [router, singleKeys, onSearch, onShowKeys])
}

const inDialog = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null
