import {
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { claimsLookedAt, standingBy, type Claims, type Standing } from '@/lib/accounts/claim-rules'
import { cleanedName } from '@/lib/accounts/provided-name'
import { refusedThrough, type ThroughRefusal } from '@/lib/accounts/through'
import type { IdentityProvider } from '@/lib/contract/accounts-input'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Accounts } from '../accounts/contract'
import type { Identity, Provided } from '../accounts/identities'
import { tokenHash } from '../accounts/secrets'
import type { SignedIn, SignInFrom } from '../accounts/signing-in'
import { patienceMs } from './bounded-fetch'
import { begunMs, openBegun, sealBegun, type Begun, type Seal } from './begun'
import { createProvider } from './provider'
import { Refused, refusalFrom } from './refusal'
import type { IdentitySettings } from './settings'
import type { createUsed } from './used'
import { verify } from './verify'

/** Where the provider sends browsers back to. */
const callbackPath = '/sign-in/through'

type Beginning = {
  /** The path that the person was going to. */
  next: string
  /** The provider is to ask who it is, also whom it knows already. */
  asks?: boolean | undefined
  /** The id of the session whose account is to be joined to the identity. */
  joins?: string | undefined
}

type Finished =
  | { at: 'signed-in'; signedIn: SignedIn; next: string }
  | { at: 'joined'; next: string }
  | { at: 'refused'; code: ThroughRefusal; next: string; joining: boolean }

/** The one provider through which people may sign in: OpenID Connect, authorization code with PKCE. */
export type IdentityDoor = {
  /** What people read of it: also while it does not answer. Asks it again in the background. */
  view(): IdentityProvider
  /** A refusal in words, for the page that its code was sent to. */
  words(code: ThroughRefusal): ConsoleError
  /** `url` is where the browser goes; `begun` is what it keeps until it comes back. @param origin of the page that asks. */
  begin(given: Beginning, origin: string, from: SignInFrom): Promise<Result<{ url: string; begun: string }>>
  /** @param back the query that the browser came back with, what it kept, and the token of its session. */
  finish(back: { search: string; begun: string | undefined }, from: SignInFrom): Promise<Finished>
  /** Where a browser signs out of the provider too, if that can be done. */
  signOutUrl(origin: string): string | undefined
}

export function createIdentity(options: {
  settings: IdentitySettings
  accounts: Pick<Accounts, 'identities' | 'proven' | 'sessions'>
  used: ReturnType<typeof createUsed>
  seal: Seal
  /** The connections of a name. */
  connectionsCalled: (name: string) => readonly ConnectionId[]
  now: () => number
  monotonic: () => number
  /** How long the provider has for one answer. Tests wait for less. */
  longestMs?: number
  warn: (text: string, error: unknown) => void
}): IdentityDoor {
  const { settings, accounts, used, seal, connectionsCalled, now, monotonic, warn, longestMs = patienceMs } = options
  const { identities, proven, sessions } = accounts
  const { name, rules } = settings
  const provider = createProvider(settings, monotonic, longestMs)
  const isPlain = new URL(settings.issuer).protocol === 'http:'
  const claims = claimsLookedAt(rules)
  const words = (code: ThroughRefusal) => refusedThrough(code, { name, claims })
  provider.look()

  function refuse(error: unknown, from: SignInFrom, account?: string, person?: string): ThroughRefusal {
    const { code, because } = refusalFrom(error)
    // The record of accounts has written down that one which is disabled was tried.
    if (code !== 'account-disabled')
      proven.refused({ through: name, because, person, ...withoutUndefined({ account }) }, from)
    return code
  }

  /** A browser goes where a provider says only if that is an address of the web. */
  function addressOf(url: URL): string {
    if (url.protocol === 'https:' || (isPlain && url.protocol === 'http:')) return url.href
    throw new Refused('provider-wrong', 'the provider names an address that is not of the web')
  }

  const provided = ({ role, connections }: Standing): Provided => ({
    role,
    ...(connections && { connections: [...new Set(connections.flatMap(connectionsCalled))] }),
  })

  /** What the provider has proven, once for each sign-in that was begun. */
  async function prove(begun: Begun, search: string, from: SignInFrom) {
    const states = new URLSearchParams(search).getAll('state')
    if (states.length !== 1 || states[0] !== begun.state)
      throw new Refused('not-begun', 'its state is not the one that was sent')
    if (await used.has(begun.state)) throw new Refused('used', 'it was finished before')
    const attempt = proven.attempt(from)
    if (!attempt) throw new Refused('sign-in-slowed', 'there were too many failures from this address')
    const wanted = [...claims, 'preferred_username']
    const shown = await provider
      .get()
      .then((config) => verify(config, begun, search, { wanted, now }))
      .catch((error: unknown) => Promise.reject(refusalFrom(error)))
    attempt.succeeded()
    if (!(await used.take(begun.state))) throw new Refused('used', 'it was finished before')
    return shown
  }

  async function enter(
    { identity, claims: said }: { identity: Identity; claims: Claims },
    begun: Begun,
    from: SignInFrom,
  ) {
    const standing = standingBy(rules, said)
    const known = await identities.find(identity)
    const person = known?.username ?? nameOf(identity, said)
    if (!standing) {
      // What is open elsewhere was given to somebody of whom a rule held.
      if (known?.identity === 'follows') await sessions.closeAllOf(known.username)
      const because = `no rule holds for ${person}; looked at ${claims.join(', ')}`
      return { at: 'refused', code: refuse(new Refused('no-rule', because), from, known?.username, person) } as const
    }
    if (known?.identity === 'follows') await identities.follow(known.username, provided(standing), name)
    const { username } = known ?? (await identities.add(identity, person, provided(standing), name))
    const opened = await proven.open(username, name, from)
    if (!opened.ok) return { at: 'refused', code: opened.code } as const
    return { at: 'signed-in', signedIn: opened.signedIn, next: begun.next } as const
  }

  async function join(identity: Identity, { joins, next }: Begun, from: SignInFrom) {
    const session = from.replaces === undefined ? undefined : await sessions.look(from.replaces)
    if (!session || session.id !== joins)
      return { at: 'refused', code: refuse(new Refused('other-session', 'its session has ended'), from) } as const
    const joined = await identities.join(identity, session.account.username, name)
    if (joined.ok) return { at: 'joined', next } as const
    const because = 'the identity belongs to another account, or the account to another identity'
    return {
      at: 'refused',
      code: refuse(new Refused('joined-elsewhere', because), from, session.account.username),
    } as const
  }

  return {
    words,
    view() {
      provider.look()
      const { issuer, clientId, scopes } = settings
      return { name, issuer, clientId, scopes, callbackPath, rules, state: provider.state() }
    },
    async begin({ next, asks = false, joins }, origin, from) {
      try {
        const config = await provider.get()
        const begun: Begun = {
          state: randomState(),
          nonce: randomNonce(),
          verifier: randomPKCECodeVerifier(),
          redirectUri: new URL(callbackPath, origin).href,
          next: next.length > longestNext ? '/' : next,
          ...withoutUndefined({ joins }),
          until: now() + begunMs,
        }
        const url = buildAuthorizationUrl(config, {
          redirect_uri: begun.redirectUri,
          scope: settings.scopes,
          code_challenge: await calculatePKCECodeChallenge(begun.verifier),
          code_challenge_method: 'S256',
          state: begun.state,
          nonce: begun.nonce,
          ...(asks && { prompt: 'login' }),
        })
        return ok({ url: addressOf(url), begun: sealBegun(seal, begun) })
      } catch (error) {
        return failed(words(refuse(error, from)))
      }
    },
    async finish({ search, begun: sealed }, from) {
      const begun = openBegun(seal, sealed, now())
      const where = { next: begun?.next ?? '/', joining: begun?.joins !== undefined }
      try {
        if (!begun) throw new Refused('not-begun', 'it was not begun in this browser, or too long ago')
        const shown = await prove(begun, search, from)
        const ended =
          begun.joins === undefined ? await enter(shown, begun, from) : await join(shown.identity, begun, from)
        return ended.at === 'refused' ? { ...ended, ...where } : ended
      } catch (error) {
        if (error instanceof Refused) return { at: 'refused', code: refuse(error, from), ...where }
        warn('a sign-in through the identity provider broke off', error)
        return { at: 'refused', code: 'not-recorded', ...where }
      }
    },
    signOutUrl(origin) {
      const config = provider.known()
      if (config?.serverMetadata().end_session_endpoint === undefined) return undefined
      try {
        return addressOf(buildEndSessionUrl(config, { post_logout_redirect_uri: new URL('/sign-in', origin).href }))
      } catch {
        return undefined
      }
    },
  }
}

/** What is longer does not fit into a cookie. */
const longestNext = 1_000

/** Whom the provider calls nothing that can be a user name has one by which they are told apart. */
const nameOf = ({ issuer, subject }: Identity, { preferred_username }: Claims): string =>
  cleanedName(preferred_username) ??
  `person-${tokenHash(`${issuer} ${subject}`).replaceAll(/[-_]/g, '').slice(0, 6).toLowerCase()}`
