import { expect, test, type Page } from './fixtures/console'
import { violationsOf } from './fixtures/page-checks'
import { labWith } from './fixtures/worlds'
import { action, openTab, openVm, operation } from './steps/vm'

const vm = 'asks-append-or-replace'
const other = 'asks-if-moved-or-copied'

test.use({ world: labWith([vm, other]), autoAnswer: true })

const theSwitch = (page: Page) => page.getByRole('banner').getByRole('switch', { name: 'Auto-answer' })
const firstRule = (page: Page) => page.getByRole('list', { name: 'Rules in their order' }).getByRole('listitem').first()

test('a rule in dry run says what it would have done; the record shows what it would change, and then it does', async ({
  page,
  host,
  signIn,
}) => {
  await signIn('/settings/rules/new')
  await page.getByLabel('Name', { exact: true }).fill('Make room')
  await page.getByLabel('Message id', { exact: true }).fill('msg.serial.file.open')
  await page.getByRole('radio', { name: /^Answer 'Replace'/ }).check()
  await page.getByRole('button', { name: 'Save as dry run' }).click()
  await expect(firstRule(page)).toContainText('Dry run')

  await openVm(page, vm)
  await action(page, 'Power on').click()
  await expect(operation(page)).toContainText('The VM is on.')
  await openTab(page, 'History')
  const would = "Dry run: rule 'Make room' would have answered 'Replace'."
  await expect(page.getByRole('tabpanel').getByRole('row').filter({ hasText: would })).toBeVisible()

  await page.goto('/settings/rules')
  await expect(firstRule(page)).toContainText('1 would have decided')
  await page.getByRole('link', { name: /^What if/ }).click()
  await expect(page.getByRole('heading', { name: /^1 question, .* under the rules as edited$/ })).toBeVisible()
  const difference = page.getByRole('list', { name: 'Differences' }).getByRole('listitem').first()
  await expect(difference).toContainText("'Append', the default becomes 'Replace', rule 'Make room'")
  await difference.getByRole('button', { name: /^Show the 1/ }).click()
  await expect(difference).toContainText(vm)
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('checkbox', { name: 'As if 1 rule in dry run were in use' }).uncheck()
  await expect(page.getByText('Each question would get what it got.')).toBeVisible()

  await page.goto('/settings/rules')
  await page.getByRole('link', { name: "Edit 'Make room'" }).click()
  await expect(page.getByRole('complementary', { name: 'It would decide' })).toContainText('1of the last 30 days')
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Save and use' }).click()
  await expect(firstRule(page)).not.toContainText('Dry run')
  expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(1)
})

test('the switch in dry run answers nothing and says what it would have given, until it is put on', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await page.getByRole('button', { name: 'More for auto-answer at esx-lab' }).click()
  await page.getByRole('menuitem', { name: /^Dry run for 7 days/ }).click()
  await expect(page.getByRole('banner')).toContainText(/Off, dry run until/)
  await expect(theSwitch(page)).not.toBeChecked()

  await openVm(page, other)
  await action(page, 'Power on').click()
  const would = "Dry run: auto-answer would have answered 'I copied it'."
  await expect(operation(page)).toContainText(/Cancelled|blocked/)
  await openTab(page, 'History')
  await expect(page.getByRole('tabpanel').getByRole('row').filter({ hasText: would })).toBeVisible()
  expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(0)

  await theSwitch(page).click()
  await expect(page.getByRole('banner')).not.toContainText('dry run')
  await expect(theSwitch(page)).toBeChecked()
})
