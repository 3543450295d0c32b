import type { Verdict } from '../result'
import type { ConnectionId } from '../vsphere/ids'

/** What an account may do, each including the ones before it. */
export const roles = ['viewer', 'operator', 'admin'] as const

export type Role = (typeof roles)[number]

/**
 * Somebody who may call. `username`: what the record calls them: of a program with an API token that and whose it is,
 * `patch-window (m.okafor)`. `connections`: it sees these alone, and acts there alone; absent: everywhere.
 */
export type Account = { username: string; role: Role; connections?: readonly ConnectionId[] }

/**
 * Somebody who asks, in which session, and from pages of which origin, as the server checked it. `onlyOwn`: let in to read
 * what became of what they did themselves, and nothing else.
 */
export type Asker = Account & { session?: string; origin?: string; onlyOwn?: true }

/** Whether an account of this role may do what takes at least `least`. */
export const allows = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least)

/** Whether somebody may have a connection tried again. */
export const mayConnect = (role: Role): Verdict =>
  allows(role, 'operator') ? { ok: true } : { ok: false, because: 'Your account may look, but not connect.' }

/** Whether somebody may begin a new VM. What its datastore and host say is asked besides. */
export const mayCreateVms = (role: Role): Verdict =>
  allows(role, 'operator') ? { ok: true } : { ok: false, because: 'Your account may look, but not create VMs.' }
