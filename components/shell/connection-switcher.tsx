'use client'

import { formatCount } from '@/lib/format/quantity'
import type { BoardTables } from '@/lib/live/live-state'
import { useLamps } from '../connections/lamps'
import { useScope } from '../connections/scope'
import { useAccount } from '../console/console-context'
import { Icon } from '../glyphs/icon'
import { useLive } from '../live/live-provider'
import { later } from '../ui/later'
import { Menu } from '../ui/menu'
import type { OptionsProps } from './connection-options'
import { factsOf } from './connection-words'

const Options = later<OptionsProps>(() =>
  import('./connection-options').then(({ ConnectionOptions }) => ConnectionOptions),
)

const readCounts = ({ counts }: BoardTables) => counts

/** Which connection is looked at: all, or one. */
export function ConnectionSwitcher() {
  const lamps = useLamps()
  const counts = useLive(readCounts)
  const { connection, choose } = useScope()
  const chosen = lamps?.find((entry) => entry.connection.id === connection)?.connection
  // Whoever is limited must not take what they see for all that there is.
  const allWords = useAccount().limited ? 'All of yours' : 'All connections'
  const name = chosen?.name ?? allWords
  const facts = lamps && (chosen ? factsOf(chosen, counts?.[chosen.id]?.vms) : formatCount(lamps.length, 'connection'))
  return (
    <Menu
      isWide
      align="start"
      label="Connection"
      trigger={
        <button
          type="button"
          aria-label={`Connection: ${name}`}
          className="flex h-10 min-w-33 items-center gap-2.5 rounded-md border border-line-2 bg-raised pr-2.5 pl-3 text-left hover:bg-hover wide:min-w-44 max-mid:order-1 max-mid:h-11 max-mid:min-w-24 max-mid:flex-1"
        >
          <span className="min-w-0">
            <span className="block truncate text-sm/4 font-semibold">{name}</span>
            <span className="block min-h-4 truncate text-xs text-ink-3">{facts}</span>
          </span>
          <Icon name="chevronDown" className="ml-auto" />
        </button>
      }
    >
      <Options lamps={lamps} counts={counts} chosen={chosen?.id} allWords={allWords} onChoose={choose} />
    </Menu>
  )
}
