import { readFile } from 'node:fs/promises'
import { quirksOf } from '../simulator/world/quirks'
import { expect, test } from './fixtures/console'
import { labWith } from './fixtures/worlds'
import { violationsOf } from './fixtures/page-checks'
import { action, answer, chooseMore, openVm, operation, questionOf } from './steps/vm'

test.use({
  world: labWith(['cd-locked-by-guest', '100% test']),
  // No program of this machine opens VMRC's addresses, and the browser says so.
  expectedErrors: [/vmrc:/],
})

test('the screen of the guest is seen, saved and zoomed, beside its question, by way of a file, and in VMRC', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await openVm(page, '100% test')
  const panel = page.getByRole('region', { name: 'Screen' })
  await expect(panel).toContainText('No picture: the VM is off.')
  await openVm(page, 'cd-locked-by-guest')
  const picture = panel.getByRole('img', { name: /^Screen of cd-locked-by-guest, \d+ seconds? old$/ })
  await expect(picture).toBeVisible()
  await expect(panel).toContainText(/\d+ s ago/)
  expect(await picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([
    720, 400,
  ])
  expect(await violationsOf(page)).toEqual([])

  const saved = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'Save the picture' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^cd-locked-by-guest \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png$/)
  expect((await readFile(await file.path())).subarray(1, 4).toString()).toBe('PNG')

  const zoom = panel.getByRole('button', { name: 'Zoom the screen' })
  await zoom.focus()
  await page.keyboard.press('Enter')
  const zoomed = page.getByRole('dialog', { name: 'Screen of cd-locked-by-guest' })
  await expect(zoomed).toContainText('720 × 400 pixels')
  await page.keyboard.press('Escape')
  await expect(zoomed).toBeHidden()
  await expect(zoom).toBeFocused()

  await chooseMore(page, 'Open in VMRC')
  const dialog = page.getByRole('dialog', { name: 'Console of cd-locked-by-guest' })
  await dialog.getByRole('button', { name: 'Open in VMRC' }).click()
  await expect(dialog).toContainText('VMRC was called, with a ticket that signs in once.')
  await page.keyboard.press('Escape')

  // The question comes, and the screen stands beside it on the Board.
  await chooseMore(page, 'Disconnect CD-ROM')
  await expect(operation(page).getByRole('article')).toContainText('has locked the CD-ROM door')
  await expect(picture).toBeVisible()
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Board/ })
    .click()
  const card = questionOf(page, 'cd-locked-by-guest')
  await expect(card.getByRole('img', { name: /^Screen of cd-locked-by-guest/ })).toBeVisible()
  await answer(card, 'No').click()

  // The server has no /screen any more: the picture stays, and a press has another one written to a file, and removed.
  quirksOf(host.world).noScreens = true
  await openVm(page, 'cd-locked-by-guest')
  await panel.getByRole('button', { name: 'Take another' }).click()
  await expect(panel).toContainText(/From \d\d:\d\d:\d\d/)
  await expect(action(page, 'Suspend')).not.toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'History' }).click()
  await expect(page.getByText('Console in VMRC, with a ticket, of cd-locked-by-guest')).toBeVisible()
  await expect(
    page.getByText('Screenshot by way of a file (CreateScreenshot_Task) of cd-locked-by-guest'),
  ).toBeVisible()
})
