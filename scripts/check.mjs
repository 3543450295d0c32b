#!/usr/bin/env node
/** `npm run check`: types, lint, rooms, unused code, format and unit tests, for before every commit. */
import process from 'node:process'
import { ensureInstalled } from './steps/install.mjs'
import { requireNode } from './steps/node-version.mjs'
import { quickSteps } from './steps/quick-steps.mjs'
import { createTally } from './steps/tally.mjs'

requireNode()
await ensureInstalled()

const tally = createTally()
await quickSteps(tally)
process.exitCode = tally.finish() ? 0 : 1
