#!/usr/bin/env node
/**
 * `npm run demo:cluster`: three processes of the console over one PostgreSQL, with a load balancer before them and the
 * simulated hosts of the demo behind. PostgreSQL is the one of DATABASE_URL, or one of our own: the installed one, else
 * npm's. Its data are in ANDON_DATA, or in a temporary folder that goes with the demo. PORT (3000, and the three after it)
 * and SIMULATOR_PORT (8989, and the two after it) can be chosen.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { ensureBuilt } from './steps/build.mjs'
import { ensureInstalled, requireNode } from './steps/install.mjs'
import { portFrom, requireFreePorts } from './steps/ports.mjs'
import { programsTogether, untilAnswering } from './steps/programs-together.mjs'
import { consoleOf, demoEndpoints, demoPeople, readyText, startEndpoints } from './steps/simulated.mjs'

requireNode()
const port = portFrom('PORT', 3000)
const endpoints = demoEndpoints(portFrom('SIMULATOR_PORT', 8989))
const replicaPorts = [port + 1, port + 2, port + 3]
await requireFreePorts([
  { port, what: 'the load balancer', variable: 'PORT' },
  ...replicaPorts.map((one) => ({ port: one, what: 'a process of the console', variable: 'PORT' })),
  ...endpoints.map((one) => ({ port: one.port, what: `the simulated ${one.what}`, variable: 'SIMULATOR_PORT' })),
])
await ensureInstalled()
// They use packages that have just been installed.
const { startPostgres } = await import('./steps/postgres.mjs')
const { startSpread } = await import('./steps/spread.mjs')
if (!(await ensureBuilt())) {
  console.error('The console could not be built. The lines above say why.')
  process.exit(1)
}

const given = process.env.ANDON_DATA
const dataDir = given ?? (await mkdtemp(path.join(os.tmpdir(), 'andon-cluster-')))
const people = demoPeople()

console.log('Starting…')
const together = programsTogether()
if (!given) together.atEnd(() => rm(dataDir, { recursive: true, force: true }))
const databaseUrl = process.env.DATABASE_URL || (await ownPostgres())
let isReady = false
await startEndpoints(together, endpoints, () => isReady)

const replicas = replicaPorts.map((one, at) => {
  const { url, command, env } = consoleOf({ port: one, dataDir, people, endpoints, databaseUrl })
  const program = together.start(`Process ${at + 1}`, command, {
    quiet: true,
    env,
    mayEnd: () => isReady,
    comesBack: true,
  })
  return { url, program }
})
await Promise.all(replicas.map(({ url }) => untilAnswering(`${url}/api/health`, together)))
const spread = await startSpread({ urls: replicas.map(({ url }) => url), port })
together.atEnd(() => spread.close())
isReady = true

const lines = replicas.map(({ url, program }, at) => `    ${at + 1}   ${url}   process ${program.pid}`)
const also = `
  Three processes behind that address, over one database:
${lines.join('\n')}
    One that is killed (kill -9 …) comes back; one that is frozen (kill -STOP …) goes on with kill -CONT.
`
console.log(readyText({ url: spread.url, people, endpoints, also }))

/** A PostgreSQL that goes with the demo; its data stay only in a folder that was given. */
async function ownPostgres() {
  try {
    const server = await startPostgres(given ? { folder: path.join(given, 'postgres') } : {})
    together.atEnd(() => server.stop())
    return server.url
  } catch (error) {
    console.error(`${error.message}.`)
    process.exit(1)
  }
}
