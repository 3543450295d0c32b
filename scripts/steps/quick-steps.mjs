import process from 'node:process'
import { inRoot, programs } from './root.mjs'
import { run } from './run.mjs'
import { asOne, fromReport } from './tally.mjs'

/** What needs no build, no browser and no network: the steps that `check` and `test` share. */
export async function quickSteps(tally) {
  await tally.step('types', async () => {
    // Next's own declarations (CSS files, routes) are generated, not committed.
    await run([...programs.next, 'typegen'], { env: { NEXT_TELEMETRY_DISABLED: '1' } })
    return await asOne([...programs.tsc, '--noEmit'])
  })
  await tally.step('lint', () => asOne([...programs.oxlint, '--type-aware', '--deny-warnings']))
  await tally.step('rooms', () => asOne([process.execPath, inRoot('scripts', 'rooms.mjs')]))
  await tally.step('unused', () => asOne(programs.knip))
  await tally.step('format', () => asOne([...programs.oxfmt, '--check', '.']))
  await tally.step('unit', () =>
    fromReport([...programs.vitest, 'run', '--reporter=default', '--reporter=json'], {
      read: (report) => ({
        passed: report.numPassedTests,
        failed: report.numFailedTests + failedFiles(report),
        skipped: report.numPendingTests + report.numTodoTests,
      }),
    }),
  )
}

/** Files that could not be loaded hold no tests that could fail. */
const failedFiles = (report) =>
  report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    .length
