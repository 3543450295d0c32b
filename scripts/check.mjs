#!/usr/bin/env node
/** `npm run check`: types, lint, rooms, unused code, format and unit tests, for before every commit. */
import process from 'node:process'
import { ensureInstalled, requireNode } from './steps/install.mjs'
import { lintStep, readingSteps, unitStep } from './steps/quick-steps.mjs'
import { createTally } from './steps/tally.mjs'

requireNode()
await ensureInstalled()

const tally = createTally()
await readingSteps(tally)
await Promise.all([unitStep(tally), lintStep(tally)])
process.exitCode = tally.finish() ? 0 : 1
