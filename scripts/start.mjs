#!/usr/bin/env node
/**
 * `npm start`: the console that `npm run build` has built. What it does is `server/console/serve.ts`, as Next has built
 * it: this file only finds that, and Next.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { requireNode } from './steps/install.mjs'
import { root } from './steps/programs.mjs'

requireNode()
process.title = 'andon'
process.env.NODE_ENV ||= 'production'
process.env.NEXT_TELEMETRY_DISABLED ||= '1'
process.chdir(root)

const require = createRequire(import.meta.url)
const built = path.join(root, process.env.ANDON_DIST ?? '.next', 'server', 'instrumentation.js')
if (!existsSync(built)) {
  console.error('There is no build yet. Make one: npm run build')
  process.exit(1)
}
// Whatever stands in .env counts from the beginning.
createRequire(require.resolve('next'))('@next/env').loadEnvConfig(root, false)

/** The file that Next itself loads before the first request. */
const { serve } = await require(built)
await serve(process.argv.slice(2), async ({ host, port }) => {
  const next = require('next')({ dir: root, dev: false, hostname: host, port, quiet: true })
  await next.prepare()
  return next.getRequestHandler()
})
