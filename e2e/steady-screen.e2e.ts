import { expect, test } from './fixtures/console'
import { otherClient } from './fixtures/other-client'
import { labWith } from './fixtures/worlds'
import { action, answers, openQuestionOf, openVm, operation, waiting } from './steps/vm'
import { addConnection, fillConnection } from './steps/settings'

/** Data arrives all the time; what a person has opened, typed or points at stays. */

test.use({
  world: labWith([
    'web-frontend',
    '100% test',
    'asks-append-or-replace',
    'disk-full',
    'slow-to-start',
    'fails-to-power-on',
  ]),
})

test('an open menu, a half-filled form and the row under the pointer stay while VMs change', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await test.step('an open menu stays open, with its item, while tasks come and go', async () => {
    await openVm(page, 'web-frontend')
    await action(page, 'More').click()
    const item = page.getByRole('menuitem', { name: 'Rename' })
    await expect(item).toBeVisible()
    const script = await otherClient(host)
    await script.start('PowerOnVM_Task', 'slow-to-start')
    await script.start('ReconfigVM_Task', 'web-frontend', '<spec><annotation>changed meanwhile</annotation></spec>')
    await expect(page.getByText('changed meanwhile')).toBeVisible()
    await expect(item).toBeVisible()
    await item.click()
    await expect(page.getByRole('dialog', { name: 'Rename: web-frontend' })).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('a half-filled form keeps what was typed, and the focus, while the VM changes', async () => {
    await action(page, 'Snapshot').click()
    const form = page.getByRole('dialog', { name: 'Snapshot: web-frontend' })
    await form.getByLabel('Name', { exact: true }).fill('half a na')
    host.update('web-frontend', { 'config.annotation': 'changed once more', 'config.changeVersion': 'changed' })
    await expect(page.getByText('changed once more')).toBeVisible()
    await page.keyboard.type('me')
    await expect(form.getByLabel('Name', { exact: true })).toHaveValue('half a name')
    await page.keyboard.press('Escape')
  })

  await test.step('the row that the pointer is on does not move when a question comes above it', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'VMs' }).click()
    const link = page.getByRole('table', { name: 'Virtual machines' }).getByRole('link', { name: 'web-frontend' })
    await link.hover()
    const before = await link.boundingBox()
    host.ask('slow-to-start', 'msg.hbacommon.locklost')
    const badge = page.getByRole('link', { name: /Answer the question of slow-to-start/ })
    await expect(badge).toBeVisible()
    expect(await link.boundingBox()).toEqual(before)
    await page.getByRole('heading', { level: 1 }).hover()
    await expect(page.getByRole('row').nth(1)).toContainText('disk-full')
    await expect(page.getByRole('row').nth(2)).toContainText('slow-to-start')
  })
})

test('a half-filled connection form stays while connections and questions change', async ({ page, host, signIn }) => {
  await signIn()
  const form = await addConnection(page)
  await fillConnection(form, { address: 'esx://root@host/?no_verify=1', name: 'new' })
  host.ask('web-frontend', 'msg.hbacommon.locklost')
  await expect(page.getByRole('navigation', { name: 'Main', includeHidden: true })).toContainText('2 waiting')
  host.drop()
  await expect(form.getByLabel('Address', { exact: true })).toHaveValue('esx://root@host/?no_verify=1')
  await expect(form.getByLabel('Name', { exact: true })).toHaveValue('new')
})

test('a confirm that is open stays open, with the focus on the way out', async ({ page, host, signIn }) => {
  await signIn()
  const question = openQuestionOf(page, 'disk-full')
  await answers(question)
    .getByRole('button', { name: /Cancel/ })
    .click()
  const confirm = page.getByRole('alertdialog', { name: 'Confirm Cancel' })
  host.ask('web-frontend', 'msg.hbacommon.locklost')
  await expect(waiting(page)).toContainText('1 new')
  await expect(confirm.getByRole('button', { name: 'Keep waiting' })).toBeFocused()
})

test('a card keeps its height when it is answered, and stays a while as a record', async ({ page, host, signIn }) => {
  await signIn()
  const script = await otherClient(host)
  await script.start('PowerOnVM_Task', 'asks-append-or-replace')
  const card = page.getByRole('article', { name: 'asks-append-or-replace' })
  await expect(answers(card)).toBeVisible()
  const before = await card.boundingBox()
  await answers(card)
    .getByRole('button', { name: /Append/ })
    .click()
  await expect(card.getByRole('status')).toContainText("Answered 'Append'")
  expect((await card.boundingBox())?.height).toBeGreaterThanOrEqual((before?.height ?? 0) - 20)
})

test('the search keeps its place in the list while data arrives', async ({ page, host, signIn }) => {
  await signIn()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('VM, address, page, command').fill('web')
  const options = page.getByRole('option')
  await expect(options.first()).toContainText('web-frontend')
  const before = await options.allInnerTexts()
  host.ask('web-frontend', 'msg.hbacommon.locklost')
  await expect(page.getByRole('link', { name: /^Board/, includeHidden: true })).toContainText('2')
  expect(await options.allInnerTexts()).toEqual(before)
})

const widths = [
  ['desk', 1440],
  ['tablet', 1024],
  ['phone', 390],
] as const

test('what is below the panel of a VM stays where it is when its task asks, on a desk, a tablet and a phone', async ({
  page,
  host,
  signIn,
}) => {
  const panel = operation(page)
  /** Where the tabs begin, on each of the screens. */
  const below = async () => {
    const places: Record<string, number | undefined> = {}
    for (const [name, width] of [...widths].reverse()) {
      await page.setViewportSize({ width, height: 1_400 })
      places[name] = (await page.getByRole('tablist').boundingBox())?.y
    }
    return places
  }
  await signIn()
  await openVm(page, 'web-frontend')
  await expect(panel).toContainText('No task is running')
  const { desk, tablet } = await below()
  host.startTask('web-frontend', { descriptionId: 'VirtualMachine.reset', ms: 10_000_000 })
  await expect(panel).toContainText('Running')
  const running = await below()
  // On a phone there is no room to spare for a panel in which nothing stands.
  expect(running).toMatchObject({ desk, tablet, phone: expect.any(Number) })
  host.ask('web-frontend', 'msg.hbacommon.locklost')
  await expect(answers(panel)).toBeVisible()
  expect(await below()).toEqual(running)

  await openVm(page, 'asks-append-or-replace')
  await expect(panel).toContainText('None is known yet')
  await action(page, 'Power on').click()
  await expect(panel).toContainText('Left blocked, answer it here')
  const asked = await below()
  await answers(panel)
    .getByRole('button', { name: /Append/ })
    .click()
  await expect(panel).toContainText('Left blocked, then done')
  expect([asked, await below()]).toEqual([running, running])

  await openVm(page, 'fails-to-power-on')
  await action(page, 'Power on').click()
  await expect(panel).toContainText('Failed')
  expect(await below()).toEqual(running)
})
