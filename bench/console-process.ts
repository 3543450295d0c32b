import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from '@playwright/test'
import { freePort } from '../scripts/steps/ports.mjs'
import { findBrowser } from '../scripts/steps/browser.mjs'
import { openInventory } from '../server/inventory/open-inventory'
import { createLog } from '../server/console/log'
import { startRuntime } from '../server/console/composition'
import { settingsFrom } from '../server/console/settings'
import { cpuMsOf, rssMiBOf } from './cpu-time'

const root = fileURLToPath(new URL('..', import.meta.url))
/** The folder of the build that is measured. */
export const built = join(root, process.env.ANDON_DIST ?? '.next')
const adminPassword = 'bench-password-1'

type AtHost = { url: string; user: string; password: string }

/** What is built, in a process of its own, connected to a host. */
export type BuiltConsole = {
  url: string
  /** Tokens of display links, as many as were asked for. */
  displays: readonly string[]
  rssMiB: () => number
  /** What the process with all its threads has spent of the CPU so far, ms. */
  cpuMs: () => number
  stop: () => Promise<void>
}

/** The same, and a browser beside it. */
export type ConsoleAndBrowser = { url: string; browser: Browser; stop: () => Promise<void> }

/** Undefined stands for what is missing here, in `because`. */
export async function startConsole(host: AtHost): Promise<ConsoleAndBrowser | { because: string }> {
  const executablePath = await findBrowser()
  if (!executablePath) return { because: 'there is no Chromium here' }
  const console_ = await startBuiltConsole(host)
  if ('because' in console_) return console_
  const browser = await chromium.launch({ executablePath })
  return {
    url: console_.url,
    browser,
    stop: async () => {
      await browser.close()
      await console_.stop()
    },
  }
}

/** @param links how many display links there are from the beginning. */
export async function startBuiltConsole(
  { url, user, password }: AtHost,
  links = 0,
): Promise<BuiltConsole | { because: string }> {
  if (!existsSync(join(built, 'BUILD_ID'))) return { because: 'there is no build (npm run build)' }
  const dataDir = await mkdtemp(join(tmpdir(), 'andon-bench-'))
  const port = await freePort()
  const seed = [
    { name: 'bench', address: url.replace(/\/sdk$/, ''), user, password, trust: { kind: 'none' }, autoAnswer: false },
  ]
  const env = {
    ...process.env,
    ANDON_DATA: dataDir,
    ANDON_ADMIN_PASSWORD: adminPassword,
    ANDON_SEED_CONNECTIONS: JSON.stringify(seed),
    ANDON_LOG: 'error',
  }
  const displays = links > 0 ? await makeDisplayLinks(env, links) : []
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), '-H', '127.0.0.1', '-p', String(port)], {
    cwd: root,
    env,
    stdio: 'ignore',
  })
  const address = `http://127.0.0.1:${port}`
  const end = Date.now() + 60_000
  for (;;) {
    const answer = await fetch(`${address}/api/health`).catch(() => undefined)
    if (answer?.ok) break
    if (Date.now() > end) throw new Error('the console did not start')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url: address,
    displays,
    rssMiB: () => rssMiBOf(child.pid),
    cpuMs: () => cpuMsOf(child.pid),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Before the console starts, with the same settings: each by hand on a page would take minutes. */
async function makeDisplayLinks(env: NodeJS.ProcessEnv, count: number): Promise<string[]> {
  const parts = { openInventory, log: createLog('silent'), announce: () => undefined, threads: true }
  const andon = await startRuntime(settingsFrom(env), parts)
  const tokens: string[] = []
  for (let one = 0; one < count; one += 1) {
    const { token } = await andon.accounts.displayLinks.create(`bench ${one + 1}`, 'admin')
    tokens.push(token)
  }
  await andon.close()
  return tokens
}

export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: /Waiting for an answer/ }).waitFor()
}
