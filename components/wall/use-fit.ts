'use client'

import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/**
 * Which of several ways to say something fits its place: the first is tried first, and each that is too long makes way for
 * the next. Nothing is ever cut in the middle.
 * @param what all of them, in text, and whatever else decides how much room there is: a different one begins anew.
 * @param last the number of the last, which has to do.
 */
export function useFit<E extends HTMLElement>(what: string, last: number): [place: RefObject<E | null>, at: number] {
  const place = useRef<E>(null)
  const of = `${ground()} ${what}`
  const [tried, setTried] = useState({ of, at: 0 })
  const at = tried.of === of ? tried.at : 0
  useLayoutEffect(() => {
    const element = place.current
    if (!element || at >= last) return
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
    // Letters reach a little over their lines; one line too many is more than that.
    const reach = Number.parseFloat(getComputedStyle(element).fontSize) * 0.4 || 2
    if (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + reach) setTried({ of, at: at + 1 })
  }, [of, at, last])
  return [place, at]
}

/** What decides how long words are: the screen, and whether the fonts have come. */
function ground(): string {
  if (typeof document === 'undefined') return ''
  // A test's page has no fonts.
  const { fonts } = document as { fonts?: FontFaceSet }
  return `${innerWidth}x${innerHeight} ${fonts?.status ?? ''}`
}
