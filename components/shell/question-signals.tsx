'use client'

import { useEffect } from 'react'
import { useWaitingCount } from '../connections/lamps'

/** What is put in front of a page's title: `(17, 7 overdue) `. */
const countInTitle = /^\(\d+(?:, \d+ overdue)?\) /

const lampIcon = (waiting: boolean, overdue: boolean) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="3" width="10" height="16" rx="2" fill="#3a3f45"/>` +
      `<rect x="5" y="2" width="6" height="3.4" fill="${overdue ? '#d03a2b' : '#666c73'}"/>` +
      `<rect x="5" y="6.3" width="6" height="3.4" fill="${waiting ? '#f0a928' : '#666c73'}"/>` +
      `<rect x="5" y="10.6" width="6" height="3.4" fill="#9aa1a8"/></svg>`,
  )}`

/** Lights the tab itself: the count in its title, the lamp in its icon. For a tab that nobody looks at. */
export function TabLamp() {
  const count = useWaitingCount()
  const waiting = count?.waiting ?? 0
  const overdue = count?.overdue ?? 0
  useEffect(() => {
    const icon = lampIcon(waiting > overdue, overdue > 0)
    const apply = () => {
      const plain = document.title.replace(countInTitle, '')
      const late = overdue > 0 ? `, ${overdue} overdue` : ''
      const title = waiting > 0 ? `(${waiting}${late}) ${plain}` : plain
      if (document.title !== title) document.title = title
      for (const link of document.head.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')) {
        if (link.href !== icon) link.href = icon
      }
    }
    apply()
    // Each page brings its own title, and with it its own icon.
    const watch = new MutationObserver(apply)
    watch.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => watch.disconnect()
  }, [waiting, overdue])
  return null
}
