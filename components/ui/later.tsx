'use client'

import { useEffect, useSyncExternalStore, type ComponentType, type ReactNode } from 'react'
import { takesKeys } from './preferences'

/** For so long, what is typed waits for a part that is to take it. */
const heldMs = 3_000
/** Between two tries to fetch a part that is wanted now. */
const againMs = 1_000

const parts = new Set<() => Promise<boolean>>()

/** `meanwhile`: what stands there until it has come. */
type Meanwhile = { meanwhile?: ReactNode }

/**
 * A part of a screen that nobody sees at first, such as a dialog: its script comes when the page has been drawn and the browser
 * has nothing else to do, so that the first press need not wait, or at once when it is wanted. Once it has come it is drawn
 * without any delay.
 * @param isWanted whether these props show something; a closed dialog need not come at once.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  isWanted: (props: P) => boolean = () => true,
): ComponentType<P & Meanwhile> {
  return partThatComes(load, isWanted, holdKeys)
}

/**
 * A part of the page itself that comes later, as `later` does. What is typed meanwhile is for the page as it stands there,
 * and keeps its shortcuts.
 */
export function laterOnPage<P extends object>(
  load: () => Promise<ComponentType<P>>,
  isWanted: (props: P) => boolean = () => true,
): ComponentType<P & Meanwhile> {
  return partThatComes(load, isWanted, () => () => {})
}

/** @param begin begins what lasts until the part is there, and returns what ends it. */
function partThatComes<P extends object>(
  load: () => Promise<ComponentType<P>>,
  isWanted: (props: P) => boolean,
  begin: () => () => void,
): ComponentType<P & Meanwhile> {
  let Part: ComponentType<P> | undefined
  let coming: Promise<boolean> | undefined
  const listeners = new Set<() => void>()

  const fetchPart = () =>
    (coming ??= load().then(
      (part) => {
        Part = part
        for (const listener of listeners) listener()
        return true
      },
      () => {
        coming = undefined
        return false
      },
    ))
  parts.add(fetchPart)

  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return function Later({ meanwhile, ...given }: P & Meanwhile) {
    const props = given as unknown as P // what is left without `meanwhile`
    const Shown = useSyncExternalStore(
      subscribe,
      () => Part,
      () => undefined,
    )
    const wanted = Shown === undefined && isWanted(props)
    useEffect(() => {
      if (!wanted) return
      let timer: ReturnType<typeof setTimeout>
      const attempt = async () => {
        if (!(await fetchPart())) timer = setTimeout(() => void attempt(), againMs)
      }
      void attempt()
      const end = begin()
      return () => {
        clearTimeout(timer)
        end()
      }
    }, [wanted])
    return Shown ? <Shown {...props} /> : meanwhile
  }
}

let holding = 0

/** Whether letters are meant for a part that is on its way: they are no shortcuts of the page then. */
export const areKeysHeld = (): boolean => holding > 0

function holdKeys(): () => void {
  let isHeld = true
  const hold = (event: KeyboardEvent) => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || hasItsOwn(event.target)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const letGo = () => {
    if (!isHeld) return
    isHeld = false
    holding -= 1
    clearTimeout(timer)
    removeEventListener('keydown', hold, { capture: true })
  }
  holding += 1
  addEventListener('keydown', hold, { capture: true })
  const timer = setTimeout(letGo, heldMs)
  return letGo
}

/** A field takes its letters; what is open already, or stands there meanwhile, has its own. */
const hasItsOwn = (target: EventTarget | null) =>
  takesKeys(target) || (target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null)

/** Fetches all that comes later, now: for tests, which press at once. */
export const fetchLater = () => Promise.all([...parts].map((fetchPart) => fetchPart()))

/**
 * Fetches all that comes later, one after the other, whenever the browser has nothing else to do. Once one does not come,
 * the others are left until they are wanted: Andon may be away.
 */
export function useFetchLater(): void {
  useEffect(() => {
    let isGone = false
    const all = async () => {
      for (const fetchPart of parts) {
        await idle()
        if (isGone || !(await fetchPart())) return
      }
    }
    void all()
    return () => void (isGone = true)
  }, [])
}

/** Safari has no `requestIdleCallback`. */
const idle = () =>
  new Promise<void>((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 3_000 })
    else setTimeout(resolve, 200)
  })
