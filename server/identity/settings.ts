import { readFileSync } from 'node:fs'
import { parseClaimRules, type ClaimRule } from '@/lib/accounts/claim-rules'
import { isHere } from '../outward/here'

/** The identity provider through which people may sign in, and what they become. */
export type IdentitySettings = {
  issuer: string
  clientId: string
  /** Absent for a public client, which PKCE alone protects. */
  clientSecret?: string
  scopes: string
  /** What people call it: "Sign in with NAME". */
  name: string
  rules: readonly ClaimRule[]
}

const names = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'CLIENT_SECRET_FILE', 'SCOPES', 'NAME', 'ROLES'] as const

type Given = Partial<Record<(typeof names)[number], string>>

const longestName = 60

/**
 * The provider as the variables `ANDON_OIDC_…` say it; undefined when none of them is set.
 * @throws all mistakes at once, a line each. None holds the secret.
 */
export function identityFrom(env: Readonly<Record<string, string | undefined>>): IdentitySettings | undefined {
  const given: Given = {}
  for (const name of names) {
    const text = env[`ANDON_OIDC_${name}`]?.trim()
    if (text) given[name] = text
  }
  if (Object.keys(given).length === 0) return undefined
  const mistakes: string[] = []
  const issuer = readIssuer(given.ISSUER, mistakes)
  const clientId = given.CLIENT_ID ?? missing('CLIENT_ID', 'as the provider knows this console', mistakes)
  const clientSecret = readSecret(given, mistakes)
  const scopes = (given.SCOPES ?? 'openid profile').split(/\s+/).join(' ')
  if (!scopes.split(' ').includes('openid')) mistakes.push('ANDON_OIDC_SCOPES has no "openid" among its scopes.')
  const name = given.NAME ?? (URL.canParse(issuer) ? new URL(issuer).hostname : '')
  if (Array.from(name).length > longestName) mistakes.push(`ANDON_OIDC_NAME has more than ${longestName} characters.`)
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) mistakes.push('ANDON_OIDC_NAME has characters that cannot be seen.')
  const { rules, mistakes: unread } = parseClaimRules(given.ROLES ?? '')
  mistakes.push(...unread.map((because) => `ANDON_OIDC_ROLES: ${because}`))
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  return { issuer, clientId, ...(clientSecret !== undefined && { clientSecret }), scopes, name, rules }
}

function missing(name: (typeof names)[number], what: string, mistakes: string[]): string {
  mistakes.push(`ANDON_OIDC_${name} is missing: ${what}.`)
  return ''
}

function readIssuer(text: string | undefined, mistakes: string[]): string {
  if (text === undefined) return missing('ISSUER', 'the address of the provider', mistakes)
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere(url.hostname))))
    mistakes.push('ANDON_OIDC_ISSUER is no https address. Plain http is for a provider on this machine alone.')
  else if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    mistakes.push('ANDON_OIDC_ISSUER has more than an address with a path.')
  else if (url.pathname.includes('/.well-known/'))
    mistakes.push('ANDON_OIDC_ISSUER is the issuer alone: leave out what begins with /.well-known.')
  return text
}

function readSecret({ CLIENT_SECRET, CLIENT_SECRET_FILE }: Given, mistakes: string[]): string | undefined {
  if (CLIENT_SECRET_FILE === undefined) return CLIENT_SECRET
  if (CLIENT_SECRET !== undefined) {
    mistakes.push('ANDON_OIDC_CLIENT_SECRET and ANDON_OIDC_CLIENT_SECRET_FILE are both set. Leave one out.')
    return undefined
  }
  try {
    const secret = readFileSync(/* turbopackIgnore: true */ CLIENT_SECRET_FILE, 'utf8').trim()
    if (secret === '') mistakes.push(`ANDON_OIDC_CLIENT_SECRET_FILE: ${CLIENT_SECRET_FILE} is empty.`)
    return secret
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    mistakes.push(`ANDON_OIDC_CLIENT_SECRET_FILE: ${CLIENT_SECRET_FILE} cannot be read (${code}).`)
    return undefined
  }
}
