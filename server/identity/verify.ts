import { authorizationCodeGrant, fetchUserInfo, type Configuration } from 'openid-client'
import { hasClaim, type Claims } from '@/lib/accounts/claim-rules'
import type { Identity } from '../accounts/identities'
import type { Begun } from './begun'
import { skewSeconds } from './provider'
import { notYet, Refused } from './refusal'

/** Longer ones are against the protocol. */
const longestSubject = 255

/**
 * Takes the code that a browser brought to the provider, and verifies what it says of whom: state, issuer, audience, nonce,
 * times and signature. What the ID token leaves out of `wanted` is asked for.
 * @param search the query with which the provider sent the browser back.
 * @throws Refused, or what the library throws.
 */
export async function verify(
  config: Configuration,
  begun: Begun,
  search: string,
  { wanted, now }: { wanted: readonly string[]; now: () => number },
): Promise<{ identity: Identity; claims: Claims }> {
  const tokens = await authorizationCodeGrant(config, new URL(search, begun.redirectUri), {
    pkceCodeVerifier: begun.verifier,
    expectedState: begun.state,
    expectedNonce: begun.nonce,
    idTokenExpected: true,
  })
  const proven = tokens.claims()
  if (!proven) throw new Refused('not-proven', 'the provider sent no ID token')
  // The library lets a provider of several tenants name others.
  if (proven.iss !== config.serverMetadata().issuer)
    throw new Refused('not-proven', 'the ID token is of another issuer')
  if (proven.iat > now() / 1000 + skewSeconds) throw new Refused('not-proven', notYet)
  if (proven.sub === '' || proven.sub.length > longestSubject)
    throw new Refused('not-proven', 'the ID token names nobody')
  const identity = { issuer: proven.iss, subject: proven.sub }
  const isWhole = wanted.every((name) => hasClaim(proven, name))
  if (isWhole || config.serverMetadata().userinfo_endpoint === undefined) return { identity, claims: proven }
  const more = await fetchUserInfo(config, tokens.access_token, proven.sub)
  // What was signed for this sign-in counts more than what was told beside it.
  return { identity, claims: { ...more, ...proven } }
}
