/** For tests: a server with a front before it, and clients that send what no browser would. */
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach } from 'vitest'
import { proxiesFrom } from '../../accounts/source'
import { createFront, type Front, type RefusedHere } from '../front'
import { ownNamesFrom } from '../own-names'
import type { Patience } from '../slow-clients'

const closing: (() => void)[] = []

/** Closes after each test of a file what it has opened here. */
export function closeAfterEach(): void {
  afterEach(() => {
    for (const close of closing.splice(0)) close()
  })
}

/** @param close is called after the test. */
export const closeLater = (close: () => void): void => void closing.push(close)

type Settings = {
  origin?: string
  proxies?: string
  patience?: Patience
  handle?: RequestListener
  onRefused?: (refused: RefusedHere) => void
}

/** A server with a front before it; what it is asked is answered with the request's headers. */
export async function serve({ origin, proxies, patience, handle, onRefused }: Settings = {}): Promise<{
  port: number
  front: Front
}> {
  const echo: RequestListener = (request, response) => {
    request.resume()
    response.end(JSON.stringify(request.headers))
  }
  const server = createServer({ connectionsCheckingInterval: 20 }, handle ?? echo)
  const front = createFront({
    names: ownNamesFrom(origin, 'andon-01'),
    proxies: proxiesFrom(proxies),
    ...(patience && { patience }),
    ...(onRefused && { onRefused }),
  })
  front.standBefore(server)
  front.standBefore(server)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  closing.push(() => server.close().closeAllConnections())
  return { port: (server.address() as AddressInfo).port, front } // it listens on TCP
}

/** Sends these lines as they are. */
export function open(port: number, lines: readonly string[]): Socket {
  const socket = connect(port, '127.0.0.1')
  closing.push(() => socket.destroy())
  socket.on('error', () => {})
  socket.write([...lines, '', ''].join('\r\n'))
  return socket
}

/** All that comes back until the server closes the connection. */
export async function untilClosed(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (piece) => (text += String(piece)))
  await once(socket, 'close')
  return text
}

export const ask = async (port: number, ...headers: string[]) =>
  await untilClosed(open(port, ['GET / HTTP/1.1', 'Connection: close', ...headers]))

export const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
export const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4)
/** What the handler was given. */
export const seenIn = (answer: string): Record<string, string | undefined> =>
  JSON.parse(/\{.*\}/s.exec(answer)?.[0] ?? '') as Record<string, string> // headers, as the handler wrote them
export const headerOf = (answer: string, name: string) => new RegExp(`^${name}: (.*)\r$`, 'im').exec(answer)?.[1]
