import { expect, test } from './fixtures/console'
import { otherClient } from './fixtures/other-client'
import { labWith } from './fixtures/worlds'
import { action, answers, openQuestionOf, openVm } from './steps/vm'
import { addConnection, fillConnection } from './steps/settings'

/** Data arrives all the time; what a person has opened, typed or points at stays. */

test.use({ world: labWith(['web-frontend', '100% test', 'asks-append-or-replace', 'disk-full', 'slow-to-start']) })

test('an open menu stays open, with its item, while tasks come and go', async ({ page, host, signIn }) => {
  await signIn()
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
})

test('a half-filled form keeps what was typed, and the focus, while the VM changes', async ({ page, host, signIn }) => {
  await signIn()
  await openVm(page, 'web-frontend')
  await action(page, 'Snapshot').click()
  const form = page.getByRole('dialog', { name: 'Snapshot: web-frontend' })
  await form.getByLabel('Name', { exact: true }).fill('half a na')
  host.update('web-frontend', { 'config.annotation': 'changed meanwhile', 'config.changeVersion': 'changed' })
  await expect(page.getByText('changed meanwhile')).toBeVisible()
  await page.keyboard.type('me')
  await expect(form.getByLabel('Name', { exact: true })).toHaveValue('half a name')
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
  await expect(page.getByRole('article', { name: 'web-frontend' })).toBeVisible()
  await expect(confirm.getByRole('button', { name: 'Keep waiting' })).toBeFocused()
})

test('the row that the pointer is on does not move when a question comes above it', async ({ page, host, signIn }) => {
  await signIn('/vms')
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
