'use client'

import type { StartHow } from '@/lib/runs/decide'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { Icon } from '../glyphs/icon'
import { Button } from '../ui/button'
import { Menu, MenuItem } from '../ui/menu'

type StartMenuProps = {
  /** Of the VMs that are started: those where the switch is off are cancelled and shown. */
  connections: readonly Pick<ConnectionView, 'name' | 'autoAnswer'>[]
  disabledReason: string | undefined
  reasonIsVisible?: boolean
  /** Undefined: as the switch says. */
  onStart: (how: StartHow | undefined) => void
}

/** The other half of "Power on": what becomes of the questions of this one start. */
export function StartMenu({ connections, disabledReason, reasonIsVisible = false, onStart }: StartMenuProps) {
  return (
    <Menu
      label="Power on"
      trigger={
        <Button
          aria-label="Power on: ask me, or with defaults"
          className="-ml-px rounded-l-none! px-2!"
          disabledReason={disabledReason}
          reasonIsVisible={reasonIsVisible}
        >
          <Icon name="chevronDown" />
        </Button>
      }
    >
      <MenuItem
        icon={<Icon name="user" />}
        hint="Every question of this start waits for you, whatever the switch and the rules say"
        onSelect={() => onStart('ask me')}
      >
        Power on, ask me
      </MenuItem>
      <MenuItem
        icon={<Icon name="autoAnswer" />}
        hint={withDefaultsHint(connections)}
        onSelect={() => onStart('with defaults')}
      >
        Power on with defaults
      </MenuItem>
      <MenuItem icon={<Icon name="settings" />} hint={asTheSwitchHint(connections)} onSelect={() => onStart(undefined)}>
        Power on as the switch says
      </MenuItem>
    </Menu>
  )
}

type Switches = StartMenuProps['connections']

/** While a switch is off no rule counts, so that nothing is kept for a person then. */
function withDefaultsHint(connections: Switches): string {
  const rules = connections.some(({ autoAnswer }) => autoAnswer.on)
    ? 'Rules decide first where the switch is on'
    : 'No rule counts while the switch is off'
  return `The host's default is given. ${rules}`
}

/** `Off at esx-edge-07: cancelled and shown. This is what the button does` */
export function asTheSwitchHint(connections: Switches): string {
  const off = connections.filter(({ autoAnswer }) => !autoAnswer.on)
  const on = connections.length - off.length
  const where = (count: number, names: Switches) => (count === 1 ? (names[0]?.name ?? '') : `${count} connections`)
  const parts = [
    on > 0
      ? `On at ${where(
          on,
          connections.filter(({ autoAnswer }) => autoAnswer.on),
        )}: the default, or a rule's answer.`
      : '',
    off.length > 0 ? `Off at ${where(off.length, off)}: cancelled and shown.` : '',
  ]
  return [...parts, 'This is what the button does'].filter((part) => part !== '').join(' ')
}
