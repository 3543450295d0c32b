'use client'

import { useSyncExternalStore } from 'react'
import { takesKeys } from '../ui/preferences'

/** For so long the letters after Ctrl K wait for the field of the search: a slow machine on a slow line. */
const mostMs = 30_000

let text = ''
const listeners = new Set<() => void>()
let stop: (() => void) | undefined

export function setSearchText(next: string): void {
  text = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What is typed into the search, whichever field stands there. */
export const useSearchText = (): string =>
  useSyncExternalStore(
    subscribe,
    () => text,
    () => '',
  )

/** Whether letters belong to a search that is opening: they are no shortcuts of the page then. */
export const isTypedAhead = (): boolean => stop !== undefined

/**
 * The search was asked for: until its field has the focus, letters that meet no field of their own are the beginning of its text.
 * A person types on after Ctrl K, and does not wait until something is drawn.
 */
export function beginTypingAhead(): void {
  endTypingAhead()
  setSearchText('')
  const press = (event: KeyboardEvent) => {
    const { key } = event
    const isLetter = key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    if ((!isLetter && key !== 'Backspace' && key !== 'Enter') || isInSearch(event.target)) return
    // Enter is not for what had the focus before, either.
    event.preventDefault()
    event.stopPropagation()
    if (isLetter) setSearchText(text + key)
    if (key === 'Backspace') setSearchText(Array.from(text).slice(0, -1).join(''))
  }
  const timer = setTimeout(endTypingAhead, mostMs)
  addEventListener('keydown', press, { capture: true })
  stop = () => {
    clearTimeout(timer)
    removeEventListener('keydown', press, { capture: true })
    stop = undefined
  }
}

/** Its field has the focus. */
export function endTypingAhead(): void {
  stop?.()
}

/** It is closed, or the console is left: the next one begins with nothing. */
export function endSearch(): void {
  endTypingAhead()
  setSearchText('')
}

const isInSearch = (target: EventTarget | null) =>
  takesKeys(target) && target instanceof Element && target.closest('[role="dialog"]') !== null
