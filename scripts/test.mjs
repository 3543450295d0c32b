#!/usr/bin/env node
/**
 * `npm test`: everything, from a clean checkout with Node alone. Installs what is missing, a browser too. The last line
 * is the sum of all that was counted; types, lint, rooms, unused code, format and build count as one each.
 */
import process from 'node:process'
import { build } from './steps/build.mjs'
import { ensureBrowser } from './steps/browser.mjs'
import { ensureInstalled, requireNode } from './steps/install.mjs'
import { inRoot, programs } from './steps/programs.mjs'
import { lintStep, readingSteps, unitStep } from './steps/quick-steps.mjs'
import { createTally, fromLines, fromReport } from './steps/tally.mjs'

requireNode()
await ensureInstalled()
const browser = await ensureBrowser()
const tally = createTally()

await readingSteps(tally)

// Interop waits for others half of its time: it goes beside what waits for nobody.
let built = false
await Promise.all([
  lintStep(tally),
  tally.beside('interop', (write) =>
    fromLines([process.execPath, '--import', 'tsx', inRoot('interop', 'run.ts')], write),
  ),
  unitStep(tally).then(() =>
    tally.step('build', async () => {
      built = (await build()).ok
      return { passed: built ? 1 : 0, failed: built ? 0 : 1, skipped: 0 }
    }),
  ),
])
const nothingBuilt = 'There is no build to test.'
// Both wait for hosts and for time to pass, and compare CPU at most: they go beside the browsers, which do so too.
const bench = tally.beside('bench', (write) =>
  fromLines([process.execPath, '--import', 'tsx', inRoot('bench', 'run.ts'), '--check'], write),
)
const chaos = tally.beside('chaos', async (write) => {
  if (!built) throw new Error(nothingBuilt)
  const configs = ['sqlite', 'postgres-3'].flatMap((config) => ['--config', config])
  const short = ['--or-skip', '--kills', '2', '--stops', '1', '--freeze', '4', '--vms', '8']
  return fromLines([process.execPath, '--import', 'tsx', inRoot('chaos', 'main.ts'), ...configs, ...short], write)
})
await tally.step('e2e', async () => {
  if (!built) throw new Error(nothingBuilt)
  if (!browser) throw new Error('No Chromium was found and none could be installed. Set ANDON_CHROMIUM to its path.')
  // Recording costs a tenth, and is for who looks for a cause; where a second try follows, that one is recorded.
  const trace = process.env.CI ? [] : ['--trace=off']
  return await fromReport([...programs.playwright, 'test', '--reporter=list,json', ...trace], {
    variable: 'PLAYWRIGHT_JSON_OUTPUT_FILE',
    env: { ANDON_CHROMIUM: browser },
    read: ({ stats, errors, suites }) => ({
      // What needed a second try passed; the list reporter names it as flaky.
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected + errors.length,
      skipped: stats.skipped,
      timed: suites.flatMap(timedIn),
    }),
  })
})
await Promise.all([bench, chaos])

process.exitCode = tally.finish() ? 0 : 1

/** Each test of a part of the report, with the time of all its tries. */
function timedIn({ suites = [], specs = [] }) {
  const own = specs.map(({ title, file, tests }) => ({
    name: `${file}: ${title}`,
    seconds: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0) / 1000,
  }))
  return [...own, ...suites.flatMap(timedIn)]
}
