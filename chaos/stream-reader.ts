import { applyMessage } from '../lib/live/apply'
import { staleAfterMs, type LiveMessage, type LiveState } from '../lib/live/live-state'
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

export function followStream(door: Door, person: Pick<Person, 'cookie'>): StreamReader {
  let state: LiveState | undefined
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
    const from = state ? `?from=${encodeURIComponent(`${state.epoch}:${state.version}`)}` : ''
    try {
      const answer = await fetch(`${url}/api/stream${from}`, {
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
    const applied = applyMessage(state, message)
    state = applied.kind === 'state' ? applied.state : undefined
    if (!state) return false
    const told =
      message.kind === 'snapshot'
        ? Object.values(message.tables.runs)
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
