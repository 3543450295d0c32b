import { expect, test, type Page } from './fixtures/console'
import { labOf } from './fixtures/worlds'
import { headline, makeLink, odd, questions } from './steps/wall'

const names = Array.from({ length: 500 }, (_, n) => `secret-${String(n + 1).padStart(3, '0')}`)
test.use({ world: labOf(names.slice(0, 8)), viewport: { width: 1920, height: 1080 } })

test('a display whose names are masked gets none; what is changed in Settings holds at once on a wall that hangs', async ({
  page,
  context,
  host,
  signIn,
}) => {
  await signIn()
  const link = await makeLink(page, 'Lobby', { masked: true })
  for (const name of names.slice(0, 3)) host.ask(name, odd('a'))
  host.ask('secret-004', 'msg.uuid.altered')
  const screen = await context.newPage()
  await screen.goto(link)
  await expect(questions(screen)).toContainText('3 VMs')
  await expect(questions(screen)).toContainText('one VM')
  await expect(questions(screen)).toContainText('Was this VM moved or copied?')
  const display = new URL(screen.url()).searchParams.get('display') ?? ''
  const sent = await screen.evaluate(async (id) => {
    const response = await fetch(`/api/live/poll?display=${id}&topics=board`)
    return await response.text()
  }, display)
  expect(sent).toContain('msg.uuid.altered')
  expect(sent).not.toContain('secret-')

  await page.reload()
  await page.getByRole('button', { name: 'Edit Lobby' }).click()
  const form = page.getByRole('dialog', { name: 'Edit display: Lobby' })
  await form.getByLabel('Farthest seat, metres').fill('12')
  await expect(form).toContainText('Too far: sit closer than 7.2 m or use a screen of 108 inches.')
  await form.getByLabel('Farthest seat, metres').fill('6')
  await form.getByLabel('Names masked').uncheck()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
  await expect(questions(screen)).toContainText('secret-004')
  const unit = () => screen.locator('.wall').evaluate((wall) => getComputedStyle(wall).getPropertyValue('--u'))
  await expect.poll(async () => Math.round(Number.parseFloat(await unit()))).toBe(53)
})

test('when a question is overdue is set for all, and holds at once', async ({ page, context, host, signIn }) => {
  await signIn()
  host.ask('secret-001', 'msg.hbacommon.locklost')
  const screen = await context.newPage()
  await screen.goto('/wall')
  await expect(screen.getByRole('article')).toContainText('Waiting')
  await page.goto('/settings/displays')
  await page.getByLabel('Overdue after, minutes').fill('0')
  await expect(page.getByRole('button', { name: 'Save' })).toHaveAccessibleDescription(/between 1 and 1440/)
  await page.getByLabel('Overdue after, minutes').fill('25')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveAccessibleDescription(/overdue after 25 minutes now/)
  await page.goto('/')
  await expect(page.getByText('Overdue after 25 min')).toBeVisible()
})

/** The contrast of all text on the page that is seen, by its computed colours: the worst, with what it says. */
const worstContrast = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 1
    const pen = canvas.getContext('2d', { willReadFrequently: true })
    const rgba = (color: string): [number, number, number, number] => {
      pen?.clearRect(0, 0, 1, 1)
      if (pen) pen.fillStyle = color
      pen?.fillRect(0, 0, 1, 1)
      const [r = 0, g = 0, b = 0, a = 0] = pen?.getImageData(0, 0, 1, 1).data ?? []
      return [r, g, b, a / 255]
    }
    const luminance = (rgb: number[]) => {
      const [r = 0, g = 0, b = 0] = rgb.map((part) => {
        const c = part / 255
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    /** What lies behind: the first opaque ground, and of stripes each colour. */
    const grounds = (element: Element | null): string[] => {
      for (let at = element; at; at = at.parentElement) {
        const { backgroundColor, backgroundImage } = getComputedStyle(at)
        const stripes = backgroundImage.match(/(?:rgba?|oklch|oklab|color)\([^()]*\)/g)
        if (stripes) return stripes.filter((one) => rgba(one)[3] === 1)
        if (rgba(backgroundColor)[3] === 1) return [backgroundColor]
      }
      return ['black']
    }
    let worst = { ratio: 99, text: '' }
    let looked = 0
    const walker = document.createTreeWalker(document.querySelector('.wall') ?? document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement
      const text = walker.currentNode.textContent?.trim() ?? ''
      if (!element || text === '' || element.closest('.sr-only') || element.getClientRects().length === 0) continue
      looked += 1
      const ink = luminance(rgba(getComputedStyle(element).color).slice(0, 3))
      for (const ground of grounds(element)) {
        const under = luminance(rgba(ground).slice(0, 3))
        const ratio = (Math.max(ink, under) + 0.05) / (Math.min(ink, under) + 0.05)
        if (ratio < worst.ratio) worst = { ratio, text: `${text} in ${getComputedStyle(element).color} on ${ground}` }
      }
    }
    return { ...worst, looked }
  })

test('all text on the wall stands out by 7 to 1, in both themes, lit, taken, overdue and old', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  for (const [n, name] of names.slice(0, 8).entries()) host.ask(name, odd('abc'.charAt(n % 3)))
  await page
    .getByRole('button', { name: /^I'll take it/ })
    .first()
    .click()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const address of ['/wall', '/wall?size=55&distance=6']) {
      await page.goto(address)
      await expect(headline(page)).toHaveText('8 wait')
      await expect(page.locator('.is-taken')).toHaveCount(1)
      const { ratio, text, looked } = await worstContrast(page)
      expect(looked).toBeGreaterThan(12)
      expect(ratio, text).toBeGreaterThanOrEqual(7)
      // Red, as after ten minutes.
      await page.locator('.wall-q').evaluateAll((tiles) => tiles.forEach((tile) => tile.classList.add('is-overdue')))
      const red = await worstContrast(page)
      expect(red.ratio, red.text).toBeGreaterThanOrEqual(7)
      await page.locator('.wall').evaluate((wall) => wall.classList.add('is-old'))
      const stale = await worstContrast(page)
      expect(stale.ratio, stale.text).toBeGreaterThanOrEqual(7)
    }
  }
})

test.describe('with five hundred questions', () => {
  test.use({ world: labOf(names), expectedErrors: [/401|ERR_|Failed to fetch/] })

  test('the sums agree with the Board, and a link that is revoked goes dark at once', async ({
    page,
    context,
    host,
    signIn,
  }) => {
    await signIn()
    const link = await makeLink(page, 'Hall', { seat: ['55', '6'] })
    for (const [n, name] of names.entries()) host.ask(name, odd(String.fromCharCode(97 + (n % 26))))
    const screen = await context.newPage()
    await screen.goto(link)
    await expect(headline(screen)).toHaveText('500 wait')
    await expect(screen.getByRole('banner')).toContainText('of 5')
    await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('500')
    await page.goto('/settings/displays')
    await page.getByRole('button', { name: 'Revoke Hall' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
    await expect(headline(screen)).toHaveText('This display link no longer works')
    await expect(screen.getByRole('article')).toHaveCount(0)
  })
})
