'use client'

import { useState } from 'react'
import { compareNames } from '@/lib/names/inventory-name'
import { entryLine } from './entry-line'
import type { HistoryEntry } from './history-entries'

/** Who has been seen in the list since it was opened, by name: those of whom one can ask. */
export function usePeople(entries: readonly HistoryEntry[] | undefined, chosen: string | undefined): readonly string[] {
  const [{ of, names }, setSeen] = useState<Seen>({ of: undefined, names: [] })
  if (of !== entries) {
    const now = new Set([...names, ...(entries ?? []).flatMap((entry) => entryLine(entry).person ?? [])])
    setSeen({ of: entries, names: now.size === names.length ? names : [...now].sort(compareNames) })
  }
  return chosen === undefined || names.includes(chosen) ? names : [chosen, ...names]
}

type Seen = { of: readonly HistoryEntry[] | undefined; names: readonly string[] }
