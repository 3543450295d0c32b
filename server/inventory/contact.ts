import type { Asking } from '@/lib/connections/sign-in-tries'
import type { ConnectionState, SignInTries } from '@/lib/vsphere/connection'
import { withoutUndefined } from '@/lib/without-undefined'
import { ToldError } from '../errors/console-error'
import { VimFault, WireError, type WireCode } from '../vsphere/errors'
import { UnsendableText } from '../vsphere/encode'
import { isFault } from '../vsphere/fault'

/** Between attempts; the last one again and again. Without a server they cost a handshake of TCP. */
const pausesMs = [1_000, 2_000, 3_000, 4_000]
/** Once this has gone on for longer than a host takes to start: it is away for longer, and nobody waits for the second. */
const longAwayMs = 15 * 60_000
const longPauseMs = 30_000
/**
 * Between sign-ins that the server refuses for another reason than name and password. Hosts lock an account after five
 * failures within 15 minutes, and a server that says something odd may count each as one.
 */
const loginPausesMs = [60_000, 3 * 60_000, 10 * 60_000, 15 * 60_000]
/** How often a contact that waits for a sign-in looks whether another process of Andon got in. */
const lookAtTriesMs = 10_000
/** How often people are told that an idle connection still answers. */
const tellAnswerMs = 5_000

/** The server answered, and asking again would bring the same. */
const finalCodes: readonly WireCode[] = [
  'certificate-unknown',
  'certificate-wrong-name',
  'certificate-expired',
  'thumbprint-changed',
  'not-tls',
  'needs-tls',
  'tls-failed',
  'tls-too-old',
  'another-server',
  'doctype',
  'unsupported-version',
]
/** What answers like this may be a vCenter that boots, for minutes; what does for longer is something else. */
const bootingCodes: readonly WireCode[] = ['not-vsphere', 'http-status', 'not-xml']
/** Longer than a vCenter takes to boot. */
const bootingMs = 15 * 60_000
/** A host that was live may answer like this while its services start again. */
const passingCodes: readonly WireCode[] = ['not-tls', 'tls-failed']

/** What is known of the contact when an attempt fails. */
type History = { wasLive: boolean; /** How long ago the first attempt since then failed. */ failingMs: number }

function isFinal(error: unknown, { wasLive, failingMs }: History): boolean {
  // NotAuthenticated derives from NoPermission, and says only that a session has ended.
  if (isFault(error, 'NotAuthenticated')) return false
  if (error instanceof VimFault) return isFault(error, 'InvalidLogin', 'InvalidLocale', 'NoPermission')
  if (error instanceof UnsendableText) return true
  if (!(error instanceof WireError)) return false
  if (bootingCodes.includes(error.code)) return !wasLive && failingMs >= bootingMs
  return finalCodes.includes(error.code) && !(wasLive && passingCodes.includes(error.code))
}

/**
 * A name or password that is wrong, or a directory that starts again and looks like that; what derives from it says more,
 * and does not pass.
 */
const mayPass = (error: unknown): boolean =>
  (error instanceof VimFault && error.fault.type === 'InvalidLogin') ||
  (error instanceof WireError && error.code === 'sign-in-held')

type ContactPorts = {
  /**
   * Connects and stays connected; calls `live` once everything that there is has been told. Resolves when closed,
   * rejects with what ended the contact.
   */
  connect: (live: () => void, asking: Asking) => Promise<void>
  /** What is known of sign-ins that failed. Undefined: nobody counts them, and one that is refused is not tried again. */
  tries?: (() => Promise<SignInTries>) | undefined
  /** A person waits for the first attempt. */
  isWanted?: boolean
  onState: (state: ConnectionState) => void
  onLost: (reason: string) => void
  /** Milliseconds since the epoch. */
  now: () => number
  /** Shortens or lengthens a pause, so that many connections do not come back at the same moment. */
  jitter?: (ms: number) => number
}

/** Keeps contact with one endpoint: connects, notices the loss, tries again with growing pauses, or gives up for good. */
export class Contact {
  readonly #ports: ContactPorts
  readonly #closing = new AbortController()
  #state: ConnectionState
  #lastAnswerAt: string | undefined
  #toldAnswerAt = 0
  #wasLive = false
  #skipPause = () => {}
  #isResting = false
  #asking: Asking
  #loop: Promise<void> | undefined

  constructor(ports: ContactPorts) {
    this.#ports = ports
    this.#asking = ports.isWanted ? 'person' : 'andon'
    this.#state = { at: 'connecting', since: this.#iso() }
  }

  get state(): ConnectionState {
    return this.#state
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  retryNow(): void {
    // One that is under way is the one that they want.
    if (!this.#isResting) return
    this.#asking = 'person'
    this.#skipPause()
  }

  /** Resolves when nothing of it runs any more. `connect` has to be ended by its owner. */
  async close(): Promise<void> {
    this.#closing.abort()
    this.#skipPause()
    await this.#loop
  }

  /** The endpoint has answered something. */
  noteAnswer(): void {
    this.#lastAnswerAt = this.#iso()
    if (this.#state.at !== 'live') return
    this.#state = { ...this.#state, lastAnswerAt: this.#lastAnswerAt }
    if (this.#ports.now() - this.#toldAnswerAt < tellAnswerMs) return
    this.#toldAnswerAt = this.#ports.now()
    this.#ports.onState(this.#state)
  }

  async #run(): Promise<void> {
    let failures = 0
    let failingSince: number | undefined
    while (!this.#closing.signal.aborted) {
      try {
        const asking = this.#asking
        this.#asking = 'andon'
        await this.#ports.connect(() => {
          failures = 0
          failingSince = undefined
          this.#becomeLive()
        }, asking)
        return
      } catch (error) {
        if (this.#closing.signal.aborted) return
        failingSince ??= this.#ports.now()
        this.#isResting = true
        const isRefused = await this.#pauseAfter(error, failures, this.#ports.now() - failingSince)
        this.#isResting = false
        failures += 1
        // Somebody wants it tried anew, and may have changed what was wrong.
        if (isRefused) failingSince = undefined
      }
    }
  }

  #becomeLive(): void {
    if (this.#state.at === 'live') return
    this.#wasLive = true
    const at = this.#iso()
    this.#set({ at: 'live', since: at, lastAnswerAt: this.#lastAnswerAt ?? at })
  }

  /** @returns whether it was final. */
  async #pauseAfter(error: unknown, failures: number, failingMs: number): Promise<boolean> {
    const { sentence: reason, wayOut, raw } = error instanceof ToldError ? error.told : unexpected(error)
    const since = this.#state.at === 'lost' ? this.#state.since : this.#iso()
    const technical = withoutUndefined({ wayOut, raw })
    const { tries } = this.#ports
    if (tries && mayPass(error)) {
      await this.#waitForSignIn(tries, { at: 'refused', since, reason, ...technical })
      return true
    }
    if (isFinal(error, { wasLive: this.#wasLive, failingMs })) {
      this.#ports.onLost(reason)
      this.#set({ at: 'refused', since, reason, ...technical })
      await this.#pause(undefined)
      this.#set({ at: 'connecting', since: this.#iso() })
      return true
    }
    const pauses = error instanceof VimFault && error.method === 'Login' ? loginPausesMs : pausesMs
    const usual = pauses[Math.min(failures, pauses.length - 1)] ?? 1_000
    const planned = failingMs > longAwayMs ? Math.max(usual, longPauseMs) : usual
    const ms = Math.round((this.#ports.jitter ?? spread)(planned))
    const lastAnswer = this.#lastAnswerAt === undefined ? {} : { lastAnswerAt: this.#lastAnswerAt }
    const lost: ConnectionState = { at: 'lost', since, reason, ...lastAnswer, ...technical }
    this.#ports.onLost(reason)
    this.#set({ ...lost, retryAt: new Date(this.#ports.now() + ms).toISOString() })
    await this.#pause(ms)
    if (!this.#closing.signal.aborted) this.#set({ ...lost, retryNow: true })
    return false
  }

  /** Until the account may be signed in to again, or a person wants to try. */
  async #waitForSignIn(tries: () => Promise<SignInTries>, refused: Extract<ConnectionState, { at: 'refused' }>) {
    this.#ports.onLost(refused.reason)
    let shown = ''
    while (!this.#closing.signal.aborted && this.#asking === 'andon') {
      // Where it cannot be read nobody knows when, and nothing is sent.
      const signIn = await tries().catch(() => undefined)
      const waitMs = signIn?.nextAt === undefined ? undefined : Date.parse(signIn.nextAt) - this.#ports.now()
      if (waitMs !== undefined && waitMs <= 0) break
      const state = { ...refused, ...withoutUndefined({ signIn }) }
      if (shown !== JSON.stringify(state)) this.#set(state)
      shown = JSON.stringify(state)
      await this.#pause(Math.min(waitMs ?? lookAtTriesMs, lookAtTriesMs))
    }
    if (!this.#closing.signal.aborted) this.#set({ at: 'connecting', since: this.#iso() })
  }

  /** Until the time is over, somebody wants to retry now, or all is closed. Undefined: until somebody wants to. */
  #pause(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      if (this.#closing.signal.aborted) return resolve()
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms)
      this.#skipPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #set(state: ConnectionState): void {
    this.#state = state
    this.#toldAnswerAt = this.#ports.now()
    this.#ports.onState(state)
  }

  #iso(): string {
    return new Date(this.#ports.now()).toISOString()
  }
}

const spread = (ms: number) => ms * (0.9 + Math.random() * 0.2)

function unexpected(error: unknown): { sentence: string; wayOut?: string; raw?: string } {
  const raw = error instanceof Error ? error.message : String(error)
  return { sentence: 'The connection failed for a reason that this console does not know.', raw }
}
