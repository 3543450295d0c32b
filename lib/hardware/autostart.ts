import type { VmKey } from '../vsphere/ids'

/*
 * Which VMs a host starts and stops with itself (HostAutoStartManager). Delays are in seconds; the actions are the API's words,
 * which hosts write and take with either case.
 */

/** What holds for VMs that say nothing else; what the host does not say is left out. */
export type AutostartDefaults = {
  /** Off: the host starts nothing by itself, whatever is listed. */
  enabled?: boolean
  startDelay?: number
  stopDelay?: number
  waitForHeartbeat?: boolean
  stopAction?: string
}

export type AutostartEntry = {
  vm: VmKey
  /** From 1; -1: in any order, after those that have one. */
  order: number
  /** -1, as `stopDelay`: as the host’s defaults. */
  startDelay: number
  waitForHeartbeat: 'yes' | 'no' | 'systemDefault'
  startAction: string
  stopDelay: number
  stopAction: string
}

export type HostAutostart = {
  defaults: AutostartDefaults
  /** In the order in which they start. */
  entries: (AutostartEntry & { name: string })[]
  /** Privileges that the connection’s account is known not to have on the host. */
  missing?: readonly string[]
}

/** A change: given defaults replace those, an entry replaces the one of its VM. */
export type AutostartChange = { defaults?: AutostartDefaults; entries?: AutostartEntry[] }

/** HostAutoStartManager’s words for what becomes of a VM when its host goes down; newer ones are shown as they are. */
export const stopActions = ['powerOff', 'guestShutdown', 'suspend', 'none'] as const
const stopActionWords: Readonly<Record<string, string>> = {
  poweroff: 'Power off',
  guestshutdown: 'Shut down the guest',
  suspend: 'Suspend',
  none: 'Nothing',
  systemdefault: 'As the host’s default',
}
export const stopActionWord = (action: string): string => stopActionWords[action.toLowerCase()] ?? action

/** The entry of a VM that stands for "does not start with the host": the host forgets it. */
export const noAutostart = (vm: VmKey): AutostartEntry => ({ ...asDefault(vm), order: -1, startAction: 'none' })

/** An entry that leaves everything to the defaults of the host. */
export const asDefault = (vm: VmKey): AutostartEntry => ({
  vm,
  order: -1,
  startDelay: -1,
  waitForHeartbeat: 'systemDefault',
  startAction: 'powerOn',
  stopDelay: -1,
  stopAction: 'systemDefault',
})

export const starts = ({ startAction }: Pick<AutostartEntry, 'startAction'>): boolean =>
  startAction.toLowerCase() === 'poweron'

/**
 * Whether a VM starts with its host: `hostOff`, it is listed and the host starts nothing. `place` from 1, of those with one.
 * `unknown`: the host does not say whether it starts any, or has a word for this one that nobody knows.
 */
export type StartsWithHost =
  | { is: 'yes'; place?: number }
  | { is: 'no' }
  | { is: 'hostOff'; listed: boolean }
  | { is: 'unknown'; listed: boolean; because: string }

export function startsWithHost({ defaults, entries }: HostAutostart, vm: VmKey): StartsWithHost {
  const listed = entries.filter(starts)
  const own = listed.find((entry) => entry.vm === vm)
  const isListed = own !== undefined
  const word = own ? undefined : entries.find((entry) => entry.vm === vm)?.startAction
  if (word !== undefined && word.toLowerCase() !== 'none') {
    return { is: 'unknown', listed: false, because: `The host’s word for it is "${word}".` }
  }
  if (defaults.enabled === undefined) {
    return { is: 'unknown', listed: isListed, because: 'The host does not say whether its autostart is on.' }
  }
  if (!defaults.enabled) return { is: 'hostOff', listed: isListed }
  if (!own) return { is: 'no' }
  const place = listed.filter(({ order }) => order >= 1).indexOf(own)
  return place < 0 ? { is: 'yes' } : { is: 'yes', place: place + 1 }
}

/** Whether the host has it on its list of what starts, though it may start nothing at all. */
export const isOnList = (state: StartsWithHost): boolean => state.is === 'yes' || ('listed' in state && state.listed)

/**
 * What lets one VM start with its host, or not. The autostart of the host is switched on for it only where no other VM would start
 * with it too, as libvirt has it.
 */
export function oneVmChange(
  autostart: HostAutostart,
  vm: VmKey,
  wanted: boolean,
): { ok: true; change: AutostartChange } | { ok: false; because: string } {
  if (!wanted) return { ok: true, change: { entries: [noAutostart(vm)] } }
  const { enabled } = autostart.defaults
  if (enabled === undefined) return { ok: false, because: 'The host does not say whether its autostart is on.' }
  if (enabled) return { ok: true, change: { entries: [asDefault(vm)] } }
  const others = autostart.entries.filter((entry) => starts(entry) && entry.vm !== vm).length
  if (others === 0) return { ok: true, change: { defaults: { enabled: true }, entries: [asDefault(vm)] } }
  const whom = others === 1 ? 'another VM' : `${others} other VMs`
  return {
    ok: false,
    because: `The autostart of the host is off. Switching it on would start ${whom} with it too: do that on the page of the host.`,
  }
}

/** What makes one state of a host’s autostart of another: only what differs, and the order in full numbers where it moved. */
export function autostartChange(before: HostAutostart, after: HostAutostart): AutostartChange | undefined {
  const defaults = Object.fromEntries(
    Object.entries(after.defaults).filter(
      ([name, value]) => before.defaults[name as keyof AutostartDefaults] !== value,
    ), // of the same type
  ) as AutostartDefaults
  const was = new Map(before.entries.map((entry) => [entry.vm, entry]))
  const changed = after.entries.flatMap((entry) => {
    const known = was.get(entry.vm)
    was.delete(entry.vm)
    return known && isSame(known, entry) ? [] : [withoutName(entry)]
  })
  const entries = [...changed, ...[...was.keys()].map(noAutostart)]
  if (Object.keys(defaults).length === 0 && entries.length === 0) return undefined
  return { ...(Object.keys(defaults).length > 0 && { defaults }), ...(entries.length > 0 && { entries }) }
}

const withoutName = ({ name: _name, ...entry }: HostAutostart['entries'][number]): AutostartEntry => entry

const isSame = (a: AutostartEntry, b: AutostartEntry): boolean =>
  a.order === b.order &&
  a.startDelay === b.startDelay &&
  a.stopDelay === b.stopDelay &&
  a.waitForHeartbeat === b.waitForHeartbeat &&
  a.startAction.toLowerCase() === b.startAction.toLowerCase() &&
  a.stopAction.toLowerCase() === b.stopAction.toLowerCase()

/** Whether everything that a change asks for is so: a start whose reply is missing is judged by it. */
export function isApplied({ defaults, entries = [] }: AutostartChange, now: HostAutostart): boolean {
  const hasDefaults = Object.entries(defaults ?? {}).every(
    ([name, value]) => now.defaults[name as keyof AutostartDefaults] === value, // of the same type
  )
  return (
    hasDefaults &&
    entries.every((wanted) => {
      const known = now.entries.find(({ vm }) => vm === wanted.vm)
      return starts(wanted) || wanted.order !== -1 ? known !== undefined && isSame(known, wanted) : known === undefined
    })
  )
}
