import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { browserWords } from '@/lib/accounts/browser-words'
import type { Account } from '@/lib/accounts/role'
import { plainUsername } from '@/lib/accounts/username'
import { failed } from '@/lib/result'
import { createTurns } from '@/lib/turns'
import { createApiTokens } from './api-tokens'
import type { Accounts } from './contract'
import { createDisplayLinks } from './display-links'
import { createFactors } from './factors/factors'
import type { Box } from './factors/authenticators'
import type { Entrance } from './factors/entrance'
import { createFirstAdmin } from './first-admin'
import { createIdentities, type AccountNote } from './identities'
import { createKept } from './kept'
import { createPresentPassword } from './present-password'
import { createPasswordChoice } from './password-choice'
import { createPasswordCheck } from './password-check'
import { createPasswordLinks } from './password-links'
import { createPasswordQueue } from './password-queue'
import { createPeople } from './people'
import { createProvenBrowsers } from './proven-browsers'
import { createProvenElsewhere } from './proven-elsewhere'
import { busy, disabled, slowDown, wrong } from './refusals'
import { tokenHash, type PasswordCost } from './secrets'
import { createSessions } from './sessions'
import type { SignedIn, SignInFrom } from './signing-in'
import { createSignInLimits } from './sign-in-limits'
import { createSignInRecord, type SignInTell } from './sign-in-record'
import { countedAs } from './source'
import { limitOf, type AccountsDb, type Alone } from './tables'

/**
 * @param options.note writes a readable line to the journal; what it tells has not been done yet.
 * @param options.browserKey what browsers are proven with; without it, until the next start.
 * @param options.passwordCost is for tests, which hash many passwords that nobody has to guess.
 */
export function createAccounts(options: {
  db: AccountsDb
  now: () => number
  note: (note: AccountNote) => Promise<void>
  /** Where other processes share the database, what must not happen at two of them at once goes through it. */
  alone?: Alone
  passwordCost?: PasswordCost | undefined
  /** Told when something was stored that other processes should know. */
  onChanged?: () => void
  browserKey?: Buffer
  /** What steps of a sign-in are signed with; without it, until the next start. */
  stepKey?: Buffer
  /** What seals the secrets of authenticators. */
  box: Box
  /** A clock that is never set back, ms. */
  monotonic?: () => number
  log?: Pick<SignInTell, 'log' | 'warn'>
}): Accounts {
  const { db, now, note, passwordCost, box, onChanged = () => undefined } = options
  const { alone = async (query) => (await db.executeQuery(query)).rows } = options
  const {
    browserKey = randomBytes(32),
    stepKey = randomBytes(32),
    monotonic = () => performance.now(),
    log = silent,
  } = options
  const onEnded = createListeners()
  const onOtherConnections = createListeners()
  const ended = onEnded.tell
  const told = { db, now, onChanged, onOtherConnections: onOtherConnections.tell }
  const sessions = createSessions({ ...told, onClosed: ended })
  const links = createPasswordLinks({ db, now })
  const kept = createKept(db)
  const limits = createSignInLimits(monotonic)
  const queue = createPasswordQueue({ ...queueLimits, atOnce: Math.max(1, availableParallelism() - 1) })
  const browsers = createProvenBrowsers(browserKey)
  const record = createSignInRecord({ note, ...log })
  const checkGiven = createPasswordCheck({ limits, queue, passwordCost })
  const presentPassword = createPresentPassword({ checkPassword: checkGiven, note })
  const apiTokens = createApiTokens({
    ...told,
    note,
    onEnded: ended,
    onRefused: (source) =>
      void record
        .take('no-token', '', source)
        .catch((cause: unknown) => log.warn('a refused API token was not recorded', cause)),
    warn: log.warn,
  })
  async function changed(): Promise<void> {
    await Promise.all([sessions.readAgain(), apiTokens.readAgain()])
    onChanged()
  }
  const inTurn = createTurns()
  const identities = createIdentities({ db, now, sessions, changed, note, inTurn })
  const people = createPeople({
    db,
    now,
    sessions,
    changed,
    links,
    identities,
    note,
    passwordCost,
    presentPassword,
    inTurn,
    alone,
  })

  const find = (username: string) =>
    db.selectFrom('accounts').selectAll().where('username', '=', username).executeTakeFirst()

  async function openSession(
    account: Account,
    mustChange: boolean,
    from: SignInFrom,
    through?: string,
  ): Promise<SignedIn> {
    const { source, agent, replaces, endOthers } = from
    const opened = await sessions.open(account, mustChange, { source, browser: browserWords(agent), through })
    if (replaces !== undefined) await sessions.close(tokenHash(replaces))
    if (endOthers) await sessions.closeAllOf(account.username, opened.session.id)
    return { ...opened, browser: browsers.prove(from.browser, account.username) }
  }

  const entrance: Entrance = {
    find,
    trying: (username, from) => ({
      account: username,
      source: countedAs(from.source),
      browser: username === '' ? undefined : browsers.idFor(from.browser, username),
    }),
    refuse(outcome, username, from, error) {
      record
        .take(outcome, username, from.source)
        .catch((cause: unknown) => log.warn('an attempt to sign in was not recorded', cause))
      return failed(error)
    },
    async enter({ username, role, must_change, ...account }, by, from) {
      await record.take('signed-in', username, from.source, { means: by })
      return await openSession({ username, role, ...limitOf(account) }, must_change === 1, from)
    },
  }
  const factors = createFactors({
    db,
    now,
    note,
    box,
    stepKey,
    monotonic,
    kept,
    sessions,
    limits,
    entrance,
    presentPassword,
  })

  const firstAdmin = createFirstAdmin({
    db,
    now,
    note,
    kept,
    links,
    find,
    closeAllOf: (username) => sessions.closeAllOf(username),
    dropFactors: (username) => factors.rules.drop(username),
    passwordCost,
  })
  const choice = createPasswordChoice({ db, now, note, links, find, firstAdmin, sessions, factors, passwordCost })
  const displayLinks = createDisplayLinks({ ...told, onRevoked: ended, onOtherTerms: onOtherConnections.tell })

  return {
    people,
    sessions,
    apiTokens,
    displayLinks,
    identities,
    proven: createProvenElsewhere({ find, limits: createSignInLimits(monotonic), browsers, record, log, openSession }),
    secondStep: factors.secondStep,
    passkeySignIn: factors.passkeySignIn,
    ownFactors: factors.own,
    factorRules: factors.rules,
    isOpen: (id) => sessions.isOpen(id) || apiTokens.isOpen(id) || displayLinks.isOpen(id),
    onEnded: (listener) => onEnded.add(listener),
    onOtherConnections: (listener) => onOtherConnections.add(listener),
    async readAgain() {
      await Promise.all([sessions.readAgain(), apiTokens.readAgain(), displayLinks.readAgain()])
    },
    get figures() {
      return { attempts: record.counts(), waiting: queue.length }
    },
    close: () => record.close(),
    hasAdmin: firstAdmin.hasAdmin,
    prepare: firstAdmin.prepare,
    addDemo: firstAdmin.addDemo,
    lookAtLink: choice.lookAtLink,
    choosePassword: choice.choosePassword,
    async signIn(typed, password, from = { source: 'unknown' }) {
      const account = await find(plainUsername(typed))
      // All unknown names share one count.
      const username = account?.username ?? ''
      const checked = await checkGiven(password, account?.password_hash, entrance.trying(username, from))
      if (checked.at === 'slowed') return entrance.refuse('slowed', username, from, slowDown(checked.waitMs))
      if (checked.at === 'busy') return entrance.refuse('busy', username, from, busy)
      if (!account || checked.at === 'wrong') return entrance.refuse('wrong', username, from, wrong)
      // Only who has the password learns it.
      if (account.disabled_at !== null) return entrance.refuse('disabled', username, from, disabled)
      return await factors.secondStep.afterPassword(account, from)
    },
  }
}

/** Those who want to hear of sessions, tokens and links, by id. */
function createListeners() {
  const listeners = new Set<(id: string) => void>()
  return {
    tell: (id: string) => listeners.forEach((listener) => listener(id)),
    add(listener: (id: string) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/**
 * A check takes about a third of a second. A team that signs in at once has its turn within some seconds; whoever sends
 * thousands is refused.
 */
const queueLimits = { most: 48, mostOfOne: 24 }

const silent = { log: () => undefined, warn: () => undefined }
