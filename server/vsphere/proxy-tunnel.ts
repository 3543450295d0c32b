import { isIPv4, isIPv6, type Socket } from 'node:net'
import { lookup } from 'node:dns/promises'
import type { Endpoint } from '@/lib/vsphere/connection'
import { WireError } from './errors'
import { networkError } from './network-error'

type ProxyType = NonNullable<Endpoint['proxy']>['type']
type Target = { host: string; port: number }

const maxReplyBytes = 16_384

/**
 * Asks a proxy for a tunnel to the target, on a socket that is connected to the proxy.
 * `http` uses CONNECT for plain HTTP as well; `socks4` resolves the name here, `socks4a` and `socks5` at the proxy.
 * Rejects with WireError `proxy-failed`.
 */
export async function openTunnel(
  socket: Socket,
  type: ProxyType,
  target: Target,
  deadline: AbortSignal,
): Promise<void> {
  switch (type) {
    case 'http':
      return connectThroughHttp(socket, target, deadline)
    case 'socks4':
    case 'socks4a':
      return connectThroughSocks4(socket, type, target, deadline)
    case 'socks5':
      return connectThroughSocks5(socket, target, deadline)
  }
}

async function connectThroughHttp(socket: Socket, { host, port }: Target, deadline: AbortSignal): Promise<void> {
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`)
  const reply = await readReply(socket, deadline, (bytes) => {
    const end = bytes.indexOf('\r\n\r\n')
    return end === -1 ? undefined : end + 4
  })
  const status = reply.toString('latin1').split('\r\n', 1)[0] ?? ''
  if (!/^HTTP\/1\.[01] 2\d\d\b/.test(status)) throw refused(`the proxy answered "${status}"`)
}

const portBytes = (port: number) => [port >> 8, port & 0xff]

async function connectThroughSocks4(socket: Socket, type: 'socks4' | 'socks4a', target: Target, deadline: AbortSignal) {
  const { host, port } = target
  const resolved = isIPv4(host) || type === 'socks4a' ? host : (await lookup(host, { family: 4 })).address
  const byName = !isIPv4(resolved)
  const address = byName ? [0, 0, 0, 1] : resolved.split('.').map(Number)
  const name = byName ? [...Buffer.from(host, 'latin1'), 0] : []
  socket.write(Buffer.from([4, 1, ...portBytes(port), ...address, 0, ...name]))
  const reply = await readReply(socket, deadline, (bytes) => (bytes.length >= 8 ? 8 : undefined))
  if (reply[1] !== 0x5a) throw refused(`the SOCKS4 proxy answered with code ${reply[1]}`)
}

async function connectThroughSocks5(socket: Socket, { host, port }: Target, deadline: AbortSignal): Promise<void> {
  socket.write(Buffer.from([5, 1, 0]))
  const greeting = await readReply(socket, deadline, (bytes) => (bytes.length >= 2 ? 2 : undefined))
  if (greeting[0] !== 5 || greeting[1] !== 0) throw refused('the SOCKS5 proxy wants a sign-in')
  const name = Buffer.from(host, 'latin1')
  const address = isIPv4(host) ? [1, ...host.split('.').map(Number)] : [3, name.length, ...name]
  socket.write(Buffer.from([5, 1, 0, ...address, ...portBytes(port)]))
  const reply = await readReply(socket, deadline, socks5ReplyLength)
  if (reply[1] !== 0) throw refused(`the SOCKS5 proxy answered with code ${reply[1]}`)
}

/** Version, code, reserved, then an address whose length depends on its type, then a port. */
function socks5ReplyLength(bytes: Buffer): number | undefined {
  const addressLength = { 1: 4, 4: 16, 3: 1 + (bytes[4] ?? 0) }[bytes[3] ?? 0]
  const total = 4 + (addressLength ?? 0) + 2
  return bytes.length >= 5 && bytes.length >= total ? total : undefined
}

const refused = (detail: string) => new WireError('proxy-failed', detail)

/** Reads until `lengthOf` knows how long the reply is; bytes beyond it belong to the tunnel and are put back. */
function readReply(
  socket: Socket,
  deadline: AbortSignal,
  lengthOf: (bytes: Buffer) => number | undefined,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0)
    const finish = (error?: WireError) => {
      socket.off('data', read).off('error', failed).off('close', closed)
      deadline.removeEventListener('abort', timedOut)
      socket.pause()
      if (!error) return
      socket.on('error', () => {}) // late errors of a socket that we are done with
      socket.destroy()
      reject(error)
    }
    const read = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      const length = lengthOf(bytes)
      if (length === undefined) {
        if (bytes.length > maxReplyBytes) finish(refused('the proxy answered with too much'))
        return
      }
      finish()
      if (bytes.length > length) socket.unshift(bytes.subarray(length))
      resolve(bytes.subarray(0, length))
    }
    const failed = (error: Error) => finish(networkError(error))
    const closed = () => finish(refused('the proxy closed the connection'))
    const timedOut = () => finish(new WireError('timed-out', 'the proxy did not answer'))
    socket.on('data', read).on('error', failed).on('close', closed).resume()
    deadline.addEventListener('abort', timedOut)
  })
}
