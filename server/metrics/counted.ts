import type { SignInFigures } from '../accounts/contract'
import type { Connections } from '../connections/contract'
import type { Journal } from '../journal/journal'
import type { Leases } from '../journal/leases'
import type { Hub } from '../live/hub'

/** What is counted: all of it is there before the first connection is opened, so that nothing is missed. */
export type Counted = {
  hub: Pick<Hub, 'rows' | 'get' | 'readerCount'>
  journal: Pick<Journal, 'onOwnWrite' | 'paused'>
  connections: Pick<Connections, 'onChanges' | 'nameOf'>
  leases: Pick<Leases, 'heldCount'>
  accounts: { readonly figures: SignInFigures }
  now: () => number
}

/** `dropped`: the reader left too much unread, so that its stream was cut off. */
export type StreamResult = 'sent' | 'dropped'
