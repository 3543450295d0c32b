import { createHash } from 'node:crypto'
import { appendFile, chmod, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { originOf } from '../connector'
import type { OpenTap, SentExchange, SentFile, SentRequest } from '../wire-tap'
import { parseVmx } from '@/lib/vmx/document'
import { withoutSecrets as vmxWithoutSecrets } from '@/lib/vmx/secrets'
import { withoutSecrets } from './without-secrets'

/** Said wherever somebody may want to hand a recording on. */
export const recordingNotice =
  'Passwords, session keys, cookies and tickets are replaced. Names, addresses and notes of the hosts and VMs are in it.'

/** A line of a recording. `n` counts from 1; `at` is ISO 8601. */
type Entry =
  | { kind: 'start'; format: 1; at: string; endpoint: string; notice: string }
  | {
      kind: 'exchange'
      n: number
      at: string
      /** From the request to the end of the reply. */
      ms: number
      http: 'GET' | 'POST' | 'HEAD' | 'PUT' | 'DELETE'
      path: string
      method?: string
      request?: string
      status?: number
      contentType?: string
      reply?: string
      /** Bytes that a file has. */
      length?: number
      /** A configuration file. */
      base64?: string
      /** Why there is no whole reply. */
      failed?: string
    }
  | { kind: 'end'; exchanges: number }

/**
 * Records what is said to endpoints, one file for each session, so that it can be served again by a simulated host.
 *
 * A line is `{"seal":"…","entry":{…}}`. The seal is the SHA-256 of the seal before it and the bytes of the entry: a line
 * that is changed, left out or cut is found, with its number. It is no signature.
 * @param warn told when a file cannot be written; recording then stops, the connection does not.
 */
export function createRecorder(
  folder: string,
  { now, warn }: { now: () => number; warn: (text: string, error: unknown) => void },
): OpenTap {
  let sessions = 0
  const iso = (time: number) => new Date(time).toISOString()

  return (endpoint, secrets) => {
    sessions += 1
    const stamp = iso(now()).replaceAll(/[-:]/g, '').replace(/\..*$/, '')
    const host = endpoint.host.replaceAll(/[^\w.-]/g, '_')
    const file = path.join(folder, `${host}-${endpoint.port}-${stamp}-${process.pid}-${sessions}.jsonl`)
    let seal = ''
    let count = 0
    let isOver = false
    const hidden = [...secrets]
    let tail: Promise<unknown> = mkdir(folder, { recursive: true, mode: 0o700 })

    function write(entry: Entry): Promise<unknown> {
      tail = tail.then(async () => {
        if (isOver) return
        const text = JSON.stringify(entry)
        seal = createHash('sha256').update(seal).update(text).digest('hex')
        await appendFile(file, `{"seal":"${seal}","entry":${text}}\n`, { mode: 0o600 })
        if (entry.kind === 'start') await chmod(file, 0o600)
      })
      tail = tail.catch((error: unknown) => {
        if (!isOver) warn(`the recording ${file} could not be written and ends here`, error)
        isOver = true
      })
      return tail
    }

    function exchange({ http, path: target, method, body }: SentRequest): SentExchange {
      const began = now()
      let status: number | undefined
      let contentType: string | undefined
      const pieces: string[] = []
      const safe = (text: string) => withoutSecrets(text, method ?? '', hidden)
      function finish(failed?: string): void {
        count += 1
        const reply = pieces.join('')
        if (method === 'Login') hidden.push(...sessionKeysOf(reply))
        void write({
          kind: 'exchange',
          n: count,
          at: iso(began),
          ms: now() - began,
          http,
          path: target,
          ...(method !== undefined && { method }),
          ...(body !== undefined && { request: safe(body) }),
          ...(status !== undefined && { status }),
          ...(contentType !== undefined && { contentType }),
          ...(reply !== '' && { reply: safe(reply) }),
          ...(failed !== undefined && { failed: safe(failed) }),
        })
      }
      return {
        answered(code, type) {
          status = code
          contentType = type
        },
        piece: (text) => void pieces.push(text),
        ended: () => finish(),
        failed: (error) => finish(error instanceof Error ? error.message : String(error)),
      }
    }

    /** Of the files of datastores only configuration files are kept, without the passwords in them. */
    function datastoreFile({ http, path: target, status, contentType, length, bytes }: SentFile): void {
      count += 1
      void write({
        kind: 'exchange',
        n: count,
        at: iso(now()),
        ms: 0,
        http,
        path: target,
        status,
        ...(contentType !== undefined && { contentType }),
        ...(length !== undefined && { length }),
        ...(bytes && { base64: Buffer.from(vmxWithoutSecrets(parseVmx(bytes)).bytes).toString('base64') }),
      })
    }

    void write({ kind: 'start', format: 1, at: iso(now()), endpoint: originOf(endpoint), notice: recordingNotice })
    return {
      exchange,
      file: datastoreFile,
      /** The last line, without which a recording counts as cut. */
      async close() {
        await write({ kind: 'end', exchanges: count })
        isOver = true
      },
    }
  }
}

/** Servers put the key of the session into the names of what belongs to it: `session[52ab…]52cd…`. */
const sessionKeysOf = (loginReply: string) =>
  [...loginReply.matchAll(/<(?:\w+:)?key(?:\s[^<>]*)?>([^<]+)</g)].flatMap(([, key]) => key ?? [])
