import type { Client } from 'pg'

/** Between attempts to listen again. */
const againMs = 1_000

/**
 * Listens on a connection of its own. A client whose connection broke never listens again, and what was told meanwhile is
 * gone: another one is made, and whoever listens hears an empty hint, since something may have been missed.
 */
export function hearHints(createClient: () => Client) {
  const listeners = new Map<string, Set<(text: string) => void>>()
  let client: Client | undefined
  let again: NodeJS.Timeout | undefined
  let isClosed = false

  const tell = (channel: string, text: string) => listeners.get(channel)?.forEach((listener) => listener(text))

  async function connect(): Promise<void> {
    const one = createClient()
    client = one
    const isOver = () => {
      if (client !== one) return
      client = undefined
      void one.end().catch(() => undefined)
      if (!isClosed) again = setTimeout(() => void connect(), againMs).unref()
    }
    one.on('error', isOver)
    one.on('end', isOver)
    one.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''))
    try {
      await one.connect()
      for (const channel of listeners.keys()) await listen(one, channel)
      for (const channel of listeners.keys()) tell(channel, '')
    } catch {
      isOver()
    }
  }

  const listen = (one: Client, channel: string) => one.query(`listen "${channel.replaceAll('"', '""')}"`)

  return {
    on: (channel: string, listener: (text: string) => void): (() => void) => {
      const known = listeners.get(channel)
      const heard = known ?? new Set()
      heard.add(listener)
      listeners.set(channel, heard)
      if (!client && !again && !isClosed) void connect()
      // One that is connecting listens to all channels when it is through.
      else if (!known && client) void listen(client, channel).catch(() => undefined)
      return () => void heard.delete(listener)
    },
    async close(): Promise<void> {
      isClosed = true
      clearTimeout(again)
      const last = client
      client = undefined
      await last?.end().catch(() => undefined)
    },
  }
}
