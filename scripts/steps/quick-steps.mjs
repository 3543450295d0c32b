import path from 'node:path'
import process from 'node:process'
import { inRoot, programs, root, run } from './programs.mjs'
import { asOne, fromReport } from './tally.mjs'

/** What is read from the sources alone, and quickly: all at once, since few of these use more than one core. */
export async function readingSteps(tally) {
  // Next's own declarations (CSS files, routes) are generated, not committed.
  await run([...programs.next, 'typegen'], { env: { NEXT_TELEMETRY_DISABLED: '1' } })
  await Promise.all([
    // A checker for each core would look at most types once more for each: two spare a third of the CPU.
    whole(tally, 'types', [...programs.tsc, '--noEmit', '--checkers', '2'], rareCollections),
    whole(tally, 'rooms', [process.execPath, inRoot('scripts', 'rooms.mjs')]),
    whole(tally, 'unused', programs.knip),
    whole(tally, 'format', [...programs.oxfmt, '--check', '.']),
  ])
}

/** Lint knows types, which takes as long as everything else that is read: it goes beside tests that wait for sockets. */
export const lintStep = (tally) =>
  whole(tally, 'lint', [...programs.oxlint, '--type-aware', '--deny-warnings'], rareCollections)

/** What is written in Go keeps most of what it makes until it ends: looking for what it need not keep is half of its CPU. */
const rareCollections = { GOGC: '400' }

const whole = (tally, name, command, env = {}) => tally.beside(name, (write) => asOne(command, { write, env }))

export const unitStep = (tally) =>
  tally.step('unit', () =>
    fromReport([...programs.vitest, 'run', '--reporter=default', '--reporter=json'], {
      read: (report) => ({
        passed: report.numPassedTests,
        failed: report.numFailedTests + failedFiles(report),
        skipped: report.numPendingTests + report.numTodoTests,
        timed: report.testResults.map(({ name, startTime, endTime }) => ({
          name: path.relative(root, name),
          seconds: (endTime - startTime) / 1000,
        })),
      }),
    }),
  )

/** Files that could not be loaded hold no tests that could fail. */
const failedFiles = (report) =>
  report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    .length
