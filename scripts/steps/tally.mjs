import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { run } from './run.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** Adds up what every step counted; the last line it prints is the sum. */
export function createTally() {
  /** @type {{ name: string, tally: Tally, seconds: number }[]} */
  const steps = []
  return {
    /**
     * Runs one step and keeps its count. A step that throws, or counts nothing, has failed.
     * @param {string} name
     * @param {() => Promise<Tally>} step
     */
    async step(name, step) {
      console.log(`\n── ${name}`)
      const startedAt = performance.now()
      const tally = await step().catch((error) => {
        console.error(error)
        return { passed: 0, failed: 1, skipped: 0 }
      })
      const nothing = tally.passed + tally.failed + tally.skipped === 0
      if (nothing) console.error(`${name} counted nothing, which counts as a failure.`)
      steps.push({
        name,
        tally: nothing ? { ...tally, failed: 1 } : tally,
        seconds: (performance.now() - startedAt) / 1000,
      })
    },
    /** Prints a line per step and the sum as the last line. Returns whether nothing failed. */
    finish() {
      console.log('')
      for (const { name, tally, seconds } of steps)
        console.log(`${name.padEnd(10)} ${seconds.toFixed(0).padStart(4)} s   ${words(tally)}`)
      const sum = { passed: 0, failed: 0, skipped: 0 }
      for (const { tally } of steps) for (const key of Object.keys(sum)) sum[key] += tally[key]
      console.log(words(sum))
      return sum.failed === 0
    },
  }
}

const words = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`

/** A command that passes or fails as a whole. */
export const asOne = async (command, options) => {
  const { ok } = await run(command, options)
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}

/**
 * A test runner that writes a JSON report; `read` takes the counts out of it. A runner that fails although its report
 * counts no failure (a crash, an error outside a test) counts as one failure.
 */
export async function fromReport(command, { env, read, variable }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'andon-report-'))
  const file = path.join(folder, 'report.json')
  try {
    const { ok } = await run(variable ? command : [...command, `--outputFile.json=${file}`], {
      env: { ...env, ...(variable && { [variable]: file }) },
    })
    const text = await readFile(file, 'utf8').catch(() => undefined)
    const tally = text === undefined ? { passed: 0, failed: 0, skipped: 0 } : read(JSON.parse(text))
    return ok || tally.failed > 0 ? tally : { ...tally, failed: 1 }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A program whose last line is `N passed, N failed, N skipped`. */
export async function fromLastLine(command, options) {
  const { ok, output } = await run(command, { ...options, keepOutput: true })
  const [, passed, failed, skipped] = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(output) ?? []
  const tally = { passed: Number(passed ?? 0), failed: Number(failed ?? 0), skipped: Number(skipped ?? 0) }
  return ok || tally.failed > 0 ? tally : { ...tally, failed: 1 }
}
