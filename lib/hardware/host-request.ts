import type { AutostartChange } from './autostart'

/** What an operator can ask of a host itself. */
export type HostRequest = { do: 'setAutostart'; change: AutostartChange }

export const hostRequestLabel: Record<HostRequest['do'], string> = { setAutostart: 'Change autostart' }
