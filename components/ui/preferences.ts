'use client'

import { useSyncExternalStore } from 'react'
import { themeKey } from './theme-script'

export type Theme = 'system' | 'light' | 'dark'

const singleKeysKey = 'andon.single-keys'
const listeners = new Set<() => void>()

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    // Storage is forbidden: the preference lasts as long as the page.
    return spare.get(key) ?? null
  }
}
const spare = new Map<string, string>()

function write(key: string, value: string) {
  spare.set(key, value)
  try {
    localStorage.setItem(key, value)
  } catch {
    // Kept in `spare`.
  }
  for (const listener of listeners) listener()
}

function subscribe(changed: () => void) {
  listeners.add(changed)
  addEventListener('storage', changed)
  return () => {
    listeners.delete(changed)
    removeEventListener('storage', changed)
  }
}

const readTheme = (): Theme => {
  const stored = read(themeKey)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

/** Light, dark, or what the system says; kept in this browser. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, readTheme, () => 'system' as const)
  return [theme, setTheme]
}

function setTheme(theme: Theme) {
  write(themeKey, theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

const readSingleKeys = () => read(singleKeysKey) !== 'off'

/** Whether single keys such as `j` and `1` act (WCAG 2.1.4). On unless switched off; kept in this browser. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, readSingleKeys, () => true)
  return [on, setSingleKeys]
}

/** Whether something is on that this browser keeps for itself. @param usual where nobody has said so. */
export function useKept(key: string, usual: boolean): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    subscribe,
    () => (usual ? read(key) !== 'off' : read(key) === 'on'),
    () => usual,
  )
  return [on, (next) => write(key, next ? 'on' : 'off')]
}

const setSingleKeys = (on: boolean) => write(singleKeysKey, on ? 'on' : 'off')

/** True when a single key belongs to what has focus: a text field, a list, an editable text. */
export function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="combobox"], [role="menu"], [role="listbox"]') !== null)
  )
}

/** Rows that fit on a screen, for Page up and down. */
const page = 20

/**
 * By how many rows a key moves in a list of `count`: arrows, Home, End, Page; `j` and `k` where single keys are on.
 * Undefined for any other key.
 */
export function useRowStep(count: number): (key: string) => number | undefined {
  const [singleKeys] = useSingleKeys()
  return (key) => {
    switch (key) {
      case 'ArrowDown':
        return 1
      case 'ArrowUp':
        return -1
      case 'PageDown':
        return page
      case 'PageUp':
        return -page
      case 'Home':
        return -count
      case 'End':
        return count
      case 'j':
        return singleKeys ? 1 : undefined
      case 'k':
        return singleKeys ? -1 : undefined
      default:
        return undefined
    }
  }
}
