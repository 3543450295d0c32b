import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './fixtures/console'
import { otherClient } from './fixtures/other-client'
import { labWith } from './fixtures/worlds'
import { makeLink, questions } from './steps/wall'

const vm = 'asks-append-or-replace'

test.use({
  world: labWith([vm, 'web-frontend', 'slow-to-start', '100% test']),
  viewport: { width: 1920, height: 1080 },
})

test.describe('with tasks of others', () => {
  // Hosts tell nothing of them: they are looked for every five seconds.
  test.use({ world: labWith([vm, 'slow-to-start'], { speed: 5 }) })

  test('shows what waits with its age, what runs, every connection, totals and how old the data is', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn()
    await page.goto('/wall')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('No task waits for an answer')
    const script = await otherClient(host)
    await script.start('PowerOnVM_Task', 'slow-to-start')
    await expect(page.getByRole('main')).toContainText('slow-to-start')
    await script.start('PowerOnVM_Task', vm)
    await expect(questions(page).getByRole('article')).toContainText(vm)
    await expect(questions(page).getByRole('article')).toContainText(/Waiting\s*\d\d:\d\d/)
    await expect(questions(page).getByRole('article')).toContainText('Serial port output file already exists')
    await expect(questions(page).getByRole('article')).toContainText(/Append\s*default/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 waits')
    await expect(page.getByRole('banner')).toContainText(/data from \d+ s ago/)
    // One line below, which turns with the pages.
    await expect(page.getByRole('contentinfo')).toContainText(
      /1\s*live.*Auto-answer\s*off\s*at\s*esx-lab|\d\s*running|\d+\s*on/,
    )
  })
})

test('has nothing to press', async ({ page, signIn, host }) => {
  await signIn()
  host.ask('web-frontend', 'msg.hbacommon.locklost')
  await page.goto('/wall')
  await expect(questions(page)).toContainText('web-frontend')
  for (const role of ['button', 'link', 'switch', 'textbox', 'checkbox'] as const) {
    await expect(page.getByRole(role)).toHaveCount(0)
  }
})

test('a display link opens the wall without a sign-in, and nothing else', async ({
  page,
  browser,
  baseURL,
  host,
  signIn,
}) => {
  await signIn()
  const link = await makeLink(page, 'Operations room')
  await page.reload()
  await expect(page.getByRole('list', { name: 'Display links' })).toContainText('Operations room')
  await expect(page.getByRole('code')).toBeHidden()

  const display = await browser.newContext({ viewport: { width: 1920, height: 1080 }, ...(baseURL && { baseURL }) })
  const screen = await display.newPage()
  await screen.goto(link)
  await expect(screen.getByRole('heading', { level: 1 })).toContainText('No task waits for an answer')
  host.ask('web-frontend', 'msg.hbacommon.locklost')
  await expect(questions(screen)).toContainText('web-frontend')

  // The token stays in no address bar, and where no script reads it; the display can be started again either way.
  const token = new URL(link).hash.slice(1)
  expect(screen.url()).not.toContain(token)
  expect(await display.cookies()).toMatchObject([{ value: token, httpOnly: true }])
  await screen.reload()
  await expect(questions(screen)).toContainText('web-frontend')
  await screen.goto('about:blank')
  await screen.goto(link)
  await expect(questions(screen)).toContainText('web-frontend')
  for (const path of ['/', '/vms', '/settings', '/history']) {
    await screen.goto(`${path}?token=${token}`)
    await expect(screen).toHaveURL(/\/sign-in/)
  }
  const denied = await display.request.get(`/api/metrics?wall=${token}`)
  expect(denied.status()).toBe(401)
  const stream = await display.request.get(`/api/stream?token=${token}`)
  expect(stream.status()).toBe(401)
  const read = await display.request.post('/api/read/readHistory', { data: [{}] })
  expect(read.status()).toBe(403)
  await display.close()
})

test.describe('where no cookie is kept', () => {
  test.use({ expectedErrors: [/401.*\/api\/wall/] })

  test('a display link works in a frame of another site, where no cookie is kept, and as it was made before', async ({
    page,
    andon,
    signIn,
    newBrowser,
  }) => {
    await signIn()
    const link = new URL(await makeLink(page, 'Player'))
    const old = `${andon.url}/wall?token=${link.hash.slice(1)}&size=65&distance=4`
    const nothingWaits = 'No task waits for an answer'
    for (const [src, sees] of [
      [link.href, true],
      [old, true],
      [`${link.origin}${link.pathname}${link.search}`, false],
    ] as const) {
      const player = createServer((_, response) =>
        response
          .setHeader('content-type', 'text/html')
          .end(`<iframe src="${src}" style="width:95vw;height:90vh"></iframe>`),
      )
      await new Promise<void>((resolve) => player.listen(0, () => resolve()))
      const screen = await newBrowser()
      await screen.goto(`http://localhost:${(player.address() as AddressInfo).port}`) // it listens on TCP
      const heading = screen.frameLocator('iframe').getByRole('heading', { level: 1 })
      await expect(heading).toContainText(sees ? nothingWaits : 'This display link no longer works')
      player.close()
    }
    const screen = await newBrowser()
    await screen.goto(old)
    await expect(screen.getByRole('heading', { level: 1 })).toContainText(nothingWaits)
    expect(screen.url()).not.toContain(link.hash.slice(1))
    expect(new URL(screen.url()).searchParams.get('distance')).toBe('4')
  })
})

test.describe('a display link that is revoked', () => {
  test.use({ expectedErrors: [/401/] })

  test('goes dark at once and cannot be opened again', async ({ page, context, signIn }) => {
    await signIn()
    const link = await makeLink(page, 'Lobby')
    const screen = await context.newPage()
    await screen.goto(link)
    await expect(screen.getByRole('heading', { level: 1 })).toContainText('No task waits for an answer')
    await page.getByRole('button', { name: 'Revoke Lobby' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
    await expect(screen.getByRole('heading', { level: 1 })).toHaveText('This display link no longer works')
    await screen.reload()
    await expect(screen.getByRole('heading', { level: 1 })).toHaveText('This display link no longer works')
  })
})

test.describe('when Andon does not answer any more', () => {
  test.use({ expectedErrors: [/ERR_|Failed to fetch|503/] })

  test('it cannot be mistaken for current, and comes back by itself', async ({ page, andon, host, signIn }) => {
    await signIn()
    host.ask('web-frontend', 'msg.hbacommon.locklost')
    await page.goto('/wall')
    await expect(questions(page)).toContainText('web-frontend')
    await andon.kill()
    const old = page.getByRole('alert').filter({ hasText: 'Old data. Nothing here is current' })
    // Three heartbeats may be missed before anything is called old.
    await expect(old).toBeVisible({ timeout: 30_000 })
    await expect(old).toContainText('1 waited')
    await expect(questions(page)).toContainText(/as of \d\d:\d\d/)
    await andon.start()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 waits')
    await expect(old).toBeHidden()
  })
})
