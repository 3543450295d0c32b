import { formatDate, formatHourMinute } from '@/lib/format/clock'
import { isInDryRun, type AutoAnswerSwitch } from '@/lib/vsphere/connection'

export const whenOn = "On: the host's default answer, unless a rule says otherwise"
export const whenOff = 'Off: the task is cancelled and the question is shown as an error'

type HowItStands = Pick<AutoAnswerSwitch, 'on' | 'dryRunUntil'>

/** How a switch stands, as words beside it. */
export type SwitchAt = 'on' | 'off' | 'dry run'

/** @param now the server's clock, ms. */
export const switchAt = (held: HowItStands, now: number): SwitchAt =>
  held.on ? 'on' : isInDryRun(held, now) ? 'dry run' : 'off'

export const switchState: Readonly<Record<SwitchAt, string>> = { on: 'On', off: 'Off', 'dry run': 'Off, dry run' }

/** ` until 29 November 2026, 14:00` where it is in dry run, for where there is no room for `switchWhy`; else empty. */
export const untilText = (held: HowItStands, now: number): string =>
  switchAt(held, now) === 'dry run' ? ` until ${momentOf(held.dryRunUntil)}` : ''

/** What it does, and where a dry run ends or has ended. Without a full stop. @param now the server's clock, ms. */
export function switchWhy(held: HowItStands, now: number): string {
  const { dryRunUntil } = held
  switch (switchAt(held, now)) {
    case 'on':
      return whenOn
    case 'dry run':
      return `Off, dry run until ${momentOf(dryRunUntil)}: each question says what it would have got`
    case 'off':
      return dryRunUntil === undefined ? whenOff : `${whenOff}. Its dry run ended ${momentOf(dryRunUntil)}`
  }
}

const momentOf = (at: string | undefined) => (at === undefined ? '' : `${formatDate(at)}, ${formatHourMinute(at)}`)
