#!/usr/bin/env node
/**
 * `npm run dev`: the console with hot reload and one simulated host, no network. What is stored stays in .data/dev.
 * The runtime (server/) is kept over a hot reload: restart after editing it.
 */
import process from 'node:process'
import { ensureInstalled, requireNode } from './steps/install.mjs'
import { portFrom, requireFreePorts } from './steps/ports.mjs'
import { programsTogether } from './steps/programs-together.mjs'
import { inRoot, programs } from './steps/programs.mjs'
import { demoEndpoints } from './steps/simulated.mjs'

requireNode()
const port = portFrom('PORT', 3000)
const [host] = demoEndpoints(portFrom('SIMULATOR_PORT', 8989))
await requireFreePorts([
  { port, what: 'the console', variable: 'PORT' },
  { port: host.port, what: 'the simulated host', variable: 'SIMULATOR_PORT' },
])
await ensureInstalled()

const password = process.env.ANDON_ADMIN_PASSWORD || 'a console to develop'
const together = programsTogether()
together.start('The simulated host', host.command)
together.start('The console', [...programs.next, 'dev', '-H', '127.0.0.1', '-p', String(port)], {
  env: {
    NEXT_TELEMETRY_DISABLED: '1',
    ANDON_DATA: process.env.ANDON_DATA ?? inRoot('.data', 'dev'),
    ANDON_ADMIN_PASSWORD: password,
    ANDON_SEED_CONNECTIONS: JSON.stringify([host.connection]),
  },
})
console.log(`Sign in at http://127.0.0.1:${port} as admin with the password ${password}.`)
