import { expect, test } from './fixtures/console'
import { otherClient } from './fixtures/other-client'
import { labWith } from './fixtures/worlds'
import { action, finished, lineOf, openQuestionOf, questionOf } from './steps/vm'

const vm = 'asks-append-or-replace'

test.use({ world: labWith([vm, 'asks-twice', 'web-frontend', '100% test', 'slow-to-start']) })

test('pages, the search and dialogs are reached and left by keys', async ({ page, signIn }) => {
  await signIn()
  await test.step('the first Tab leads past the navigation to the content', async () => {
    await page.reload()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
  })

  await test.step('Esc closes the search and gives the focus back', async () => {
    const button = page.getByRole('button', { name: 'Search and run commands' })
    await button.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Search and commands' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: 'Search and commands' })).toBeHidden()
    await expect(button).toBeFocused()
  })

  await test.step('? lists the keys', async () => {
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Keyboard' })
    await expect(keys).toContainText('Search and commands')
    await expect(keys).toContainText('Answer the question that has focus')
    await page.keyboard.press('Escape')
    await expect(keys).toBeHidden()
  })

  await test.step('g and a letter goes to a page', async () => {
    for (const [key, path] of [
      ['m', '/vms'],
      ['h', '/hosts'],
      ['d', '/datastores'],
      ['i', '/history'],
      ['s', '/settings'],
      ['b', '/'],
    ] as const) {
      await page.keyboard.press('g')
      await page.keyboard.press(key)
      await expect(page).toHaveURL((url) => url.pathname === path)
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
    }
  })

  await test.step('Ctrl K finds a VM and opens it', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('10.20.120')
    await expect(page.getByRole('option').first()).toContainText('web-frontend')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'web-frontend' })).toBeVisible()
  })

  await test.step('a dialog that was opened from a menu gives the focus back to the button of the menu', async () => {
    await action(page, 'More').press('Enter')
    await page.getByRole('menuitem', { name: 'Rename' }).press('Enter')
    await expect(page.getByRole('dialog', { name: 'Rename: web-frontend' }).getByLabel('Name')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(action(page, 'More')).toBeFocused()
    await action(page, 'Reset').press('Enter')
    await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(action(page, 'Reset')).toBeFocused()
  })
})

test('the table is searched and selected by keys, commands are typed, and single keys can be switched off', async ({
  page,
  signIn,
}) => {
  await signIn('/vms')
  await test.step('/ searches the table; j, k and Space move and select; Esc clears', async () => {
    const table = page.getByRole('table', { name: 'Virtual machines' })
    await expect(table.getByRole('link', { name: 'web-frontend' })).toBeVisible()
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox', { name: 'Search virtual machines' })).toBeFocused()
    await page.keyboard.type('jk/g')
    await expect(page.getByRole('searchbox', { name: 'Search virtual machines' })).toHaveValue('jk/g')
    await page.getByRole('searchbox', { name: 'Search virtual machines' }).fill('')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('j')
    await expect(table.getByRole('link', { name: '100% test', exact: true })).toBeFocused()
    await page.keyboard.press('j')
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(page.getByRole('region', { name: 'Actions for the selection' })).toContainText('2 selected')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('region', { name: 'Actions for the selection' })).toBeHidden()
  })

  await test.step('Ctrl K starts what loses nothing, and says of the rest why not', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('power on 100')
    const command = page.getByRole('option', { name: /Power on 100% test/ })
    await expect(command).toBeVisible()
    await command.click()
    await expect(page.getByRole('region', { name: 'Operation' })).toContainText('The VM is on.')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('power on 100')
    await expect(page.getByRole('option', { name: /Power on 100% test/ })).toContainText('already on')
    await page.keyboard.press('Escape')
  })

  await test.step('single keys can be switched off, and stay off', async () => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Account: admin' }).click()
    await page.getByRole('menuitemcheckbox', { name: /Single-key shortcuts/ }).click()
    await page.keyboard.press('Escape')
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name: 'Board' })).toBeAttached()
    await page.keyboard.press('?')
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name: 'Search and commands' })).toBeVisible()
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeHidden()
    await expect(page).toHaveURL('/')
  })
})

test('questions are walked, answered and opened by keys, and destroy nothing at one press', async ({
  page,
  host,
  signIn,
}) => {
  const script = await otherClient(host)
  await signIn()
  await test.step('a key on a destructive answer asks first; d goes to the default and sends nothing; Enter opens', async () => {
    await script.start('PowerOnVM_Task', vm)
    const question = openQuestionOf(page, vm)
    await expect(question).toBeVisible()
    await page.keyboard.press('j')
    await page.keyboard.press('2')
    await expect(page.getByRole('button', { name: 'Keep waiting' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('alertdialog')).toBeHidden()
    await questionOf(page, vm).focus()
    await page.keyboard.press('d')
    await expect(question.getByRole('button', { name: /Append/ })).toBeFocused()
    expect(host.calls.some(({ method }) => method === 'AnswerVM')).toBe(false)
    await questionOf(page, vm).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: vm })).toBeVisible()
  })

  await test.step('j and k go through the questions; 1 answers the one that has the focus', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('b')
    await expect(openQuestionOf(page, vm)).toBeVisible()
    await script.start('PowerOnVM_Task', 'asks-twice')
    await expect(openQuestionOf(page, 'asks-twice')).toBeVisible()
    await page.keyboard.press('j')
    await expect(questionOf(page, vm)).toBeFocused()
    await page.keyboard.press('j')
    await expect(questionOf(page, 'asks-twice')).toBeFocused()
    await page.keyboard.press('k')
    await expect(questionOf(page, vm)).toBeFocused()
    await page.keyboard.press('1')
    await expect(questionOf(page, vm).getByRole('status')).toContainText("Answered 'Append'")
    await expect(lineOf(finished(page), vm)).toContainText('Done')
  })

  await test.step('everything on the Board can be reached and pressed without a mouse', async () => {
    // The Board keeps still while a card has the focus.
    await page.goto('/')
    host.ask('web-frontend', 'msg.serial.file.open')
    const append = openQuestionOf(page, 'web-frontend').getByRole('button', { name: /Append/ })
    await expect(append).toBeVisible()
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab')
      if (await append.evaluate((element) => element === document.activeElement)) break
    }
    await expect(append).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(questionOf(page, 'web-frontend').getByRole('status')).toContainText("Answered 'Append'")
  })
})
