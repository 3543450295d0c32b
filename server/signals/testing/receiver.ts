/** For tests: an HTTP server that takes signals, as each test wants it to. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Taken = { url: string; headers: IncomingHttpHeaders; body: string }

type Answer = (taken: Taken, response: ServerResponse, nr: number) => void

const takes: Answer = (_taken, response) => void response.writeHead(200).end('ok')

export async function httpReceiver(first: Answer = takes) {
  let answer = first
  const taken: Taken[] = []
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (piece: string) => (body += piece))
    request.on('end', () => {
      const one = { url: request.url ?? '', headers: request.headers, body }
      taken.push(one)
      answer(one, response, taken.length)
      for (const look of waiting) look()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    answerWith: (next: Answer) => void (answer = next),
    /** Resolves when there are so many. */
    until: (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (taken.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
