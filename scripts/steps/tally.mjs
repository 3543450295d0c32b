import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { run } from './programs.mjs'

/**
 * @typedef {{ name: string, seconds: number }} Timed
 * @typedef {{ passed: number, failed: number, skipped: number, timed?: Timed[] }} Tally `timed` is what it counted
 * @typedef {((text: string) => void) | undefined} Write takes output that is not to be seen yet
 */

const shownSlowest = 10

/** Adds up what every step counted; the last line it prints is the sum. */
export function createTally() {
  /** @type {{ name: string, tally: Tally, seconds: number }[]} */
  const steps = []
  /** Output of steps that have ended while another one had the screen. */
  const waiting = []
  let taken = false

  async function count(step, work, write) {
    const startedAt = performance.now()
    const tally = await work(write).catch((error) => {
      const text = `${error.stack ?? error}\n`
      if (write) write(text)
      else process.stderr.write(text)
      return { passed: 0, failed: 1, skipped: 0 }
    })
    const nothing = tally.passed + tally.failed + tally.skipped === 0
    if (nothing) console.error(`${step.name} counted nothing, which counts as a failure.`)
    step.tally = nothing ? { ...tally, failed: 1 } : tally
    step.seconds = (performance.now() - startedAt) / 1000
  }

  function begin(name) {
    const step = { name, tally: { passed: 0, failed: 1, skipped: 0 }, seconds: 0 }
    steps.push(step)
    return step
  }

  function show(text) {
    if (taken) waiting.push(text)
    else process.stdout.write(text)
  }

  return {
    /**
     * Runs one step with the screen for itself, and keeps its count. A step that throws, or counts nothing, has failed.
     * @param {string} name
     * @param {() => Promise<Tally>} work
     */
    async step(name, work) {
      console.log(`\n── ${name}`)
      taken = true
      await count(begin(name), () => work(), undefined)
      taken = false
      for (const text of waiting.splice(0)) process.stdout.write(text)
    },
    /**
     * Runs one step beside others; its output is shown when it has ended and nothing else has the screen.
     * @param {string} name
     * @param {(write: Write) => Promise<Tally>} work
     */
    async beside(name, work) {
      let output = ''
      await count(begin(name), work, (text) => (output += text))
      show(`\n── ${name}\n${output}`)
    },
    /** Prints what took longest, a line per step, and the sum as the last line. Returns whether nothing failed. */
    finish() {
      for (const { name, tally } of steps) {
        if (!tally.timed?.length) continue
        console.log(`\nThe slowest of ${name}:`)
        const slowest = tally.timed.toSorted((a, b) => b.seconds - a.seconds).slice(0, shownSlowest)
        for (const one of slowest) console.log(`${one.seconds.toFixed(1).padStart(7)} s   ${one.name}`)
      }
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
export async function asOne(command, options) {
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

/** A program with a line for each thing, such as `  passed    1.2 s  name`, and a last one with the sum of them. */
export async function fromLines(command, write) {
  const { ok, output } = await run(command, { write })
  const [, passed, failed, skipped] = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(output) ?? []
  const timed = [...output.matchAll(/^ {2}\w+ +(\d+\.\d) s {2}(.+)$/gm)].map(([, seconds, name = '']) => ({
    name,
    seconds: Number(seconds),
  }))
  const tally = { passed: Number(passed ?? 0), failed: Number(failed ?? 0), skipped: Number(skipped ?? 0), timed }
  return ok || tally.failed > 0 ? tally : { ...tally, failed: 1 }
}
