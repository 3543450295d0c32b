import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { programs, run } from './programs.mjs'

/**
 * Chromium as it is called on Linux and macOS, first choice first: the one without windows of its own spares a quarter
 * of the CPU.
 */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The Chromium that the browser tests use: `ANDON_CHROMIUM`, Playwright's own, or the system's.
 * @returns {Promise<string | undefined>} its path
 */
export async function findBrowser() {
  const wanted = process.env.ANDON_CHROMIUM
  if (wanted) return wanted
  const { chromium } = await import('@playwright/test')
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
  return [chromium.executablePath(), ...onPath, ...places].find(isProgram)
}

/** Finds a browser or installs one: Debian's as root, else Playwright's own. Undefined when neither could be had. */
export async function ensureBrowser() {
  const found = await findBrowser()
  if (found) return found
  if (process.getuid?.() === 0 && isProgram('/usr/bin/apt-get')) {
    console.log('Installing Chromium (apt-get)…')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run(['apt-get', 'update', '-qq'], { env })
    await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'], { env })
    const installed = await findBrowser()
    if (installed) return installed
  }
  console.log('Installing Chromium (Playwright)…')
  await run([...programs.playwright, 'install', 'chromium'], { timeoutMs: 300_000 })
  return await findBrowser()
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
