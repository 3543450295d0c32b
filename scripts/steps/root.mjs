import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository: every script works from here, wherever it is called. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

export const inRoot = (...parts) => path.join(root, ...parts)

/** The program of an installed package, run with this Node: no shell, and the same on every system. */
const packageProgram = (...parts) => [process.execPath, inRoot('node_modules', ...parts)]

export const programs = {
  next: packageProgram('next', 'dist', 'bin', 'next'),
  tsc: packageProgram('typescript', 'bin', 'tsc'),
  oxlint: packageProgram('oxlint', 'bin', 'oxlint'),
  oxfmt: packageProgram('oxfmt', 'bin', 'oxfmt'),
  knip: packageProgram('knip', 'bin', 'knip.js'),
  vitest: packageProgram('vitest', 'vitest.mjs'),
  playwright: packageProgram('@playwright', 'test', 'cli.js'),
}
