'use client'

import { clsx } from 'clsx'
import { useState, type ReactNode } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import { outcomeWord } from '@/lib/runs/outcome-word'
import { connectionId } from '@/lib/vsphere/ids'
import { connectionsByName } from '../connections/lamp'
import { Icon } from '../glyphs/icon'
import { useLive } from '../live/live-provider'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/field'
import { SearchBox } from '../ui/search-box'
import { Choice } from './choice'
import { DaysFields, DaysFilter } from './days-filter'
import { FilterChips, type ChosenNames } from './filter-chips'
import { altered, type HistoryView } from './history-view'
import { PersonChoice } from './person-choice'
import type { People } from './use-people'
import { useToday } from './use-today'

type Change = (change: (view: HistoryView) => HistoryView, step?: 'step') => void

type ToolbarProps = {
  view: HistoryView
  change: Change
  /** Of whom one can ask. */
  people: People
  names: ChosenNames
  /** On a VM's own page its connection goes without saying. */
  oneVm?: boolean
  /** At its beginning, and at its end. */
  title?: ReactNode
  end?: ReactNode
}

const readConnections = (tables: BoardTables) => tables.connections

/** What History shows: search, who, where, how it ended, when; and what of that is on. */
export function HistoryToolbar({ view, change, people, names, oneVm = false, title, end }: ToolbarProps) {
  const today = useToday()
  const connections = useLive(readConnections)
  const [fields, showFields] = useState(false)
  const [open, setOpen] = useState(false)
  const step = (part: Parameters<typeof altered>[1]) => change((now) => altered(now, part), 'step')
  return (
    <div className="mb-3 grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {title}
        <SearchBox
          label="Search the history"
          placeholder={oneVm ? 'Person, question, answer' : 'VM, person, question, answer'}
          value={view.text}
          onChange={(text) => change((now) => ({ ...now, text }))}
        />
        <Button
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex-1 aria-expanded:bg-select mid:hidden"
        >
          <Icon name="filter" />
          Filters
        </Button>
        {end && <span className="ml-auto max-mid:grid max-mid:flex-1 mid:order-last">{end}</span>}
        <span className={clsx('contents', !open && 'max-mid:hidden')}>
          <PersonChoice people={people} value={view.person} onChange={(person) => step({ person })} />
          {!oneVm && (
            <Choice
              label="Connection"
              className="mid:w-37!"
              any="Any connection"
              value={view.connection ?? ''}
              options={connections ? connectionsByName(connections).map(({ id, name }) => [id, name]) : []}
              onChange={(id) => step({ connection: id === '' ? undefined : connectionId(id) })}
            />
          )}
          <Choice
            label="Outcome"
            className="mid:w-33!"
            any="Any outcome"
            value={view.outcome ?? ''}
            options={Object.entries(outcomeWord)}
            onChange={(outcome) => step({ outcome: outcome || undefined })}
          />
        </span>
        <DaysFilter
          days={view.days}
          today={today}
          onChange={(days) => step({ days })}
          open={fields}
          onOpen={showFields}
        />
      </div>
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1.5">
        {fields && <DaysFields days={view.days} onChange={(days) => step({ days })} />}
        <FilterChips view={view} names={names} onChange={(next) => change(next, 'step')} />
        <Checkbox
          label="Tasks of others"
          checked={view.others}
          onChange={(event) => step({ others: event.target.checked })}
        />
        <Checkbox
          label="Host events"
          checked={view.events}
          onChange={(event) => step({ events: event.target.checked })}
        />
        <span className="text-sm text-ink-3 max-wide:hidden">
          {oneVm ? 'Click a person to filter by it.' : 'Click a VM, a person or a connection to filter by it.'}
        </span>
      </div>
    </div>
  )
}
