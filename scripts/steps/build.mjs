import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { inRoot, programs, run } from './programs.mjs'

/** What a production build is made from. */
const sources = [
  'app',
  'components',
  'lib',
  'pages',
  'server',
  'public',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'next.config.js',
  'postcss.config.mjs',
  'package-lock.json',
]

/** Where `next build` writes and `next start` reads: the same rule as in next.config.js. */
const distDir = process.env.ANDON_DIST ?? '.next'

/** Types are checked by `npm run check` and `npm run build`; here they would only cost time. */
export const build = () =>
  run([...programs.next, 'build'], { env: { NEXT_TELEMETRY_DISABLED: '1', ANDON_TYPES: 'checked' } })

/** Builds when there is no build, or a source is newer than it. Returns false when the build failed. */
export async function ensureBuilt() {
  const builtAt = await modifiedAt(inRoot(distDir, 'BUILD_ID'))
  if (builtAt !== undefined && (await newest(sources.map((name) => inRoot(name)))) <= builtAt) return true
  console.log('Building…')
  return (await build()).ok
}

async function newest(paths) {
  const times = await Promise.all(paths.map(newestIn))
  return Math.max(0, ...times)
}

async function newestIn(file) {
  if (/\.test\.tsx?$/.test(file)) return 0
  const found = await stat(file).catch(() => undefined)
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  // A removed file shows in the time of its folder.
  const inside = await readdir(file)
  return Math.max(found.mtimeMs, await newest(inside.map((name) => path.join(file, name))))
}

async function modifiedAt(file) {
  return (await stat(file).catch(() => undefined))?.mtimeMs
}
