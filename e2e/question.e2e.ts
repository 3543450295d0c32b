import { expect, test } from './fixtures/console'
import { labWith } from './fixtures/worlds'
import {
  action,
  answer,
  answers,
  errorOf,
  finished,
  lineOf,
  openQuestionOf,
  openVm,
  operation,
  questionOf,
  running,
  waiting,
} from './steps/vm'

/** Auto-answer is off in all of these: every question waits for a person. */
test.use({ world: labWith(['asks-append-or-replace', 'asks-twice', 'asks-without-default', 'web-frontend']) })

const vm = 'asks-append-or-replace'

test('a task that asks shows its question, holds others back, and is answered on the page of its VM', async ({
  page,
  signIn,
}) => {
  await signIn()
  await test.step('a task that asks shows its question in full, with every answer and what auto-answer does about it', async () => {
    await expect(waiting(page)).toContainText('No task waits for an answer.')
    await openVm(page, vm)
    await action(page, 'Power on').click()
    await page.getByRole('link', { name: 'Board', exact: false }).first().click()

    const question = questionOf(page, vm)
    await expect(question).toContainText(
      /Serial port output file "\[datastore1\] .*console\.log" already exists\. Do you want to replace it with new content, or append new content to the end of the file\?/,
    )
    await expect(question).toContainText(/\(The file: .*, changed .* ago\)/)
    await expect(question).toContainText('msg.serial.file.open')
    await expect(question).toContainText('Power on')
    await expect(question).toContainText('started by admin')
    await expect(answers(question).getByRole('button')).toHaveText([
      /Append.*keeps what is in the file.*Default/,
      /Replace.*erases the file.*Destructive/,
      /Cancel.*does not power on/,
    ])
    await expect(question).toContainText(
      /Error: blocked by this question, auto-answer was off when this started → Not cancelled: PowerOnVM_Task is not cancelable → Left blocked/,
    )
    await expect(page).toHaveTitle(/^\(1\) /)
  })

  await test.step('while a question waits no other task can be started on the VM, and the buttons say why', async () => {
    await openVm(page, vm)
    await expect(operation(page).getByRole('article')).toBeVisible()
    for (const verb of ['Power on', 'Snapshot']) {
      await expect(action(page, verb)).toHaveAttribute('aria-disabled', 'true')
      await expect(action(page, verb)).toHaveAccessibleDescription(
        'No new task while one waits for an answer. Answer the question first.',
      )
    }
  })

  await test.step('with auto-answer off the question is the error, the cancel is tried, and that it failed is said', async () => {
    const panel = operation(page)
    await expect(errorOf(panel)).toContainText(
      'Error: this task is blocked by a question, and auto-answer was off when it started',
    )
    await expect(errorOf(panel).getByRole('list', { name: 'Cancel' })).toContainText(
      /Not cancelled: PowerOnVM_Task is not cancelable.*Left blocked, answer it here/s,
    )
    await expect(panel).toContainText('Question raised')
    await expect(panel).toContainText(/Waits \d\d:\d\d\. Answer it here\./)
    await expect(panel).toContainText('no other task starts on this VM')

    await answer(panel.getByRole('article'), 'Append').click()
    await expect(panel).toContainText("Answered 'Append' by admin")
    await expect(panel).toContainText('The task ended')
    await expect(panel).toContainText('Left blocked, then done')
    await expect(panel).toContainText(
      'Error: this task was blocked by a question, and auto-answer was off when it started',
    )
  })
})

test('tasks are followed on the Board, and their questions answered there and on the page of the run', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await test.step('an ordinary task is seen to run and to end', async () => {
    host.update('web-frontend', {})
    await openVm(page, 'web-frontend')
    await action(page, 'Suspend').click()
    await page.goto('/')
    await expect(lineOf(finished(page), 'web-frontend')).toContainText(/Suspend\s*Done in (under )?\d+ s/)
    await expect(running(page)).toContainText('Nothing is running')
  })

  await test.step('a VM that asks goes on with one press, and the answer is there to be read', async () => {
    await openVm(page, vm)
    await action(page, 'Power on').click()
    await page.goto('/')
    await answer(questionOf(page, vm), 'Append').click()

    await expect(questionOf(page, vm).getByRole('status')).toContainText(
      /Answered 'Append'\s*by admin, after \d\d:\d\d/,
    )
    await expect(lineOf(finished(page), vm)).toContainText('Left blocked')
    await expect(lineOf(finished(page), vm)).toContainText('The task went on and succeeded')
    await openVm(page, vm)
    await expect(operation(page)).toContainText("Answered 'Append' by admin")
    await expect(action(page, 'Suspend')).not.toHaveAttribute('aria-disabled')
    expect(host.world.prop(host.vm(vm), 'runtime.powerState')).toBe('poweredOn')
  })

  await test.step('a question can be answered from the run’s own page', async () => {
    host.update(vm, { 'runtime.powerState': 'poweredOff' })
    await action(page, 'Power on').click()
    await page.goto('/')
    await openQuestionOf(page, vm).getByRole('link', { name: 'Open run' }).click()
    await expect(page.getByRole('heading', { level: 1, name: `Power on: ${vm}` })).toBeVisible()
    await answer(page.getByRole('article'), 'Append').click()
    await expect(operation(page)).toContainText('Left blocked, then done')
    await page.getByLabel('Every step as it was recorded').check()
    await expect(operation(page)).toContainText("Answer 'Append' sent")
  })
})

test('an answer may destroy, lead to another question, or end the task, and each is said', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await test.step('an answer that destroys something asks first, in its place, and does nothing until it is agreed to', async () => {
    await openVm(page, vm)
    await action(page, 'Power on').click()
    await page.goto('/')
    const question = questionOf(page, vm)
    await answer(question, 'Replace').click()
    const confirm = question.getByRole('alertdialog', { name: 'Confirm Replace' })
    // What is lost has a size, read from the datastore beside the question.
    await expect(confirm).toContainText(/Replace erases console\.log \(.* (bytes|KB|MB)\)\. This cannot be undone\./)
    await expect(confirm.getByRole('button', { name: 'Keep waiting' })).toBeFocused()
    await confirm.getByRole('button', { name: 'Keep waiting' }).click()
    await expect(answers(question)).toBeVisible()
    expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(0)

    await answer(question, 'Replace').click()
    await confirm.getByRole('button', { name: 'Answer Replace' }).click()
    await expect(question.getByRole('status')).toContainText("Answered 'Replace'")
    await expect(lineOf(finished(page), vm)).toContainText('The task went on and succeeded')
  })

  await test.step('a task with two questions shows one after the other, and ends when both are answered', async () => {
    await openVm(page, 'asks-twice')
    await action(page, 'Power on').click()
    const panel = operation(page)
    await expect(panel.getByRole('article')).toContainText('moved or copied')
    await answer(panel.getByRole('article'), 'I Copied It').click()
    await expect(panel.getByRole('article')).toContainText('Serial port output file')
    await answer(panel.getByRole('article'), 'Append').click()
    await expect(panel).toContainText('Left blocked, then done')
    await expect(panel).toContainText("Answered 'I Copied It' by admin")
    await expect(panel).toContainText("Answered 'Append' by admin")
  })

  await test.step('the answer Cancel makes the task fail, and the run says so', async () => {
    host.update(vm, { 'runtime.powerState': 'poweredOff' })
    await openVm(page, vm)
    await action(page, 'Power on').click()
    const panel = operation(page)
    await answer(panel.getByRole('article'), 'Cancel').click()
    await expect(panel).toContainText('Left blocked, then failed')
    await expect(panel).toContainText('The task failed')
    await expect(action(page, 'Power on')).not.toHaveAttribute('aria-disabled')
  })
})
