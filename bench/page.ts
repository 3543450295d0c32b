import type { Browser, BrowserContext, Page } from '@playwright/test'
import { startChild, type Child } from './child'
import { signIn, startConsole } from './console-process'
import { heapWhileChanging } from './page-heap'
import { bareKiB, filesOf, madeOf, scriptsOf, sumOf } from './page-script'
import { toldBy, watchPages, type Told } from './page-probe'
import type { PageOrder, PageReply } from './page-estate'
import { inMs } from './percentiles'
import { mainThread } from './question-floods'
import type { Found } from './ratios'

type Estate = Child<PageOrder, PageReply>

/** 60 pictures a second. */
const frameMs = 1_000 / 60

/**
 * What the pages cost a browser: script by page, and the table of all VMs until it can be used, at each press, while its rows change, on
 * a main thread that is as fast as this machine and one four times slower. `ANDON_MAPS=1 npm run build` lets it say what the
 * scripts are made of.
 * @param minutes for how long the heap is watched while rows change.
 */
export async function page(vms = 10_000, minutes = 1): Promise<Found> {
  return withPages(vms, async ({ browser, open, url, estate }) => {
    const scripts = await scriptSizes(browser, open, url)
    const lines = [...scripts.lines]
    for (const slower of [1, 4]) lines.push(...(await tableOf(open, url, { vms, slower, estate })))
    lines.push(...(await heapWhileChanging(open, url, { vms, minutes, every: 1, estate })))
    return { lines, ratios: scripts.ratios }
  })
}

/** The heap of the page of all VMs alone, for an hour in which 50 rows change each second. */
export const pageHour = (vms = 10_000, minutes = 60): Promise<Found> =>
  withPages(vms, async ({ open, url, estate }) => ({
    lines: await heapWhileChanging(open, url, { vms, minutes, every: 3, estate }),
    ratios: {},
  }))

/** The script of the pages alone, of a VM's too; after a build with maps also the files that the Board's is made of. */
export const pageScript = (vms = 50): Promise<Found> =>
  withPages(vms, async ({ browser, open, url }) => {
    const page = await (await open()).newPage()
    await page.goto(`${url}/vms`)
    const vm = await page.locator('[role="row"][data-key] a').first().getAttribute('href')
    await page.context().close()
    const { lines, ratios } = await scriptSizes(browser, open, url, { ...pages, ...(vm !== null && { 'a VM': vm }) })
    const board = await open()
    const files = filesOf((await scriptsOf(board, url)).filter(({ isFirst }) => isFirst))
    await board.close()
    return { lines: files === '' ? lines : [...lines, `Board by file, KiB: ${files}`], ratios }
  })

type Pages = { browser: Browser; open: Open; url: string; estate: Estate }

/** A console of so many simulated VMs, all of them known, and a browser that is signed in. */
async function withPages(vms: number, measure: (pages: Pages) => Promise<Found>): Promise<Found> {
  const estate = startChild<PageOrder, PageReply>('page-estate.ts')
  const host = await estate.order({ do: 'start', vms })
  const started = await startConsole(host)
  if ('because' in started) {
    await estate.stop()
    return { lines: [`page: not measured, ${started.because}`], ratios: {} }
  }
  const { browser, url } = started
  try {
    const first = await browser.newPage()
    await signIn(first, url)
    const signedIn = await first.context().storageState()
    await untilCounted(first, url, vms)
    await first.context().close()
    const open = () => browser.newContext({ storageState: signedIn, viewport: { width: 1440, height: 900 } })
    return await measure({ browser, open, url, estate })
  } finally {
    await started.stop()
    await estate.stop()
  }
}

async function untilCounted(page: Page, url: string, vms: number): Promise<void> {
  await page.goto(`${url}/vms`)
  const wanted = new RegExp(`${vms.toLocaleString('en')}|${vms}`)
  await page.getByText(wanted).first().waitFor({ timeout: 120_000 })
}

type Open = () => Promise<BrowserContext>

const pages: Readonly<Record<string, string>> = { 'sign-in': '/sign-in', Board: '/', VMs: '/vms', wall: '/wall' }

async function scriptSizes(browser: Browser, open: Open, url: string, paths = pages): Promise<Found> {
  const bare = bareKiB()
  const lines = [`script of a page with nothing on it: ${bare.toFixed(0)} KiB gzip`]
  const ratios: Record<string, number> = {}
  for (const [name, path] of Object.entries(paths)) {
    const context = path === '/sign-in' ? await browser.newContext() : await open()
    const scripts = await scriptsOf(context, `${url}${path}`)
    await context.close()
    const now = scripts.filter(({ isFirst }) => isFirst)
    const later = scripts.filter(({ isFirst }) => !isFirst)
    const made = madeOf(now)
    lines.push(
      `script of ${name}: ${sumOf(now).toFixed(0)} KiB gzip in ${now.length} files, then ${sumOf(later).toFixed(0)} KiB once it is drawn${made && `\n  ${made}`}`,
    )
    ratios[`script of ${name} / of a bare page`] = sumOf(now) / bare
  }
  return { lines, ratios }
}

type Measured = { vms: number; slower: number; estate: Estate }

async function tableOf(open: Open, url: string, { vms, slower, estate }: Measured): Promise<string[]> {
  const context = await open()
  const page = await context.newPage()
  // A throttled page on a machine that does something else as well.
  page.setDefaultTimeout(120_000)
  await watchPages(page)
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  const cpu = await mainThread(page)
  const at = `${vms} VMs, ${slower} × slower`
  const lines: string[] = []

  await page.goto(`${url}/vms`)
  await page.locator('[role="row"][data-key]').first().waitFor({ timeout: 60_000 })
  const first = await whenUsable(page)
  lines.push(
    `${at}: LCP ${inMs(first.lcp)}, table usable ${inMs(first.usable ?? Number.NaN)}, main thread ${inMs(await cpu())} of CPU`,
  )
  await page.waitForTimeout(1_500)

  const measure = async (what: string, act: () => Promise<void>) => {
    await toldBy(page)
    const before = await cpu()
    await act()
    await page.waitForTimeout(400 * slower)
    const used = (await cpu()) - before
    lines.push(`${at}, ${what}: ${inWords(await toldBy(page))}, ${inMs(used)} of CPU`)
  }
  const search = page.getByRole('searchbox').first()
  await measure('search, 4 keys', async () => {
    await search.click()
    for (const key of 'web1') {
      await page.keyboard.press(key)
      await page.waitForTimeout(150 * slower)
    }
  })
  await search.fill('')
  await page.waitForTimeout(300 * slower)
  await measure('sort, 3 presses', async () => {
    for (const column of ['Name', 'Name', 'Host']) {
      await page.getByRole('columnheader', { name: column }).getByRole('button').click()
      await page.waitForTimeout(200 * slower)
    }
  })
  await measure('select all, 2 presses', async () => {
    for (let n = 0; n < 2; n += 1) {
      await page.getByRole('checkbox', { name: 'Select all shown' }).click()
      await page.waitForTimeout(200 * slower)
    }
  })
  await measure('scroll, 20 wheels', async () => {
    await page.mouse.move(700, 500)
    for (let n = 0; n < 20; n += 1) {
      await page.mouse.wheel(0, 900)
      await page.waitForTimeout(50)
    }
  })
  await measure('at rest for 5 s', () => page.waitForTimeout(5_000))
  await measure('50 rows change a second, for 5 s', async () => {
    await estate.order({ do: 'change', perSecond: 50, seconds: 5 })
  })
  await context.close()
  return lines
}

async function whenUsable(page: Page): Promise<Told> {
  const end = Date.now() + 120_000
  for (;;) {
    const told = await toldBy(page)
    if (told.usable !== undefined || Date.now() > end) return told
    await page.waitForTimeout(250)
  }
}

function inWords({ presses, tasks, frames }: Told): string {
  const press =
    presses.length > 0 ? `to the next picture at most ${inMs(Math.max(...presses))}` : 'no press above 16 ms'
  const lost = frames.reduce((sum, span) => sum + Math.max(0, Math.round(span / frameMs) - 1), 0)
  return `${press}, ${lost} of ${frames.length + lost} frames lost, ${tasks.length} long tasks, the longest ${inMs(Math.max(0, ...tasks))}`
}
