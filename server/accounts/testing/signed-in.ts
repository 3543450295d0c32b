/** For tests: what seals secrets, and a sign-in that has to be through. */
import type { Result } from '@/lib/result'
import { createSecretBox } from '../../connections/secret-box'
import type { SignedIn, SignInReply } from '../signing-in'

export const testBox = createSecretBox([Buffer.alloc(32, 7)])

/** @throws the sentence of a refusal, or that a second step is asked for. */
export function signedInOf(reply: Result<SignInReply>): SignedIn {
  if (!reply.ok) throw new Error(reply.error.sentence)
  if (reply.value.at === 'second-step') throw new Error('A second factor is asked for.')
  return reply.value
}
