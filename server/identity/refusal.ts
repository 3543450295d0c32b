import { AuthorizationResponseError, ResponseBodyError } from 'openid-client'
import type { ThroughRefusal } from '@/lib/accounts/through'
import { ProviderTrouble } from './bounded-fetch'

/** Why a sign-in came to nothing. `because` follows a colon in the record: "its ID token is for another client". */
export class Refused extends Error {
  readonly code: ThroughRefusal
  readonly because: string
  constructor(code: ThroughRefusal, because: string) {
    super(because)
    this.code = code
    this.because = because
  }
}

/** What went wrong while a provider was asked or its answer verified, in our words. */
export function refusalFrom(error: unknown): Refused {
  if (error instanceof Refused) return error
  const chain = [...causesOf(error)]
  const trouble = chain.find((one) => one instanceof ProviderTrouble)
  if (trouble)
    return new Refused(trouble.is === 'away' ? 'provider-away' : 'provider-wrong', `the provider ${trouble.message}`)
  if (error instanceof AuthorizationResponseError)
    return new Refused('denied', `the provider answered ${plainCode(error.error)}`)
  if (error instanceof ResponseBodyError)
    return new Refused(
      error.error === 'invalid_grant' ? 'not-proven' : 'provider-wrong',
      `the provider refused the code with ${plainCode(error.error)}`,
    )
  const code = chain.map((one) => ('code' in one ? String(one.code) : '')).find((one) => one.startsWith('OAUTH_'))
  const claim = chain.map(claimOf).find((one) => one !== undefined)
  const text = chain.at(-1)?.message ?? 'unknown'
  switch (code) {
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      return new Refused('not-proven', claimWords[claim ?? ''] ?? `the claim ${plainCode(claim ?? '')} is another one`)
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return new Refused('not-proven', claim === 'nbf' ? notYet : 'the ID token has expired')
    case 'OAUTH_KEY_SELECTION_FAILED':
      return new Refused('not-proven', 'the ID token is signed with a key that the provider does not publish')
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return claim === 'sub'
        ? new Refused('not-proven', 'the provider told of somebody else when asked for more')
        : new Refused('provider-wrong', 'the provider says that it is another issuer')
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR':
      return new Refused('provider-wrong', 'the provider answers something that is no JSON')
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
      return new Refused('provider-wrong', 'the provider answers with another HTTP status than it should')
    case 'OAUTH_INVALID_RESPONSE':
    case 'OAUTH_UNSUPPORTED_OPERATION':
      return new Refused('not-proven', plainText(text))
    default:
      return new Refused('provider-wrong', plainText(text))
  }
}

export const notYet = 'the ID token is of a time to come'

const claimWords: Readonly<Record<string, string>> = {
  iss: 'the ID token is of another issuer',
  aud: 'the ID token is for another client',
  azp: 'the ID token is for another client',
  nonce: 'the ID token was not made for this sign-in',
}

/** Errors wrap one another. */
function* causesOf(error: unknown): Generator<Error> {
  for (let one = error, depth = 0; one instanceof Error && depth < 6; one = one.cause, depth++) yield one
}

/** The claim or attribute that an error of the library is about. */
function claimOf({ cause }: Error): string | undefined {
  if (typeof cause !== 'object' || cause === null) return undefined
  const about = 'claim' in cause ? cause.claim : 'attribute' in cause ? cause.attribute : undefined
  return typeof about === 'string' ? about : undefined
}

/** What a provider wrote goes into the record as a word of known letters, */
const plainCode = (text: string) => text.replaceAll(/[^\w.-]/g, '').slice(0, 60) || 'an error without a name'
/** and what the library wrote as one line. */
const plainText = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, ' ').slice(0, 200)
