'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'

/** How a page keeps what it shows in its address. */
export type AddressView<View> = {
  /** Reads a query string; whatever it does not know it leaves out, since anybody can type an address. */
  read: (query: URLSearchParams) => View
  /** The shortest query that reads back to the same view; other parameters of the address are kept. */
  write: (view: View, rest: URLSearchParams) => URLSearchParams
  /** What somebody types. The address follows it a moment behind. */
  textOf: (view: View) => string
}

/** `step`: Back leads to what was shown before. Else the address changes in its place. */
type Change<View> = (change: (view: View) => View, step?: 'step') => void

/**
 * What a page shows, kept in the address: it survives a reload and can be sent to a colleague. While somebody types the
 * address follows a moment behind, so that typing is never held up or taken back by it; all else is in it at once.
 */
export function useAddressView<View>({ read, write, textOf }: AddressView<View>): [View, Change<View>] {
  const query = useSearchParams().toString()
  const path = usePathname()
  const [view, setView] = useState(() => read(new URLSearchParams(query)))
  /** The query that the view was last written to, or taken from. */
  const settled = useRef(query)
  const textInAddress = useRef(textOf(view))
  const isStep = useRef(false)

  useEffect(() => {
    // Somebody else changed the address: a link to a view, the back button.
    const follow = () => {
      const said = new URLSearchParams(location.search)
      if (location.pathname !== path || said.toString() === settled.current) return
      settled.current = said.toString()
      setView((known) => {
        if (write(known, said).toString() === said.toString()) return known
        const next = read(said)
        textInAddress.current = textOf(next)
        return next
      })
    }
    // The router may be behind what we wrote, and may never hear of a step that was taken back at once.
    if (query === new URLSearchParams(location.search).toString()) follow()
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [query, path, read, write, textOf])

  useEffect(() => {
    const put = () => {
      textInAddress.current = textOf(view)
      const here = new URLSearchParams(location.search)
      const next = write(view, here).toString()
      const how = isStep.current ? 'pushState' : 'replaceState'
      isStep.current = false
      if (next === here.toString()) return
      settled.current = next
      history[how](null, '', next === '' ? path : `${path}?${next}`)
    }
    if (textOf(view) === textInAddress.current) {
      put()
      return
    }
    const timer = setTimeout(put, 200)
    // A link that is followed before that goes from the address that is meant; written later, it would undo the link.
    const putNow = () => {
      clearTimeout(timer)
      put()
    }
    document.addEventListener('click', putNow, { capture: true, once: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('click', putNow, { capture: true })
    }
  }, [view, path, write, textOf])

  const change = useCallback<Change<View>>((next, step) => {
    isStep.current = step === 'step'
    setView(next)
  }, [])
  return [view, change]
}
