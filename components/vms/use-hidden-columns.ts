'use client'

import { useMemo, useState, useSyncExternalStore } from 'react'
import { hiddenAtFirst } from './vm-columns'

const storageKey = 'andon.vms.columns'

const listen = (changed: () => void) => {
  addEventListener('storage', changed)
  return () => removeEventListener('storage', changed)
}

const read = () => {
  try {
    return localStorage.getItem(storageKey) ?? ''
  } catch {
    return ''
  }
}

/** Which columns this browser shows: a matter of taste and screen width, so it is kept here and not in the address. */
export function useHiddenColumns(): [Record<string, boolean>, (id: string, visible: boolean) => void] {
  const stored = useSyncExternalStore(listen, read, () => '')
  // A browser that forbids storage keeps the choice as long as the page.
  const [chosen, setChosen] = useState<Record<string, boolean>>({})
  const hidden = useMemo(() => ({ ...hiddenAtFirst, ...parse(stored), ...chosen }), [stored, chosen])
  const change = (id: string, visible: boolean) => {
    setChosen({ ...chosen, [id]: visible })
    try {
      localStorage.setItem(storageKey, JSON.stringify({ ...hidden, [id]: visible }))
    } catch {
      // Kept in `chosen`.
    }
  }
  return [hidden, change]
}

function parse(text: string): Record<string, boolean> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'),
    )
  } catch {
    return {}
  }
}
