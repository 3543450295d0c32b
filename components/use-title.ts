'use client'

import { useEffect } from 'react'

/** Names the tab after what its page shows, once that is known. The shell puts the count of questions in front. */
export function useTitle(what: string | undefined) {
  useEffect(() => {
    if (what !== undefined) document.title = `${what} - Andon`
  }, [what])
}
