import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '../lib/api/resources'
import type { Problem } from '../lib/api/problem'
import { Ended, exitFor, exits } from './exits'

export type Reply = { status: number; body: unknown; etag?: string }

/** Calls of `/api/v1`. What is not done ends the command with the exit that is meant for it. */
export type Client = {
  get(path: string, query?: Readonly<Record<string, string | undefined>>): Promise<unknown>
  /** All parts of a list, at most so many rows. */
  list<Row>(path: string, query: Readonly<Record<string, string | undefined>>, most?: number): AsyncGenerator<Row>
  /** @param key the same thing under the same key is done once. */
  post(path: string, body: object | undefined, key: string): Promise<unknown>
  /** A run as it is when it is another than at the etag, or after some seconds. */
  news(path: string, etag: string | undefined): Promise<Reply>
}

/** Longest wait for an answer, beside what was asked for. */
const patienceMs = 30_000
/** How often something is tried again for which it was too early or too much, */
const tries = 5
/** or for which nobody was there; who follows waits for about a minute, as long as an upgrade takes. */
const triesAlone = 2
const triesFollowing = 40
const waitForNewsS = 20

export function createClient({ url, token }: { url: string; token: string }): Client {
  const base = `${url.replace(/\/+$/, '')}/api/v1`

  async function once(method: string, path: string, init: { headers?: object; body?: string } = {}): Promise<Response> {
    try {
      return await fetch(`${base}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...init.headers },
        ...(init.body !== undefined && { body: init.body }),
        // A token goes to nobody else.
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs + waitForNewsS * 1000),
      })
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      const isNotThere = cause instanceof Error && 'code' in cause && beforeSending.has(String(cause.code))
      throw new NoReply(cause instanceof Error ? cause.message : String(cause), isNotThere)
    }
  }

  async function ask(method: string, path: string, init?: { headers?: object; body?: string }): Promise<Reply> {
    for (let left = tries; ; left -= 1) {
      const response = await once(method, path, init)
      const { status, headers } = response
      const after = Number(headers.get('retry-after'))
      if ((status === 429 || status === 503 || status === 409) && after > 0 && left > 0) {
        await response.body?.cancel()
        await pause(Math.min(after, 10) * 1000)
        continue
      }
      const etag = headers.get('etag')
      if (status === 304) return { status, body: undefined }
      const body = await jsonOf(response)
      if (response.ok) return { status, body, ...(etag !== null && { etag }) }
      throw refused(body, status)
    }
  }

  /** Whoever only looks may look again. */
  async function look(path: string, headers?: object, most = triesAlone): Promise<Reply> {
    for (let left = most; ; left -= 1) {
      try {
        return await ask('GET', path, headers ? { headers } : {})
      } catch (error) {
        if (!(error instanceof NoReply)) throw error
        if (left === 0) throw new Ended(exits.noContact, `No contact with Andon at ${url}: ${error.message}`)
        await pause(Math.min(most - left + 1, 3) * 500)
      }
    }
  }

  const withQuery = (path: string, query: Readonly<Record<string, string | undefined>> = {}) => {
    const given = Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined)
    return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
  }

  return {
    get: async (path, query) => (await look(withQuery(path, query))).body,
    async *list<Row>(path: string, query: Readonly<Record<string, string | undefined>>, most = 100_000) {
      let given = 0
      for (let cursor: string | undefined; ;) {
        const page = (await look(withQuery(path, { ...query, cursor }))).body as Page<Row> // what the API says
        for (const item of page.items) {
          if (given >= most) return
          given += 1
          yield item
        }
        if (page.next === undefined) return
        cursor = page.next
      }
    },
    async post(path, body, key) {
      const text = body && JSON.stringify(body)
      const headers = { 'idempotency-key': key, ...(text !== undefined && { 'content-type': 'application/json' }) }
      for (let left = triesAlone; ; left -= 1) {
        try {
          return (await ask('POST', path, { headers, ...(text !== undefined && { body: text }) })).body
        } catch (error) {
          if (!(error instanceof NoReply)) throw error
          if (left > 0) {
            await pause((triesAlone - left + 1) * 500)
            continue
          }
          const sentence = `No contact with Andon at ${url}: ${error.message}`
          if (error.isNotThere) throw new Ended(exits.noContact, `${sentence}. Nothing was sent.`)
          throw new Ended(exits.unknown, `${sentence}. Whether it was done is not known.`)
        }
      }
    },
    news: (path, etag) =>
      etag === undefined
        ? look(path)
        : look(path, { 'if-none-match': etag, prefer: `wait=${waitForNewsS}` }, triesFollowing),
  }
}

/** With these nobody has heard anything. */
const beforeSending: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'])

/** Whether what was sent has arrived is not known, unless nobody was there. */
class NoReply extends Error {
  readonly isNotThere: boolean
  constructor(message: string, isNotThere: boolean) {
    super(message)
    this.name = 'NoReply'
    this.isNotThere = isNotThere
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text().catch((error: unknown) => {
    throw new NoReply(String(error), false)
  })
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function refused(body: unknown, status: number): Ended {
  if (typeof body !== 'object' || body === null || !('type' in body && 'detail' in body))
    return new Ended(exits.noContact, `What answers there is not the API of Andon (HTTP ${status}).`)
  const { type, detail, wayOut, errors = [] } = body as Problem // as the API says no
  const places = errors.map(({ where, what }) => `\n  ${where}: ${what}`)
  return new Ended(exitFor(type), [detail, wayOut].filter(Boolean).join(' ') + places.join(''))
}
