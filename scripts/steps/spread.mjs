import { createServer, get, request } from 'node:http'

/**
 * @typedef {object} Target
 * @property {string} url
 * @property {boolean} isUp
 * @property {Set<() => void>} cuts ends what is open to it
 */

/** How often each is asked whether it is well, and how long it may take. */
const lookEveryMs = 1_000
const answerMs = 2_000

/**
 * A small load balancer over HTTP: requests go to the servers in turn, and what each answers passes through as it comes.
 * A server whose `/api/health` fails gets nothing, and what was open to it is ended, so that browsers come back to another
 * one. A request that could not be sent goes to the next server; one that was sent is sent again only where that changes
 * nothing (GET, HEAD).
 * @param {{ urls: readonly string[], port?: number, everyMs?: number }} options port 0: a free one
 * @returns {Promise<{ url: string, up: () => string[], close: () => Promise<void> }>}
 */
export async function startSpread({ urls, port = 0, everyMs = lookEveryMs }) {
  /** @type {Target[]} */
  const targets = urls.map((url) => ({ url, isUp: false, cuts: new Set() }))
  let turn = 0

  async function look(target) {
    const isUp = await isWell(target.url)
    target.isUp = isUp
    if (!isUp) for (const cut of target.cuts) cut()
  }

  /** Those that are well, the one whose turn it is first. */
  function inTurn() {
    const up = targets.filter(({ isUp }) => isUp)
    turn += 1
    return up.map((_, at) => up[(turn + at) % up.length])
  }

  const server = createServer((asked, answer) => {
    pass(asked, answer, inTurn())
  })
  // Uploads take as long as they take.
  server.requestTimeout = 0

  await Promise.all(targets.map(look))
  const timers = targets.map((target) => {
    let isLooking = false
    return setInterval(() => {
      if (isLooking) return
      isLooking = true
      void look(target).finally(() => (isLooking = false))
    }, everyMs)
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(undefined))
  })
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`,
    up: () => targets.filter(({ isUp }) => isUp).map(({ url }) => url),
    async close() {
      for (const timer of timers) clearInterval(timer)
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Headers as they came, in pairs, but for those of the one connection that they came over. */
const ownHeaders = (raw) =>
  raw.filter((_, at) => !/^(connection|keep-alive|transfer-encoding)$/i.test(raw[at - (at % 2)] ?? ''))

function isWell(url) {
  return new Promise((resolve) => {
    const asked = get(`${url}/api/health`, { timeout: answerMs, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(false))
  })
}

/**
 * @param {import('node:http').IncomingMessage} asked
 * @param {import('node:http').ServerResponse} answer
 * @param {Target[]} targets in the order in which they are tried
 */
function pass(asked, answer, [target, ...others]) {
  if (!target) {
    answer.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1', connection: 'close' })
    answer.end('No process of Andon can be reached. The log of the processes says why.\n')
    return
  }
  const { hostname, port } = new URL(target.url)
  // Each has a connection of its own: one that was kept may be closed by the other side just when it is used again.
  const onward = request({
    hostname,
    port,
    method: asked.method,
    path: asked.url,
    headers: { ...asked.headers, connection: 'close' },
    agent: false,
  })
  let isSent = false
  let isOver = false
  const repeats = asked.method === 'GET' || asked.method === 'HEAD'

  function over() {
    isOver = true
    target.cuts.delete(cut)
  }
  const cut = () => onward.destroy(new Error('the server is not well'))
  target.cuts.add(cut)

  onward.on('socket', (socket) =>
    socket.once('connect', () => {
      isSent = true
      asked.pipe(onward)
    }),
  )
  onward.on('response', (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.statusMessage, ownHeaders(reply.rawHeaders))
    // The first bytes of a stream may take long; that there is one is said at once.
    answer.flushHeaders()
    reply.pipe(answer)
    reply.on('error', () => answer.destroy())
    reply.on('close', over)
  })
  onward.on('error', () => {
    if (isOver) return
    over()
    asked.unpipe(onward)
    // What has begun cannot be taken back: a broken answer says so by itself.
    if (answer.headersSent || answer.destroyed) return answer.destroy()
    if (!isSent || repeats) return pass(asked, answer, others)
    answer.writeHead(502, { 'content-type': 'text/plain', connection: 'close' })
    answer.end('The process of Andon that was asked is gone. Whether it did what it was asked, its record tells.\n')
  })
  answer.on('close', () => {
    if (isOver) return
    over()
    onward.destroy()
  })
}
