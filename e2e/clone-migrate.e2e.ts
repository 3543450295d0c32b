import { expect, test } from './fixtures/console'
import { violationsOf } from './fixtures/page-checks'
import { labNamed } from './fixtures/worlds'
import {
  action,
  answer,
  answers,
  chooseMore,
  errorOf,
  findVm,
  moreItem,
  openQuestionOf,
  openVm,
  operation,
} from './steps/vm'

const odd = 'копия "7" 50% a/b'

test.describe('at a vCenter', () => {
  test.use({ world: { product: 'vcenter' }, connectionName: 'vcsa-lab' })

  test('a VM is cloned and started, migrated, moved and made a template, and questions in the middle are met', async ({
    page,
    host,
    signIn,
  }) => {
    const main = page.getByRole('main')
    await signIn()

    await test.step('a clone is started by a run of its own, whose question is its error', async () => {
      await openVm(page, 'asks-append-or-replace')
      await chooseMore(page, 'Clone')
      const form = page.getByRole('dialog', { name: 'Clone: asks-append-or-replace' })
      await form.getByRole('button', { name: 'Clone' }).click()
      await expect(form.getByRole('textbox', { name: 'Name' })).toBeFocused()
      await form.getByRole('textbox', { name: 'Name' }).fill(odd)
      await form.getByRole('combobox', { name: 'Folder' }).selectOption({ label: 'Nightly builds' })
      await form.getByRole('checkbox', { name: 'Make it a template' }).check()
      await expect(form.getByRole('checkbox', { name: 'Power it on afterwards' })).toHaveAccessibleDescription(
        'A template cannot be powered on.',
      )
      await form.getByRole('checkbox', { name: 'Make it a template' }).uncheck()
      await form.getByRole('checkbox', { name: 'Power it on afterwards' }).check()
      expect(await violationsOf(page)).toEqual([])
      await form.getByRole('button', { name: 'Clone' }).click()
      await expect(form).toBeHidden()
      await openVm(page, odd)
      await expect(errorOf(operation(page))).toContainText('auto-answer')
      await page.goto('/')
      await answer(openQuestionOf(page, odd), 'Append').click()
    })

    await test.step('what vCenter says against a migration is shown before, and a question in its middle is met', async () => {
      await findVm(page, 'web-03')
      await chooseMore(page, 'Migrate')
      const form = page.getByRole('dialog', { name: 'Migrate: web-03' })
      await form.getByRole('button', { name: 'Migrate' }).click()
      await expect(form).toContainText('Choose a host or a datastore.')
      const hosts = form.getByRole('combobox', { name: 'Host' })
      await expect(hosts.getByRole('option', { name: /^esx-04\.example\.net, in maintenance mode/ })).toBeDisabled()
      await hosts.selectOption({ label: 'edge-01.example.net' })
      await expect(form).toContainText('vCenter says nothing against it.')
      await expect(form).toContainText('edge-01.example.net')
      expect(await violationsOf(page)).toEqual([])
      await hosts.selectOption({ label: 'It stays on its host' })
      const stores = form.getByRole('combobox', { name: 'Datastore' })
      const label = await stores.getByRole('option', { name: /^san-02,/ }).textContent()
      await stores.selectOption({ label: label ?? '' })
      await form.getByRole('button', { name: 'Migrate' }).click()
      await expect(form).toBeHidden()
      await expect(operation(page)).toContainText('RelocateVM_Task started')
      host.ask('web-03', 'msg.hbacommon.outofspace')
      // The migration is cancelled, and the VM asks on: both are told.
      await expect(operation(page)).toContainText('this task was blocked by a question, and auto-answer was off')
      await expect(operation(page)).toContainText('The task is over, and the VM asks on.')
      await answer(operation(page), 'Retry').click()
      await expect(answers(operation(page))).toBeHidden()
    })

    await test.step('a template is deployed from, and becomes a VM again', async () => {
      await findVm(page, 'golden image (ubuntu 24.04)')
      await chooseMore(page, 'Make a VM again')
      await page
        .getByRole('dialog')
        .or(page.getByRole('alertdialog'))
        .getByRole('button', { name: 'Make a VM again' })
        .click()
      await action(page, 'More').click()
      await expect(moreItem(page, 'Make a template')).toBeVisible()
      await page.keyboard.press('Escape')
      await chooseMore(page, 'Move to folder or pool')
      const form = page.getByRole('dialog', { name: /^Move: golden/ })
      await form.getByRole('combobox', { name: 'Folder' }).selectOption({ label: 'Databases' })
      await form.getByRole('button', { name: 'Move' }).click()
      await expect(form).toBeHidden()
      await expect(main).toContainText('It was moved to Databases.')
    })
  })
})

test.describe('at a host by itself', () => {
  test.use({ world: labNamed({ 'asks-about-nested-esxi': 'R&D <größe>' }) })

  test('a VM is copied by its disks, the first start of the copy asks, and what takes a vCenter says so', async ({
    page,
    signIn,
  }) => {
    await signIn()
    await openVm(page, 'R&D <größe>')
    await action(page, 'More').click()
    await expect(moreItem(page, 'Migrate')).toContainText('takes a vCenter')
    await page.keyboard.press('Escape')
    await chooseMore(page, 'Copy')
    const form = page.getByRole('dialog', { name: 'Copy: R&D <größe>' })
    await form.getByRole('textbox', { name: 'Name' }).fill('R&D <größe>')
    await expect(form).toContainText('Another VM has this name.')
    await expect(form).toContainText(/Its files take .+ now; .+ are free there\./)
    await form.getByRole('textbox', { name: 'Name' }).fill(odd)
    await form.getByRole('checkbox', { name: 'Power it on afterwards' }).check()
    expect(await violationsOf(page)).toEqual([])
    await form.getByRole('button', { name: 'Copy' }).click()
    await expect(form).toBeHidden()
    await openVm(page, odd)
    // The copy wants of its host what its source does: that is asked in the middle of its first start.
    await expect(errorOf(operation(page))).toContainText('auto-answer was off')
    await answer(operation(page), 'Yes').click()
    await expect(page.getByRole('main')).toContainText('The VM is already on.')
  })
})
