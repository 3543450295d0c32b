'use client'

import { clsx } from 'clsx'
import { DropdownMenu as Radix } from 'radix-ui'
import { formatCount } from '@/lib/format/quantity'
import type { BoardTables } from '@/lib/live/live-state'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { oldTlsWord } from '../connections/connection-facts'
import type { Lamp } from '../connections/lamp'
import { LampGlyph, LampWord, useLamps } from '../connections/lamps'
import { useScope } from '../connections/scope'
import { useAccount } from '../console/console-context'
import { Icon } from '../glyphs/icon'
import { useLive, useServerNow } from '../live/live-provider'
import { overlaysPlace } from '../ui/overlays'

/** No connection has this id. */
const allHosts = '*'

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
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>
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
      </Radix.Trigger>
      <Radix.Portal container={overlaysPlace()}>
        <Radix.Content
          aria-label="Connection"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-80 overflow-y-auto rounded-xl border border-line-2 bg-raised py-1.5 shadow-pop knock-raised"
        >
          <Radix.RadioGroup
            value={chosen?.id ?? allHosts}
            onValueChange={(value) => choose(lamps?.find((entry) => entry.connection.id === value)?.connection.id)}
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
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
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
      <span className="size-4">
        <Radix.ItemIndicator>
          <Icon name="check" />
        </Radix.ItemIndicator>
      </span>
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

const kinds: Record<ConnectionView['kind'], string> = { esx: 'ESXi', vcenter: 'vCenter', unknown: 'Host' }

/** `ESXi 7.0, 14 VMs`; the version only once the host has said it. */
function factsOf(connection: ConnectionView, vms: number | undefined): string {
  const version = connection.product?.version.split('.').slice(0, 2).join('.')
  const product = version === undefined ? kinds[connection.kind] : `${kinds[connection.kind]} ${version}`
  // Without a first contact nobody has counted: unknown is not none.
  return vms === undefined && connection.state.at !== 'live' ? product : `${product}, ${formatCount(vms ?? 0, 'VM')}`
}
