import type { ConnectionKind, SignInTries } from '@/lib/vsphere/connection'
import { WireError } from '../vsphere/errors'
import type { SignInGate } from '../vsphere/sign-in-gate'

/** Whom an inventory asks before it signs in, and what is known of the sign-ins that failed. */
export type SignInPort = SignInGate & {
  /** @param now ms, the clock that its times are in. Rejects with SignInHeld where that cannot be read. */
  tries(kind: ConnectionKind, now: () => number): Promise<SignInTries>
}

/**
 * Nothing was sent. `sign-in-held`: it would come near a lock-out, and `tries` says when it may be; `sign-in-unrecorded`: where
 * the tries of all processes stand cannot be read or written now; `sign-in-elsewhere`: another process signs in.
 */
export class SignInHeld extends WireError {}
