'use client'

import { clsx } from 'clsx'
import { DropdownMenu as Radix } from 'radix-ui'
import { formatCount } from '@/lib/format/quantity'
import type { BoardTables } from '@/lib/live/live-state'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { oldTlsWord } from '../connections/connection-oddities'
import type { Lamp } from '../connections/lamp'
import { LampGlyph, LampWord } from '../connections/lamps'
import { useServerNow } from '../live/live-provider'
import { MenuTick } from '../ui/menu-parts'
import { factsOf } from './connection-words'

/** No connection has this id. */
const allHosts = '*'

export type OptionsProps = {
  lamps: readonly { connection: ConnectionView; lamp: Lamp }[] | undefined
  counts: BoardTables['counts'] | undefined
  chosen: ConnectionId | undefined
  /** What stands for all of them. */
  allWords: string
  onChoose: (connection: ConnectionId | undefined) => void
}

/** The connections, in the menu of which one is looked at. */
export function ConnectionOptions({ lamps, counts, chosen, allWords, onChoose }: OptionsProps) {
  return (
    <Radix.RadioGroup
      value={chosen ?? allHosts}
      onValueChange={(value) => onChoose(lamps?.find((entry) => entry.connection.id === value)?.connection.id)}
    >
      <Option value={allHosts} name={allWords} facts={lamps && formatCount(lamps.length, 'connection')} />
      {lamps?.map((entry) => (
        <Option
          key={entry.connection.id}
          value={entry.connection.id}
          name={entry.connection.name}
          facts={factsOf(entry.connection, counts?.[entry.connection.id]?.vms)}
          autoAnswer={entry.connection.autoAnswer.on}
          lamp={entry.lamp}
          oldTls={oldTlsWord(entry.connection)}
        />
      ))}
    </Radix.RadioGroup>
  )
}

type OptionProps = {
  value: string
  name: string
  facts: string | undefined
  autoAnswer?: boolean
  lamp?: Lamp
  oldTls?: string | undefined
}

function Option({ value, name, facts, autoAnswer, lamp, oldTls }: OptionProps) {
  const now = useServerNow()
  return (
    <Radix.RadioItem
      value={value}
      className="grid cursor-default grid-cols-[16px_16px_minmax(0,1fr)_auto] items-center gap-x-2.5 px-3.5 py-1.5 text-sm outline-none select-none data-highlighted:bg-hover max-mid:min-h-11"
    >
      <MenuTick />
      <span className="size-4">{lamp && <LampGlyph lamp={lamp} />}</span>
      <span className="min-w-0">
        <span className="block truncate">{name}</span>
        <span className="block truncate text-xs text-ink-3">{facts}</span>
        {oldTls && <span className="block text-xs font-medium text-fail-text">{oldTls}</span>}
      </span>
      <span className="text-right">
        {lamp && <LampWord lamp={lamp} now={now} className="block" />}
        {autoAnswer !== undefined && (
          <span className={clsx('block text-xs', autoAnswer ? 'text-ink-3' : 'text-ink')}>
            Auto-answer {autoAnswer ? 'on' : 'off'}
          </span>
        )}
      </span>
    </Radix.RadioItem>
  )
}
