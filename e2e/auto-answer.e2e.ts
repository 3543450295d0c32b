import { expect, test } from './fixtures/console'
import { labWith } from './fixtures/worlds'
import {
  action,
  answer,
  finished,
  lineOf,
  openQuestionOf,
  openTab,
  openVm,
  operation,
  questionOf,
  waiting,
} from './steps/vm'

const vm = 'asks-append-or-replace'

test.use({
  world: labWith([vm, 'asks-twice', 'asks-without-default', 'asks-again-after-retry', 'web-frontend']),
})

const theSwitch = (page: import('@playwright/test').Page) =>
  page.getByRole('banner').getByRole('switch', { name: 'Auto-answer' })

test('switching auto-answer says what follows from it, lasts, and is recorded with who did it', async ({
  page,
  signIn,
}) => {
  await signIn()
  await expect(theSwitch(page)).not.toBeChecked()
  await expect(theSwitch(page)).toHaveAccessibleDescription(
    'Off: the task is cancelled and the question is shown as an error',
  )
  await theSwitch(page).click()
  await expect(theSwitch(page)).toBeChecked()
  await expect(theSwitch(page)).toHaveAccessibleDescription("On: the host's default answer is applied")
  await page.reload()
  await expect(theSwitch(page)).toBeChecked()

  await page.goto('/history')
  const history = page.getByRole('table', { name: 'History' })
  await expect(history).toContainText('Auto-answer switched on at esx-lab')
  await expect(history.getByRole('row').filter({ hasText: 'switched on' })).toContainText('admin')
})

test.describe('when it is on', () => {
  test.use({ autoAnswer: true })

  test('a task that asks gets the host’s default, and both question and answer are recorded', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn()
    await openVm(page, vm)
    await action(page, 'Power on').click()
    const panel = operation(page)
    await expect(panel).toContainText("Answered 'Append' (default, by auto-answer)")
    await expect(panel).toContainText('Done')
    await expect(panel).toContainText('The VM is on.')
    await expect(panel).toContainText('Serial port output file')

    await page.goto('/')
    await expect(lineOf(finished(page), vm)).toContainText('Answered Append (default, by auto-answer)')
    await expect(lineOf(finished(page), vm)).toContainText('Done')
    await openVm(page, vm)
    await openTab(page, 'History')
    await expect(page.getByRole('tabpanel').getByRole('row').filter({ hasText: 'Power on' })).toContainText(
      'Answered Append (default, by auto-answer)',
    )
    expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(1)
  })

  test('a task with two questions gets both defaults', async ({ page, host, signIn }) => {
    await signIn()
    await openVm(page, 'asks-twice')
    await action(page, 'Power on').click()
    const panel = operation(page)
    await expect(panel).toContainText("Answered 'I Copied It' (default, by auto-answer)")
    await expect(panel).toContainText("Answered 'Append' (default, by auto-answer)")
    await expect(panel).toContainText('The VM is on.')
    expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(2)
  })

  test('a question without a default waits for a person, who is told why', async ({ page, signIn }) => {
    await signIn()
    await openVm(page, 'asks-without-default')
    await action(page, 'Power on').click()
    await page.goto('/')
    const question = questionOf(page, 'asks-without-default')
    await expect(question).toContainText(
      'The host marked no default, so auto-answer has nothing to apply and it waits for a person.',
    )
    await expect(question.getByText('Default', { exact: true })).toBeHidden()
    await answer(question, 'No').click()
    await expect(question.getByRole('status')).toContainText("Answered 'No'")
    await expect(lineOf(finished(page), 'asks-without-default')).toContainText('The task went on and failed')
  })

  test('a question that comes back after three automatic answers is left to a person', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn()
    await openVm(page, 'asks-again-after-retry')
    await action(page, 'Power on').click()
    await page.goto('/')
    const question = openQuestionOf(page, 'asks-again-after-retry')
    await expect(question).toContainText(
      "Auto-answer gave 'Retry' three times and the question came back, so it waits for a person.",
    )
    expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(3)
    await answer(question, 'Abort').click()
    await expect(lineOf(finished(page), 'asks-again-after-retry')).toContainText('The task went on and failed')
  })

  test('a run keeps the policy that it started with, whatever is switched meanwhile', async ({ page, signIn }) => {
    await signIn()
    // It waits for a person, who now switches auto-answer off, and has another question after that.
    await openVm(page, 'asks-without-default')
    await action(page, 'Power on').click()
    await expect(operation(page).getByRole('article')).toBeVisible()
    await theSwitch(page).click()
    await expect(theSwitch(page)).not.toBeChecked()
    await expect(operation(page)).toContainText('auto-answer found no default to apply')
    await operation(page)
      .getByRole('link', { name: /^Run \d+/ })
      .click()
    await expect(page.getByRole('main')).toContainText('Auto-answer was on when it started, set by')

    await openVm(page, vm)
    await action(page, 'Power on').click()
    await expect(operation(page)).toContainText(
      'Error: this task is blocked by a question, and auto-answer was off when it started',
    )
  })
})

test('a run that was left blocked stays blocked when auto-answer is switched on; the next run follows the switch', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await openVm(page, vm)
  await action(page, 'Power on').click()
  await expect(operation(page)).toContainText('Left blocked')
  await theSwitch(page).click()
  await expect(theSwitch(page)).toBeChecked()
  await openVm(page, 'asks-twice')
  await action(page, 'Power on').click()
  await expect(operation(page)).toContainText('The VM is on.')

  await page.goto('/')
  await expect(waiting(page).getByRole('group', { name: 'Answers' })).toHaveCount(1)
  await answer(questionOf(page, vm), 'Append').click()
  await expect(lineOf(finished(page), vm)).toContainText('The task went on and succeeded')
  expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(3)
})
