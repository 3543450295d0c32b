import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { inRoot, run } from './programs.mjs'

const needed = [20, 19]

/** Ends the process with one sentence when Node is too old for what the packages need. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return
  console.error(`Andon needs Node ${needed.join('.')} or newer; this is Node ${process.versions.node}.`)
  process.exit(1)
}

/** Runs `npm ci` unless what is installed is what the lock file says. Ends the process when it fails. */
export async function ensureInstalled() {
  if (await isInstalled()) return
  console.log('Installing packages (npm ci)…')
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  const { ok } = await run([...npm, 'ci', '--no-audit', '--no-fund'])
  if (ok) return
  console.error('The packages could not be installed. The lines above say why.')
  process.exit(1)
}

/** Compares the lock file with npm's own record of what it installed. Packages for other systems may be absent. */
async function isInstalled() {
  const [wanted, installed] = await Promise.all([
    readPackages(inRoot('package-lock.json')),
    readPackages(inRoot('node_modules', '.package-lock.json')),
  ])
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
  )
}

async function readPackages(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
