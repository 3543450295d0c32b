import type { CallContext } from '../api/method'
import type { Ref } from '../vim25/value'
import type { SessionStore, SimSession } from './sessions'

/** What the methods about sessions may do besides: look at and change who is logged in. */
export interface WireContext extends CallContext {
  readonly session: SimSession | undefined
  readonly sessions: SessionStore
  /** The session cookie the caller sent. */
  readonly cookie: string | undefined
  /** Send this cookie with the reply. */
  setCookie(value: string): void
}

export type WireMethod = (ctx: WireContext, self: Ref, args: Record<string, unknown>) => unknown

export type WireMethodTable = Readonly<Record<string, WireMethod>>
