import { expect, test } from './fixtures/console'
import { otherClient } from './fixtures/other-client'
import { labWith } from './fixtures/worlds'
import { action, actions, answer, chooseMore, errorOf, finished, lineOf, openTab, openVm, operation } from './steps/vm'
import { expectRow } from './steps/table'

const names = [
  'web-frontend',
  'db/primary',
  '100% test',
  'café-01',
  'sap-hana',
  'slow-to-start',
  'fails-to-power-on',
  'cd-locked-by-guest',
  'R&D <lab>',
]

test.use({ world: labWith(names) })

test('a VM is changed as far as it can be, and what cannot be done says why', async ({ page, signIn, host }) => {
  await signIn()
  await test.step('what cannot be done now can be focused, and says why', async () => {
    await openVm(page, '100% test')
    for (const [verb, why] of [
      ['Suspend', 'The VM is off'],
      ['Shut down guest', 'The VM is off'],
      ['Reset', 'The VM is off'],
    ] as const) {
      await expect(action(page, verb)).toHaveAttribute('aria-disabled', 'true')
      await expect(action(page, verb)).toHaveAccessibleDescription(new RegExp(why))
      await action(page, verb).focus()
      await expect(action(page, verb)).toBeFocused()
    }
    await action(page, 'More').click()
    await expect(page.getByRole('menuitem', { name: 'Power off' })).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByRole('menuitem', { name: 'Power off' })).toContainText('The VM is already off.')
    await page.keyboard.press('Escape')
  })

  await test.step('a change is refused when somebody else has changed the VM since the form was opened', async () => {
    await chooseMore(page, 'Edit memory and CPU')
    const form = page.getByRole('dialog').filter({ has: page.getByLabel('vCPU', { exact: true }) })
    await form.getByLabel('vCPU', { exact: true }).fill('2')
    const script = await otherClient(host)
    await script.start('ReconfigVM_Task', '100% test', '<spec><memoryMB>2048</memoryMB></spec>')
    await expect(form.getByRole('status')).toContainText('Somebody has changed this VM since the form was opened.')
    await expect(form.getByLabel('vCPU', { exact: true })).toHaveValue('2')
    await form.getByRole('button', { name: 'Change' }).click()
    await expect(operation(page)).toContainText('Failed')
    await expect(page.getByRole('main')).toContainText('1 vCPU, 2 GB')
  })

  await test.step('memory and CPUs can be changed, and only to what makes sense', async () => {
    await chooseMore(page, 'Edit memory and CPU')
    const form = page.getByRole('dialog').filter({ has: page.getByLabel('vCPU', { exact: true }) })
    await form.getByLabel('vCPU', { exact: true }).fill('none')
    await form.getByRole('button', { name: 'Change' }).click()
    await expect(form.getByLabel('vCPU', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await form.getByLabel('vCPU', { exact: true }).fill('2')
    await form.getByLabel('Memory', { exact: true }).fill('3')
    await form.getByLabel('Unit', { exact: true }).selectOption('GB')
    await form.getByRole('button', { name: 'Change' }).click()
    await expect(form).toBeHidden()
    await expect(operation(page)).toContainText('The VM was reconfigured.')
    await expect(page.getByRole('main')).toContainText('2 vCPU, 3 GB')
  })

  await test.step('a VM can be renamed to any name that vSphere can keep', async () => {
    await openVm(page, 'café-01')
    for (const [name, stored] of [
      ['100% %2f / \\ done', '100%25 %252f %2f %5c done'],
      ['<script>alert(1)</script> & "co"', '<script>alert(1)<%2fscript> & "co"'],
      ['  Räksmörgås 東京  ', undefined],
    ] as const) {
      await test.step(name, async () => {
        await chooseMore(page, 'Rename')
        const form = page.getByRole('dialog', { name: /^Rename: / })
        await form.getByLabel('Name', { exact: true }).fill(name)
        if (stored !== undefined) await expect(form).toContainText(`Stored by vSphere as ${stored}`)
        await form.getByRole('button', { name: 'Rename' }).click()
        await expect(operation(page)).toContainText(`The VM is now called "${name}".`)
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
        expect(host.world.prop(host.vm(name), 'name')).toBe(stored ?? name)
      })
    }
  })
})

test('power on is followed from the press to the end, also by somebody who comes late', async ({
  page,
  signIn,
  newOperator,
}) => {
  await signIn()
  await test.step('power on is followed from the press to the end, step by step', async () => {
    await openVm(page, 'slow-to-start')
    await action(page, 'Power on').click()
    const panel = operation(page)
    await expect(panel.getByRole('list', { name: 'Timeline' })).toContainText('Checked for a pending question')
    await expect(panel).toContainText('PowerOnVM_Task started')
    await expect(panel).toContainText(/Running, \d+ %/)
    await expect(panel.getByRole('progressbar', { name: 'Power on' })).toHaveAttribute('aria-valuenow', /\d+/)
    await expect(panel.getByRole('button', { name: 'Not cancelable' })).toHaveAccessibleDescription(
      'PowerOnVM_Task is not cancelable',
    )
    await expect(action(page, 'Snapshot')).toHaveAccessibleDescription(
      'One task at a time on a VM. The next can start when Power on has ended.',
    )
    const late = await newOperator(new URL(page.url()).pathname)
    await test.step('somebody who opens the page late sees every step so far', async () => {
      await expect(operation(late)).toContainText('Checked for a pending question')
      await expect(operation(late)).toContainText('PowerOnVM_Task started')
      await expect(operation(late)).toContainText('The VM is on.')
    })
    await expect(panel).toContainText(/The VM is on\. Took \d+ s\./)
    await expect(action(page, 'Power on')).toHaveAccessibleDescription(/already on/)
  })
})

test('the power of a VM is switched, and that of its guest', async ({ page, signIn }) => {
  await signIn()
  await test.step('each power verb does what it says', async () => {
    await openVm(page, 'web-frontend')
    await action(page, 'Suspend').click()
    await expect(page.getByRole('main')).toContainText('Suspended')
    await action(page, 'Resume').click()
    await expect(operation(page)).toContainText('The VM is on.')

    await action(page, 'Reset').click()
    const reset = page.getByRole('alertdialog', { name: 'Reset: web-frontend' })
    await expect(reset).toContainText('what it has not written to disk is lost')
    await reset.getByRole('button', { name: 'Reset' }).click()
    await expect(operation(page)).toContainText('The VM was reset.')

    await chooseMore(page, 'Power off')
    await page
      .getByRole('alertdialog', { name: 'Power off: web-frontend' })
      .getByRole('button', { name: 'Power off' })
      .click()
    await expect(operation(page)).toContainText('The VM is off.')
  })

  await test.step('a guest is asked to shut down, and the run ends when the VM is off', async () => {
    await openVm(page, 'db/primary')
    await action(page, 'Shut down guest').click()
    const confirm = page.getByRole('alertdialog', { name: 'Shut down guest: db/primary' })
    await confirm.getByRole('button', { name: 'Shut down guest' }).click()
    await expect(operation(page)).toContainText('ShutdownGuest accepted')
    await expect(operation(page)).toContainText('The guest has shut down. The VM is off.')
  })
})

test('a task that fails says why, with the whole chain of the host’s messages', async ({ page, signIn }) => {
  await signIn()
  await openVm(page, 'fails-to-power-on')
  await action(page, 'Power on').click()
  const error = errorOf(operation(page))
  await expect(error).toContainText('was not found')
  await expect(error).toContainText('The system cannot find the file specified')
  await expect(error).toContainText("Module 'Disk' power on failed.")
  await expect(error).toContainText('Failed to start the virtual machine.')
  await error.getByText('Raw fault').click()
  await expect(error).toContainText('msg.moduletable.powerOnFailed')
  await page.goto('/')
  await expect(lineOf(finished(page), 'fails-to-power-on')).toContainText('Failed')
})

test('a locked CD-ROM makes the host ask; answering Yes disconnects it after a warning', async ({ page, signIn }) => {
  await signIn()
  await openVm(page, 'cd-locked-by-guest')
  await chooseMore(page, 'Disconnect CD-ROM')
  const question = operation(page).getByRole('article')
  await expect(question).toContainText('The guest operating system has locked the CD-ROM door')
  await answer(question, 'Yes').click()
  await expect(question.getByRole('alertdialog', { name: 'Confirm Yes' })).toContainText(
    'Yes disconnects a CD-ROM that the guest is using.',
  )
  await question.getByRole('button', { name: 'Answer Yes' }).click()
  await expect(operation(page)).toContainText('Left blocked, then done')
  await action(page, 'More').click()
  await expect(page.getByRole('menuitem', { name: 'Disconnect CD-ROM' })).toContainText('No CD-ROM is connected.')
})

test('a VM that never was, or is deleted while its page is open, says so and leads back to the others', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await openVm(page, '100% test')
  const { pathname } = new URL(page.url())
  await page.goto(`${pathname}0815`)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('No such VM')
  await page.goto(pathname)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('100% test')
  const script = await otherClient(host)
  await script.start('Destroy_Task', '100% test')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('100% test is gone')
  await expect(page.getByRole('main')).toContainText('Its runs stay in the history.')
  await expect(actions(page)).toBeHidden()
  await page.getByRole('link', { name: 'All virtual machines' }).click()
  await expect(page.getByRole('table', { name: 'Virtual machines' })).toBeVisible()
})

test('what was done with a VM is in its history, newest first, and each run can be opened', async ({
  page,
  signIn,
}) => {
  await signIn()
  await openVm(page, '100% test')
  await action(page, 'Power on').click()
  await expect(operation(page)).toContainText('The VM is on.')
  await action(page, 'Suspend').click()
  await expect(operation(page)).toContainText('The VM is suspended.')
  await openTab(page, 'History')
  const history = page.getByRole('table', { name: 'History' })
  // Below the heads and the day.
  await expect(history.getByRole('row').nth(2)).toContainText('Suspend')
  await expect(history.getByRole('row').nth(3)).toContainText('Power on')
  await expectRow(history, { Task: 'Power on', Outcome: /^Done/, By: 'admin Andon' })
  const days = page.getByRole('group', { name: 'Days' })
  await days.getByRole('button', { name: 'Yesterday' }).click()
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.goBack()
  await expect(days.getByRole('button', { name: 'Yesterday' })).toHaveAttribute('aria-pressed', 'false')
  await history.getByRole('button', { name: /^Steps of Power on/ }).press('Enter')
  await history.getByRole('link', { name: 'Run 1' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Power on: 100% test' })).toBeVisible()
})
