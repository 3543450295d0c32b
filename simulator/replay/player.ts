import { randomBytes } from 'node:crypto'
import { parseXml } from '../wire/xml-read'
import { isOfSession, isRepeatable, readPlayedCall, type PlayedCall } from './call-key'
import type { RecordedExchange } from './recording'

/** What the player does with a call. */
export type Played =
  | { play: 'answer'; status: number; contentType: string; body: string; cookie: string | undefined }
  /** The recording ends here: nothing changes any more, so the wait lasts as long as the client likes. */
  | { play: 'wait'; method: string; maxWaitSeconds: number | undefined }
  | { play: 'unrecorded'; sentence: string }

type Kept = RecordedExchange & { readonly key: string; readonly givenRef: string | undefined }

/** One client's session: which recorded session it lives through, and how far it has come. */
type Listener = {
  file: string | undefined
  readonly played: Map<Kept, number>
  /** Names of what this session has made: as the client knows them, and as the recording does. */
  readonly recordedName: Map<string, string>
  readonly clientName: Map<string, string>
  readonly woken: Set<() => void>
}

/**
 * Plays recordings to any number of clients. A call is answered by one with the same method, object and arguments; the
 * same call again by the next recorded answer to it, and by the last one from then on, but for calls that change
 * something: those are played once. What a client makes for its session (views, filters) gets a name of its own, so that
 * two clients do not meet. News are told when the calls that came before them in the recording have been made.
 */
export class Player {
  readonly #byKey = new Map<string, Kept[]>()
  readonly #pages = new Map<string, RecordedExchange>()
  readonly #versions = new Set<string>()
  readonly #acts = new Map<string, Kept[]>()
  readonly #listeners = new Map<string, Listener>()
  readonly #files: string[]
  #logins = 0

  constructor(exchanges: readonly RecordedExchange[]) {
    this.#files = [...new Set(exchanges.map(({ file }) => file))]
    for (const exchange of exchanges) {
      if (exchange.method === undefined) {
        if (exchange.answer && isWholePage(exchange)) this.#pages.set(`${exchange.http} ${exchange.path}`, exchange)
        continue
      }
      const { key, version } = readPlayedCall(exchange.request, (moid) => moid)
      if (version !== undefined) this.#versions.add(version)
      // A wait that brought nothing is what a client gets anyway until there are news.
      if (version !== undefined && !exchange.answer?.body.includes('returnval')) continue
      const kept: Kept = { ...exchange, key, givenRef: isOfSession(exchange.method) ? refIn(exchange) : undefined }
      this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), kept])
      if (!isRepeatable(exchange.method) || isOfSession(exchange.method)) {
        this.#acts.set(kept.file, [...(this.#acts.get(kept.file) ?? []), kept])
      }
      for (const [, next] of exchange.answer?.body.matchAll(/<version>([^<]*)<\/version>/g) ?? []) {
        this.#versions.add(next ?? '')
      }
    }
  }

  /** A request that is no call: the list of versions, a configuration file. */
  page(http: string, path: string): RecordedExchange | undefined {
    return this.#pages.get(`${http} ${path}`)
  }

  /**
   * Answers a call. Resolves when the recording is as far as the answer; `gone` ends the waiting for that.
   * @throws SimFault InvalidRequest for what is no SOAP call.
   */
  async call(xml: string, cookie: string | undefined, gone: AbortSignal): Promise<Played> {
    const listener = (cookie === undefined ? undefined : this.#listeners.get(cookie)) ?? newListener()
    const call = readPlayedCall(xml, (moid) => listener.recordedName.get(moid) ?? moid)
    if (call.method === 'Login') return this.#login(call)
    const kept = this.#next(call, listener)
    if (kept === 'used up') {
      const sentence = `The recording has ${call.method} on ${call.self} fewer times than it was called.`
      return { play: 'unrecorded', sentence }
    }
    if (!kept?.answer) {
      if (call.version !== undefined && (kept || this.#versions.has(call.version))) {
        return { play: 'wait', method: call.method, maxWaitSeconds: call.maxWaitSeconds }
      }
      const sentence = kept
        ? `In the recording ${call.method} on ${call.self} got no answer.`
        : `Not in the recording: ${call.method} on ${call.self} with these arguments.`
      return { play: 'unrecorded', sentence }
    }
    if (call.version !== undefined && call.version !== '' && listener.played.has(kept)) {
      return { play: 'wait', method: call.method, maxWaitSeconds: call.maxWaitSeconds }
    }
    if (call.version !== undefined && !(await this.#isTime(kept, listener, gone))) {
      return { play: 'wait', method: call.method, maxWaitSeconds: call.maxWaitSeconds }
    }
    this.#note(kept, listener)
    return { play: 'answer', ...kept.answer, body: named(kept.answer.body, listener.clientName), cookie: undefined }
  }

  #login(call: PlayedCall): Played {
    const logins = this.#byKey.get(call.key) ?? []
    if (logins.length === 0) return { play: 'unrecorded', sentence: 'There is no Login in the recording.' }
    const file = this.#files[this.#logins % this.#files.length]
    const kept = logins.find((one) => one.file === file && one.answer) ?? logins.find((one) => one.answer)
    if (!kept?.answer) return { play: 'unrecorded', sentence: 'In the recording Login got no answer.' }
    this.#logins += 1
    if (kept.answer.status !== 200) return { play: 'answer', ...kept.answer, cookie: undefined }
    const cookie = randomBytes(20).toString('hex')
    this.#listeners.set(cookie, { ...newListener(), file: kept.file })
    return { play: 'answer', ...kept.answer, cookie }
  }

  /** The recorded call that comes next for this listener: its own session's, else any session's. */
  #next(call: PlayedCall, listener: Listener): Kept | 'used up' | undefined {
    const all = this.#byKey.get(call.key) ?? []
    const own = all.filter(({ file }) => file === listener.file)
    const nearest = own.length > 0 ? own : all
    // A call that was cut may have been made again.
    const answered = nearest.filter(({ answer }) => answer !== undefined)
    const candidates = answered.length > 0 ? answered : nearest
    const fresh = candidates.find((one) => !listener.played.has(one))
    if (fresh || candidates.length === 0) return fresh
    return isRepeatable(call.method) ? candidates.at(-1) : 'used up'
  }

  /** Resolves with true when everything that was done before the answer was recorded has been done here too. */
  async #isTime(kept: Kept, listener: Listener, gone: AbortSignal): Promise<boolean> {
    const before = (this.#acts.get(kept.file) ?? []).filter(({ n }) => n < kept.n)
    while (!before.every((act) => listener.played.has(act))) {
      if (gone.aborted) return false
      await new Promise<void>((resolve) => {
        listener.woken.add(resolve)
        gone.addEventListener('abort', () => resolve(), { once: true })
      })
    }
    return true
  }

  #note(kept: Kept, listener: Listener): void {
    listener.played.set(kept, (listener.played.get(kept) ?? 0) + 1)
    if (kept.givenRef !== undefined) {
      const name = `session[${randomBytes(8).toString('hex')}]${kept.n}`
      listener.recordedName.set(name, kept.givenRef)
      listener.clientName.set(kept.givenRef, name)
    }
    for (const wake of listener.woken) wake()
    listener.woken.clear()
  }
}

/** What was written to files is not played, and of the files themselves only what is in the recording. */
const isWholePage = ({ http, datastoreFile, answer }: RecordedExchange): boolean =>
  http === 'HEAD' || (http === 'GET' && (!datastoreFile || datastoreFile.bytes !== undefined || answer?.status !== 200))

const newListener = (): Listener => ({
  file: undefined,
  played: new Map(),
  recordedName: new Map(),
  clientName: new Map(),
  woken: new Set(),
})

/** The reference that a call gave back. */
function refIn({ method, answer }: RecordedExchange): string | undefined {
  if (!method?.startsWith('Create') || answer?.status !== 200) return undefined
  const body = parseXml(answer.body).children.find(({ name }) => name === 'Body')
  return body?.children[0]?.children.find(({ name }) => name === 'returnval')?.text.trim()
}

/** An answer in which what the client has made has the client's names. */
const named = (body: string, names: ReadonlyMap<string, string>): string =>
  names.size === 0
    ? body
    : body.replace(/>([^<]+)</g, (whole, text: string) => {
        const name = names.get(text.trim())
        return name === undefined ? whole : `>${name}<`
      })
