import { randomBytes, randomUUID } from 'node:crypto'
import type { Session } from '../api/method'
import { SimFault } from '../vim25/faults'
import type { DataObject } from '../vim25/value'
import type { Clock } from '../world/clock'
import type { Rights } from '../world/permissions'
import type { Quirks } from '../world/quirks'
import { ObjectTable } from '../world/world'

/** What a client is known by when it logs in. */
export type Visitor = {
  readonly remoteAddress: string
  readonly userAgent: string
  readonly locale: string | undefined
}

/** A logged-in session with everything that dies with it. */
export class SimSession implements Session {
  readonly key = randomUUID()
  /** The cookie's value; not the key. */
  readonly cookie = randomBytes(20).toString('hex')
  readonly userName: string
  readonly objects = new ObjectTable()
  /** Calls in progress: a blocked wait keeps its session alive. */
  busy = 0
  /** In milliseconds of the clock as it runs, whatever time it shows. */
  lastActive: number
  #calls = 0
  #ended = false
  readonly #visitor: Visitor
  readonly #clock: Clock
  readonly #loginTime: Date
  readonly #endings: (() => void)[] = []

  constructor(userName: string, visitor: Visitor, clock: Clock) {
    this.userName = userName
    this.#visitor = visitor
    this.#clock = clock
    this.#loginTime = clock.now()
    this.lastActive = clock.unskewed().getTime()
  }

  newId(): string {
    return `session[${this.key}]${randomUUID()}`
  }

  data(): DataObject {
    const locale = this.#visitor.locale ?? 'en'
    return {
      key: this.key,
      userName: this.userName,
      fullName: this.userName,
      loginTime: this.#loginTime,
      lastActiveTime: new Date(this.#clock.now().getTime() - this.#clock.unskewed().getTime() + this.lastActive),
      locale,
      messageLocale: locale,
      extensionSession: false,
      ipAddress: this.#visitor.remoteAddress,
      userAgent: this.#visitor.userAgent,
      callCount: this.#calls,
    }
  }

  onEnd(fn: () => void): void {
    if (this.#ended) fn()
    else this.#endings.push(fn)
  }

  /** A call comes in. */
  begin(): void {
    this.busy++
    this.#calls++
    this.lastActive = this.#clock.unskewed().getTime()
  }

  /** A call is done. */
  finish(): void {
    this.busy--
    this.lastActive = this.#clock.unskewed().getTime()
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    for (const ending of this.#endings.splice(0)) ending()
  }
}

/** Who may log in, and what he may not do then. */
export type Account = Rights & {
  readonly user: string
  readonly password: string
  /** The fault that Login answers, though the password is right: `PasswordExpired`, `InvalidClientCertificate`, `NoPermission`. */
  readonly loginFault?: string
}

export type SessionLimits = {
  readonly accounts: readonly Account[]
  readonly idleMs: number
  readonly maxSessions: number
}

/** The sessions of one host. */
export class SessionStore {
  readonly #byCookie = new Map<string, SimSession>()
  readonly #poisoned = new Set<string>()
  readonly #cloneTickets = new Map<string, SimSession>()
  readonly #failures = new Map<string, { count: number; last: number }>()
  readonly #limits: SessionLimits
  readonly #clock: Clock
  readonly #lockOut: () => Quirks['lockOut']

  constructor(limits: SessionLimits, clock: Clock, lockOut: () => Quirks['lockOut']) {
    this.#limits = limits
    this.#clock = clock
    this.#lockOut = lockOut
  }

  get isFull(): boolean {
    this.#expire()
    return this.#byCookie.size >= this.#limits.maxSessions
  }

  /**
   * Throws InvalidLogin for a wrong user or password, for an account that is locked, and on a cookie with which a login has failed
   * before; what the account's `loginFault` says; NoPermission for an account that may not even look.
   */
  login(userName: string, password: string, visitor: Visitor, cookie: string | undefined): SimSession {
    if (cookie !== undefined && this.#poisoned.has(cookie)) throw new SimFault('InvalidLogin')
    if (!this.#admits(userName, password)) throw new SimFault('InvalidLogin')
    const { loginFault } = this.#account(userName) ?? {}
    if (loginFault !== undefined) throw new SimFault(loginFault)
    const session = new SimSession(userName, visitor, this.#clock)
    this.#byCookie.set(session.cookie, session)
    return session
  }

  /** A session for one request that brings its own credentials; it is not listed and takes no calls. */
  passing(userName: string): SimSession {
    return new SimSession(userName, { remoteAddress: '', userAgent: '', locale: undefined }, this.#clock)
  }

  /** Whether a user and a password would be let in. Does not count as a try. */
  accepts(userName: string, password: string): boolean {
    const account = this.#account(userName)
    return account?.password === password && account.loginFault === undefined && !this.#isLocked(userName)
  }

  /** One try to log in. Locked accounts are refused whatever the password, and do not say so. */
  #admits(userName: string, password: string): boolean {
    if (this.#isLocked(userName)) return false
    const isRight = this.#account(userName)?.password === password
    if (isRight) this.#failures.delete(userName)
    else {
      const count = (this.#failures.get(userName)?.count ?? 0) + 1
      this.#failures.set(userName, { count, last: this.#clock.unskewed().getTime() })
    }
    return isRight
  }

  /** How many tries of a user have failed in a row. */
  failuresOf(userName: string): number {
    return this.#failures.get(userName)?.count ?? 0
  }

  #isLocked(userName: string): boolean {
    const lockOut = this.#lockOut()
    const failed = this.#failures.get(userName)
    if (lockOut === undefined || failed === undefined || failed.count < lockOut.failures) return false
    if (this.#clock.unskewed().getTime() - failed.last < lockOut.forMs) return true
    this.#failures.delete(userName)
    return false
  }

  #account(userName: string): Account | undefined {
    return this.#limits.accounts.find(({ user }) => user === userName)
  }

  /** A cookie for a client whose login failed; logins that come with it later are refused, as vCenter does. */
  poisonedCookie(): string {
    const cookie = randomBytes(20).toString('hex')
    if (this.#poisoned.size >= 10_000) this.#poisoned.clear()
    this.#poisoned.add(cookie)
    return cookie
  }

  /** A ticket with which another client can log in once as the same user. */
  cloneTicket(session: SimSession): string {
    const ticket = `cst-${randomUUID()}`
    this.#cloneTickets.set(ticket, session)
    session.onEnd(() => this.#cloneTickets.delete(ticket))
    return ticket
  }

  /** Throws InvalidLogin for a ticket that is used up or whose session has ended. */
  clone(ticket: string, visitor: Visitor): SimSession {
    const original = this.#cloneTickets.get(ticket)
    this.#cloneTickets.delete(ticket)
    if (original === undefined) throw new SimFault('InvalidLogin')
    const session = new SimSession(original.userName, visitor, this.#clock)
    this.#byCookie.set(session.cookie, session)
    return session
  }

  byCookie(cookie: string): SimSession | undefined {
    this.#expire()
    return this.#byCookie.get(cookie)
  }

  byKey(key: string): SimSession | undefined {
    this.#expire()
    return this.all().find((session) => session.key === key)
  }

  all(): readonly SimSession[] {
    return [...this.#byCookie.values()]
  }

  end(session: SimSession): void {
    this.#byCookie.delete(session.cookie)
    session.end()
  }

  endAll(): void {
    for (const session of this.all()) this.end(session)
  }

  #expire(): void {
    const oldest = this.#clock.unskewed().getTime() - this.#limits.idleMs
    for (const session of this.#byCookie.values()) {
      if (session.busy === 0 && session.lastActive < oldest) this.end(session)
    }
  }
}
