import { spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** The folder of the repository: every script works from here, wherever it is called. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

export const inRoot = (...parts) => path.join(root, ...parts)

const packageProgram = (...parts) => [process.execPath, inRoot('node_modules', ...parts)]

export const programs = {
  /** `npm start`: the production build. */
  start: [process.execPath, inRoot('scripts', 'start.mjs')],
  next: packageProgram('next', 'dist', 'bin', 'next'),
  tsc: packageProgram('typescript', 'bin', 'tsc'),
  oxlint: packageProgram('oxlint', 'bin', 'oxlint'),
  oxfmt: packageProgram('oxfmt', 'bin', 'oxfmt'),
  knip: packageProgram('knip', 'bin', 'knip.js'),
  vitest: packageProgram('vitest', 'vitest.mjs'),
  playwright: packageProgram('@playwright', 'test', 'cli.js'),
}

/**
 * Runs one program to its end, its output on ours.
 * @param {string[]} command the program and its arguments
 * @param {object} [options]
 * @param {Record<string, string | undefined>} [options.env]
 * @param {number} [options.timeoutMs]
 * @param {(text: string) => void} [options.write] takes the output instead, as it comes
 * @returns {Promise<{ ok: boolean, output: string }>} `output` is what `write` was given
 */
export function run([program, ...args], { env, timeoutMs, write } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: write ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      ...(timeoutMs && { timeout: timeoutMs }),
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
        write(text)
      })
    }
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`)
      resolve({ ok: false, output })
    })
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}
