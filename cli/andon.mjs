#!/usr/bin/env node
/** The command line, `npx --no-install andon …`: what it does is `main.ts`, which tsx reads as it stands. */
import process from 'node:process'
import { register } from 'tsx/esm/api'

// Whoever reads has read enough.
process.stdout.on('error', ({ code }) => process.exit(code === 'EPIPE' ? 0 : 1))
register()
const { main } = await import('./main.ts')
process.exitCode = await main(process.argv.slice(2))
