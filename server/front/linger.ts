import type { IncomingMessage, ServerResponse } from 'node:http'

/** What the rest of a request that was answered early may still send before its connection is closed, ms. */
const lingerMs = 2_000

/**
 * Lets the last answer on a connection arrive though its request was not read to the end. Node closes such a connection
 * with the answer's last byte; what still comes in is then answered with a reset, at which the client may drop an answer
 * that it has not read yet (RFC 9112, 9.6). So only our half is closed, and the rest is read and thrown away until the
 * client closes its own or `lingerMs` are over.
 */
export function lingerAfterAnswer(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request
  socket.destroySoon = () => {
    if (request.complete) return void Object.getPrototypeOf(socket).destroySoon.call(socket)
    request.resume().on('error', () => {})
    socket.end()
    const timer = setTimeout(() => socket.destroy(), lingerMs)
    socket.once('close', () => clearTimeout(timer))
  }
  // The next request on this connection may be read to its end.
  response.once('close', () => Reflect.deleteProperty(socket, 'destroySoon'))
}
