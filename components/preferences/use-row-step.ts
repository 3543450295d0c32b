'use client'

import { useSingleKeys } from './preferences'

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
