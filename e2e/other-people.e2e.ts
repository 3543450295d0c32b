import { expect, test } from './fixtures/console'
import { otherClient } from './fixtures/other-client'
import { labWith } from './fixtures/worlds'
import {
  action,
  answer,
  answers,
  finished,
  lineOf,
  openQuestionOf,
  openVm,
  operation,
  questionOf,
  running,
  waiting,
} from './steps/vm'

/** Others work at the same host, with the vSphere Client or a script; and at the same console. */

const vm = 'asks-append-or-replace'

test.use({ world: labWith([vm, 'asks-twice', 'slow-to-start', 'disk-full', 'web-frontend']) })

test.describe('a task that takes a while', () => {
  // Hosts tell nothing of the tasks of others: they are looked for every five seconds.
  test.use({ world: labWith(['slow-to-start'], { speed: 5 }) })

  test('that somebody else started is on the Board with who, how far and whether it can be cancelled', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn()
    const script = await otherClient(host)
    await script.start('PowerOnVM_Task', 'slow-to-start')
    const line = lineOf(running(page), 'slow-to-start')
    await expect(line).toContainText('Power on')
    await expect(line).toContainText('by root')
    await expect(line).toContainText(/\d+ %/)
    await expect(line.getByRole('button', { name: 'Not cancelable' })).toHaveAccessibleDescription(
      'PowerOnVM_Task is not cancelable',
    )
    await expect(lineOf(finished(page), 'slow-to-start')).toContainText(/Done\s*in \d+ s, by root/)
  })
})

test('a question of a task that somebody else started can be answered here', async ({ page, host, signIn }) => {
  await signIn()
  const script = await otherClient(host)
  await script.start('PowerOnVM_Task', vm)
  const question = questionOf(page, vm)
  await expect(question).toContainText('started by root outside Andon')
  await expect(question).toContainText('Auto-answer is off, so it waits for a person.')
  await answer(question, 'Append').click()
  await expect(question.getByRole('status')).toContainText("Answered 'Append'")
  await expect(lineOf(finished(page), vm)).toContainText('Done')
  await page.goto('/history')
  await expect(page.getByRole('table', { name: 'History' })).toContainText(`Answered 'Append' for ${vm}`)
})

test.describe('with auto-answer on', () => {
  test.use({ autoAnswer: true })

  test('a question of somebody else’s task is left to a person all the same', async ({ page, host, signIn }) => {
    await signIn()
    const script = await otherClient(host)
    await script.start('PowerOnVM_Task', vm)
    await expect(questionOf(page, vm)).toContainText(
      'Auto-answer is on, but this task was not started from Andon, so it waits for a person.',
    )
    expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(0)
  })
})

test('a question that belongs to no task says so, and can be answered', async ({ page, signIn }) => {
  await signIn()
  const question = questionOf(page, 'disk-full')
  await expect(question).toContainText('There is no more space for virtual disk')
  await expect(question).toContainText('No task is blocked. The VM asks while it runs.')
  await answer(question, 'Cancel').click()
  await question.getByRole('button', { name: 'Answer Cancel' }).click()
  await expect(question.getByRole('status')).toContainText("Answered 'Cancel'")
  await openVm(page, 'disk-full')
  await expect(action(page, 'Power on')).not.toHaveAttribute('aria-disabled')
})

test('a question that is raised while the Board is open appears by itself and is said to a screen reader', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await expect(questionOf(page, 'disk-full')).toBeVisible()
  host.ask('web-frontend', 'msg.hbacommon.locklost')
  await expect(questionOf(page, 'web-frontend')).toContainText('The lock protecting')
  await expect(page.locator('[aria-live="assertive"]').filter({ hasText: 'New question' })).toContainText(
    /New question: web-frontend waits for an answer\. The lock protecting/,
  )
  // The oldest is still first.
  await expect(waiting(page).getByRole('article').first()).toContainText('disk-full')
})

test('an answer that the host is slow to take holds up no other', async ({ page, host, signIn }) => {
  await signIn()
  const script = await otherClient(host)
  await script.start('PowerOnVM_Task', vm)
  await expect(openQuestionOf(page, vm)).toBeVisible()
  host.fail({ method: 'AnswerVM', object: host.vm('disk-full'), delayMs: 20_000 })
  await answer(questionOf(page, 'disk-full'), 'Retry').click()
  await answer(questionOf(page, vm), 'Append').click()
  await expect(questionOf(page, vm).getByRole('status')).toContainText("Answered 'Append'")
  await expect(questionOf(page, 'disk-full').getByRole('status')).toHaveText(
    'Sending Retry to the host. It has not replied yet: nothing needs to be pressed again.',
  )
  await expect(questionOf(page, 'disk-full').getByRole('status')).toContainText("Answered 'Retry'", { timeout: 30_000 })
})

test('a question that somebody else answers first turns into a record of that', async ({ page, host, signIn }) => {
  await signIn()
  await openVm(page, vm)
  await action(page, 'Power on').click()
  await page.goto('/')
  await expect(answers(questionOf(page, vm))).toBeVisible()
  const script = await otherClient(host)
  await script.answer(vm, '0')
  await expect(questionOf(page, vm).getByRole('status')).toContainText(/The question has gone|Answered 'Append'/)
  await expect(lineOf(finished(page), vm)).toContainText('The task went on and succeeded')
  await openVm(page, vm)
  await expect(operation(page)).toContainText('The question has gone')
})

test('two people who answer at the same moment: one answer is sent, and both see whose', async ({
  page,
  host,
  signIn,
  newOperator,
}) => {
  await signIn()
  const second = await newOperator()
  const script = await otherClient(host)
  await script.start('PowerOnVM_Task', vm)
  await expect(answers(questionOf(page, vm))).toBeVisible()
  await expect(answers(questionOf(second, vm))).toBeVisible()
  // The host takes its time, so that the second press comes while the first is on its way.
  host.fail({ method: 'AnswerVM', delayMs: 1_500, times: 1 })
  await Promise.all([answer(questionOf(page, vm), 'Append').click(), answer(questionOf(second, vm), 'Cancel').click()])
  for (const each of [page, second]) {
    await expect(questionOf(each, vm).getByRole('status')).toContainText(/Answered '(Append|Cancel)'\s*by admin/)
  }
  expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(1)
})

test('two people who start something on the same VM at the same moment: one is told that the other was first', async ({
  page,
  host,
  signIn,
  newOperator,
}) => {
  await signIn()
  const second = await newOperator()
  await openVm(page, 'slow-to-start')
  await openVm(second, 'slow-to-start')
  host.fail({ method: 'PowerOnVM_Task', delayMs: 1_000, times: 1 })
  await Promise.all([action(page, 'Power on').click(), action(second, 'Power on').click()])
  await expect
    .poll(async () => {
      const said = await Promise.all([page, second].map((each) => each.getByRole('main').innerText()))
      return said.filter((text) => text.includes('One task at a time on a VM')).length
    })
    .toBeGreaterThan(0)
  await expect(operation(page)).toContainText('The VM is on.')
  expect(host.calls.filter(({ method }) => method === 'PowerOnVM_Task')).toHaveLength(1)
})
