import { expect, test } from './fixtures/console'
import { violationsOf } from './fixtures/page-checks'
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

/** For the first time, when rules are offered. */
async function switchOn(page: import('@playwright/test').Page): Promise<void> {
  await theSwitch(page).click()
  await page.getByRole('button', { name: 'Switch on without rules' }).click()
}

test('a run that was left blocked stays so when auto-answer is switched on, and the switch says what it does', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await test.step('switching auto-answer says what follows from it, lasts, and is recorded with who did it', async () => {
    await expect(theSwitch(page)).not.toBeChecked()
    await expect(theSwitch(page)).toHaveAccessibleDescription(
      'Off: the task is cancelled and the question is shown as an error',
    )

    await openVm(page, vm)
    await action(page, 'Power on').click()
    await expect(operation(page)).toContainText('Left blocked')
    await switchOn(page)
    await expect(theSwitch(page)).toBeChecked()
    await expect(theSwitch(page)).toHaveAccessibleDescription(
      "On: the host's default answer, unless a rule says otherwise",
    )
    await page.reload()
    await expect(theSwitch(page)).toBeChecked()

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'History' }).click()
    const history = page.getByRole('table', { name: 'History' })
    await expect(history).toContainText('Auto-answer switched on at esx-lab')
    await expect(history.getByRole('row').filter({ hasText: 'switched on' })).toContainText('admin')
  })

  await test.step('a run that was left blocked stays blocked when auto-answer is switched on; the next run follows the switch', async () => {
    await openVm(page, 'asks-twice')
    await action(page, 'Power on').click()
    await expect(operation(page)).toContainText('The VM is on.')

    await page.goto('/')
    await expect(waiting(page).getByRole('group', { name: 'Answers' })).toHaveCount(1)
    await answer(questionOf(page, vm), 'Append').click()
    await expect(lineOf(finished(page), vm)).toContainText('The task went on and succeeded')
    expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(3)
  })
})

test.describe('when it is on', () => {
  test.use({ autoAnswer: true })

  test('every question of a task gets the host’s default, three times at most, and is recorded', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn()
    await test.step('a task that asks gets the host’s default, and both question and answer are recorded', async () => {
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
        "Serial port output file exists: 'Append' (default) by auto-answer",
      )
      expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(1)
    })

    await test.step('a task with two questions gets both defaults', async () => {
      await openVm(page, 'asks-twice')
      await action(page, 'Power on').click()
      const panel = operation(page)
      await expect(panel).toContainText("Answered 'I Copied It' (default, by auto-answer)")
      await expect(panel).toContainText("Answered 'Append' (default, by auto-answer)")
      await expect(panel).toContainText('The VM is on.')
      expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(3)
    })

    await test.step('a question that comes back after three automatic answers is left to a person', async () => {
      await openVm(page, 'asks-again-after-retry')
      await action(page, 'Power on').click()
      await page.goto('/')
      const question = openQuestionOf(page, 'asks-again-after-retry')
      await expect(question).toContainText(
        "Auto-answer gave 'Retry' three times and the question came back, so it waits for a person.",
      )
      expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(6)
      await answer(question, 'Abort').click()
      await expect(lineOf(finished(page), 'asks-again-after-retry')).toContainText('The task went on and failed')
    })
  })

  test('what has no default waits for a person, and a run keeps the policy that it started with', async ({
    page,
    signIn,
  }) => {
    await signIn()
    await test.step('a question without a default waits for a person, who is told why', async () => {
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

    await test.step('a run keeps the policy that it started with, whatever is switched meanwhile', async () => {
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
})

test('switched on while questions wait, it offers to give them their default: each as an answer of the person', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  host.ask('web-frontend', 'msg.hbacommon.locklost')
  for (const name of [vm, 'asks-without-default']) {
    await openVm(page, name)
    await action(page, 'Power on').click()
    await expect(operation(page)).toContainText('Left blocked')
  }
  await switchOn(page)
  const offer = page.getByRole('dialog', { name: 'What waits at esx-lab' })
  await expect(offer).toContainText('Auto-answer is on at esx-lab, from the next task on.')
  await expect(offer).toContainText('2 have a default; 1 has none and goes on waiting.')
  expect(await violationsOf(page)).toEqual([])
  expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(0)

  // One of them powers its VM off: nothing is sent before that is agreed to.
  await offer.getByRole('button', { name: 'Apply the default to the 2 that wait here' }).click()
  const confirm = offer.getByRole('alertdialog')
  await expect(confirm).toContainText('OK powers the VM off. What the guest has not written to disk is lost.')
  await expect(confirm.getByRole('button', { name: 'Keep waiting' })).toBeFocused()
  expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(0)
  await confirm.getByRole('button', { name: 'Answer all 2' }).click()
  await expect(offer.getByRole('status')).toHaveText('2 of 2 answered with the default.')
  await expect(offer.getByRole('listitem').filter({ hasText: vm })).toContainText("Answered 'Append'")
  expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(2)
  await offer.getByRole('button', { name: 'Close' }).click()

  await page.goto('/')
  await expect(lineOf(finished(page), vm)).toContainText('The task went on and succeeded')
  await expect(waiting(page).getByRole('group', { name: 'Answers' })).toHaveCount(1)
  await page.goto('/history')
  const noted = page.getByRole('row').filter({ hasText: "Answered 'OK' for web-frontend" })
  await expect(noted).toContainText('admin')
})
