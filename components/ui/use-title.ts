'use client'

import { useLayoutEffect } from 'react'

/** What the shell puts in front of a title: `(17, 7 overdue) `. */
export const countInTitle = /^\(\d+(?:, \d+ overdue)?\) /

/**
 * Names the tab after what its page shows, once that is known. The page's own title may be set after that, since Next
 * streams it, so it is watched. The count of questions that the shell puts in front stays.
 */
export function useTitle(what: string | undefined) {
  // A layout effect ends with the page: a later end would write over the title of the next one.
  useLayoutEffect(() => {
    if (what === undefined) return undefined
    const apply = () => {
      const [count = ''] = countInTitle.exec(document.title) ?? []
      const title = `${count}${what} - Andon`
      if (document.title !== title) document.title = title
    }
    apply()
    const watch = new MutationObserver(apply)
    watch.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => watch.disconnect()
  }, [what])
}
