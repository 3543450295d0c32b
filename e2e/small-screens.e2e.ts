import { expect, test, type Locator, type Page } from './fixtures/console'
import { labWith } from './fixtures/worlds'
import { action } from './steps/vm'

/** What people met on phones, enlarged twice, and with the keyboard alone: something was there and could not be reached or seen. */

test.use({ world: labWith(['web-frontend', 'disk-full', 'db/primary', '100% test']) })

const table = (page: Page) => page.getByRole('table', { name: 'Virtual machines' })

/** Whether the focus ring of an element lies in what is shown of everything around it. Empty: it does. */
const cutOff = (element: Locator): Promise<string[]> =>
  element.evaluate((focused) => {
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(focused)
    if (outlineStyle === 'none') return ['there is no ring']
    const ring = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset)
    const box = focused.getBoundingClientRect()
    const [left, top, right, bottom] = [box.left - ring, box.top - ring, box.right + ring, box.bottom + ring]
    const cutting: string[] = []
    for (let around = focused.parentElement; around; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around)
      const clip = around.getBoundingClientRect()
      const slack = 0.5
      if (overflowX !== 'visible' && (left < clip.left - slack || right > clip.right + slack))
        cutting.push(around.className)
      if (overflowY !== 'visible' && (top < clip.top - slack || bottom > clip.bottom + slack))
        cutting.push(around.className)
    }
    return cutting
  })

test('the focus ring is whole, also enlarged twice, where what waits is in sight', async ({ page, signIn }) => {
  await signIn('/vms')
  await test.step('the focus ring is whole on everything that a row of the table has', async () => {
    const row = table(page).getByRole('row').filter({ hasText: 'disk-full' })
    await row.getByRole('link', { name: 'disk-full', exact: true }).focus()
    await page.keyboard.press('Shift+Tab')
    await expect(row.getByRole('checkbox')).toBeFocused()
    expect(await cutOff(row.getByRole('checkbox'))).toEqual([])
    await page.keyboard.press('Tab')
    await expect(row.getByRole('link', { name: 'disk-full', exact: true })).toBeFocused()
    expect(await cutOff(row.getByRole('link', { name: 'disk-full', exact: true }))).toEqual([])
    await page.keyboard.press('Tab')
    const badge = row.getByRole('link', { name: /^Waits/ })
    await expect(badge).toBeFocused()
    expect(await cutOff(badge)).toEqual([])
  })

  await test.step('where a name and how it is stored have no room beside each other, the name is whole', async () => {
    await page.setViewportSize({ width: 1024, height: 768 })
    const link = table(page).getByRole('link', { name: '100% test', exact: true })
    await expect.poll(() => link.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
  })

  await test.step('enlarged twice, what waits for a person is in sight, and can be pressed', async () => {
    await page.setViewportSize({ width: 720, height: 450 })
    const badge = table(page).getByRole('link', { name: /^Waits .* Answer the question of disk-full/ })
    await expect(badge).toBeInViewport({ ratio: 1 })
    await badge.focus()
    expect(await cutOff(badge)).toEqual([])
    await badge.click()
    await expect(page.getByRole('heading', { level: 1, name: 'disk-full' })).toBeVisible()
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a line of auto-answer and no keys are shown, VMs are filtered, and rarer actions are on the screen', async ({
    page,
    signIn,
  }) => {
    await signIn('/')
    await test.step('auto-answer takes one line with its sentence for readers, and nothing tells of keys', async () => {
      const toggle = page.getByRole('switch', { name: 'Auto-answer' })
      await expect(toggle).toHaveAccessibleDescription(
        'Off: the task is cancelled and the question is shown as an error',
      )
      const box = await toggle.locator('..').boundingBox()
      expect(box?.height).toBeLessThanOrEqual(48)
      await expect(page.getByRole('article', { name: 'disk-full' })).toBeVisible()
      const keys = page.locator('kbd:visible')
      await expect(keys).toHaveCount(0)
      for (const place of ['/vms', '/hosts', '/datastores', '/history', '/settings']) {
        await page.goto(place)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(keys, place).toHaveCount(0)
      }
      await page.getByRole('button', { name: /^Account/ }).click()
      await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
      await expect(page.getByRole('menuitem', { name: 'Keyboard' })).toBeHidden()
    })

    await test.step('what can be done with a snapshot is on the screen, without going sideways', async () => {
      await page.goto('/vms')
      await page.getByRole('link', { name: 'db/primary', exact: true }).click()
      await page.getByRole('tab', { name: 'Snapshots' }).click()
      const remove = page.getByRole('button', { name: 'Remove before 16.4' })
      await expect(remove).toBeVisible()
      expect(await remove.evaluate((one) => one.getBoundingClientRect().right <= innerWidth)).toBe(true)
    })

    await test.step('VMs are filtered by power and by host, and the rarer actions of one are on the screen', async () => {
      await page.goto('/vms')
      const list = page.getByRole('list', { name: 'Virtual machines' })
      await expect(list.getByRole('listitem')).toHaveCount(4)
      const power = page.getByRole('button', { name: 'Power any' })
      await expect(power).toBeInViewport({ ratio: 1 })
      await power.click()
      await page.getByRole('checkbox', { name: 'Off 1' }).check()
      await page.keyboard.press('Escape')
      await expect(list.getByRole('listitem')).toHaveCount(1)
      const host = page.getByRole('button', { name: 'Host any' })
      await expect(host).toBeInViewport({ ratio: 1 })
      await host.click()
      await page.getByRole('checkbox', { name: /^esx-lab-01/ }).check()
      await expect(page.getByRole('button', { name: /^Host esx-lab-01/, includeHidden: true })).toBeAttached()

      await page.goto('/vms')
      await page.getByRole('link', { name: '100% test', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name: '100% test' })).toBeVisible()
      await expect(action(page, 'More')).toBeInViewport({ ratio: 1 })
      await action(page, 'More').click()
      const rename = page.getByRole('menuitem', { name: 'Rename' })
      await rename.scrollIntoViewIfNeeded()
      await expect(rename).toBeInViewport({ ratio: 1 })
    })
  })
})
