import { applyMessage, type Applied } from '../lib/live/apply'
import { emptyTables, heldTables, staleAfterMs, type LiveMessage, type LiveState } from '../lib/live/live-state'
import type { Door, Person } from './person'

/** Somebody who follows the live stream as a browser does, and moves to another replica when it breaks or falls silent. */
export type StreamReader = {
  readonly state: LiveState | undefined
  /** Whether somebody is at the other end now, as far as this side knows. */
  readonly isOpen: boolean
  /** Runs that were shown as ended at some time, and how. */
  readonly ended: ReadonlyMap<string, string>
  /** How often the stream had to be opened. */
  readonly opened: number
  stop(): void
}

const againMs = 250
const topics = 'board,vms:*,datastores:*'

/** Applies a message. A build from before there were topics sends everything as one: here that is the board. */
function apply(state: LiveState | undefined, message: LiveMessage): Applied {
  if (message.kind === 'snapshot' && !('topic' in message)) {
    const { epoch, version, at, tables } = message as Extract<LiveMessage, { kind: 'snapshot' }> // alike but for that
    return {
      kind: 'state',
      state: { at, topics: { board: { epoch, version } }, tables: heldTables({ ...emptyTables(), ...tables }) },
    }
  }
  if (message.kind === 'delta') return applyMessage(state, { topic: 'board', ...(message as object) } as LiveMessage)
  if (message.kind === 'heartbeat')
    return applyMessage(state, { places: { board: message.version }, ...(message as object) } as LiveMessage)
  return applyMessage(state, message)
}

export function followStream(door: Door, person: Pick<Person, 'cookie'>): StreamReader {
  let state: LiveState | undefined
  /** Up to where it has followed, once all that a stream begins with has come. */
  let place: string | undefined
  let isSettled = false
  let opened = 0
  const stopped = new AbortController()
  let isOpen = false
  let current = new AbortController()
  const ended = new Map<string, string>()

  async function follow(): Promise<void> {
    while (!stopped.signal.aborted) {
      const replica = door.at()
      current = new AbortController()
      try {
        await readOnce(replica.url, current)
      } catch {
        // Whatever it was, it is tried again, where the next one answers.
      }
      door.moveOn(replica)
      if (!stopped.signal.aborted) await new Promise((resolve) => setTimeout(resolve, againMs))
    }
  }

  async function readOnce(url: string, abort: AbortController): Promise<void> {
    let silence = setTimeout(() => abort.abort(), staleAfterMs)
    const query = new URLSearchParams({ topics, ...(place !== undefined && { from: place }) })
    isSettled = false
    try {
      const answer = await fetch(`${url}/api/stream?${query.toString()}`, {
        headers: { cookie: person.cookie, accept: 'text/event-stream' },
        signal: abort.signal,
      })
      if (!answer.ok || !answer.body) throw new Error(`HTTP ${answer.status}`)
      isOpen = true
      opened += 1
      let rest = ''
      const decoder = new TextDecoder()
      for await (const chunk of answer.body) {
        clearTimeout(silence)
        silence = setTimeout(() => abort.abort(), staleAfterMs)
        const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
        rest = parts.pop() ?? ''
        for (const part of parts) {
          const data = /^data: (.*)$/m.exec(part)?.[1]
          if (data !== undefined && !take(JSON.parse(data) as LiveMessage)) return // the stream holds nothing else
        }
      }
    } finally {
      isOpen = false
      clearTimeout(silence)
    }
  }

  /** False: something is missing, and everything has to be asked for. */
  function take(message: LiveMessage): boolean {
    const applied = apply(state, message)
    state = applied.kind === 'state' ? applied.state : undefined
    if (!state) {
      place = undefined
      return false
    }
    isSettled ||= message.kind === 'heartbeat'
    if (isSettled && 'version' in message) place = `${message.epoch}:${message.version}`
    const told =
      message.kind === 'snapshot'
        ? Object.values(message.tables.runs ?? {})
        : message.kind === 'delta'
          ? message.ops.flatMap((op) => (op.op === 'put' && op.table === 'runs' ? [op.value] : []))
          : []
    for (const run of told) if (run.state.at === 'ended') ended.set(run.id, run.state.outcome.kind)
    return true
  }

  void follow()
  return {
    get state() {
      return state
    },
    get isOpen() {
      return isOpen
    },
    ended,
    get opened() {
      return opened
    },
    stop() {
      stopped.abort()
      current.abort()
    },
  }
}
