import type { ConnectionKind, SignInTries } from '@/lib/vsphere/connection'
import { WireError } from '../vsphere/errors'
import type { SignInGate } from '../vsphere/sign-in-gate'

/** Whom an inventory asks before it signs in, and what is known of the sign-ins that failed. */
export type SignInPort = SignInGate & {
  /** @param now ms, the clock that its times are in. Rejects with SignInHeld where that cannot be read. */
  tries(kind: ConnectionKind, now: () => number): Promise<SignInTries>
}

/** Nothing was sent: `tries` says when it may be. */
export class SignInHeld extends WireError {
  constructor(detail: string, options?: { cause?: unknown }) {
    super('sign-in-held', detail, options)
  }
}
