import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { exchangeHeader } from '@/lib/accounts/request-marks'
import { ask, bodyOf, closeLater, open, serve, statusOf, untilClosed, closeAfterEach } from './testing/front-rig'

closeAfterEach()

describe('a client that keeps others waiting', () => {
  const patience = { headersMs: 50, bodyMs: 50, silenceMs: 60_000 }

  test.each([
    ['says nothing', ''],
    ['sends half a header', 'GET / HTTP/1.1\r\nHost: loc'],
  ])('and %s is sent away', async (_, text) => {
    const { port } = await serve({ patience })
    const socket = connect(port, '127.0.0.1')
    closeLater(() => socket.destroy())
    socket.write(text)
    const answer = await untilClosed(socket)
    expect(answer === '' || statusOf(answer) === 408).toBe(true)
  })

  test('sends half a body: its connection is closed', async () => {
    const { port } = await serve({ patience, handle: (request) => void request.resume() })
    const socket = open(port, ['POST / HTTP/1.1', 'Host: localhost', 'Content-Length: 10'])
    socket.write('12345')
    expect(await untilClosed(socket)).toBe('')
  })

  test('stops in the middle of an upload: its connection is closed, however long the upload was taking', async () => {
    const { port } = await serve({
      patience: { ...patience, silenceMs: 100 },
      handle: (request) => void request.resume(),
    })
    const socket = open(port, ['PUT /api/files HTTP/1.1', 'Host: localhost', 'Content-Length: 10'])
    socket.write('12345')
    expect(await untilClosed(socket)).toBe('')
  })

  test('does not read: the answer is not kept for it', async () => {
    let isClosed = () => {}
    const closed = new Promise<void>((resolve) => (isClosed = resolve))
    const { port } = await serve({
      patience: { ...patience, silenceMs: 100 },
      handle: (_, response) => {
        response.once('close', isClosed)
        response.write(Buffer.alloc(64 * 2 ** 20))
      },
    })
    const socket = open(port, ['GET / HTTP/1.1', 'Host: localhost'])
    socket.pause()
    await closed
  })

  test('waits for us: it is not sent away', async () => {
    const { port } = await serve({
      patience: { ...patience, silenceMs: 100 },
      handle: (request, response) => {
        request.resume()
        setTimeout(() => response.end('late'), 350)
      },
    })
    expect(bodyOf(await ask(port, 'Host: localhost'))).toContain('late')
  })

  test('an exchange that is cut leaves no connection behind, whatever was not sent', async () => {
    let mark = ''
    const { port, front } = await serve({
      handle: (request, response) => {
        mark = String(request.headers[exchangeHeader])
        response.once('close', () => (mark = 'closed'))
        response.write(Buffer.alloc(64 * 2 ** 20))
      },
    })
    const socket = open(port, ['GET / HTTP/1.1', 'Host: localhost'])
    await once(socket, 'readable')
    front.cut('no such exchange')
    front.cut(mark)
    socket.resume()
    await once(socket, 'close')
    expect(mark).toBe('closed')
  })
})
