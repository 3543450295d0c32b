import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from './fixtures/console'
import { labOf } from './fixtures/worlds'
import { hang, headline, makeLink, odd, pass, questions, touch, withdraw } from './steps/wall'

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n']
const names = Array.from({ length: 40 }, (_, n) => `vm-${String(n + 1).padStart(2, '0')}`)
test.use({ world: labOf([...names, 'spare']), viewport: { width: 1920, height: 1080 } })

/** How many VMs each tile on the page stands for, by what it says. */
const tilesOf = async (page: Page): Promise<[words: string, count: number][]> => {
  const texts = await questions(page)
    .getByRole('article')
    .evaluateAll((tiles) =>
      tiles.map((tile) => [
        tile.querySelector('.wall-who .is-name')?.textContent ?? '',
        tile.querySelector('.wall-text')?.textContent ?? '',
      ]),
    )
  return texts.map(([name = '', words = '']) => [
    `${name} ${words}`,
    name.endsWith(' VMs') ? Number(name.slice(0, -4)) : 1,
  ])
}

test('forty questions of fourteen kinds are all on a wall of 55 inches at 6 m within a minute, a new one at once', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  // Fourteen kinds: of 9, 8, 7, 4, 3 and 2 VMs, and of one each.
  const sizes = [9, 8, 7, 4, 3, 2, 1, 1, 1, 1, 1, 1, 1]
  let next = 0
  for (const [kind, size] of sizes.entries())
    for (const name of names.slice(next, (next += size))) host.ask(name, odd(letters[kind] ?? ''))
  await hang(page, '/wall?size=55&distance=6')
  await expect(headline(page)).toHaveText('40 wait')
  const seen = new Map<string, number>()
  const countedBy: string[] = []
  for (let seconds = 0; seconds < 60; seconds += 10) {
    if (seconds > 0) await pass(page, host, 'spare', 10_000)
    for (const [words, count] of await tilesOf(page)) seen.set(words, count)
    countedBy.push(`${[...seen.values()].reduce((sum, count) => sum + count, 0)} by ${seconds} s`)
  }
  console.log(`40 questions on the wall at 55"/6 m, 5 pages: ${countedBy.join(', ')}`)
  expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBe(40)

  host.ask('spare', 'msg.uuid.altered')
  await expect(headline(page)).toHaveText('41 wait')
  await page.clock.fastForward(10_000)
  // It is among the youngest, which are folded: its fold is what comes next.
  await expect(questions(page)).toContainText(/kinds of question/)
})

/** What the page holds after a forced collection, and how many records of questions that went away are in it: they stay a minute. */
async function held(page: Page): Promise<{ heap: number; nodes: number; listeners: number; records: number }> {
  const records = await page.evaluate(async () => {
    const events = await (await fetch('/api/live/poll?topics=board')).text()
    return events.split('"goneAt"').length - 1
  })
  const devtools = await page.context().newCDPSession(page)
  // What was taken out of the page is let go over several rounds.
  for (let round = 0; round < 4; round += 1) await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.enable').then(() => devtools.send('Performance.getMetrics'))
  await devtools.detach()
  const figure = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return { heap: figure('JSHeapUsedSize'), nodes: figure('Nodes'), listeners: figure('JSEventListeners'), records }
}

test('a week of events leaves nothing behind in the page', async ({ page, host, signIn }) => {
  await signIn()
  await hang(page, '/wall')
  await expect(headline(page)).toContainText('No task waits')
  const sixHours = async (round: number) => {
    const some = names.slice(round % 10, (round % 10) + 20)
    for (const [n, name] of some.entries()) host.ask(name, odd(letters[n % 7] ?? ''))
    await expect(headline(page)).toHaveText('20 wait')
    await page.clock.runFor(12_000)
    withdraw(host, some)
    await expect(headline(page)).toContainText('No task waits')
    await page.clock.fastForward('06:00:00')
    // As after a sleep: the stream is made anew.
    await page.clock.runFor(2_000)
    touch(host, 'spare')
    await expect(page.getByRole('banner')).toBeVisible()
  }
  for (let round = 0; round < 4; round += 1) await sixHours(round)
  const before = await held(page)
  for (let round = 4; round < 32; round += 1) await sixHours(round)
  const after = await held(page)
  const records = after.records - before.records
  console.log(
    `A week on the wall: heap ${before.heap} B to ${after.heap} B with ${records} more records, DOM nodes ${before.nodes} to ${after.nodes}`,
  )
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 50)
  expect(after.listeners).toBeLessThanOrEqual(before.listeners + 20)
  expect(after.heap).toBeLessThanOrEqual(before.heap + 400_000 + Math.max(0, records) * 4_000)
})

test.describe('left open', () => {
  test.use({ expectedErrors: [/ERR_|Failed to fetch|404|401|503/] })

  test('it shows nothing old as new: network away and back, a clock set ahead and back, a sleep', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn()
    host.ask('vm-01', 'msg.hbacommon.locklost')
    await hang(page, '/wall')
    const old = page.getByRole('alert').filter({ hasText: 'Old data. Nothing here is current' })
    await expect(questions(page)).toContainText('vm-01')
    await page.context().setOffline(true)
    await page.clock.fastForward(20_000)
    await expect(old).toContainText('1 waited')
    host.ask('vm-02', 'msg.hbacommon.locklost')
    await page.context().setOffline(false)
    await page.clock.runFor(10_000)
    await expect(headline(page)).toHaveText('2 wait')
    await expect(old).toBeHidden()

    const age = async () => {
      const [minutes = 0, seconds = 0] = (await page.locator('.wall-slab time').first().innerText())
        .split(':')
        .map(Number)
      return minutes * 60 + seconds
    }
    for (const jump of [3_600_000, -7_200_000]) {
      await page.clock.setSystemTime(await page.evaluate((ms) => Date.now() + ms, jump))
      await page.clock.runFor(1_000)
      touch(host, 'spare')
      // Ages go by the server's clock.
      await expect(page.locator('.wall-fresh')).toContainText(/\b\d s ago/)
      expect(await age()).toBeLessThan(120)
    }
    withdraw(host, ['vm-01', 'vm-02'])
    await page.clock.fastForward('08:00:00')
    await page.clock.runFor(2_000)
    await expect(headline(page)).toContainText('No task waits')
  })

  test('through kills of the server it is never wrong; a newer build is read by itself, the same one is not', async ({
    page,
    host,
    andon,
    signIn,
  }) => {
    await signIn()
    for (const [n, name] of names.entries()) host.ask(name, odd(letters[n % 3] ?? ''))
    await hang(page, await makeLink(page, 'Hall'))
    await expect(headline(page)).toHaveText('40 wait')
    // While a page is on its way there is none to ask.
    const mark = () => page.evaluate(() => Reflect.get(window, 'mark') === 1).catch(() => undefined)
    await page.evaluate(() => Reflect.set(window, 'mark', 1))
    await andon.kill()
    withdraw(host, names.slice(0, 10))
    await page.clock.fastForward(16_000)
    await expect(page.locator('.wall-stale')).toContainText('Old data')
    await andon.start()
    await page.clock.runFor(10_000)
    await expect(headline(page)).toHaveText('30 wait', { timeout: 60_000 })
    await expect(page.locator('.wall-stale')).toBeHidden()
    expect(await mark()).toBe(true)

    await andon.kill()
    await andon.start(0, 'another')
    await page.clock.runFor(30_000)
    await expect.poll(mark).toBe(false)
    await expect(headline(page)).toHaveText('30 wait', { timeout: 60_000 })
    expect(await page.locator('meta[name=andon-build]').getAttribute('content')).toBe('another')
    expect(await readFile('.next/BUILD_ID', 'utf8')).not.toBe('another')
  })
})
