import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  type ClientAuth,
  type Configuration,
} from 'openid-client'
import type { ProviderState } from '@/lib/contract/accounts-input'
import { boundedFetch } from './bounded-fetch'
import { refusalFrom } from './refusal'
import type { IdentitySettings } from './settings'

/** So far may the clocks of provider and console be apart. */
export const skewSeconds = 60

const hour = 3_600_000
/** A provider that did not answer is asked again by itself at most this often. */
const againMs = 5_000

/** What a provider says about itself, read when it is needed and at most an hour old. */
export type Provider = {
  state(): ProviderState
  /** Asks in the background, unless it is known to be there or was asked a moment ago. */
  look(): void
  /** @throws Refused */
  get(): Promise<Configuration>
  /** What it said when it answered last, however long ago. */
  known(): Configuration | undefined
}

/** @param monotonic milliseconds of a clock that is never set back. @param longestMs how long it has for one answer. */
export function createProvider(settings: IdentitySettings, monotonic: () => number, longestMs: number): Provider {
  const { issuer, clientId } = settings
  const isPlain = new URL(issuer).protocol === 'http:'
  let found: { config: Configuration; at: number } | undefined
  let asking: Promise<Configuration> | undefined
  let state: ProviderState = { at: 'not-asked' }
  let askedAt = -Infinity
  const fresh = () => (found && monotonic() - found.at < hour ? found.config : undefined)

  async function ask(): Promise<Configuration> {
    askedAt = monotonic()
    try {
      const config = await discovery(
        new URL(issuer),
        clientId,
        { [clockTolerance]: skewSeconds },
        authentication(settings),
        {
          execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])],
          [customFetch]: (address, options) => boundedFetch({ issuer, longestMs }, address, options),
        },
      )
      found = { config, at: monotonic() }
      state = { at: 'there' }
      return config
    } catch (error) {
      const refused = refusalFrom(error)
      state = { at: refused.code === 'provider-away' ? 'away' : 'wrong', raw: refused.because }
      throw refused
    }
  }

  const get = () => {
    const known = fresh()
    return known ? Promise.resolve(known) : (asking ??= ask().finally(() => (asking = undefined)))
  }

  return {
    state: () => state,
    get,
    known: () => found?.config,
    look() {
      // What was found is in the state.
      if (!fresh() && monotonic() - askedAt >= againMs) get().catch(() => undefined)
    },
  }
}

/** With a secret, in the way that the provider takes. */
function authentication({ clientSecret }: IdentitySettings): ClientAuth {
  if (clientSecret === undefined) return None()
  const [basic, post] = [ClientSecretBasic(clientSecret), ClientSecretPost(clientSecret)]
  return (server, client, body, headers) => {
    const taken = server.token_endpoint_auth_methods_supported
    // A provider that names none takes the first.
    const isPost = taken !== undefined && !taken.includes('client_secret_basic') && taken.includes('client_secret_post')
    return (isPost ? post : basic)(server, client, body, headers)
  }
}
