/** Many who follow the Board of a console, in a process of their own. Run by fork. */
import { request, type IncomingMessage } from 'node:http'
import { cpuMs } from './cpu-time'
import { sharedNow } from './percentiles'

export type ViewersOrder =
  /** Each token opens as many streams as it may. */
  | { do: 'open'; url: string; tokens: readonly string[]; count: number }
  /** One that reads a byte a second. */
  | { do: 'open-slow'; url: string; token: string }
  /** Counts from now on. */
  | { do: 'watch' }
  | { do: 'counts' }
  /** What one gets who followed up to the beginning, and comes back now. */
  | { do: 'return'; url: string; token: string }
  | { do: 'stop' }
export type ViewersReply =
  | { did: 'open'; opened: number; refused: string | undefined }
  | { did: 'open-slow' }
  | { did: 'watch' }
  | {
      did: 'counts'
      /** Of the streams that are read as they come: how many have ended, and the fewest and most deltas that one had. */
      ended: number
      fewest: number
      most: number
      bytes: number
      times: number[]
      cpuMs: number
      /** The one that reads a byte a second. */
      slow: 'open' | 'ended'
    }
  | { did: 'return'; kind: string; ms: number; bytes: number }

/** Connections of one address to one port; an office has no more behind one either. */
const perAddress = 250
/** What is sent to one is sent to all: these alone are looked at byte by byte. */
const lookedAtEvery = 50

type Viewer = { deltas: number; bytes: number; hasEnded: boolean }

const viewers: Viewer[] = []
let slow: { hasEnded: boolean } | undefined
let lastId = ''
let cpuBefore = 0
const times: number[] = []
const reply = (message: ViewersReply) => process.send?.(message)

process.on('message', (order: ViewersOrder) => void carryOut(order))

async function carryOut(order: ViewersOrder): Promise<void> {
  switch (order.do) {
    case 'open':
      return void reply({ did: 'open', ...(await open(order.url, order.tokens, order.count)) })
    case 'open-slow':
      readSlowly(await follow(order.url, order.token, 201))
      return void reply({ did: 'open-slow' })
    case 'watch':
      // What the last of them is sent at first belongs to nobody's count.
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      for (const viewer of viewers) Object.assign(viewer, { deltas: 0, bytes: 0 })
      times.length = 0
      cpuBefore = cpuMs()
      return void reply({ did: 'watch' })
    case 'counts': {
      const open_ = viewers.filter(({ hasEnded }) => !hasEnded)
      const deltas = open_.map((viewer) => viewer.deltas)
      return void reply({
        did: 'counts',
        ended: viewers.length - open_.length,
        fewest: Math.min(...deltas),
        most: Math.max(...deltas),
        bytes: open_.reduce((sum, { bytes }) => sum + bytes, 0) / open_.length,
        times,
        cpuMs: cpuMs() - cpuBefore,
        slow: slow?.hasEnded ? 'ended' : 'open',
      })
    }
    case 'return':
      return void reply({ did: 'return', ...(await comeBack(order.url, order.token)) })
    case 'stop':
      process.disconnect()
      process.exit(0)
  }
}

function follow(url: string, token: string, address: number, id?: string): Promise<IncomingMessage> {
  const headers = { accept: 'text/event-stream', ...(id !== undefined && { 'last-event-id': id }) }
  return new Promise((resolve, reject) => {
    const query = new URLSearchParams({ wall: token, topics: 'board' })
    const asked = request(`${url}/api/stream?${query.toString()}`, {
      headers,
      localAddress: `127.0.0.${2 + address}`,
      agent: false,
    })
    asked.on('response', resolve).on('error', reject).end()
  })
}

async function open(url: string, tokens: readonly string[], count: number) {
  let refused: string | undefined
  const openOne = async (index: number) => {
    const response = await follow(url, tokens[index % tokens.length] ?? '', Math.floor(index / perAddress))
    if (response.statusCode !== 200) {
      refused = `${response.statusCode}`
      return void response.resume()
    }
    const viewer: Viewer = { deltas: 0, bytes: 0, hasEnded: false }
    viewers.push(viewer)
    const look = index % lookedAtEvery === 0 ? looker() : undefined
    let hasHalf = false
    await new Promise<void>((resolve) => {
      response.on('data', (bytes: Buffer) => {
        viewer.bytes += bytes.length
        // Each event ends with an empty line, which may come in two pieces.
        if (hasHalf && bytes[0] === 10) viewer.deltas += 1
        for (let at = bytes.indexOf('\n\n'); at >= 0; at = bytes.indexOf('\n\n', at + 2)) viewer.deltas += 1
        hasHalf = bytes.at(-1) === 10 && bytes.at(-2) !== 10
        look?.(bytes.toString('utf8'))
        resolve()
      })
      response.on('close', () => {
        viewer.hasEnded = true
        resolve()
      })
    })
  }
  // Twenty at a time, as people do who open it in the morning.
  let next = 0
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      while (next < count) await openOne((next += 1) - 1)
    }),
  )
  return { opened: viewers.length, refused }
}

/** When each change that is told was made, the first time that it is. */
function looker(): (text: string) => void {
  const seen = new Set<string>()
  return (text) => {
    const now = sharedNow()
    for (const [, at = ''] of text.matchAll(/Said at (\d+\.\d) ms by the bench\./g)) {
      if (seen.has(at)) continue
      seen.add(at)
      times.push(now - Number(at))
    }
    lastId ||= /^id: (.+)$/m.exec(text)?.[1] ?? ''
  }
}

function readSlowly(response: IncomingMessage): void {
  const one = { hasEnded: false }
  slow = one
  response.on('close', () => (one.hasEnded = true))
  response.on('error', () => (one.hasEnded = true))
  const timer = setInterval(() => void response.read(1), 1_000)
  timer.unref()
}

async function comeBack(url: string, token: string) {
  const start = sharedNow()
  const response = await follow(url, token, 200, lastId)
  return new Promise<{ kind: string; ms: number; bytes: number }>((resolve) => {
    let text = ''
    response.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8')
      const kind = /"kind":"(snapshot|delta)"/.exec(text)?.[1]
      if (kind === undefined || !text.includes('"kind":"heartbeat"')) return
      response.destroy()
      resolve({ kind, ms: sharedNow() - start, bytes: text.length })
    })
  })
}
