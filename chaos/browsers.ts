import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { finishedRows } from '../components/run/finished-rows'
import { finishedWords } from '../components/run/finished-words'
import { runPath } from '../components/pages/pages'
import { findBrowser } from '../scripts/steps/browser.mjs'
import { adminPassword } from './deployment'
import type { Finding } from './evidence'
import type { StoredRecord } from './store'

/** What a browser shows in the end, and what it complained about on the way. */
export type Screen = {
  name: string
  /** "Just finished" of the Board, from the top: where each row leads, and what it says. */
  finished: { path: string; text: string }[]
  /** Rows of what runs, and questions that wait. */
  open: number
  complaints: string[]
}

export type WatchingBrowsers = { look(): Promise<Screen[]>; close(): Promise<void> }

/** What a browser says by itself when a server dies under its stream: nobody can keep it from that. */
const ofTheBrowser = /ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RE(?:SET|FUSED)|ERR_EMPTY_RESPONSE|ERR_SOCKET/

/** Real browsers that watch the Board all the time. */
export async function openBrowsers(count: number, baseURL: string): Promise<WatchingBrowsers> {
  const executablePath = await findBrowser()
  const browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }) })
  const watching: { name: string; page: Page; complaints: string[] }[] = []
  for (let index = 0; index < count; index++) {
    const name = `browser ${index + 1}`
    const context = await browser.newContext({ baseURL })
    const complaints: string[] = []
    const complain = (text: string) => ofTheBrowser.test(text) || complaints.push(text)
    context.on('console', (message) => {
      if (message.type() === 'error') complain(`${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (error) => complain(String(error.error())))
    const page = await context.newPage()
    await page.goto('/')
    await page.getByLabel('User name').fill('admin')
    await page.getByLabel('Password', { exact: true }).fill(adminPassword)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    watching.push({ name, page, complaints })
  }
  return {
    look: () => Promise.all(watching.map(({ name, page, complaints }) => screenOf(name, page, complaints))),
    close: () => browser.close(),
  }
}

const patienceMs = 20_000

/** Waits until nothing is open any more, as everything has come to rest; shows what is there when that takes too long. */
async function screenOf(name: string, page: Page, complaints: string[]): Promise<Screen> {
  const region = (title: string) => page.getByRole('region', { name: title })
  // What was answered keeps its card for a minute; only one that waits has answers to choose from.
  const waiting = page.getByRole('article').filter({ has: page.getByRole('group', { name: 'Answers' }) })
  const open = async () => (await region('Running').getByRole('listitem').count()) + (await waiting.count())
  for (const end = Date.now() + patienceMs; Date.now() < end && (await open()) > 0;) await pause(250)
  const rows = await region('Just finished').getByRole('listitem').all()
  const finished = []
  for (const row of rows) {
    const link = row.getByRole('link').first()
    const path = (await link.count()) === 0 ? null : await link.getAttribute('href')
    finished.push({ path: path ?? '', text: await row.innerText() })
  }
  return { name, finished, open: await open(), complaints }
}

/** What browsers show, against what the journal says of the same moment. */
export function judgeScreens(screens: readonly Screen[], { runs }: StoredRecord, restAt: number): Finding[] {
  const tables = { tasks: {}, runs: Object.fromEntries(runs.map((run) => [run.id, run])) }
  const wanted = finishedRows(tables, restAt).flatMap((row) =>
    row.kind === 'run' ? [{ path: runPath(row.run.id), word: finishedWords(row, false).word }] : [],
  )
  return screens.flatMap(({ name, finished, open, complaints }): Finding[] => {
    const shown = finished.filter(({ path }) => path.startsWith('/runs/'))
    const wrong = shown.flatMap(({ path, text }, index) => {
      const expected = wanted[index]
      const isRight = expected?.path === path && text.includes(expected.word)
      return isRight
        ? []
        : [
            `row ${index + 1} is ${path} "${text.replaceAll('\n', ' ')}", the journal has ${expected?.path} ${expected?.word}`,
          ]
    })
    const few = shown.length === 0 && wanted.length > 0 ? ['nothing has just finished, it says'] : []
    const more = open > 0 ? [`${open} things are open, it says`] : []
    return [
      ...[...wrong, ...few, ...more].map((what): Finding => ({ fault: 'shownWrong', what: `${name}: ${what}` })),
      ...complaints.map((what): Finding => ({ fault: 'complained', what: `${name}: ${what}` })),
    ]
  })
}
