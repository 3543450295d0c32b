import type { VmKey } from '../vsphere/ids'

/**
 * What a page shows of the figures of VMs, as it tells the server: what is on a screen is read again often, and what nobody
 * sees seldom. `page`: a name that it has made up for itself. `all`: it needs those of all VMs, since it sorts by them.
 */
export type Look = { page: string; vms: readonly VmKey[]; all: boolean }

/** As many VMs as a page names. One that shows more needs all. */
export const mostNamed = 200

/** A page says again what it shows after this time, */
export const saidAgainMs = 20_000
/** and it holds for so long: pages that nobody sees may run once a minute. */
export const lookHoldsMs = 90_000
