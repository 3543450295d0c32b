import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { Pool, type Dispatcher } from 'undici'
import { expect, onTestFinished, test } from 'vitest'
import { exchange, type Received } from './http-exchange'

/** A server that answers each request as the test says, byte by byte. */
async function open(answer: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', () => answer(socket))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const pool = new Pool(`http://127.0.0.1:${address.port}`)
  onTestFinished(async () => {
    await pool.destroy()
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const get = (signal?: AbortSignal) => exchange(pool, { path: '/', method: 'GET' }, { signal, longestMs: 60_000 })
  return { get, sockets }
}

const head = (length: number) => `HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\ncontent-length: ${length}\r\n\r\n`

async function readAll({ pieces }: Received): Promise<string> {
  const read: Buffer[] = []
  for await (const piece of pieces()) read.push(piece)
  return Buffer.concat(read).toString()
}

test('a short body is there as a whole, in however many pieces it came, and what comes before the answer says nothing', async () => {
  const { get } = await open((socket) => {
    socket.write('HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n')
    socket.write(`${head(6)}abc`, () => setImmediate(() => socket.write('def')))
  })
  for (const _ of [1, 2]) {
    const { status, headers, whole } = await get()
    expect({ status, type: headers['content-type'], text: whole?.toString() }).toEqual({
      status: 200,
      type: 'text/xml',
      text: 'abcdef',
    })
  }
})

test('a body of nothing is whole', async () => {
  const { get } = await open((socket) => socket.write(head(0)))
  expect((await get()).whole).toHaveLength(0)
})

test('a long body comes in pieces, and who does not read has the server wait', async () => {
  let handler: Dispatcher.DispatchHandler = {}
  const asked: string[] = []
  const controller = {
    pause: () => asked.push('pause'),
    resume: () => asked.push('resume'),
  } as unknown as Dispatcher.DispatchController // all that is asked of it
  const dispatcher = {
    dispatch: (_options: Dispatcher.DispatchOptions, given: Dispatcher.DispatchHandler) => (handler = given),
  } as unknown as Dispatcher // all that is called
  const receiving = exchange(dispatcher, { path: '/', method: 'GET' }, { longestMs: 60_000 })
  handler.onRequestStart?.(controller, {})
  handler.onResponseStart?.(controller, 200, {}, 'OK')
  const piece = Buffer.alloc(100_000, 'x')
  handler.onResponseData?.(controller, piece)
  const received = await receiving
  expect(received.whole).toBeUndefined()
  handler.onResponseData?.(controller, piece)
  expect(asked).toEqual([])
  handler.onResponseData?.(controller, piece)
  expect(asked).toEqual(['pause'])
  const pieces = received.pieces()
  for (const _ of [1, 2, 3]) expect((await pieces.next()).value).toHaveLength(piece.length)
  expect(asked).toEqual(['pause', 'resume'])
  const last = pieces.next()
  handler.onResponseEnd?.(controller, {})
  expect((await last).done).toBe(true)
})

test('of a body that is cut off, what came is read first', async () => {
  const { get } = await open((socket) => {
    socket.write(`${head(100_000)}${'x'.repeat(20_000)}`, () => setImmediate(() => socket.destroy()))
  })
  const { pieces } = await get()
  let bytes = 0
  await expect(async () => {
    for await (const piece of pieces()) bytes += piece.length
  }).rejects.toThrow()
  expect(bytes).toBe(20_000)
})

test('of a short body that is cut off the head stands, and who reads it hears that it was', async () => {
  const { get } = await open((socket) => socket.write(`${head(100)}x`, () => socket.destroy()))
  const received = await get()
  expect(received).toMatchObject({ status: 200, whole: undefined })
  await expect(readAll(received)).rejects.toThrow()
})

test('who reads no further ends the exchange, and the connection with it', async () => {
  const { get, sockets } = await open((socket) => socket.write(`${head(100_000)}${'x'.repeat(20_000)}`))
  const received = await get()
  const closed = Promise.all([...sockets].map((socket) => once(socket, 'close')))
  received.discard()
  await closed
  await expect(readAll(received)).rejects.toThrow('not read')
})

test('an exchange that is given up says why: before it has a connection, while it waits, and in the middle of a body', async () => {
  const never = new Pool('http://127.0.0.1:9', { connect: () => {} })
  onTestFinished(() => never.destroy())
  const given = new AbortController()
  const waits = exchange(never, { path: '/', method: 'GET' }, { signal: given.signal, longestMs: 1 })
  given.abort(new Error('no more'))
  await expect(waits).rejects.toThrow('no more')
  await expect(exchange(never, { path: '/', method: 'GET' }, { signal: given.signal, longestMs: 1 })).rejects.toThrow(
    'no more',
  )

  const silent = new AbortController()
  const { get } = await open(() => silent.abort(new Error('too long')))
  await expect(get(silent.signal)).rejects.toThrow('too long')

  const half = new AbortController()
  const other = await open((socket) => socket.write(`${head(100_000)}${'x'.repeat(20_000)}`))
  const received = await other.get(half.signal)
  half.abort(new Error('enough'))
  await expect(readAll(received)).rejects.toThrow('enough')
})
