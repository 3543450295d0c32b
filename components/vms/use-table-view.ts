'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { readViewQuery, writeViewQuery, type TableView } from './view-query'

type Change = (view: TableView) => TableView

/**
 * What the table shows, kept in the address: it survives a reload and can be sent to a colleague. While somebody types
 * the address follows a moment behind, so that typing is never held up or taken back by it; all else is in it at once.
 */
export function useTableView(): [TableView, (change: Change) => void] {
  const query = useSearchParams().toString()
  const path = usePathname()
  const [view, setView] = useState(() => readViewQuery(new URLSearchParams(query)))
  /** Queries that we wrote and that have not come back through the router yet, the latest last. */
  const ours = useRef<string[]>([])
  const textInAddress = useRef(view.filter.text)

  useEffect(() => {
    const at = ours.current.indexOf(query)
    if (at >= 0) {
      ours.current = ours.current.slice(at + 1)
      return
    }
    // Somebody else changed the address: a link to a view, the back button.
    if (ours.current.length === 0)
      setView((known) => (sameQuery(known, query) ? known : readViewQuery(new URLSearchParams(query))))
  }, [query])

  useEffect(() => {
    const write = () => {
      textInAddress.current = view.filter.text
      const here = new URLSearchParams(location.search)
      const next = writeViewQuery(view, here).toString()
      if (next === here.toString()) return
      ours.current.push(next)
      history.replaceState(null, '', next === '' ? path : `${path}?${next}`)
    }
    if (view.filter.text === textInAddress.current) {
      write()
      return
    }
    const timer = setTimeout(write, 200)
    // A link that is followed before that goes from the address that is meant; written later, it would undo the link.
    const writeNow = () => {
      clearTimeout(timer)
      write()
    }
    document.addEventListener('click', writeNow, { capture: true, once: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('click', writeNow, { capture: true })
    }
  }, [view, path])

  return [view, setView]
}

const sameQuery = (view: TableView, query: string) =>
  writeViewQuery(view, new URLSearchParams(query)).toString() === query
