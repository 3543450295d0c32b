import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import type { ChangeName, ReadName } from '../lib/contract/contract'
import type { Result } from '../lib/result'

/**
 * What a person hears of a press: the console's answer; or nothing, since its process died or froze: then it may have
 * been done or not.
 */
export type Reply = { heard: true; result: Result<unknown>; at: number } | { heard: false; why: string; at: number }

export type Person = {
  readonly name: string
  readonly cookie: string
  change(name: ChangeName, input: readonly unknown[]): Promise<Reply>
  read(name: ReadName, input: readonly unknown[]): Promise<Reply>
  upload(query: Record<string, string>, body: Uint8Array): Promise<Reply>
}

/** What answers at an address, and the folder of the build that it runs. */
type Replica = { readonly url: string; readonly folder: string }

/** Where a browser turns to: stays where it is as long as that answers. */
export type Door = { at(): Replica; moveOn(from: Replica): void }

export function roundRobin([only, ...others]: readonly [Replica, ...Replica[]], first = 0): Door {
  const all = [only, ...others]
  let turn = first
  const at = () => all[turn % all.length] ?? only
  return {
    at,
    moveOn(from) {
      if (at() === from) turn += 1
    },
  }
}

/** Longer than a process is frozen at most. */
const patienceMs = 30_000

/** Server actions are called by the ids of the build. */
function actionId(folder: string, exportedName: string): string {
  const file = path.join(folder, process.env['ANDON_DIST'] ?? '.next', 'server', 'server-reference-manifest.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { node: Record<string, { exportedName: string }> } // Next wrote it
  const found = Object.entries(manifest.node).find(([, action]) => action.exportedName === exportedName)
  if (!found) throw new Error(`The build in ${folder} has no server action ${exportedName}.`)
  return found[0]
}

/** Signs in as a browser does. Waits until somebody answers. */
export async function signIn(door: Door, name: string, password: string): Promise<Person> {
  let cookie = ''

  const send = async (
    place: string,
    options: { method: string; headers: Record<string, string>; body: BodyInit },
    replica = door.at(),
  ) => {
    const { url } = replica
    try {
      const answer = await fetch(url + place, {
        ...options,
        headers: { ...options.headers, origin: url, cookie },
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceMs),
      })
      const set = answer.headers.getSetCookie().find((line) => line.startsWith('andon_session='))
      if (set !== undefined) cookie = set.split(';')[0] ?? ''
      return { status: answer.status, text: await answer.text() }
    } catch (error) {
      door.moveOn(replica)
      return { why: error instanceof Error ? `${error.name} ${causeOf(error)}` : String(error) }
    }
  }

  const asReply = (sent: Awaited<ReturnType<typeof send>>, read: (text: string) => unknown): Reply => {
    const at = Date.now()
    if ('why' in sent) return { heard: false, why: sent.why, at }
    const result = read(sent.text)
    if (isResult(result)) return { heard: true, result, at }
    return { heard: false, why: `HTTP ${sent.status} ${sent.text.slice(0, 200)}`, at }
  }

  const action = async (place: string, exportedName: string, input: readonly unknown[]): Promise<Reply> => {
    const replica = door.at()
    const headers = {
      'next-action': actionId(replica.folder, exportedName),
      'content-type': 'text/plain;charset=UTF-8',
      accept: 'text/x-component',
    }
    return asReply(await send(place, { method: 'POST', headers, body: JSON.stringify(input) }, replica), actionResult)
  }

  for (;;) {
    const reply = await action('/sign-in', 'signIn', [{ username: name, password }])
    if (reply.heard && reply.result.ok) break
    if (reply.heard && !reply.result.ok) throw new Error(`${name} cannot sign in: ${reply.result.error.sentence}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }

  return {
    name,
    get cookie() {
      return cookie
    },
    change: (change, input) => action('/', 'change', [change, input]),
    read: async (read, input) =>
      asReply(
        await send(`/api/read/${read}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(input),
        }),
        parsed,
      ),
    upload: async (query, body) =>
      asReply(
        await send(`/api/files?${new URLSearchParams(query)}`, {
          method: 'PUT',
          headers: { 'content-type': 'application/octet-stream' },
          body: new Blob([new Uint8Array(body)]),
        }),
        parsed,
      ),
  }
}

const causeOf = ({ cause, message }: Error) =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : message

const isResult = (value: unknown): value is Result<unknown> =>
  typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean'

/** A server action answers with rows, `id:JSON`; the first names the row that is its result. */
function actionResult(text: string): unknown {
  const rows = new Map(
    text.split('\n').map((row): [string, string] => [row.split(':')[0] ?? '', row.slice(row.indexOf(':') + 1)]),
  )
  const head = parsed(rows.get('0') ?? '')
  const named = typeof head === 'object' && head !== null && 'a' in head ? String(head.a) : ''
  return parsed(rows.get(named.replace(/^\$@?/, '')) ?? '')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
