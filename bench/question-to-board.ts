import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { findBrowser } from '../scripts/steps/browser.mjs'
import { startSimulator, type SimulatedHost } from '../simulator/start/start-simulator'
import { withdrawQuestions } from '../simulator/vm/questions'
import { sharedNow, spread } from './percentiles'

const root = fileURLToPath(new URL('..', import.meta.url))
const adminPassword = 'bench-password-1'

/** From the host raising a question until its text is in the DOM of an open Board, in headless Chromium. */
export async function questionToBoard(count: number): Promise<string[]> {
  const dist = process.env.ANDON_DIST ?? '.next'
  if (!existsSync(join(root, dist, 'BUILD_ID')))
    return ['question to Board: not measured, there is no build (npm run build)']
  const executablePath = await findBrowser()
  if (!executablePath) return ['question to Board: not measured, there is no Chromium here']

  const host = await startSimulator({ product: 'esx', vms: 200, speed: 0 })
  const console_ = await startConsole(host)
  const browser = await chromium.launch({ executablePath })
  try {
    const page = await browser.newPage()
    await signIn(page, console_.url)
    await page.getByRole('heading', { name: /Waiting for an answer/ }).waitFor()
    await page.evaluate(watchForCards)
    const times: number[] = []
    const running = host.world
      .byType('VirtualMachine')
      .filter(({ ref }) => host.world.prop(ref, 'runtime.powerState') === 'poweredOn')
    for (let index = 0; index < count; index += 1) {
      const vm = running[index % running.length]
      if (!vm) throw new Error('no VM runs')
      // The text is one of its own each time, so that a card of before cannot be taken for this one.
      const text = `question number ${index} of the bench`
      const raisedAt = sharedNow()
      void host
        .ask(vm.ref, { text, choices: [{ key: '0', label: 'OK', summary: 'OK' }], defaultIndex: 0 })
        .answer.catch(() => undefined)
      const shownAt = await page.evaluate((wanted) => window.whenShown(wanted), text)
      times.push(shownAt - raisedAt)
      withdrawQuestions(host.world, vm.ref, 'the next one')
    }
    return [
      `from the host raising a question to its text in the DOM of an open Board, ${times.length} questions: ${spread(times)}`,
    ]
  } finally {
    await browser.close()
    await console_.stop()
    await host.close()
  }
}

declare global {
  interface Window {
    whenShown: (text: string) => Promise<number>
  }
}

/** Runs in the page, as text so that no compiler adds to it: resolves with the time at which a text is in the document. */
const watchForCards = `
  window.whenShown = (text) =>
    new Promise((resolve) => {
      const look = () => document.body.textContent.includes(text)
      const now = () => performance.timeOrigin + performance.now()
      if (look()) return resolve(now())
      const observer = new MutationObserver(() => {
        if (!look()) return
        observer.disconnect()
        resolve(now())
      })
      observer.observe(document.body, { childList: true, subtree: true, characterData: true })
    })
`

async function startConsole(host: SimulatedHost): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'andon-bench-'))
  const port = await freePort()
  const { url, user, password } = host
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

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      // A server that listens on TCP has an address with a port.
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
