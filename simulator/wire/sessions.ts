import { randomBytes, randomUUID } from 'node:crypto'
import type { Session } from '../api/method'
import { SimFault } from '../vim25/faults'
import type { DataObject } from '../vim25/value'
import type { Clock } from '../world/clock'
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
  lastActive: number
  #calls = 0
  #ended = false
  readonly #visitor: Visitor
  readonly #loginTime: Date
  readonly #endings: (() => void)[] = []

  constructor(userName: string, visitor: Visitor, now: Date) {
    this.userName = userName
    this.#visitor = visitor
    this.#loginTime = now
    this.lastActive = now.getTime()
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
      lastActiveTime: new Date(this.lastActive),
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
  touch(now: Date): void {
    this.lastActive = now.getTime()
    this.#calls++
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    for (const ending of this.#endings.splice(0)) ending()
  }
}

export type SessionLimits = {
  readonly user: string
  readonly password: string
  readonly idleMs: number
  readonly maxSessions: number
}

/** The sessions of one host. */
export class SessionStore {
  readonly #byCookie = new Map<string, SimSession>()
  readonly #poisoned = new Set<string>()
  readonly #cloneTickets = new Map<string, SimSession>()
  readonly #limits: SessionLimits
  readonly #clock: Clock

  constructor(limits: SessionLimits, clock: Clock) {
    this.#limits = limits
    this.#clock = clock
  }

  get isFull(): boolean {
    this.#expire()
    return this.#byCookie.size >= this.#limits.maxSessions
  }

  /** Throws InvalidLogin for a wrong user or password, and on a cookie with which a login has failed before. */
  login(userName: string, password: string, visitor: Visitor, cookie: string | undefined): SimSession {
    if (cookie !== undefined && this.#poisoned.has(cookie)) throw new SimFault('InvalidLogin')
    if (!this.accepts(userName, password)) throw new SimFault('InvalidLogin')
    const session = new SimSession(userName, visitor, this.#clock.now())
    this.#byCookie.set(session.cookie, session)
    return session
  }

  /** A session for one request that brings its own credentials; it is not listed and takes no calls. */
  passing(userName: string): SimSession {
    return new SimSession(userName, { remoteAddress: '', userAgent: '', locale: undefined }, this.#clock.now())
  }

  accepts(userName: string, password: string): boolean {
    return userName === this.#limits.user && password === this.#limits.password
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
    const session = new SimSession(original.userName, visitor, this.#clock.now())
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
    const oldest = this.#clock.now().getTime() - this.#limits.idleMs
    for (const session of this.#byCookie.values()) {
      if (session.busy === 0 && session.lastActive < oldest) this.end(session)
    }
  }
}
