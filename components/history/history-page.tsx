'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useMemo, useState } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import { connectionId } from '@/lib/vsphere/ids'
import { outcomeWord } from '@/lib/runs/outcome-word'
import { connectionsByName } from '../connections/lamp'
import { useAccount } from '../console/console-context'
import { useLive } from '../live/live-provider'
import { Button } from '../ui/button'
import { NativeSelect } from '../ui/field'
import { SearchBox } from '../ui/search-box'
import { ExportMenu } from './export-menu'
import { HistoryList } from './history-list'
import { RecordLine } from './record-line'
import { useHistory } from './use-history'

/** The search goes to the server a moment after the last key. */
const settleMs = 300

/** Everything that was done from here, and everything that was answered or switched, newest first. */
export function HistoryPage() {
  const query = useSearchParams()
  const path = usePathname()
  const [text, setText] = useState(query.get('q') ?? '')
  const [settled, setSettled] = useState(text)
  const [outcome, setOutcome] = useState(query.get('outcome') ?? '')
  const [connection, setConnection] = useState(query.get('connection') ?? '')
  const connections = useLive(readConnections)
  const { limited } = useAccount()

  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), settleMs)
    return () => clearTimeout(timer)
  }, [text])
  useEffect(() => {
    const next = new URLSearchParams()
    if (settled !== '') next.set('q', settled)
    if (outcome !== '') next.set('outcome', outcome)
    if (connection !== '') next.set('connection', connection)
    const said = next.toString()
    if (said !== location.search.slice(1)) history.replaceState(null, '', said === '' ? path : `${path}?${said}`)
  }, [settled, outcome, connection, path])

  const filter = useMemo(
    () => ({
      ...(settled === '' ? {} : { text: settled }),
      ...(outcome === '' ? {} : { outcome }),
      ...(connection === '' ? {} : { connection: connectionId(connection) }),
    }),
    [settled, outcome, connection],
  )
  const found = useHistory(filter)
  const filtered = Object.keys(filter).length > 0
  const clear = () => {
    setText('')
    setSettled('')
    setOutcome('')
    setConnection('')
  }

  return (
    <div className="p-3 mid:p-4 wide:px-5">
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <h1 className="mr-2 text-lg font-semibold">History</h1>
        <SearchBox
          label="Search the history"
          placeholder="VM, person, question, answer"
          value={text}
          onChange={setText}
        />
        <NativeSelect
          aria-label="Outcome"
          value={outcome}
          onChange={(event) => setOutcome(event.target.value)}
          className="h-8! mid:w-auto! text-sm font-medium max-mid:h-11! max-mid:w-[calc(50%-4px)]"
        >
          <option value="">Any outcome</option>
          {Object.entries(outcomeWord).map(([kind, word]) => (
            <option key={kind} value={kind}>
              {word}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect
          aria-label="Connection"
          value={connection}
          onChange={(event) => setConnection(event.target.value)}
          className="h-8! mid:w-auto! text-sm font-medium max-mid:h-11! max-mid:w-[calc(50%-4px)]"
        >
          <option value="">Any connection</option>
          {connections &&
            connectionsByName(connections).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </NativeSelect>
        {(filtered || text !== '') && (
          <Button tone="quiet" onClick={clear}>
            Clear
          </Button>
        )}
        <span className="ml-auto">
          <ExportMenu filter={filter} />
        </span>
      </div>
      {limited && (
        <p className="mb-3 text-sm text-ink-2">
          Your account is limited: what happened at other connections, and to accounts and settings, is not shown.
        </p>
      )}
      <HistoryList
        history={found}
        empty={
          filtered
            ? { fact: 'Nothing matches', more: 'Search and filters leave nothing of the history.' }
            : {
                fact: limited ? 'Nothing has been done at your connections yet' : 'Nothing has been done yet',
                more: 'Each task that is started from Andon, each answer and each change of auto-answer is kept here; so is each task of others that ended while Andon had contact.',
              }
        }
      />
      <RecordLine />
    </div>
  )
}

const readConnections = (tables: BoardTables) => tables.connections
