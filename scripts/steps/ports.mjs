import { createServer } from 'node:net'
import process from 'node:process'

/** A port from the environment, or the usual one. Ends the process when it is no port. */
export function portFrom(variable, usual) {
  const text = process.env[variable]
  if (text === undefined || text === '') return usual
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port >= 1 && port <= 65_533) return port
  console.error(`${variable}="${text}" is not a port. A port is a number from 1 to 65533.`)
  process.exit(1)
}

/**
 * Ends the process with one sentence when a port cannot be had: before anything is installed, built or started.
 * @param {{ port: number, what: string, variable: string }[]} wanted
 */
export async function requireFreePorts(wanted) {
  const numbers = wanted.map(({ port }) => port)
  const twice = wanted.find(({ port }, at) => numbers.indexOf(port) !== at)
  if (twice) fail(`Port ${twice.port} is wanted twice. Set ${twice.variable} to another one.`)
  for (const { port, what, variable } of wanted) {
    const problem = await whyNot(port)
    if (problem) fail(`Port ${port} for ${what} ${problem}. Choose another one: ${variable}=… npm run …`)
  }
}

/**
 * A port of this machine that nobody has at the moment.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}

function whyNot(port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', ({ code }) => {
      resolve(
        code === 'EACCES'
          ? 'may not be used by this account'
          : code === 'EADDRINUSE'
            ? 'is taken'
            : `cannot be used (${code})`,
      )
    })
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)))
  })
}
