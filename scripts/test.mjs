#!/usr/bin/env node
/**
 * `npm test`: everything, from a clean checkout with Node alone. Installs what is missing, a browser too. The last line
 * is the sum of all that was counted; types, lint, format and build count as one each.
 */
import { existsSync } from 'node:fs'
import process from 'node:process'
import { build } from './steps/build.mjs'
import { ensureBrowser } from './steps/browser.mjs'
import { ensureInstalled } from './steps/install.mjs'
import { requireNode } from './steps/node-version.mjs'
import { quickSteps } from './steps/quick-steps.mjs'
import { inRoot, programs } from './steps/root.mjs'
import { createTally, fromLastLine, fromReport } from './steps/tally.mjs'

requireNode()
await ensureInstalled()
const browser = await ensureBrowser()
const tally = createTally()

await quickSteps(tally)
if (existsSync(inRoot('interop', 'run.ts'))) {
  await tally.step('interop', () => fromLastLine([process.execPath, '--import', 'tsx', inRoot('interop', 'run.ts')]))
}
let built = false
await tally.step('build', async () => {
  built = (await build()).ok
  return { passed: built ? 1 : 0, failed: built ? 0 : 1, skipped: 0 }
})
await tally.step('e2e', async () => {
  if (!built) throw new Error('There is no build to test.')
  if (!browser) throw new Error('No Chromium was found and none could be installed. Set ANDON_CHROMIUM to its path.')
  return await fromReport([...programs.playwright, 'test', '--reporter=list,json'], {
    variable: 'PLAYWRIGHT_JSON_OUTPUT_FILE',
    env: { ANDON_CHROMIUM: browser },
    read: ({ stats, errors }) => ({
      // What needed a second try passed; the list reporter names it as flaky.
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected + errors.length,
      skipped: stats.skipped,
    }),
  })
})

process.exitCode = tally.finish() ? 0 : 1
