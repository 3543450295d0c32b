#!/usr/bin/env node
/**
 * `npm run demo`: a simulated ESXi host, a second one and a vCenter, and the console in front of them, from a clean
 * checkout with Node alone. PORT (3000) and SIMULATOR_PORT (8989, and the two after it) can be chosen.
 */
import { rm } from 'node:fs/promises'
import process from 'node:process'
import { ensureBuilt } from './steps/build.mjs'
import { ensureInstalled, requireNode } from './steps/install.mjs'
import { portFrom, requireFreePorts } from './steps/ports.mjs'
import { programsTogether, untilAnswering } from './steps/programs-together.mjs'
import { inRoot } from './steps/programs.mjs'
import { consoleOf, demoEndpoints, demoPeople, readyText, startEndpoints } from './steps/simulated.mjs'

requireNode()
const port = portFrom('PORT', 3000)
const endpoints = demoEndpoints(portFrom('SIMULATOR_PORT', 8989))
await requireFreePorts([
  { port, what: 'the console', variable: 'PORT' },
  ...endpoints.map((one) => ({ port: one.port, what: `the simulated ${one.what}`, variable: 'SIMULATOR_PORT' })),
])
await ensureInstalled()
if (!(await ensureBuilt())) {
  console.error('The console could not be built. The lines above say why.')
  process.exit(1)
}

// The simulated hosts begin anew each time, and so does what the console remembers of them.
const dataDir = process.env.ANDON_DATA ?? inRoot('.data', 'demo')
if (!process.env.ANDON_DATA) await rm(dataDir, { recursive: true, force: true })
const people = demoPeople()

console.log('Starting…')
const together = programsTogether()
let isReady = false
await startEndpoints(together, endpoints, () => isReady)

const { url, command, env } = consoleOf({ port, dataDir, people, endpoints })
together.start('The console', command, { quiet: true, env })
await untilAnswering(`${url}/api/health`, together)
isReady = true
console.log(readyText({ url, people, endpoints }))
