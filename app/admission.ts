import { mayToken, tokenPrefix, type Scope } from '@/lib/accounts/api-token'
import { mayTouch } from '@/lib/accounts/limited'
import { ownOriginsHeader, sourceHeader } from '@/lib/accounts/request-marks'
import { allows, type Account } from '@/lib/accounts/role'
import { contract, doors } from '@/lib/contract/contract'
import type { Entry, Touched } from '@/lib/contract/entry'
import { unattendedHeader } from '@/lib/accounts/unattended'
import { ok, type ConsoleError, type Result } from '@/lib/result'
import { andon, type Session } from '@/server/index'
import { refuse, type Given } from './refuse'

/** Who is let in, and what the others are told: the same for actions, reads, files and the live stream. */

/** The cookie that holds a browser's session token. */
export const sessionCookie = 'andon_session'

/** What of a line says who may call it. */
type Asked = Pick<Entry, 'kind' | 'least'>

/** An API token as a program sent it, and from where. */
export type Bearer = { token: string; from: string }

/** Somebody who was let in: a signed-in browser, or a program with an API token. */
export type Caller =
  | (Session & { is: 'person' })
  | (Pick<Session, 'id' | 'account'> & { is: 'token'; onlyOwn: boolean })

/**
 * The API token of a request, `Authorization: Bearer andon_pt_…`. One that is sent is all that counts: whatever cookies
 * come with it lend it nothing. Another program's token, which a proxy may add to each request, is none of ours.
 */
export function bearerIn(headers: { get(name: string): string | null }): Bearer | undefined {
  const [, token] = /^bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '') ?? []
  return token?.startsWith(tokenPrefix) ? { token, from: headers.get(sourceHeader) ?? 'unknown' } : undefined
}

/**
 * Whether the holder of a session token, or of an API token, may call this line of the contract. Each use keeps a session
 * open for longer. Refuses as `signed-out`, `no-token`, `password-first`, `factor-first` or `not-allowed`.
 * @param given the headers of the request.
 */
export async function admit(entry: Asked, token: string | Bearer | undefined, given: Given): Promise<Result<Caller>> {
  if (typeof token === 'object') return await admitToken(entry, token, given)
  const { kind, least } = entry
  const unattended = given.get(unattendedHeader) !== null
  // A stream that is open, or a page that reads again by itself, is no sign of somebody who is there.
  const isUse = !(unattended && kind === 'read') && entry !== doors.followLive
  const { sessions } = andon().accounts
  const session = token ? await (isUse ? sessions.use(token) : sessions.look(token)) : undefined
  if (!session) return refuse(refusals.signedOut, entry, given)
  const refused = (error: ConsoleError) => refuse(error, entry, given, session.account.username)
  // Who joins an identity has another way in, so what is asked for first comes first there too.
  const waits = kind !== 'own' || entry === doors.joinIdentity
  if (session.mustChange && waits) return refused(refusals.passwordFirst)
  if (session.mustSetUp && waits) return refused(refusals.factorFirst)
  return allows(session.account.role, least) ? ok({ ...session, is: 'person' }) : refused(refusals.notAllowed)
}

/** Reads that are about accounts, although they take no administrator. */
const ofAccounts: ReadonlySet<Pick<Entry, 'kind'>> = new Set([
  contract.listSessions,
  contract.readOwnIdentity,
  contract.readOwnFactors,
])

/** Reads of what became of what a token did: the scope that it did it with is enough, and shows it that alone. */
const readsAfter: ReadonlyMap<Pick<Entry, 'kind'>, Scope> = new Map<Pick<Entry, 'kind'>, Scope>([
  [contract.readAnswers, 'answer'],
  [contract.readOwnAnswers, 'answer'],
  [contract.readRun, 'act'],
])

async function admitToken(entry: Asked, { token, from }: Bearer, given: Given): Promise<Result<Caller>> {
  const caller = await andon().accounts.apiTokens.use(token, from)
  if (!caller) return refuse(refusals.noToken, entry, given)
  const { id, account, scopes } = caller
  const after = readsAfter.get(entry)
  const inScope = mayToken(scopes, entry.kind)
  const onlyOwn = !inScope && after !== undefined && scopes.includes(after)
  const may = (inScope || onlyOwn) && !ofAccounts.has(entry) && allows(account.role, entry.least)
  return may ? ok({ id, account, is: 'token', onlyOwn }) : refuse(refusals.notForToken, entry, given, account.username)
}

/** Lines whose operations give each only what is theirs, whatever they touch. */
const givesTheirs: ReadonlySet<Pick<Entry, 'kind'>> = new Set([
  contract.readHistory,
  contract.countHistory,
  contract.readHistoryPeople,
  contract.readRun,
  contract.cancelRun,
  contract.startHeldRun,
  contract.dropHeldRun,
])

/** Whether an account may touch what a call with this input touches. Refuses as `elsewhere`. */
export function admitTouch<Input extends readonly unknown[]>(
  entry: Pick<Entry, 'kind'> & { touches(...input: Input): Touched },
  input: Input,
  { connections: only, username }: Account,
  given: Given,
): Result<null> {
  const touched = entry.touches(...input)
  if (givesTheirs.has(entry) && !Array.isArray(touched)) return ok(null)
  const may = mayTouch(only, touched)
  if (may.ok) return ok(null)
  return refuse({ ...refusals.elsewhere, sentence: may.because }, entry, given, username)
}

/**
 * Whether a request comes from a page of ours: by what its browser says, and which pages are ours is said by the front
 * (server/front). Next's own check lets requests without an Origin through; a browser always sends one with a POST.
 */
export function isOwnOrigin(headers: { get(name: string): string | null }): boolean {
  const origin = headers.get('origin')
  const own = headers.get(ownOriginsHeader)?.split(' ') ?? []
  const site = headers.get('sec-fetch-site')
  return origin !== null && origin !== '' && own.includes(origin) && (site === null || site === 'same-origin')
}

/**
 * Whether a browser says that another site led here. A link there must not put a file on this person's disk; a page that
 * somebody opens by its address, and a program, says nothing of the kind.
 */
export function isFromElsewhere(headers: { get(name: string): string | null }): boolean {
  const site = headers.get('sec-fetch-site')
  return site === 'cross-site' || site === 'same-site'
}

const ours = { blame: 'ours' } as const

export const refusals = {
  foreign: { ...ours, code: 'foreign-origin', sentence: 'This request did not come from a page of this console.' },
  signedOut: {
    ...ours,
    code: 'signed-out',
    sentence: 'Your session has ended.',
    wayOut: 'Sign in again. Running tasks go on; questions keep waiting.',
  },
  noToken: {
    ...ours,
    code: 'no-token',
    sentence: 'This API token opens nothing: it was revoked, its time is over, or there never was one.',
    wayOut: 'An administrator makes another one in Settings, API tokens.',
  },
  notForToken: { ...ours, code: 'not-allowed', sentence: 'This API token may not do this.' },
  passwordFirst: {
    ...ours,
    code: 'password-first',
    sentence: 'Your password was given to you by an administrator.',
    wayOut: 'Choose one of your own first: reload the page.',
  },
  factorFirst: {
    ...ours,
    code: 'factor-first',
    sentence: 'This console asks for a second factor, and you have none yet.',
    wayOut: 'Set one up first: reload the page.',
  },
  notAllowed: { ...ours, code: 'not-allowed', sentence: 'Your account may not do this.' },
  /** It is about connections that one is not limited to. */
  elsewhere: { ...ours, code: 'elsewhere', sentence: 'Your account is limited to other connections.' },
  malformed: {
    ...ours,
    code: 'malformed',
    sentence: 'The page sent something that this server does not understand.',
    wayOut: 'Reload the page: it may be older than the server.',
  },
} satisfies Record<string, ConsoleError>

/** Their HTTP statuses, by code. */
export const refusalStatuses: Readonly<Record<string, number>> = {
  'foreign-origin': 403,
  'signed-out': 401,
  'no-token': 401,
  'password-first': 403,
  'factor-first': 403,
  'not-allowed': 403,
  elsewhere: 403,
  malformed: 400,
}
