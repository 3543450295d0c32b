import { expect, test, type Page } from './fixtures/console'
import { violationsOf } from './fixtures/page-checks'
import { labWith } from './fixtures/worlds'
import { action, answer, openQuestionOf, openTab, openVm, operation } from './steps/vm'

const vm = 'asks-append-or-replace'
const other = 'asks-if-moved-or-copied'

test.use({ world: labWith([vm, other]) })

const theSwitch = (page: Page) => page.getByRole('banner').getByRole('switch', { name: 'Auto-answer' })
const rules = (page: Page) => page.getByRole('list', { name: 'Rules in their order' })

test('a rule made of a question answers the next one, and is named wherever that is told', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await openVm(page, vm)
  await action(page, 'Power on: ask me, or with defaults').click()
  await page.getByRole('menuitem', { name: /^Power on, ask me/ }).click()
  await page.goto('/')
  const asked = openQuestionOf(page, vm)
  await expect(asked).toContainText(
    'admin started this to be asked, so it waits for a person and nothing is cancelled.',
  )
  await asked.getByRole('link', { name: /^Make a rule of this/ }).click()

  await expect(page.getByRole('complementary', { name: 'It would decide' })).toContainText(vm)
  await page.getByLabel('Name', { exact: true }).fill('Keep the log')
  await page.getByRole('radio', { name: /^Answer 'Replace'/ }).check()
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Save and use' }).click()
  await expect(rules(page).getByRole('listitem').first()).toContainText("Answer 'Replace'")
  expect(await violationsOf(page)).toEqual([])

  await page.goto('/')
  await answer(openQuestionOf(page, vm), 'Cancel').click()
  await expect(openQuestionOf(page, vm)).toBeHidden()

  // The first time that it is put on: five rules are offered, and none is set.
  await theSwitch(page).click()
  const offer = page.getByRole('dialog', { name: 'Before auto-answer is on at esx-lab' })
  await expect(offer.getByRole('checkbox')).toHaveCount(5)
  await expect(offer.getByRole('checkbox', { checked: true })).toHaveCount(0)
  expect(await violationsOf(page)).toEqual([])
  await offer.getByRole('checkbox', { name: /moved or copied/ }).check()
  await offer.getByRole('button', { name: 'Switch on with 1 rule' }).click()
  await expect(theSwitch(page)).toBeChecked()
  await theSwitch(page).click()
  await expect(theSwitch(page)).not.toBeChecked()
  await theSwitch(page).click()
  await expect(theSwitch(page)).toBeChecked()

  await openVm(page, vm)
  await action(page, 'Power on').click()
  await expect(operation(page)).toContainText("rule 'Keep the log'")
  await expect(operation(page)).toContainText('The VM is on.')
  await openTab(page, 'History')
  await expect(page.getByRole('tabpanel').getByRole('row').filter({ hasText: "rule 'Keep the log'" })).toBeVisible()
  expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(2)

  // The rule that was ticked keeps its question for a person.
  await openVm(page, other)
  await action(page, 'Power on').click()
  await expect(operation(page)).toContainText("Rule 'Never: moved or copied' keeps this for a person.")
})

test('with defaults: answered although the switch is off; the run says how it was started', async ({
  page,
  signIn,
}) => {
  await signIn()
  await openVm(page, vm)
  await action(page, 'Power on: ask me, or with defaults').click()
  await page.getByRole('menuitem', { name: /^Power on with defaults/ }).click()
  await expect(operation(page)).toContainText("Answered 'Append'")
  await expect(operation(page)).toContainText('The VM is on.')
  await expect(operation(page)).toContainText('by admin, with defaults')
})
