import type { Page } from '@playwright/test'
import { startChild, type Child } from './child'
import { signIn, startConsole } from './console-process'
import { inMs, percentile, spread } from './percentiles'
import type { PageOrder, PageReply } from './page-estate'
import { perWallLink, startWalls } from './wall-streams'

type Estate = Child<PageOrder, PageReply>

/**
 * From the host raising questions, many at once, until each is told of in the DOM of an open Board and of a wall: one in its
 * text, and those that are folded with others or stand further down in the count that is above them. Meanwhile other walls
 * follow the same. At last so many wait, and the page does nothing.
 */
export async function questionFloods({ vms = 2_000, walls = 50, many = 0 } = {}): Promise<string[]> {
  const estate = startChild<PageOrder, PageReply>('page-estate.ts')
  const host = await estate.order({ do: 'start', vms: Math.max(vms, many) })
  const started = await startConsole(host)
  if ('because' in started) {
    await estate.stop()
    return [`questions at once: not measured, ${started.because}`]
  }
  const context = await started.browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  try {
    await signIn(page, started.url)
    const others = await startWalls(page, started.url, walls)
    const lines = [`${others.count} walls follow besides (${perWallLink} to a link)`]
    for (const path of ['/', '/wall']) {
      await page.goto(`${started.url}${path}`)
      const name = path === '/' ? 'Board' : 'wall'
      for (const count of [1, 100, 600])
        for (const alike of [true, false]) {
          if (count === 1 && !alike) continue
          const rounds = count === 1 ? 31 : 3
          lines.push(await flood({ estate, page, name, count, alike, rounds }))
        }
    }
    if (many > 0) {
      for (const path of ['/', '/wall']) {
        await page.goto(`${started.url}${path}`)
        lines.push(await whileMany(estate, page, path === '/' ? 'Board' : 'wall', many))
      }
    }
    others.stop()
    return lines
  } finally {
    await started.stop()
    await estate.stop()
  }
}

type Flood = { estate: Estate; page: Page; name: string; count: number; alike: boolean; rounds: number }

async function flood({ estate, page, name, count, alike, rounds }: Flood): Promise<string> {
  const times: number[] = []
  const firsts: number[] = []
  let longest = 0
  let cpu = 0
  const metrics = await mainThread(page)
  for (let round = 0; round < rounds; round += 1) {
    await page.evaluate(watchForCounts)
    const before = await metrics()
    const { raisedAt } = await estate.order({ do: 'ask', count, alike })
    await page.evaluate((wanted) => window.whenCounted(wanted), count)
    await page.waitForTimeout(500)
    cpu += (await metrics()) - before
    const { counted, tasks } = await page.evaluate(() => window.countedSoFar())
    for (const [index, at] of raisedAt.entries()) {
      const told = counted.find((one) => one.count > index)
      // What runs for the first time, here and in the console, is translated first.
      if (told) (count === 1 && round === 0 ? firsts : times).push(told.at - at)
    }
    longest = Math.max(longest, ...tasks)
    await estate.order({ do: 'withdraw' })
    await page.evaluate(() => window.whenCounted(0))
    await page.waitForTimeout(300)
  }
  const what = count === 1 ? 'one question' : `${count} questions at once, ${alike ? 'alike' : 'each another'}`
  const first = firsts.map((ms) => ` (the first since the page was opened ${inMs(ms)})`).join('')
  return `${name}, ${what}, ${rounds} times: raised to told in the DOM ${spread(times)}${first}, longest task of the page ${inMs(longest)}, its main thread ${inMs(cpu / rounds)} of CPU each time`
}

const restSeconds = 10

async function whileMany(estate: Estate, page: Page, name: string, many: number): Promise<string> {
  await page.evaluate(watchForCounts)
  const metrics = await mainThread(page)
  const already = await page.evaluate(() => window.countedSoFar().counted.at(-1)?.count ?? 0)
  if (already < many) await estate.order({ do: 'ask', count: many - already, alike: false })
  await page.evaluate((wanted) => window.whenCounted(wanted), many)
  await page.waitForTimeout(3_000)
  await page.evaluate(watchForCounts)
  const before = await metrics()
  await page.waitForTimeout(restSeconds * 1_000)
  const cpu = (await metrics()) - before
  const { tasks } = await page.evaluate(() => window.countedSoFar())
  const long = tasks.toSorted((a, b) => a - b)
  return `${name}, ${many} questions wait, each another: in ${restSeconds} s of rest ${long.length} long tasks, the median ${inMs(long.length > 0 ? percentile(long, 0.5) : 0)}, the longest ${inMs(long.at(-1) ?? 0)}, main thread ${inMs(cpu / restSeconds)} of CPU a second`
}

/** Reads how much CPU the main thread of a page has used, ms. */
export async function mainThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }
}

declare global {
  interface Window {
    whenCounted: (count: number) => Promise<void>
    countedSoFar: () => { counted: { at: number; count: number }[]; tasks: number[] }
  }
}

/** Runs in the page, as text so that no compiler adds to it: when which number of what waits was in the document. */
const watchForCounts = `(() => {
  const now = () => performance.timeOrigin + performance.now()
  const read = () => {
    const board = document.getElementById('waiting')
    if (board) return Number((board.nextElementSibling?.textContent ?? '0').replace(/\\D/g, ''))
    const wall = document.querySelector('.wall-head h1')
    return wall ? Number(/^([\\d,]+) wait/.exec(wall.textContent)?.[1]?.replace(/\\D/g, '') ?? 0) : undefined
  }
  window.lastWatch?.()
  const counted = []
  const tasks = []
  let heard = () => {}
  const look = () => {
    const count = read()
    if (count === undefined || count === counted.at(-1)?.count) return
    counted.push({ at: now(), count })
    heard()
  }
  const observer = new MutationObserver(look)
  observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  const long = new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) tasks.push(duration) })
  long.observe({ type: 'longtask' })
  window.lastWatch = () => { observer.disconnect(); long.disconnect() }
  look()
  window.countedSoFar = () => ({ counted, tasks })
  window.whenCounted = (wanted) => new Promise((resolve) => {
    heard = () => { if (counted.at(-1)?.count === wanted) resolve() }
    heard()
  })
})()`
