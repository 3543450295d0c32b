'use client'

import { useState, type ReactNode } from 'react'
import { Button } from '../ui/button'

/**
 * The first rows of a list and, when there are more, the last row that brings them. A busy vCenter finishes hundreds of
 * tasks in 15 minutes.
 */
export function useFirst<T>(rows: readonly T[], first: number): { shown: readonly T[]; more: ReactNode } {
  const [limit, setLimit] = useState(first)
  const rest = rows.length - limit
  if (rest <= 0) return { shown: rows, more: null }
  const next = Math.min(rest, 100)
  return {
    shown: rows.slice(0, limit),
    more: (
      <li className="flex items-center gap-3 border-t border-line px-3 py-2 text-xs text-ink-3">
        {rest} more
        <Button size="small" onClick={() => setLimit(limit + next)}>
          Show {next === rest ? 'them' : next}
        </Button>
      </li>
    ),
  }
}
