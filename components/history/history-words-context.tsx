'use client'

import { createContext, useContext, useMemo, type MouseEvent, type ReactNode } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import type { ConnectionId, VmKey } from '@/lib/vsphere/ids'
import { shallowEqual, useLive } from '../live/live-provider'
import { useReadText, type ReadText } from '../live/read-text'

/** By what a press on a line narrows the list. */
export type Narrow = { vm?: VmKey; person?: string; connection?: ConnectionId }

/** How the page is narrowed: where a link leads, and what its press does. */
export type Narrowing = { href: (by: Narrow) => string; go: (by: Narrow) => void; chosen: Narrow }

/** What all lines of a list need: read once, not once for each line. */
type HistoryWords = {
  /** What a connection is called. */
  nameOf: (connection: ConnectionId | undefined) => string
  /** The same where a line has to say it: there are several, or it is not among them any more. */
  whereSeveral: (connection: ConnectionId | undefined) => string | undefined
  read: ReadText
  narrowing: Narrowing | undefined
}

const Context = createContext<HistoryWords | undefined>(undefined)

const namesOf = ({ connections }: BoardTables): Record<string, string> =>
  Object.fromEntries(Object.values(connections).map(({ id, name }) => [id, name]))

const removed = 'a removed connection'

/** Gives the lines inside what they need. */
export function HistoryWordsProvider({
  narrowing,
  children,
}: {
  narrowing: Narrowing | undefined
  children: ReactNode
}) {
  const names = useLive(namesOf, shallowEqual)
  const read = useReadText()
  const words = useMemo(() => {
    const nameOf = (id: ConnectionId | undefined) => (names && id !== undefined ? (names[id] ?? removed) : '')
    const isOnly = (id: ConnectionId) => !names || (Object.keys(names).length === 1 && names[id] !== undefined)
    const whereSeveral = (id: ConnectionId | undefined) => (id === undefined || isOnly(id) ? undefined : nameOf(id))
    return { nameOf, whereSeveral, read, narrowing }
  }, [names, read, narrowing])
  return <Context value={words}>{children}</Context>
}

export function useHistoryWords(): HistoryWords {
  const words = useContext(Context)
  if (!words) throw new Error('A line of History stands in a list of History.')
  return words
}

/** A name in a line: a press leaves only what is of it. Plain where the list is narrowed to it already. */
export function NarrowLink({ by, title, className, children }: NarrowLinkProps) {
  const { narrowing } = useHistoryWords()
  const isChosen = Object.entries(by).some(([what, value]) => narrowing?.chosen[what as keyof Narrow] === value) // keys of a Narrow
  if (!narrowing || isChosen) return <span className={className}>{children}</span>
  const press = (event: MouseEvent) => {
    // In a new tab it is the browser's business.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    narrowing.go(by)
  }
  return (
    <a href={narrowing.href(by)} onClick={press} title={title} className={className}>
      {children}
    </a>
  )
}
type NarrowLinkProps = { by: Narrow; title: string; className?: string; children: ReactNode }
