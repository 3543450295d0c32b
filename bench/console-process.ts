import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from '@playwright/test'
import { freePort } from '../scripts/steps/ports.mjs'
import { findBrowser } from '../scripts/steps/browser.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
/** The folder of the build that is measured. */
export const built = join(root, process.env.ANDON_DIST ?? '.next')
const adminPassword = 'bench-password-1'

type AtHost = { url: string; user: string; password: string }

/** What is built, in a process of its own, connected to a host; and a browser beside it. */
export type ConsoleAndBrowser = { url: string; browser: Browser; stop: () => Promise<void> }

/** Undefined stands for what is missing here, in `because`. */
export async function startConsole(host: AtHost): Promise<ConsoleAndBrowser | { because: string }> {
  if (!existsSync(join(built, 'BUILD_ID'))) return { because: 'there is no build (npm run build)' }
  const executablePath = await findBrowser()
  if (!executablePath) return { because: 'there is no Chromium here' }
  const console_ = await startProcess(host)
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

async function startProcess({ url, user, password }: AtHost): Promise<{ url: string; stop: () => Promise<void> }> {
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
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: /Waiting for an answer/ }).waitFor()
}
