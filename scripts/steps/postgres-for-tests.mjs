import { createServer } from 'node:net'
import process from 'node:process'
import { startPostgres } from './postgres.mjs'

/**
 * One PostgreSQL for all tests of a run, started for the first that asks for it at this port: a line of JSON with its
 * `url`, or `why` there is none. It ends when the run does.
 */
export default async function setup() {
  /** @type {ReturnType<typeof startPostgres> | undefined} */
  let started
  const door = createServer((socket) => {
    socket.on('error', () => undefined)
    started ??= startPostgres({ isDurable: false })
    started.then(
      ({ url }) => socket.end(JSON.stringify({ url })),
      (error) => socket.end(JSON.stringify({ why: error.message })),
    )
  })
  await new Promise((resolve) => door.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = door.address()
  process.env.ANDON_TEST_POSTGRES = String(typeof address === 'object' && address?.port)
  return async () => {
    door.close()
    const server = await started?.catch(() => undefined)
    await server?.stop()
  }
}
