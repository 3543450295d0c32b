#!/usr/bin/env node
/**
 * `npm run demo`: a simulated ESXi host, a second one and a vCenter, and the console in front of them, from a clean
 * checkout with Node alone. PORT (3000) and SIMULATOR_PORT (8989, and the two after it) can be chosen.
 */
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import process from 'node:process'
import { ensureBuilt } from './steps/build.mjs'
import { ensureInstalled, requireNode } from './steps/install.mjs'
import { portFrom, requireFreePorts } from './steps/ports.mjs'
import { programsTogether, untilAnswering } from './steps/programs-together.mjs'
import { inRoot, programs } from './steps/programs.mjs'
import { demoEndpoints } from './steps/simulated.mjs'

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
const password = process.env.ANDON_ADMIN_PASSWORD || randomBytes(9).toString('base64url')

console.log('Starting…')
const together = programsTogether()
const isStopping = () => together.isStopping
// Who stops one of the hosts wants to see what the console says of it; before it is ready it is a fault.
let isReady = false
for (const { what, command } of endpoints) {
  together.start(`The simulated ${what}`, command, { quiet: true, mayEnd: () => isReady })
}
await Promise.all(endpoints.map(({ url }) => untilAnswering(url, { isStopping })))

const url = `http://127.0.0.1:${port}`
together.start('The console', [...programs.next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
  quiet: true,
  env: {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    ANDON_DATA: dataDir,
    ANDON_ADMIN_PASSWORD: password,
    ANDON_SEED_CONNECTIONS: JSON.stringify(endpoints.map(({ connection }) => connection)),
  },
})
await untilAnswering(`${url}/api/health`, { isStopping })
isReady = true

const hosts = endpoints.map(
  ({ name, what, url, connection }) =>
    `    ${name.padEnd(12)} ${what.padEnd(10)} ${url}   ${connection.user}, ${connection.password}`,
)
console.log(`
Andon is ready.

  Open      ${url}
  User      admin
  Password  ${password}

  Simulated hosts, for any vSphere client (user, password):
${hosts.join('\n')}

  Try: power on asks-append-or-replace on esx-lab, and answer what its host asks.
  Ctrl-C stops everything.
`)
